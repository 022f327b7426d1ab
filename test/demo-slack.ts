import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startOwnRedis } from '../src/store/redis/redis-server.ts';
import { transcript } from './slack/transcript.ts';
import { openSlack } from './slack/whole.ts';

/** A request with files, from mention to artifact, in a Slack on this machine; prints the thread as people read it. */

const log = [
  '10.0.0.7 - - [23/Nov/2026:09:12:44 +0000] "GET /cart HTTP/1.1" 500 512',
  '10.0.0.8 - - [23/Nov/2026:09:40:02 +0000] "GET / HTTP/1.1" 200 500',
  '10.0.0.9 - - [23/Nov/2026:10:05:31 +0000] "POST /pay HTTP/1.1" 500 88',
  '10.0.0.7 - - [23/Nov/2026:14:22:10 +0000] "GET /cart HTTP/1.1" 500 512',
  '',
].join('\n');

const requests = {
  en: {
    text: '<@U0PARLEY> count the words in every .txt file and chart them as CSV',
    files: [
      { name: 'one.txt', bytes: Buffer.from('a b c\n') },
      { name: 'two.txt', bytes: Buffer.from('d e\n') },
    ],
  },
  ko: {
    text: '<@U0PARLEY> 이 폴더에서 가장 큰 파일 5개를 찾아서 목록을 report.txt로 저장해줘',
    files: [
      { name: 'access.log', bytes: Buffer.from(log) },
      { name: '메모.txt', bytes: Buffer.from('가나다\n'.repeat(40)) },
    ],
  },
};

const folder = await mkdtemp(join(tmpdir(), 'parley-demo-'));
const redis = await startOwnRedis({ folder });
const whole = await openSlack(redis.url);
await whole.startBots();
try {
  const { slack } = whole;
  for (const [language, { text, files }] of Object.entries(requests)) {
    const who = language === 'ko' ? slack.jiwon : slack.alex;
    const root = who.write(text, { files });
    const card = await slack.until(() => slack.thread(root).find((it) => it.reactions.size === 3));
    who.react(card.ts, 'white_check_mark');
    await slack.until(() => (slack.thread(root).some((it) => it.reactions.has('-1')) ? true : undefined));
    process.stdout.write(`${transcript(slack.thread(root), slack.state)}\n\n${'═'.repeat(78)}\n\n`);
  }
} finally {
  await whole.close();
  await redis.stop();
  await rm(folder, { recursive: true, force: true });
}
