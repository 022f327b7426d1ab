import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAiin } from '../../src/agents/aiin/agent.ts';
import { requester } from '../../src/debate/sample.ts';
import { createImaginedSandbox } from '../doubles/sandbox.ts';
import { type House, openHouse } from '../house.ts';
import { manusOf } from './room.ts';
import { type ManusServer, startManusServer } from './server.ts';

/** Whole debates of the original pair, Manus 0.6 and AIIN 0.4: a real Redis, real workers, a Manus on this machine. */

let server: ManusServer;
let house: House;
beforeEach(async () => {
  server = await startManusServer({ key: `manus-${crypto.randomUUID()}` });
  house = await openHouse({
    agents: { manus: manusOf(server).agent(), aiin: createAiin() },
    weights: { manus: 0.6, aiin: 0.4 },
    sandbox: createImaginedSandbox(),
  });
});
afterEach(async () => {
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
