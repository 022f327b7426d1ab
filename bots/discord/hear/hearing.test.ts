import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDebate } from '../../../test/discord/opened.ts';
import { openRig, type Rig } from '../../../test/discord/rig.ts';
import { member, user } from '../../../test/discord/world.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await openRig();
});
afterEach(async () => {
  await rig.close();
  expect(rig.discord.offences).toEqual([]);
});

test('a mention with a file opens a thread called after it, and the file is kept', async () => {
  const { discord } = rig;
  const channel = discord.channel('general');
  const jiwon = discord.person('Jiwon');
  await rig.start();
  const asked = discord.mention(jiwon, channel.id, '**Count** the error lines\nper hour', {
    'access.log': 'GET / 500\n',
  });
  const { request } = await rig.event(await rig.debate(), 'debate.opened');
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
  discord.say(jiwon, (await rig.event(debate, 'debate.opened')).request.origin.thread, 'more');
  await rig.event(debate, 'person.said');
  expect(await rig.ledger.recent(10)).toEqual([debate]);
  expect((await rig.ledger.read(debate)).map((it) => it.event.type)).toEqual(['debate.opened', 'person.said']);
});

test('replies in the thread steer, talk to others does not, a stop word stops', async () => {
  const { discord } = rig;
  const opened = await openDebate(rig);
  const alex = discord.person('Alex');
  discord.say(alex, opened.thread, `<@${opened.jiwon.id}> what do you think?`);
  discord.say(alex, opened.thread, 'only the last 3 lines');
  expect(await rig.event(opened.debate, 'person.said')).toMatchObject({
    by: { name: 'Alex' },
    text: 'only the last 3 lines',
  });
  discord.say(alex, opened.thread, '중지');
  await rig.event(opened.debate, 'debate.stopped');
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
  expect(await rig.event(await rig.debate(opened.debate), 'debate.opened')).toMatchObject({
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
  const { request } = await rig.event(await rig.debate(), 'debate.opened');
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
  const { request } = await rig.event(await rig.debate(), 'debate.opened');
  expect(request.attachments.map((it) => it.name)).toEqual(['small.txt']);
  expect((await discord.until(() => discord.messages(channel.id)[1])).content).toContain(
    'big.bin was not taken: it has 6.3 MB',
  );
});
