import { expect, test } from 'vitest';
import { ParleyError } from '../src/errors.ts';
import { patiently } from './patience.ts';

const away = new ParleyError('docker.unreachable', 'away', { fix: 'start it', retryable: true });

test('what comes back is waited for', async () => {
  let calls = 0;
  const run = async () => {
    if (++calls < 3) throw away;
    return 'there';
  };
  expect(await patiently('trying', run, new AbortController().signal)).toBe('there');
});

test('a report that comes after a stop counts, and nothing is repeated after it', async () => {
  const stop = new AbortController();
  const report = async () => {
    stop.abort();
    return 'stopped';
  };
  expect(await patiently('running', report, stop.signal)).toBe('stopped');
  let calls = 0;
  const failing = async () => {
    calls++;
    throw away;
  };
  await expect(patiently('running', failing, stop.signal)).rejects.toBe(away);
  expect(calls).toBe(1);
});

test('what will not pass is told at once', async () => {
  const broken = new ParleyError('sandbox.failed', 'broken', { fix: 'mend it' });
  let calls = 0;
  const run = async () => {
    calls++;
    throw broken;
  };
  await expect(patiently('trying', run, new AbortController().signal)).rejects.toBe(broken);
  expect(calls).toBe(1);
});
