import { expect, test } from 'vitest';
import { fold } from '../src/debate/debate.ts';
import type { EventOf } from '../src/debate/event.ts';
import { createMemoryBlobs } from '../test/doubles/blobs.ts';
import { createMemoryLedger } from '../test/doubles/ledger.ts';
import { createImaginedSandbox, environment } from '../test/doubles/sandbox.ts';
import { aiin, opened } from '../test/samples/record.ts';
import type { WorkerDeps } from './deps.ts';
import { createFileDesk } from './file-desk.ts';

async function openDesk(signal = new AbortController().signal) {
  const ledger = createMemoryLedger();
  await ledger.append('d', opened({ text: 'draw', locale: 'en', council: [aiin] }), 'open');
  const state = fold('d', await ledger.read('d'));
  if (!state) throw new Error('no debate');
  const blobs = createMemoryBlobs(10);
  const read: unknown[] = [];
  const sandbox = {
    ...createImaginedSandbox(),
    read: async (workspace: string, _: unknown, path: string, most: number) => {
      read.push([workspace, path, most]);
      return Buffer.from('whole');
    },
  };
  const deps = { ledger, blobs, sandbox, environments: { default: environment } } as unknown as WorkerDeps;
  const task = { kind: 'propose' as const, key: 'd/propose/1/aiin', turn: 1, persona: 'aiin' };
  const told = async () =>
    (await ledger.read('d')).flatMap(({ event }): EventOf<'tool.used'>[] =>
      event.type === 'tool.used' ? [event] : [],
    );
  return { desk: createFileDesk(deps, state, task, signal), blobs, told, read, workspace: state.workspace };
}

test('shows a file once, however often it is handed in, and another of the same name beside it', async () => {
  const { desk, blobs, told } = await openDesk();
  await desk.show('chart.svg', Buffer.from('<svg/>'));
  await desk.show('chart.svg', Buffer.from('<svg/>'));
  await desk.show('chart.svg', Buffer.from('<svg x/>'));
  const events = await told();
  expect(events).toHaveLength(2);
  expect(events[0]).toMatchObject({
    persona: 'aiin',
    stage: 'proposal',
    tool: 'attachment',
    input: 'chart.svg',
    ok: true,
    artifact: { path: 'chart.svg', bytes: 6, mime: 'image/svg+xml', change: 'added' },
  });
  expect(Buffer.from((await blobs.get(events[0]?.artifact?.blob ?? '')) ?? []).toString()).toBe('<svg/>');
});

test('names a file that is too large to keep, and one that could not be had', async () => {
  const { desk, told } = await openDesk();
  await desk.show('large', Buffer.alloc(11));
  await desk.miss('gone.txt', 'The server did not hand it over.');
  const [large, gone] = await told();
  expect(large?.artifact).toEqual({ path: 'large', bytes: 11, mime: 'application/octet-stream', change: 'added' });
  expect(gone).toMatchObject({ ok: false, input: 'gone.txt', result: 'The server did not hand it over.' });
});

test('reads whole files of the debate’s workspace, and tells nothing after a stop', async () => {
  const stop = new AbortController();
  const { desk, told, read, workspace } = await openDesk(stop.signal);
  expect(Buffer.from((await desk.read('a.txt', 99)) ?? []).toString()).toBe('whole');
  expect(read).toEqual([[workspace, 'a.txt', 99]]);
  stop.abort(new Error('stopped'));
  await expect(desk.show('late.txt', Buffer.from('x'))).rejects.toThrow('stopped');
  expect(await told()).toEqual([]);
});
