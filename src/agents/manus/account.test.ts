import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { manusOf } from '../../../test/manus/room.ts';
import { type ManusServer, startManusServer } from '../../../test/manus/server.ts';
import type { Usage } from '../../debate/event.ts';
import { briefOf, thinking } from '../testing/workshop.ts';

/** What all seats of one account share. */

let server: ManusServer;
beforeEach(async () => {
  server = await startManusServer({ key: `manus-${crypto.randomUUID()}` });
});
afterEach(async () => {
  expect(server.mistakes).toEqual([]);
  await server.close();
});

const brief = briefOf('count the files', [{ path: 'a.txt', bytes: 3, head: 'abc' }], { self: 'manus' });
const endpoints = () => server.calls.map((it) => it.endpoint);

describe('the account', () => {
  it('makes no more than ten tasks a minute, whoever asks', async () => {
    server.react(() => ({ kind: 'never' }));
    const stop = new AbortController();
    const asks = { ...thinking, signal: stop.signal };
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    try {
      const work = Array.from({ length: 11 }, () => manusOf(server).agent().analyse(brief, asks));
      const ended = Promise.allSettled(work);
      const created = (number: number) => server.called((it) => it.endpoint === 'task.create' && it.number === number);
      await created(10);
      await vi.advanceTimersByTimeAsync(59_000);
      expect(endpoints().filter((it) => it === 'task.create')).toHaveLength(10);
      await vi.advanceTimersByTimeAsync(2_000);
      await created(11);
      stop.abort();
      await ended;
    } finally {
      vi.useRealTimers();
    }
  });

  it('is charged credits, each counted once, and money where a credit has a price', async () => {
    server.react(({ number }) => (number === 1 ? { kind: 'answer', value: { approach: 7 } } : undefined));
    const { usage } = await manusOf(server).agent().propose(brief, thinking);
    expect(usage).toMatchObject({ calls: 2, credits: 24 });
    expect(usage).not.toHaveProperty('costUsd');
    const priced = await manusOf(server, { creditUsd: 0.05 }).agent().propose(brief, thinking);
    expect(priced.usage).toMatchObject({ calls: 1, credits: 12, costUsd: expect.closeTo(0.6) });
  });

  it('is charged for a task that failed too, and not guessed at when Manus does not tell', async () => {
    server.react(() => ({ kind: 'error', about: 'out of breath' }));
    const failed = await manusOf(server)
      .agent()
      .propose(brief, thinking)
      .catch((error) => error);
    expect(failed.usage).toMatchObject({ credits: 12 });
    server.react(() => undefined);
    server.break(({ endpoint }) => (endpoint === 'task.detail' ? { kind: 'nonsense' } : undefined));
    const log: string[] = [];
    const manus = manusOf(server, { onTrouble: (message) => void log.push(message) });
    const { usage } = await manus.agent().propose(brief, thinking);
    expect(usage).not.toHaveProperty('credits');
    expect(log.join()).toMatch(/did not tell what a task has cost/);
  });

  it('tells what a thought has cost while it goes on, should it never end', async () => {
    server.react(() => ({ kind: 'never' }));
    const stop = new AbortController();
    const spent: Usage[] = [];
    const known = Promise.withResolvers<void>();
    const pace = { firstMs: 1, mostMs: 5, rungMs: 20, chargeMs: 0 };
    const work = manusOf(server, { creditUsd: 0.05, pace })
      .agent()
      .propose(brief, {
        ...thinking,
        signal: stop.signal,
        spent(usage) {
          spent.push(usage);
          if (usage.credits) known.resolve();
        },
      });
    await known.promise;
    stop.abort();
    await expect(work).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
    expect(spent[0]).toMatchObject({ calls: 1, model: 'manus/manus-1.6' });
    expect(spent.at(-1)).toMatchObject({ calls: 1, credits: 12, costUsd: expect.closeTo(0.6) });
    expect(manusOf(server).agent().costs).toEqual({ tokens: false, usd: false });
  });

  it('is examined by one read, and what is wrong with it is told', async () => {
    expect(await manusOf(server).examine({ locale: 'en' })).toMatchObject({
      state: 'ok',
      detail: expect.stringMatching(/^Manus answered in \d+ ms$/),
    });
    expect(endpoints()).toEqual(['task.list']);
    expect(await manusOf(server, { apiKey: 'wrong-key' }).examine({ locale: 'en' })).toMatchObject({
      state: 'bad',
      detail: 'Manus did not accept the key in MANUS_API_KEY.',
      fix: expect.stringContaining('MANUS_API_KEY'),
    });
    const none = manusOf(server, { apiKey: undefined });
    expect(none.absence('ko')).toEqual({
      reason: 'Manus의 키가 없습니다. MANUS_API_KEY 환경 변수가 비어 있습니다.',
      fix: 'MANUS_API_KEY 환경 변수를 넣고 Parley를 다시 시작하세요.',
    });
    expect(await none.examine({ locale: 'en' })).toMatchObject({ state: 'bad' });
    expect(manusOf(server).absence('en')).toBeNull();
  });

  it('is reached through a gateway with a header of its own', async () => {
    const gateway = await startManusServer({ header: 'x-gateway-key' });
    const manus = manusOf(gateway, { header: 'x-gateway-key', baseUrl: `${gateway.url}/` });
    expect(await manus.examine({ locale: 'en' })).toMatchObject({ state: 'ok' });
    await gateway.close();
  });
});
