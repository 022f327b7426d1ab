import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { manusOf, openThread } from '../../../test/manus/room.ts';
import { isEquipped, type ManusServer, startManusServer } from '../../../test/manus/server.ts';
import type { Usage } from '../../debate/event.ts';
import { Handover } from '../../handover.ts';
import type { Thinking, Toolbox } from '../../ports/agent.ts';
import { briefOf } from '../testing/workshop.ts';

/** What a process that ended has begun, another one goes on with: no task is paid twice, no question is lost. */

let server: ManusServer;
let thread: ReturnType<typeof openThread>;
beforeEach(async () => {
  server = await startManusServer({ key: `manus-${crypto.randomUUID()}` });
  thread = openThread();
});
afterEach(async () => {
  expect(server.mistakes).toEqual([]);
  await server.close();
});

const brief = briefOf('count the files', [], { self: 'manus' });
const key = 'a-debate/propose/1/manus';
const endpoints = () => server.calls.map((it) => it.endpoint);
/** A process of its own, with nothing in its memory. */
const propose = (more: Partial<Thinking> = {}, asked = brief) =>
  manusOf(server)
    .agent()
    .propose(asked, thread.think({ key, ...more }));

/** Thinks until Manus is looked at, then the process ends. */
async function interrupted(more: Partial<Thinking> = {}) {
  const end = new AbortController();
  const looks = server.calls.filter((it) => it.endpoint === 'task.listMessages').length;
  const work = propose({ signal: end.signal, ...more });
  await server.called((it) => it.endpoint === 'task.listMessages' && it.number > looks);
  end.abort(new Handover());
  await expect(work).rejects.toBeInstanceOf(Handover);
}

describe('after a restart', () => {
  it('the same task goes on, and its calls and credits are counted once', async () => {
    server.react(() => ({ kind: 'never' }));
    const spent: Usage[] = [];
    await interrupted({ spent: (usage) => void spent.push(usage) });
    // The next process counts it all.
    expect(spent.at(-1)).toEqual({ latencyMs: 0 });
    expect(endpoints()).not.toContain('task.stop');
    const task = [...server.tasks.values()][0];
    server.finish(task?.id ?? '');
    expect(await propose()).toMatchObject({ kind: 'answered', usage: { calls: 1, credits: 12 } });
    expect(server.tasks.size).toBe(1);
    expect(endpoints()).not.toContain('task.sendMessage');
  });

  it('another thought begins a task of its own', async () => {
    server.react(() => ({ kind: 'never' }));
    await interrupted();
    server.react(() => undefined);
    expect(await propose({ key: 'a-debate/propose/2/manus' })).toMatchObject({ kind: 'answered' });
    expect(server.tasks.size).toBe(2);
  });

  it('a task whose note could not be kept is stopped', async () => {
    const notebook = { ...thread.notebook, write: () => Promise.reject(new Error('Redis is away')) };
    await expect(propose({ notebook })).rejects.toThrow();
    expect((await server.called((it) => it.endpoint === 'task.stop')).body).toEqual({ task_id: 'task-1' });
  });

  it('what is being mended or waits for a tool stays so', async () => {
    const tools: Toolbox = {
      names: ['file_system'],
      most: 4,
      use: async () => ({ ok: true, text: 'a.txt' }),
    };
    const use = { tools: [{ name: 'file_system', input: '{"action":"list"}' }], answer: null };
    server.react(({ number }) => (number === 1 ? { kind: 'answer', value: use } : { kind: 'never' }));
    const end = new AbortController();
    const work = propose({ signal: end.signal, tools });
    await server.called((it) => it.endpoint === 'task.sendMessage');
    const looks = server.calls.filter((it) => it.endpoint === 'task.listMessages').length;
    await server.called((it) => it.endpoint === 'task.listMessages' && it.number > looks);
    end.abort(new Handover());
    await expect(work).rejects.toBeInstanceOf(Handover);

    server.finish('task-1');
    expect(await propose({ tools })).toMatchObject({ kind: 'answered', usage: { calls: 2, credits: 24 } });
    expect(server.turns.map(({ schema }) => isEquipped(schema))).toEqual([true, true]);
  });
});

describe('a question after a restart', () => {
  const ask = (type?: string) =>
    server.react(({ number }) =>
      number === 1 ? { kind: 'ask', about: 'Which one?', ...(type ? { type } : {}) } : undefined,
    );

  it('is told when the process ended before the ledger had it, and not twice', async () => {
    ask();
    await propose();
    expect(await propose()).toMatchObject({ kind: 'abstained', reason: 'Manus asks: Which one?' });
    expect(await propose({ key: 'another' })).toMatchObject({ kind: 'abstained', reason: '' });
    expect(server.turns).toHaveLength(1);
  });

  it('gets the reply that comes in the same debate, and only its own credits are counted then', async () => {
    ask();
    expect(await propose()).toMatchObject({ usage: { credits: 12 } });
    const answer = await propose({ key: 'turn 2' }, { ...brief, additions: ['the second'] });
    expect(answer).toMatchObject({ kind: 'answered', usage: { calls: 1, credits: 12 } });
    expect(server.tasks.size).toBe(1);
  });

  it('gets the reply with which people open the next debate of the thread', async () => {
    ask();
    await propose();
    const history = [{ request: brief.request, result: 'Nobody had a plan.' }];
    const next = { ...brief, debate: 'next', follows: brief.debate, request: 'the second', history };
    expect(await propose({ key: 'next' }, next)).toMatchObject({ kind: 'answered' });
    expect(server.tasks.size).toBe(1);
    expect(server.turns[1]?.text).toMatch(/The person has replied[\s\S]*~~~~~ request\nthe second\n/);
  });

  it('does not go to a debate that has nothing to do with it', async () => {
    ask();
    await propose();
    expect(await propose({ key: 'other' }, { ...brief, debate: 'other', follows: 'a third' })).toMatchObject({
      kind: 'answered',
    });
    expect(server.tasks.size).toBe(2);
  });

  it.each([
    ['yes', 'web:minji', 1],
    ['yes', 'web:somebody', 2],
    ['no', 'web:minji', 2],
  ])('for leave: “%s” by %s in the next debate', async (request, author, tasks) => {
    ask('gmailSendAction');
    await propose();
    const next = { ...brief, debate: 'next', follows: brief.debate, request, author };
    expect(await propose({ key: 'next' }, next)).toMatchObject({ kind: 'answered' });
    expect(server.tasks.size).toBe(tasks);
    const confirmed = server.calls.filter((it) => it.endpoint === 'task.confirmAction').map((it) => it.body.input);
    expect(confirmed).toEqual(tasks === 1 ? [{ accept: true }] : []);
  });

  it('that was answered just before a crash is not answered by a new task', async () => {
    ask('gmailSendAction');
    await propose();
    server.break(({ endpoint }) =>
      endpoint === 'task.confirmAction' ? { kind: 'status', status: 400, code: 'not_waiting' } : undefined,
    );
    server.finish('task-1');
    expect(await propose({ key: 'turn 2' }, { ...brief, additions: ['yes'] })).toMatchObject({ kind: 'answered' });
    expect(server.tasks.size).toBe(1);
  });
});
