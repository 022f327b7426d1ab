import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { presentAll } from '../../bots/present.ts';
import { createAiin } from '../../src/agents/aiin/agent.ts';
import { requester } from '../../src/debate/sample.ts';
import { createImaginedSandbox } from '../doubles/sandbox.ts';
import { type House, type HouseOptions, openHouse } from '../house.ts';
import { manusOf } from './room.ts';
import { isEquipped, type ManusServer, startManusServer } from './server.ts';

/** Whole debates of the original pair, Manus 0.6 and AIIN 0.4: a real Redis, real workers, a Manus on this machine. */

let server: ManusServer;
let house: House;
let prefix: string;
const open = async (more: Partial<HouseOptions> = {}, manus: Parameters<typeof manusOf>[1] = {}) => {
  house = await openHouse({
    agents: { manus: manusOf(server, manus).agent(), aiin: createAiin() },
    weights: { manus: 0.6, aiin: 0.4 },
    sandbox: { ...createImaginedSandbox(), list: async () => [{ path: 'notes.txt', bytes: 5 }] },
    tools: { perStage: 4, seconds: 5 },
    prefix,
    ...more,
  });
};
/** The process ends, and another one begins: what Parley remembers is in Redis. */
const restart = async (...how: Parameters<typeof open>) => {
  await house.close();
  await open(...how);
};
beforeEach(async () => {
  server = await startManusServer({ key: `manus-${crypto.randomUUID()}` });
  prefix = `t${crypto.randomUUID()}`;
  await open();
});
afterEach(async () => {
  expect(server.mistakes).toEqual([]);
  await house.close();
  await server.close();
});

const eventsOf = async (debate: string) => (await house.ledger.read(debate)).map((recorded) => recorded.event);
const decided = (debate: string) => house.until(debate, (now) => now.approval !== null || now.end !== null);

describe('Manus and AIIN', () => {
  it('debate, weigh both ballots on both plans, and carry out what was approved', async () => {
    const debate = await house.ask('count the files');
    const state = await decided(debate);
    expect(state.proposals.map((it) => it.author).sort()).toEqual(['aiin', 'manus']);
    const ballots = state.ballots[1] ?? {};
    for (const voter of ['manus', 'aiin'])
      expect(ballots[voter]?.map((it) => it.proposal).sort()).toEqual(['aiin', 'manus']);
    for (const row of state.consensus?.table ?? []) {
      const mean = (part: 'feasibility' | 'relevance') =>
        Object.entries({ manus: 0.6, aiin: 0.4 }).reduce((sum, [voter, weight]) => {
          const score = ballots[voter]?.find((it) => it.proposal === row.proposal);
          return sum + weight * (score?.[part] ?? Number.NaN);
        }, 0);
      expect(row.score).toBeCloseTo((mean('feasibility') + mean('relevance')) / 2, 5);
    }
    expect(state.consensus).toMatchObject({ quorate: true, abstained: [] });

    await house.intake.approve(debate, state.approval?.planHash ?? '', requester);
    const ended = await house.until(debate, (now) => now.end !== null);
    expect(ended.end?.outcome).toBe('done');
    const events = await eventsOf(debate);
    expect(events.filter((it) => it.type === 'agent.failed')).toEqual([]);
    const models = events.flatMap((it) => ('usage' in it && it.usage?.model ? [it.usage.model] : []));
    expect(new Set(models)).toEqual(new Set(['manus/manus-1.6']));
    expect(JSON.stringify(events)).not.toContain(server.key);
  });

  it('a question of Manus goes to the thread, and the reply to the same task', async () => {
    server.react(({ stage, body }) =>
      stage === 'propose' && 'title' in body ? { kind: 'ask', about: 'Hidden files too?' } : undefined,
    );
    const thread = 'a thread with a question';
    const debate = await house.ask('count the files', thread);
    await decided(debate);
    const asked = (await eventsOf(debate)).find((it) => it.type === 'agent.abstained' && it.persona === 'manus');
    expect(asked).toMatchObject({ stage: 'proposal', reason: 'Manus asks: Hidden files too?' });

    await house.ask('no, only those that show', thread);
    const state = await house.until(debate, (now) => now.turn === 2 && (now.approval !== null || now.end !== null));
    expect(state.proposals.map((it) => it.author)).toContain('manus');
    const reply = server.calls.find((it) => it.endpoint === 'task.sendMessage');
    expect(JSON.stringify(reply?.body)).toContain('no, only those that show');
    expect(reply?.body.task_id).toBe(server.turns.find((it) => it.stage === 'propose')?.task);
    expect(server.turns.filter((it) => it.stage === 'propose' && 'title' in it.body)).toHaveLength(1);
  });

  it('Manus uses tools here before it plans, attaches a file, and the thread shows both and what it cost', async () => {
    const input = JSON.stringify({ language: 'python', code: 'print(6*7)' });
    const attachments = [server.offer('chart.svg', '<svg/>')];
    server.react(({ stage, schema, body, task }) => {
      const asked = server.turns.filter((it) => it.task === task).length;
      if (stage !== 'propose' || !isEquipped(schema)) return undefined;
      if (asked === 1 && 'title' in body)
        return {
          kind: 'answer',
          value: {
            tools: [
              { name: 'file_system', input: '{"action":"list"}' },
              { name: 'code_executor', input },
            ],
            answer: null,
          },
          attachments,
        };
      return undefined;
    });
    await restart({}, { creditUsd: 0.01 });
    const debate = await house.ask('count the files');
    const state = await decided(debate);
    expect(state.proposals.map((it) => it.author)).toContain('manus');
    const used = (await eventsOf(debate)).filter((it) => it.type === 'tool.used' && it.persona === 'manus');
    expect(used).toMatchObject([
      { tool: 'attachment', stage: 'proposal', artifact: { path: 'chart.svg', bytes: 6, blob: expect.any(String) } },
      {
        tool: 'file_system',
        stage: 'proposal',
        action: 'list',
        ok: true,
        result: expect.stringContaining('notes.txt'),
      },
      { tool: 'code_executor', stage: 'proposal', action: 'python', input: 'print(6*7)', ok: false },
    ]);
    const [first, second] = server.turns.filter((it) => it.stage === 'propose');
    expect(second?.task).toBe(first?.task);
    expect(second?.text).toMatch(/what file_system gave\nnotes\.txt[\s\S]*what code_executor gave/);

    await house.intake.approve(debate, state.approval?.planHash ?? '', requester);
    await house.until(debate, (now) => now.end !== null);
    const posts = presentAll(await house.ledger.read(debate), { debate });
    const shown = posts.flatMap(({ blocks }) => blocks).flatMap((it) => (it.kind === 'artifacts' ? it.items : []));
    expect(shown.map((it) => it.path)).toContain('chart.svg');
    const told = posts.flatMap(({ blocks }) => blocks).flatMap((it) => (it.kind === 'text' ? [it.markdown] : []));
    const spent = server.turns.length * 12;
    expect(told.join('\n')).toContain(`, ${spent} credits, `);
    expect(told.join('\n')).toContain(`, $${(spent / 100).toFixed(2)}`);
  });

  it('a task that a process left behind is gone on with by the next, and paid once', async () => {
    server.react(({ stage }) => (stage === 'analyse' ? { kind: 'never' } : undefined));
    const debate = await house.ask('count the files');
    await server.called((it) => it.endpoint === 'task.listMessages' && it.body.task_id === 'task-1');
    await restart();
    server.finish('task-1');
    await decided(debate);
    expect(server.turns.filter((it) => it.stage === 'analyse')).toHaveLength(1);
    expect(server.calls.map((it) => it.endpoint)).not.toContain('task.stop');
    const given = (await eventsOf(debate)).filter((it) => it.type === 'analysis.given' && it.persona === 'manus');
    expect(given).toMatchObject([{ usage: { calls: 1, credits: 12 } }]);
  });

  it('a question outlives the process and the debate: the reply reaches its task', async () => {
    server.react(({ stage, body }) =>
      stage === 'propose' && 'title' in body ? { kind: 'ask', about: 'To whom?' } : undefined,
    );
    const thread = 'a thread that nobody else can help';
    const debate = await house.ask('write to her', thread);
    expect((await house.until(debate, (now) => now.end !== null)).end?.outcome).toBe('no-plan');
    await restart();
    const next = await house.ask('to the one with the red hat', thread);
    expect(next).not.toBe(debate);
    expect((await decided(next)).proposals.map((it) => it.author)).toContain('manus');
    const asked = server.turns.filter((it) => it.stage === 'propose');
    expect(new Set(asked.map((it) => it.task)).size).toBe(1);
    expect(asked[1]?.text).toContain('to the one with the red hat');
  });

  it('a persona’s money ends what Manus is asked', async () => {
    await restart({ rules: { personaBudget: { usd: 0.2 } } }, { creditUsd: 0.01 });
    const debate = await house.ask('count the files');
    await decided(debate);
    const reasons = (await eventsOf(debate)).flatMap((it) =>
      it.type === 'agent.abstained' && it.persona === 'manus' ? [`${it.stage}: ${it.reason}`] : [],
    );
    expect(reasons.join('\n')).toMatch(/critique|vote/);
    expect(server.turns.map((it) => it.stage)).toEqual(['analyse', 'propose']);
  });

  it('AIIN goes on alone when Manus is down, and the thread says why', async () => {
    server.break(() => ({ kind: 'status', status: 503, headers: { 'retry-after-ms': '1' } }));
    const debate = await house.ask('count the files');
    const state = await decided(debate);
    expect(state.proposals.map((it) => it.author)).toEqual(['aiin']);
    const reasons = (await eventsOf(debate)).flatMap((it) => (it.type === 'agent.failed' ? [it.reason] : []));
    expect(reasons[0]).toBe('Manus has trouble of its own (503).');
  });

  it('a person’s stop ends the task at Manus', async () => {
    server.react(({ stage }) => (stage === 'propose' ? { kind: 'never' } : undefined));
    const thread = 'a thread to stop';
    const debate = await house.ask('count the files', thread);
    const proposing = await server.called((it) => it.endpoint === 'task.create' && it.number === 2);
    expect(proposing.body.title).toBe('Parley: propose');
    await server.called((it) => it.endpoint === 'task.listMessages' && it.body.task_id === 'task-2');
    await house.ask('stop', thread);
    expect((await house.until(debate, (now) => now.end !== null)).end?.outcome).toBe('stopped');
    expect((await server.called((it) => it.endpoint === 'task.stop')).body).toEqual({ task_id: 'task-2' });
  });
});
