import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Message } from '../../test/slack/state.ts';
import { openWhole } from '../../test/slack/whole.ts';

let whole: Awaited<ReturnType<typeof openWhole>>;
beforeEach(async () => {
  whole = await openWhole(process.env.PARLEY_TEST_REDIS_URL as string);
});
afterEach(async () => {
  await whole.close();
  expect(whole.slack.violations).toEqual([]);
});

const files = [
  { name: 'one.txt', bytes: Buffer.from('a b c\n') },
  { name: 'two.txt', bytes: Buffer.from('d e\n') },
  { name: 'no.md', bytes: Buffer.from('x') },
];
const request = '<@U0PARLEY> count the words in every .txt file and chart them as CSV';

const cardIn = (thread: string) =>
  whole.slack.until(() =>
    whole.slack.thread(thread).find((it) => it.reactions.size === 3 && it.blocks?.some((b) => b.type === 'actions')),
  );
const filesIn = (thread: string) =>
  whole.slack.until(() => {
    const found = whole.slack.thread(thread).flatMap((it: Message) => (it.bot_id ? it.files : []));
    return found.length > 0 ? found : undefined;
  });

test('mention with files, debate, ✅, and the artifact is in the thread', async () => {
  const { slack } = whole;
  const thread = slack.alex.write(request, { files });
  const card = await cardIn(thread);
  slack.alex.react(card.ts, 'white_check_mark');
  const [csv] = await filesIn(thread);
  expect(csv?.name).toMatch(/\.csv$/);
  expect(csv?.bytes.toString().trim().split('\n').slice(1).sort()).toEqual(['one.txt,3', 'two.txt,2']);
  await slack.until(() => (slack.thread(thread).some((it) => it.reactions.has('+1')) ? true : undefined));
  // The personas speak for themselves, and nothing is said twice.
  const said = slack.thread(thread).filter((it) => it.bot_id);
  expect(new Set(said.map((it) => it.username))).toEqual(new Set(['AIIN', 'Manual', 'Warden', 'Parley', undefined]));
  const marks = said.flatMap((it) => (it.metadata ? [JSON.stringify(it.metadata.event_payload)] : []));
  expect(new Set(marks).size).toBe(marks.length);
  expect(Math.max(...slack.socket.acks)).toBeLessThan(3_000);
});

test('the bots’ process is restarted between request and reaction', async () => {
  const { slack } = whole;
  const thread = slack.alex.write(request, { files });
  const card = await cardIn(thread);
  const before = slack.thread(thread).length;
  await whole.stopBots();
  await whole.startBots();
  slack.alex.react(card.ts, 'white_check_mark');
  await filesIn(thread);
  expect(slack.thread(thread).filter((it) => it.ts <= card.ts)).toHaveLength(before);
});
