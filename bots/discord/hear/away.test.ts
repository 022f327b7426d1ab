import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openDebate } from '../../../test/discord/opened.ts';
import { openRig, type Rig } from '../../../test/discord/rig.ts';
import { member, role, snowflake } from '../../../test/discord/world.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await openRig();
});
afterEach(async () => {
  vi.useRealTimers();
  await rig.close();
  expect(rig.discord.offences).toEqual([]);
});

const words = async (debate: string) =>
  (await rig.ledger.read(debate)).flatMap(({ event }) => (event.type === 'person.said' ? [event.text] : []));
const minutesAgo = (minutes: number) => Date.now() - minutes * 60_000;

test('a request of the time when Parley was away is taken when it is back, once, and says so', async () => {
  const { discord } = rig;
  const opened = await openDebate(rig);
  await rig.leave();
  const asked = discord.mention(opened.jiwon, opened.channel, 'count the lines', { 'a.log': 'one\n' }, minutesAgo(5));
  discord.say(opened.jiwon, opened.channel, 'nobody is meant');
  await rig.start();
  const debate = await rig.debate(opened.debate);
  expect(await rig.event(debate, 'debate.opened')).toMatchObject({
    request: { text: 'count the lines', attachments: [{ name: 'a.log' }], origin: { thread: asked.id } },
  });
  await discord.until(() => discord.messages(asked.id).find((it) => it.content.includes('I was away')), 'a word on it');
  await rig.start();
  discord.say(opened.jiwon, asked.id, 'and the words');
  await rig.event(debate, 'person.said');
  expect(await words(debate)).toEqual(['and the words']);
  expect(await rig.ledger.recent(5)).toHaveLength(2);
  expect(discord.messages(asked.id).filter((it) => it.content.includes('away'))).toHaveLength(1);
});

test('words in a thread and direct messages of that time are heard in their order; what was heard is not heard again', async () => {
  const { discord } = rig;
  const opened = await openDebate(rig);
  discord.say(opened.jiwon, opened.thread, 'first');
  await rig.event(opened.debate, 'person.said');
  const direct = discord.direct(opened.jiwon);
  discord.say(opened.jiwon, direct.id, 'hello');
  const talk = await rig.debate(opened.debate);
  await rig.leave();
  discord.say(opened.jiwon, opened.thread, 'second');
  discord.say(opened.jiwon, opened.thread, 'third');
  discord.say(opened.jiwon, direct.id, 'are you there?');
  await rig.start();
  discord.say(opened.jiwon, opened.thread, 'fourth');
  await rig.event(opened.debate, 'person.said', 4);
  await rig.event(talk, 'person.said');
  expect(await words(opened.debate)).toEqual(['first', 'second', 'third', 'fourth']);
  expect(await words(talk)).toEqual(['are you there?']);
});

test('an event that gets lost alone is made up for when a session begins anew, after newer ones as well', async () => {
  const { discord } = rig;
  const opened = await openDebate(rig);
  discord.gateway.lose('MESSAGE_CREATE');
  discord.say(opened.jiwon, opened.thread, 'lost');
  discord.say(opened.jiwon, opened.thread, 'heard');
  await rig.event(opened.debate, 'person.said');
  expect(await words(opened.debate)).toEqual(['heard']);
  discord.gateway.forget();
  await rig.event(opened.debate, 'person.said', 2);
  await rig.start();
  discord.say(opened.jiwon, opened.thread, 'last');
  await rig.event(opened.debate, 'person.said', 3);
  expect(await words(opened.debate)).toEqual(['heard', 'lost', 'last']);
});

test('a lost ✅ counts when a session begins anew, and a lost 🛑 on any post after a restart', async () => {
  const { discord } = rig;
  const opened = await openDebate(rig);
  discord.gateway.lose('MESSAGE_REACTION_ADD');
  discord.react(opened.jiwon, opened.card(), '✅');
  discord.gateway.forget();
  await rig.event(opened.debate, 'approval.given');
  const [first] = discord.messages(opened.thread);
  discord.gateway.lose('MESSAGE_REACTION_ADD');
  if (first) discord.react(opened.jiwon, first, '🛑');
  await rig.start();
  await rig.event(opened.debate, 'debate.stopped');
});

test('a ✅ that is found later counts by the roles that its giver has by then', async () => {
  await rig.close();
  const helpers = snowflake();
  rig = await openRig({ rules: { approvers: [`discord:role:${helpers}`] } });
  const { discord } = rig;
  discord.guild.roles.push(role(helpers, 'Helpers', 0n));
  const opened = await openDebate(rig);
  const minseo = discord.person('Minseo', [helpers]);
  discord.mention(minseo, opened.channel, 'count the lines');
  await rig.debate(opened.debate);
  discord.guild.members.set(minseo.id, member(minseo));
  discord.gateway.lose('MESSAGE_REACTION_ADD');
  discord.react(minseo, opened.card(), '✅');
  discord.gateway.forget();
  await discord.until(() => discord.messages(opened.thread).some((it) => it.content.includes('Minseo, thanks')));
  expect((await rig.ledger.read(opened.debate)).map((it) => it.event.type)).not.toContain('approval.given');
});

test('on a connection that holds, lost words and reactions are found where a debate goes on', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const { discord } = rig;
  const opened = await openDebate(rig);
  discord.gateway.lose('MESSAGE_REACTION_ADD');
  discord.react(opened.jiwon, opened.card(), '✅');
  vi.advanceTimersByTime(5 * 60_000);
  await rig.event(opened.debate, 'approval.given');
  discord.gateway.lose('MESSAGE_CREATE');
  discord.say(opened.jiwon, opened.thread, 'lost');
  vi.advanceTimersByTime(5 * 60_000);
  await rig.event(opened.debate, 'person.said');
});

test('an old "stop" that is read again does not stop what was asked for after it', async () => {
  const { discord } = rig;
  const opened = await openDebate(rig);
  discord.say(opened.jiwon, opened.thread, 'stop');
  await rig.event(opened.debate, 'debate.stopped');
  discord.say(opened.jiwon, opened.thread, 'stop');
  discord.say(opened.jiwon, opened.thread, 'count the words instead');
  const second = await rig.debate(opened.debate);
  await rig.start();
  discord.say(opened.jiwon, opened.thread, 'go on');
  await rig.event(second, 'person.said');
  expect((await rig.ledger.read(second)).map((it) => it.event.type)).toEqual(['debate.opened', 'person.said']);
});

test('at the very first start nothing of before is read', async () => {
  const { discord } = rig;
  const channel = discord.channel('general');
  const jiwon = discord.person('Jiwon');
  discord.mention(jiwon, channel.id, 'before Parley came');
  await rig.start();
  const asked = discord.mention(jiwon, channel.id, 'now');
  const { request } = await rig.event(await rig.debate(), 'debate.opened');
  expect(request.origin.thread).toBe(asked.id);
  expect(await rig.ledger.recent(5)).toHaveLength(1);
});
