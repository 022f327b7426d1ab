import { afterEach, expect, test } from 'vitest';
import { openRig, type Rig } from '../../../test/slack/rig.ts';
import { openCard } from '../../../test/slack/scenes.ts';

let rig: Rig;
afterEach(async () => {
  await rig.close();
  expect(rig.slack.violations).toEqual([]);
});

const types = async (debate: string) => (await rig.ledger.read(debate)).map((it) => it.event.type);
const whispers = () => rig.slack.state.whispers;
const whisperTo = (user: string) => rig.slack.until(() => whispers().find((it) => it.user === user));

test('the card carries ✅ ❌ 🛑, and the requester approves with ✅', async () => {
  rig = await openRig();
  const { debate, card } = await openCard(rig);
  expect([...card.reactions.keys()]).toEqual(['white_check_mark', 'x', 'octagonal_sign']);
  rig.slack.alex.react(card.ts, 'white_check_mark');
  expect(await rig.happened(debate, 'approval.given')).toMatchObject({ by: { id: 'slack:U0ALEX', name: 'Alex' } });
});

test('anyone else is told once, and nothing changes', async () => {
  rig = await openRig();
  const { thread, debate, card } = await openCard(rig);
  rig.slack.mara.react(card.ts, 'white_check_mark');
  expect(await whisperTo('U0MARA')).toMatchObject({ thread, channel: 'C0GENERAL' });
  rig.slack.mara.unreact(card.ts, 'white_check_mark');
  rig.slack.mara.click(card.ts, 'parley_approve');
  rig.slack.mara.react(card.ts, 'heavy_check_mark');
  rig.slack.alex.react(card.ts, 'x');
  await rig.happened(debate, 'approval.denied');
  expect(whispers()).toHaveLength(1);
  expect(await types(debate)).not.toContain('approval.given');
});

test('members of a user group may approve', async () => {
  rig = await openRig({ rules: { approvers: ['slack:group:S0OPS'] } });
  const { debate, card } = await openCard(rig);
  rig.slack.jiwon.click(card.ts, 'parley_approve');
  await whisperTo('U0JIWON');
  rig.slack.mara.click(card.ts, 'parley_approve');
  expect(await rig.happened(debate, 'approval.given')).toMatchObject({
    by: { id: 'slack:U0MARA', groups: ['slack:group:S0OPS'] },
  });
});

test('a group that cannot be looked up approves nothing, and the log says why', async () => {
  rig = await openRig({ rules: { approvers: ['slack:group:S0GONE'] } });
  const { debate, card } = await openCard(rig);
  rig.slack.mara.react(card.ts, 'white_check_mark');
  await whisperTo('U0MARA');
  expect(await types(debate)).not.toContain('approval.given');
  expect(rig.log.some((it) => it.message.includes('no_such_subteam'))).toBe(true);
});

test('taking ✅ back calls it off before the first step', async () => {
  rig = await openRig();
  const { debate, card } = await openCard(rig, 2);
  rig.slack.alex.react(card.ts, 'white_check_mark');
  await rig.happened(debate, 'approval.given');
  rig.slack.alex.unreact(card.ts, 'white_check_mark');
  await rig.happened(debate, 'approval.withdrawn');
});

test('🛑 works on any post, by anyone', async () => {
  rig = await openRig();
  const { thread, debate } = await openCard(rig);
  const first = rig.slack.thread(thread)[1]?.ts as string;
  rig.slack.mara.react(first, 'white_check_mark');
  rig.slack.mara.react(first, 'octagonal_sign');
  expect(await rig.happened(debate, 'debate.stopped')).toMatchObject({ by: { name: 'Mara' } });
  expect(await types(debate)).not.toContain('approval.given');
});

test('a reaction counts before the note of which message said what, and after a restart', async () => {
  rig = await openRig();
  const { debate, card } = await openCard(rig);
  rig.deliveries.find = async () => null;
  await rig.restart();
  rig.slack.alex.react(card.ts, 'white_check_mark');
  await rig.happened(debate, 'approval.given');
});

test('buttons of another channel or of no card do nothing', async () => {
  rig = await openRig();
  const { debate, card } = await openCard(rig);
  const value = `${debate}/1`;
  const forged = {
    type: 'actions' as const,
    elements: [
      { type: 'button' as const, action_id: 'parley_approve', value, text: { type: 'plain_text' as const, text: 'x' } },
    ],
  };
  const bait = {
    ts: rig.slack.state.nextTs(),
    user: 'U0ALEX',
    text: '',
    blocks: [forged],
    files: [],
    reactions: new Map(),
  };
  rig.slack.channel('D0ALEX').messages.push({
    ...bait,
    blocks: [{ ...forged, elements: [{ ...forged.elements[0], value: `${debate}/4` }] }] as never,
  });
  rig.slack.channel().messages.push(bait);
  rig.slack.alex.click(bait.ts, 'parley_approve', 'D0ALEX');
  rig.slack.alex.click(bait.ts, 'parley_approve');
  rig.slack.alex.click(card.ts, 'parley_deny');
  await rig.happened(debate, 'approval.denied');
  expect(await types(debate)).not.toContain('approval.given');
});

test('👍 on the result is kept, changed and taken back', async () => {
  rig = await openRig();
  const { thread, debate } = await openCard(rig);
  await rig.tell(debate, {
    type: 'result.integrated',
    turn: 1,
    persona: 'aiin',
    text: 'There are **3** lines.',
    ok: true,
    artifacts: [],
  });
  const result = rig.slack.thread(thread).at(-1);
  expect([...(result?.reactions.keys() ?? [])]).toEqual(['+1', '-1']);
  // An emoji that the workspace named after a part of the language is nothing but an emoji.
  rig.slack.mara.react(result?.ts as string, 'constructor');
  rig.slack.mara.react(result?.ts as string, '+1::skin-tone-3');
  expect(await rig.happened(debate, 'result.rated')).toMatchObject({ value: 'up', by: { name: 'Mara' } });
  rig.slack.mara.unreact(result?.ts as string, '+1');
  await rig.slack.socket.settled();
  const { promise, resolve } = Promise.withResolvers<void>();
  await rig.ledger.watch(() => resolve());
  const ratings = async () =>
    (await rig.ledger.read(debate)).flatMap(({ event }) => (event.type === 'result.rated' ? [event.value] : []));
  if ((await ratings()).length < 2) await promise;
  expect(await ratings()).toEqual(['up', 'none']);
  expect(rig.log.filter(({ level }) => level !== 'info')).toEqual([]);
});

test('a decided card loses its buttons and is still known', async () => {
  rig = await openRig();
  const { debate, card, thread } = await openCard(rig);
  rig.slack.alex.click(card.ts, 'parley_deny');
  await rig.happened(debate, 'approval.denied');
  await rig.deliver(debate);
  expect(card.blocks?.map((it) => it.type)).not.toContain('actions');
  expect(rig.slack.thread(thread).at(-1)?.text).toContain('Alex said no');
  rig.deliveries.find = async () => null;
  rig.slack.mara.react(card.ts, 'octagonal_sign');
  await rig.happened(debate, 'debate.stopped');
});

test('reactions put on while nobody listened count, and are not answered when Slack tells them later', async () => {
  rig = await openRig();
  const { debate, card } = await openCard(rig);
  await rig.platform.close();
  rig.slack.socket.drop();
  rig.slack.alex.react(card.ts, 'white_check_mark');
  await rig.restart();
  await rig.happened(debate, 'approval.given');
  rig.slack.alex.click(card.ts, 'parley_approve');
  rig.slack.mara.react(card.ts, 'x');
  await whisperTo('U0MARA');
  expect(whispers()).toHaveLength(1);
});

test('a reaction is not lost when Slack is overloaded or fails for a moment', async () => {
  rig = await openRig();
  const { debate, card } = await openCard(rig);
  await rig.restart();
  rig.slack.faults.add(
    { method: 'users.info', kind: 'status', status: 500 },
    { method: 'users.info', kind: 'rate-limit', seconds: 1 },
    { method: 'users.info', kind: 'lost-answer' },
  );
  rig.slack.alex.react(card.ts, 'white_check_mark');
  await rig.happened(debate, 'approval.given');
});
