import { expect, test } from 'vitest';
import { type DebateState, fold } from '../src/debate/debate.ts';
import { opened, persona, record } from '../src/debate/sample.ts';
import { ParleyError } from '../src/errors.ts';
import { patiently, reasonOf } from './patience.ts';

const away = new ParleyError('docker.unreachable', 'away', { fix: 'start it', retryable: true });

const asked = opened([persona('a')]);
const inLanguage = (locale: 'en' | 'ko') => ({ ...asked, request: { ...asked.request, locale } });

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

test('people are told where it failed, in their language, and nothing of the operator’s', () => {
  const state = (locale: 'en' | 'ko') => fold('d', record([inLanguage(locale)])) as DebateState;
  const gabriel = (retryable: boolean) =>
    new ParleyError('gabriel.failed', 'http://10.0.0.7: HTTP 401', { fix: 'x', retryable });
  expect(reasonOf(away, state('en'))).toBe('the sandbox cannot be reached right now');
  expect(reasonOf(gabriel(true), state('en'))).toMatch(/^Gabriel.* cannot be reached right now. It was not run.$/);
  expect(reasonOf(gabriel(false), state('ko'))).toMatch(/Gabriel이 명령을 받아들이지 않았습니다/);
});
