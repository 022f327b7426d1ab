import { expect, test } from 'vitest';
import { enclose } from '../../bots/chat/enclose.ts';
import { tongueOf } from '../../bots/chat/tongue.ts';
import { presentAll } from '../../bots/present.ts';
import { fold } from '../../src/debate/debate.ts';
import type { WorkerDeps } from '../../workers/deps.ts';
import { createFileDesk } from '../../workers/file-desk.ts';
import { createMemoryBlobs } from '../doubles/blobs.ts';
import { createMemoryLedger } from '../doubles/ledger.ts';
import { aiin, opened } from '../samples/record.ts';

test('what Manus attached goes out with its post as a file, and what could not be had is told', async () => {
  const ledger = createMemoryLedger();
  const blobs = createMemoryBlobs();
  const manus = { ...aiin, id: 'manus', name: 'Manus' };
  await ledger.append('d', opened({ text: '그려 줘', locale: 'ko', council: [manus] }), 'open');
  const state = fold('d', await ledger.read('d'));
  if (!state) throw new Error('no debate');
  const task = { kind: 'propose' as const, key: 'd/propose/1/manus', turn: 1, persona: 'manus' };
  const desk = createFileDesk({ ledger, blobs } as unknown as WorkerDeps, state, task, new AbortController().signal);
  await desk.show('차트 1.svg', Buffer.from('<svg/>'));
  await desk.miss('gone.txt', 'Manus 서버에서 받지 못했습니다.');

  const posts = presentAll(await ledger.read('d'), { debate: 'd' });
  const words = posts.map(({ blocks }) => blocks.map((it) => (it.kind === 'text' ? it.markdown : it.kind)).join(' '));
  expect(words).toEqual([
    'Manus 님이 붙인 파일: `차트 1.svg` artifacts',
    'Manus 님이 붙인 파일을 가져오지 못했습니다: `gone.txt`. Manus 서버에서 받지 못했습니다.',
  ]);
  const [post] = posts;
  if (!post) throw new Error('no post');
  const { files, remarks } = await enclose(post, { blobs, maxBytes: 1000 }, tongueOf('ko'));
  expect(files.map((it) => [it.name, Buffer.from(it.bytes).toString()])).toEqual([['차트 1.svg', '<svg/>']]);
  expect(remarks).toEqual([]);
});
