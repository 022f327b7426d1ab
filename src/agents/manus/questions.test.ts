import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { manusOf, openThread } from '../../../test/manus/room.ts';
import { type ManusServer, startManusServer } from '../../../test/manus/server.ts';
import { briefOf } from '../testing/workshop.ts';

/** Manus asks, a person replies, and the same task goes on. */

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
const bodies = (endpoint: string) => server.calls.filter((it) => it.endpoint === endpoint).map((it) => it.body);

let thread: ReturnType<typeof openThread>;
beforeEach(() => {
  thread = openThread();
});

describe('a question from Manus', () => {
  const ask = (type?: string, schema?: unknown) =>
    server.react(({ number }) =>
      number === 1 ? { kind: 'ask', about: 'Which of the two folders?', ...(type ? { type, schema } : {}) } : undefined,
    );
  const replied = { ...brief, additions: ['the second'] };

  it('is put to the person, and the reply goes on with the same task', async () => {
    ask();
    const agent = manusOf(server).agent();
    expect(await agent.propose(brief, thread.think())).toMatchObject({
      kind: 'abstained',
      reason: 'Manus asks: Which of the two folders?',
      usage: { calls: 1 },
    });
    expect(await agent.propose(replied, thread.think())).toMatchObject({ kind: 'answered' });
    expect(server.tasks.size).toBe(1);
    expect(server.turns[1]?.text).toMatch(/~~~~~ added later 1\nthe second\n~~~~~/);
    expect(server.turns[1]?.schema).toMatchObject({ type: 'object' });
  });

  it('is asked once, and kept apart by debate', async () => {
    ask();
    const agent = manusOf(server).agent();
    await agent.propose(brief, thread.think());
    expect(await agent.propose(brief, thread.think())).toMatchObject({ kind: 'abstained', reason: '' });
    expect(server.turns).toHaveLength(1);
    expect(await agent.propose({ ...replied, debate: 'another' }, thread.think())).toMatchObject({ kind: 'answered' });
    expect(server.tasks.size).toBe(2);
  });

  it('is kept when the reply could not be handed on', async () => {
    ask();
    const agent = manusOf(server).agent();
    await agent.propose(brief, thread.think());
    server.break(({ endpoint }) => (endpoint === 'task.sendMessage' ? { kind: 'cut' } : undefined));
    await expect(agent.propose(replied, thread.think())).rejects.toThrow(
      expect.objectContaining({ code: 'agent.failed' }),
    );
    server.break(() => undefined);
    expect(await agent.propose(replied, thread.think())).toMatchObject({ kind: 'answered' });
    expect(server.tasks.size).toBe(1);
  });

  it('begins anew when its task is gone', async () => {
    ask();
    const agent = manusOf(server).agent();
    await agent.propose(brief, thread.think());
    server.tasks.clear();
    expect(await agent.propose(replied, thread.think())).toMatchObject({ kind: 'answered' });
    expect(endpoints().filter((it) => it === 'task.create')).toHaveLength(2);
  });

  it.each([
    ['yes', { accept: true }],
    ['네', { accept: true }],
    ['no, better not', { accept: false }],
    ['yes, but tell me first what it costs', { accept: false }],
  ])('for leave is answered by what a person says: %s', async (reply, input) => {
    ask('gmailSendAction');
    const agent = manusOf(server).agent();
    expect(await agent.propose(brief, thread.think())).toMatchObject({
      reason: 'Manus asks for leave: Which of the two folders? Reply “yes” or “no”.',
    });
    await agent.propose({ ...brief, additions: [reply] }, thread.think());
    expect(bodies('task.confirmAction')).toEqual([{ task_id: 'task-1', event_id: 'evt-task-1', input }]);
  });

  it('for leave is not given by somebody who may not approve plans', async () => {
    ask('gmailSendAction');
    const agent = manusOf(server).agent();
    await agent.propose(brief, thread.think());
    await agent.propose({ ...brief, additions: ['yes'], lastWordApproves: false }, thread.think());
    expect(bodies('task.confirmAction')).toMatchObject([{ input: { accept: false } }]);
  });

  it('for leave is not given by a yes that comes after other words', async () => {
    ask('gmailSendAction');
    const agent = manusOf(server).agent();
    await agent.propose(brief, thread.think());
    await agent.propose({ ...brief, additions: ['count them by day', 'ok'] }, thread.think());
    expect(bodies('task.confirmAction')).toMatchObject([{ input: { accept: false } }]);
  });

  it('for leave that people do not get to see is not waiting for their next yes', async () => {
    ask('gmailSendAction');
    const agent = manusOf(server).agent();
    expect(await agent.critique(brief, [], thread.think())).toMatchObject({ kind: 'abstained' });
    expect(bodies('task.stop')).toEqual([{ task_id: 'task-1' }]);
    server.react(() => ({ kind: 'answer', value: { remarks: [] } }));
    expect(await agent.critique({ ...brief, additions: ['ok'] }, [], thread.think())).toMatchObject({ remarks: [] });
    expect(bodies('task.confirmAction')).toEqual([]);
    expect(server.tasks.size).toBe(2);
  });

  it('never lets Manus into a browser', async () => {
    ask('needConnectMyBrowser', { type: 'object', properties: { action: { enum: ['select', 'skip'] } } });
    const agent = manusOf(server).agent();
    await agent.propose(brief, thread.think());
    await agent.propose({ ...brief, additions: ['yes'] }, thread.think());
    expect(bodies('task.confirmAction')[0]).toMatchObject({ input: { action: 'skip' } });
  });
});
