import { afterAll, beforeAll, expect, test } from 'vitest';
import { blockText } from '../../test/slack/blocks.ts';
import { openSlack, type WholeSlack } from '../../test/slack/whole.ts';

let whole: WholeSlack;
beforeAll(async () => {
  whole = await openSlack(process.env.PARLEY_TEST_REDIS_URL as string);
  await whole.startBots();
});
afterAll(async () => {
  const { violations } = whole.slack;
  await whole.close();
  expect(violations).toEqual([]);
});

const files = [
  { name: 'one.txt', bytes: Buffer.from('a b c\n') },
  { name: 'two.txt', bytes: Buffer.from('d e\n') },
  { name: 'no.md', bytes: Buffer.from('x') },
];
const request = '<@U0PARLEY> count the words in every .txt file and chart them as CSV';

const said = (thread: string) => whole.slack.thread(thread).filter((it) => it.bot_id);
const cardIn = (thread: string) =>
  whole.slack.until(() =>
    said(thread).find((it) => it.reactions.size === 3 && it.blocks?.some((block) => block.type === 'actions')),
  );
const artifactIn = (thread: string) => whole.slack.until(() => said(thread).flatMap((it) => it.files)[0]);
const resultIn = (thread: string) => whole.slack.until(() => said(thread).find((it) => it.reactions.has('-1')));

function expectSaidOnce(thread: string): void {
  const texts = said(thread).map((it) => `${it.username} ${(it.blocks ?? []).map(blockText).join('\n')}`);
  expect(texts.filter((it, index) => texts.indexOf(it) !== index)).toEqual([]);
}

test('mention with files, debate, ✅, and the artifact is in the thread', async () => {
  const { slack } = whole;
  const thread = slack.alex.write(request, { files });
  slack.alex.react((await cardIn(thread)).ts, 'white_check_mark');
  const csv = await artifactIn(thread);
  expect(csv.name).toMatch(/\.csv$/);
  expect(csv.bytes.toString().trim().split('\n').slice(1).sort()).toEqual(['one.txt,3', 'two.txt,2']);
  await resultIn(thread);
  // Files come from the app itself: Slack gives them no other name.
  expect(new Set(said(thread).map((it) => it.username))).toEqual(
    new Set(['AIIN', 'Manual', 'Warden', 'Parley', undefined]),
  );
  expectSaidOnce(thread);
  expect(Math.max(...slack.socket.acks)).toBeLessThan(3_000);
}, 120_000);

test('the bots’ process is killed in the talk and before the ✅: nothing is said or heard twice, and what happened meanwhile counts', async () => {
  const { slack } = whole;
  const thread = slack.jiwon.write('<@U0PARLEY> one.txt의 줄을 정렬해서 sorted.txt로 저장해줘', { files });
  await slack.until(() => (said(thread).length >= 3 ? true : undefined));
  await whole.killBots();
  await whole.startBots();
  const card = await cardIn(thread);
  await whole.killBots();
  slack.jiwon.react(card.ts, 'white_check_mark');
  // Slack sends it again, and it is found in the channel as well.
  const meanwhile = slack.jiwon.write('<@U0PARLEY> one.txt에 뭐가 있어?');
  await whole.startBots();
  expect((await artifactIn(thread)).name).toBe('sorted.txt');
  await resultIn(thread);
  expectSaidOnce(thread);
  await slack.until(() => said(meanwhile)[0]);
  expectSaidOnce(meanwhile);
}, 120_000);
