import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { manusOf } from '../../../test/manus/room.ts';
import { type ManusServer, startManusServer } from '../../../test/manus/server.ts';
import { ModelFailure } from '../language-model/call/failure.ts';
import { briefOf, thinking } from '../testing/workshop.ts';

/** What goes wrong on the wire and at Manus, over real sockets. */

let server: ManusServer;
beforeEach(async () => {
  server = await startManusServer({ key: `manus-${crypto.randomUUID()}` });
});
afterEach(() => server.close());

const brief = briefOf('count the files', [], { self: 'manus' });
const endpoints = () => server.calls.map((it) => it.endpoint);

describe('what goes wrong', () => {
  const failure = async (more: Parameters<typeof manusOf>[1] = {}, locale: 'en' | 'ko' = 'en') => {
    const work = manusOf(server, more)
      .agent()
      .propose({ ...brief, locale }, thinking);
    const error = await work.then(
      () => undefined,
      (it: unknown) => it,
    );
    if (!(error instanceof ModelFailure)) throw new Error(`not a persona’s failure: ${String(error)}`);
    expect(`${error.message} ${error.fix} ${error.stack} ${String(error.cause)}`).not.toContain(server.key);
    return error;
  };
  const first = (endpoint: string, fault: NonNullable<ReturnType<Parameters<ManusServer['break']>[0]>>, times = 1) =>
    server.break((call) => (call.endpoint === endpoint && call.number <= times ? fault : undefined));

  it('waits as long as Manus asks', async () => {
    first('task.create', { kind: 'status', status: 429, code: 'rate_limited', headers: { 'retry-after': '1' } });
    expect(await manusOf(server).agent().propose(brief, thinking)).toMatchObject({ kind: 'answered' });
    const [one, two] = server.calls.filter((it) => it.endpoint === 'task.create');
    expect((two?.at ?? 0) - (one?.at ?? 0)).toBeGreaterThanOrEqual(1000);
  });

  it('looks again after trouble in the middle of a task', async () => {
    server.break(({ endpoint, number }) =>
      endpoint !== 'task.listMessages'
        ? undefined
        : (
            [
              { kind: 'status', status: 404, code: 'not_found' },
              { kind: 'cut' },
              { kind: 'status', status: 500, headers: { 'retry-after-ms': '1' } },
            ] as const
          )[number - 1],
    );
    expect(await manusOf(server).agent().propose(brief, thinking)).toMatchObject({ kind: 'answered' });
    expect(server.tasks.size).toBe(1);
  });

  it('does not make a task twice when the answer to the first got lost', async () => {
    first('task.create', { kind: 'cut' });
    expect((await failure()).retryable).toBe(true);
    expect(endpoints()).toEqual(['task.create']);
  });

  it.each([
    [{ kind: 'status', status: 401, code: 'permission_denied' }, /did not accept the key in MANUS_API_KEY/],
    [{ kind: 'status', status: 402, code: 'insufficient_credits' }, /no credit left/],
    [{ kind: 'status', status: 400, code: 'invalid_argument' }, /refused the call \(400\)/],
    [{ kind: 'status', status: 200, code: 'permission_denied' }, /did not accept the key/],
    [
      { kind: 'status', status: 302, code: 'moved', headers: { location: 'http://127.0.0.1:1/' } },
      /refused the call \(302\)/,
    ],
    [{ kind: 'nonsense' }, /form that cannot be used/],
  ] as const)('is told in words: %o', async (fault, words) => {
    first('task.create', fault, 9);
    expect((await failure()).message).toMatch(words);
    expect(endpoints().filter((it) => it === 'task.create').length).toBeLessThanOrEqual(3);
  });

  it('tries three times when Manus is down', async () => {
    first('task.create', { kind: 'status', status: 503, headers: { 'retry-after-ms': '1' } }, 9);
    expect(await failure({}, 'ko')).toMatchObject({ message: 'Manus 쪽에 문제가 있습니다 (503).', retryable: true });
    expect(endpoints()).toHaveLength(3);
  });

  it('does not wait for a server that stays silent', async () => {
    first('task.create', { kind: 'silent' }, 9);
    expect((await failure({ requestMs: 100 })).message).toMatch(/stopped in the middle/);
  });

  it('says when a task failed, and why only in the log', async () => {
    server.react(() => ({ kind: 'error', about: 'internal trace: /srv/agent/loop.py' }));
    const error = await failure();
    expect(error.message).toBe('Manus has trouble of its own.');
    expect(error.message).not.toContain('/srv');
    server.react(() => ({ kind: 'error', about: 'You have run out of credits.' }));
    expect((await failure()).message).toMatch(/no credit left/);
  });

  it('says that nothing answers when nothing answers', async () => {
    await server.close();
    expect((await failure()).message).toBe('The server of Manus does not answer.');
  });
});
