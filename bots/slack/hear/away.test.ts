import { afterEach, beforeEach, expect, test } from 'vitest';
import { openRig, type Rig } from '../../../test/slack/rig.ts';
import { analysis, bot, openCard } from '../../../test/slack/scenes.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await openRig();
});
afterEach(async () => {
  await rig.close();
  expect(rig.slack.violations).toEqual([]);
});

const words = async (debate: string) =>
  (await rig.ledger.read(debate)).flatMap(({ event }) => (event.type === 'person.said' ? [event.text] : []));

test('a request of the time when Parley was away is taken when it is back, once, with what was said below it', async () => {
  const { alex } = rig.slack;
  const { debate: before } = await openCard(rig);
  await rig.leave();
  alex.write('nobody is meant');
  const thread = alex.write(`${bot} count the words`, {
    minutesAgo: 5,
    files: [{ name: 'a.log', bytes: Buffer.from('one\n') }],
  });
  alex.write('only the long ones', { thread });
  await rig.restart();
  const debate = await rig.debate(thread);
  expect(await rig.happened(debate, 'debate.opened')).toMatchObject({
    request: { text: 'count the words', attachments: [{ name: 'a.log' }] },
  });
  await rig.happened(debate, 'person.said');
  await rig.slack.until(() => rig.slack.thread(thread).find((it) => it.text.includes('I was away')));
  await rig.restart();
  alex.write('and the short ones', { thread });
  await rig.happened(debate, 'person.said', 2);
  expect(await words(debate)).toEqual(['only the long ones', 'and the short ones']);
  expect(await rig.ledger.recent(5)).toEqual([debate, before]);
  expect(rig.slack.thread(thread).filter((it) => it.text.includes('away'))).toHaveLength(1);
});

test('words in a thread and direct messages of that time are heard in their order, and a ✅ or 🛑 after them', async () => {
  const { alex, mara } = rig.slack;
  const { thread, debate, card } = await openCard(rig);
  alex.write('hello', { channel: 'D0ALEX' });
  const talk = await rig.debates(2);
  await rig.tell(talk, analysis('You greet me.'));
  await rig.leave();
  alex.write('first', { thread });
  mara.write('second', { thread });
  alex.react(card.ts, 'white_check_mark');
  alex.write('and something else', { channel: 'D0ALEX' });
  const [said] = rig.slack.channel('D0ALEX').messages.filter((it) => it.bot_id);
  alex.react(said?.ts ?? '', 'octagonal_sign', 'D0ALEX');
  await rig.restart();
  await rig.happened(debate, 'person.said', 2);
  await rig.happened(talk, 'debate.stopped');
  expect(await words(debate)).toEqual(['first', 'second']);
  // The plan was for other words: that ✅ is for nothing any more.
  expect((await rig.ledger.read(debate)).map((it) => it.event.type)).not.toContain('approval.given');
  expect(await rig.happened(await rig.debates(3), 'debate.opened')).toMatchObject({
    request: { text: 'and something else' },
  });
});

test('a ✅ of the time when Parley was away counts, and so does one whose event got lost before the line broke', async () => {
  const { slack } = rig;
  const { debate, card } = await openCard(rig);
  await rig.leave();
  slack.alex.react(card.ts, 'white_check_mark');
  await rig.restart();
  await rig.happened(debate, 'approval.given');
  slack.socket.lossy = true;
  const [root] = slack.channel().messages;
  slack.alex.write('and the words', { thread: root?.ts as string });
  slack.socket.lossy = false;
  slack.socket.drop();
  await rig.happened(debate, 'person.said');
});
