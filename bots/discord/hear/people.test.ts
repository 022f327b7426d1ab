import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DebateEvent, EventOf } from '../../../src/debate/event.ts';
import { openDebate } from '../../../test/discord/opened.ts';
import { openRig, type Rig } from '../../../test/discord/rig.ts';
import { member, role, snowflake, user } from '../../../test/discord/world.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await openRig();
});
afterEach(async () => {
  await rig.close();
  expect(rig.discord.offences).toEqual([]);
});

/** Resolves once the ledger holds such an event. */
async function event<T extends DebateEvent['type']>(debate: string, type: T, count = 1): Promise<EventOf<T>> {
  for (;;) {
    const hinted = new Promise<void>((resolve) => void rig.ledger.watch(() => resolve()));
    const found = (await rig.ledger.read(debate)).filter((it) => it.event.type === type);
    if (found.length >= count) return found.at(-1)?.event as EventOf<T>;
    await hinted;
  }
}

describe('asking', () => {
  test('a mention with a file opens a thread called after it, and the file is kept', async () => {
    const { discord } = rig;
    const channel = discord.channel('general');
    const jiwon = discord.person('Jiwon');
    await rig.start();
    const asked = discord.mention(jiwon, channel.id, '**Count** the error lines\nper hour', {
      'access.log': 'GET / 500\n',
    });
    const { request } = await event(await rig.debate(), 'debate.opened');
    expect(request).toMatchObject({
      author: { id: `discord:${jiwon.id}`, name: 'Jiwon' },
      origin: { platform: 'discord', channel: channel.id, thread: asked.id },
      text: '**Count** the error lines\nper hour',
      attachments: [{ name: 'access.log', bytes: 10 }],
    });
    expect(Buffer.from((await rig.blobs.get(request.attachments[0]?.blob ?? '')) ?? '').toString()).toBe('GET / 500\n');
    expect(discord.world.channels.get(asked.id)).toMatchObject({
      name: 'Count the error lines',
      parent_id: channel.id,
    });
  });

  test('an event that comes twice asks once; bots, webhooks and talk among people ask nothing', async () => {
    const { discord } = rig;
    const channel = discord.channel('general');
    const jiwon = discord.person('Jiwon');
    const robot = user('Robot', true);
    discord.world.users.set(robot.id, robot);
    discord.guild.members.set(robot.id, member(robot));
    await rig.start();
    discord.mention(robot, channel.id, 'loop');
    discord.say(jiwon, channel.id, `<@${discord.world.bot.id}> hook`, { webhook: true });
    discord.say(jiwon, channel.id, 'nobody is meant');
    discord.gateway.duplicate(true);
    discord.mention(jiwon, channel.id, 'once');
    const debate = await rig.debate();
    // What comes after is heard after: by then everything before has been.
    discord.say(jiwon, (await event(debate, 'debate.opened')).request.origin.thread, 'more');
    await event(debate, 'person.said');
    expect(await rig.ledger.recent(10)).toEqual([debate]);
    expect((await rig.ledger.read(debate)).map((it) => it.event.type)).toEqual(['debate.opened', 'person.said']);
  });

  test('replies in the thread steer, talk to others does not, a stop word stops', async () => {
    const { discord } = rig;
    const opened = await openDebate(rig);
    const alex = discord.person('Alex');
    discord.say(alex, opened.thread, `<@${opened.jiwon.id}> what do you think?`);
    discord.say(alex, opened.thread, 'only the last 3 lines');
    expect(await event(opened.debate, 'person.said')).toMatchObject({
      by: { name: 'Alex' },
      text: 'only the last 3 lines',
    });
    discord.say(alex, opened.thread, '중지');
    await event(opened.debate, 'debate.stopped');
    expect((await opened.types()).filter((it) => it === 'person.said')).toHaveLength(1);
  });

  test('a reply in a thread that was archived long ago is heard there, also after a restart', async () => {
    const { discord } = rig;
    const opened = await openDebate(rig);
    await rig.intake.stop(opened.debate, { id: 'discord:1', name: 'Someone' });
    const metadata = discord.world.channels.get(opened.thread)?.thread_metadata;
    if (metadata) metadata.archived = true;
    await rig.start();
    discord.say(opened.jiwon, opened.thread, 'and now the last lines');
    for (;;) {
      const hinted = new Promise<void>((resolve) => void rig.ledger.watch(() => resolve()));
      const [newest] = await rig.ledger.recent(1);
      if (newest !== undefined && newest !== opened.debate) break;
      await hinted;
    }
    const [newest = ''] = await rig.ledger.recent(1);
    expect(await event(newest, 'debate.opened')).toMatchObject({
      follows: opened.debate,
      request: { origin: { channel: opened.channel, thread: opened.thread }, text: 'and now the last lines' },
    });
  });

  test('a direct message is answered there, personas sign in bold', async () => {
    const { discord } = rig;
    const jiwon = discord.person('Jiwon');
    const direct = discord.direct(jiwon);
    const platform = await rig.start();
    discord.say(jiwon, direct.id, 'hello');
    const { request } = await event(await rig.debate(), 'debate.opened');
    expect(request.origin).toEqual({ platform: 'discord', channel: direct.id, thread: direct.id });
    const post = {
      debate: 'd',
      seq: 2,
      speaker: { id: 'aiin', name: 'AIIN', avatar: 'aiin' },
      manner: 'talk' as const,
      blocks: [{ kind: 'text' as const, markdown: 'Hello *you*.' }],
    };
    await platform.post({ place: request.origin, post, mark: 'd/2', locale: 'en' });
    expect(discord.messages(direct.id).at(-1)?.content).toMatch(/^\*\*AIIN:\*\* Hello \*you\*\./);
  });

  test('without the right to open threads the person is told what to change', async () => {
    const { discord } = rig;
    const channel = discord.channel('general');
    channel.permission_overwrites = [{ id: discord.guild.id, type: 0, allow: '0', deny: String(1n << 35n) }];
    await rig.start();
    discord.mention(discord.person('Jiwon'), channel.id, 'hello');
    const told = await discord.until(() => discord.messages(channel.id)[1]);
    expect(told.content).toContain('Create Public Threads');
    expect(rig.warnings[0]?.details).toHaveProperty('fix');
  });

  test('a mention without words is answered with an example', async () => {
    const { discord } = rig;
    const channel = discord.channel('general');
    await rig.start();
    discord.mention(discord.person('Jiwon'), channel.id, ' ');
    expect((await discord.until(() => discord.messages(channel.id)[1])).content).toContain('@Parley');
    expect(await rig.ledger.recent(1)).toEqual([]);
  });

  test('a file over the limit is named with its size and left out', async () => {
    const { discord } = rig;
    const channel = discord.channel('general');
    await rig.start();
    discord.mention(discord.person('Jiwon'), channel.id, 'look', {
      'big.bin': new Uint8Array(6 * 1024 * 1024),
      'small.txt': 'x',
    });
    const { request } = await event(await rig.debate(), 'debate.opened');
    expect(request.attachments.map((it) => it.name)).toEqual(['small.txt']);
    expect((await discord.until(() => discord.messages(channel.id)[1])).content).toContain(
      'big.bin was not taken: it has 6.3 MB',
    );
  });
});

describe('deciding', () => {
  test('✅ of the requester approves the plan of that very message; taking it back withdraws', async () => {
    const opened = await openDebate(rig);
    const { planHash } = await event(opened.debate, 'approval.requested');
    const card = opened.card();
    expect(card.reactions?.map((it) => it.emoji.name)).toEqual(['✅', '❌', '🛑']);
    rig.discord.react(opened.jiwon, card, '✅');
    expect(await event(opened.debate, 'approval.given')).toMatchObject({
      planHash,
      by: { id: `discord:${opened.jiwon.id}` },
    });
    rig.discord.unreact(opened.jiwon, card, '✅');
    await event(opened.debate, 'approval.withdrawn');
  });

  test('somebody else is told once, and nothing changes; a role that may approve does', async () => {
    await rig.close();
    const helpers = snowflake();
    rig = await openRig({ rules: { approvers: [`discord:role:${helpers}`] } });
    rig.discord.guild.roles.push(role(helpers, 'Helpers', 0n));
    const opened = await openDebate(rig);
    const alex = rig.discord.person('Alex');
    const card = opened.card();
    for (const emoji of ['✅', '❌']) rig.discord.react(alex, card, emoji);
    const told = () => rig.discord.messages(opened.thread).filter((it) => it.content.includes('Alex'));
    await rig.discord.until(() => told().length > 0);
    const helper = rig.discord.person('Minseo', [helpers]);
    rig.discord.react(helper, card, '✅');
    expect(await event(opened.debate, 'approval.given')).toMatchObject({
      by: { name: 'Minseo', groups: [`discord:role:${helpers}`] },
    });
    expect(told()).toHaveLength(1);
    expect(card.embeds[0]?.description).toContain('@Helpers');
  });

  test('buttons do the same, and are acknowledged at once', async () => {
    const opened = await openDebate(rig);
    const alex = rig.discord.person('Alex');
    const refused = await rig.discord.press(alex, opened.card(), 'Run it');
    expect(refused.content).toContain('Alex, thanks');
    const done = await rig.discord.press(opened.jiwon, opened.card(), 'Run it');
    expect(done).toMatchObject({ content: 'Noted: run it.' });
    expect(done.ackMs).toBeLessThan(1_000);
    await event(opened.debate, 'approval.given');
  });

  test('a card that is decided loses its buttons', async () => {
    const opened = await openDebate(rig);
    const card = opened.card();
    rig.discord.react(opened.jiwon, card, '❌');
    await event(opened.debate, 'approval.denied');
    await rig.discord.until(() => card.components?.length === 0, 'a card without buttons');
    expect(card.embeds).toHaveLength(1);
  });

  test('🛑 on any of its posts stops', async () => {
    const opened = await openDebate(rig);
    const first = rig.discord.messages(opened.thread)[0];
    if (!first) throw new Error('nothing was said');
    rig.discord.react(opened.jiwon, first, '🛑');
    await event(opened.debate, 'debate.stopped');
  });

  test('reactions to posts of before a restart count, also those put on meanwhile', async () => {
    const opened = await openDebate(rig);
    const card = opened.card();
    await rig.start();
    rig.discord.react(opened.jiwon, card, '✅');
    await event(opened.debate, 'approval.given');
  });

  test('a ✅ put on while Parley was away counts when it is back', async () => {
    const opened = await openDebate(rig);
    rig.discord.gateway.disconnect(4009);
    await (await rig.start()).close();
    rig.discord.react(opened.jiwon, opened.card(), '✅');
    await rig.start();
    await event(opened.debate, 'approval.given');
  });

  test('events during a short loss of the connection arrive when it resumes', async () => {
    const opened = await openDebate(rig);
    rig.discord.gateway.disconnect();
    rig.discord.react(opened.jiwon, opened.card(), '✅');
    await event(opened.debate, 'approval.given');
    expect(rig.discord.gateway.resumed()).toBe(1);
  });

  test('👍 and 👎 on the result are ratings; taking one back takes it back', async () => {
    const opened = await openDebate(rig);
    rig.discord.react(opened.jiwon, opened.card(), '✅');
    await event(opened.debate, 'approval.given');
    await opened.add();
    await opened.add(
      {
        type: 'step.finished',
        turn: 1,
        step: 's1',
        ending: 'exited',
        exitCode: 0,
        output: { head: 'a\n', tail: '', bytes: 2 },
        durationMs: 5,
        artifacts: [],
      },
      { type: 'result.integrated', turn: 1, persona: 'aiin', text: 'There it is.', ok: true, artifacts: [] },
    );
    const result = rig.discord.messages(opened.thread).find((it) => it.content.startsWith('There it is.'));
    if (!result) throw new Error('no result');
    expect(result.reactions?.map((it) => it.emoji.name)).toEqual(['👍', '👎']);
    rig.discord.react(opened.jiwon, result, 'constructor');
    rig.discord.react(opened.jiwon, result, '👎');
    expect((await event(opened.debate, 'result.rated')).value).toBe('down');
    rig.discord.unreact(opened.jiwon, result, '👎');
    expect((await event(opened.debate, 'result.rated', 2)).value).toBe('none');
    expect(rig.warnings).toEqual([]);
  });
});

describe('/parley', () => {
  test('is registered in both languages, and answers for the person alone', async () => {
    const { discord } = rig;
    const channel = discord.channel('general');
    const jiwon = discord.person('Jiwon');
    await rig.start();
    expect(discord.world.commands).toMatchObject([
      { name: 'parley', options: ['ask', 'status', 'stop', 'personas', 'help'].map((name) => ({ name })) },
    ]);
    const status = await discord.command(jiwon, channel.id, 'status');
    expect(status.message?.embeds[0]?.fields?.map((it) => it.value).join('\n')).toContain(
      '🔴 **Docker** away → start it',
    );
    expect((await discord.command(jiwon, channel.id, 'personas')).content).toContain('**Sage** absent');
    expect((await discord.command(jiwon, channel.id, 'help')).content).toContain('Nothing runs before a ✅');
    expect((await discord.command(jiwon, channel.id, 'stop')).content).toContain('inside the thread');
    expect(discord.messages(channel.id)).toEqual([]);
  });

  test('ask opens a thread under its answer; stop there ends it', async () => {
    const { discord } = rig;
    const channel = discord.channel('general');
    const jiwon = discord.person('Jiwon');
    await rig.start();
    const answer = await discord.command(jiwon, channel.id, 'ask', { request: 'list the files' });
    expect(answer.content).toBe('Jiwon asks: list the files');
    const debate = await rig.debate();
    const { request } = await event(debate, 'debate.opened');
    expect(request).toMatchObject({
      text: 'list the files',
      origin: { channel: channel.id, thread: answer.message?.id },
    });
    expect((await discord.command(jiwon, request.origin.thread, 'stop')).content).toBe('Stopped.');
    await event(debate, 'debate.stopped');
  });
});
