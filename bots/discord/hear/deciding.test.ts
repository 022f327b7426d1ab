import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDebate } from '../../../test/discord/opened.ts';
import { openRig, type Rig } from '../../../test/discord/rig.ts';
import { role, snowflake } from '../../../test/discord/world.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await openRig();
});
afterEach(async () => {
  await rig.close();
  expect(rig.discord.offences).toEqual([]);
});

test('✅ of the requester approves the plan of that very message; taking it back withdraws', async () => {
  const opened = await openDebate(rig);
  const { planHash } = await rig.event(opened.debate, 'approval.requested');
  const card = opened.card();
  expect(card.reactions?.map((it) => it.emoji.name)).toEqual(['✅', '❌', '🛑']);
  rig.discord.react(opened.jiwon, card, '✅');
  expect(await rig.event(opened.debate, 'approval.given')).toMatchObject({
    planHash,
    by: { id: `discord:${opened.jiwon.id}` },
  });
  rig.discord.unreact(opened.jiwon, card, '✅');
  await rig.event(opened.debate, 'approval.withdrawn');
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
  expect(await rig.event(opened.debate, 'approval.given')).toMatchObject({
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
  await rig.event(opened.debate, 'approval.given');
});

test('a card that is decided loses its buttons', async () => {
  const opened = await openDebate(rig);
  const card = opened.card();
  rig.discord.react(opened.jiwon, card, '❌');
  await rig.event(opened.debate, 'approval.denied');
  await rig.discord.until(() => card.components?.length === 0, 'a card without buttons');
  expect(card.embeds).toHaveLength(1);
});

test('🛑 on any of its posts stops', async () => {
  const opened = await openDebate(rig);
  const first = rig.discord.messages(opened.thread)[0];
  if (!first) throw new Error('nothing was said');
  rig.discord.react(opened.jiwon, first, '🛑');
  await rig.event(opened.debate, 'debate.stopped');
});

test('reactions to posts of before a restart count, also those put on meanwhile', async () => {
  const opened = await openDebate(rig);
  const card = opened.card();
  await rig.start();
  rig.discord.react(opened.jiwon, card, '✅');
  await rig.event(opened.debate, 'approval.given');
});

test('a ✅ put on while Parley was away counts when it is back', async () => {
  const opened = await openDebate(rig);
  rig.discord.gateway.disconnect(4009);
  await (await rig.start()).close();
  rig.discord.react(opened.jiwon, opened.card(), '✅');
  await rig.start();
  await rig.event(opened.debate, 'approval.given');
});

test('events during a short loss of the connection arrive when it resumes', async () => {
  const opened = await openDebate(rig);
  rig.discord.gateway.disconnect();
  rig.discord.react(opened.jiwon, opened.card(), '✅');
  await rig.event(opened.debate, 'approval.given');
  expect(rig.discord.gateway.resumed()).toBe(1);
});

test('👍 and 👎 on the result are ratings; taking one back takes it back', async () => {
  const opened = await openDebate(rig);
  rig.discord.react(opened.jiwon, opened.card(), '✅');
  await rig.event(opened.debate, 'approval.given');
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
  expect((await rig.event(opened.debate, 'result.rated')).value).toBe('down');
  rig.discord.unreact(opened.jiwon, result, '👎');
  expect((await rig.event(opened.debate, 'result.rated', 2)).value).toBe('none');
  expect(rig.warnings).toEqual([]);
});
