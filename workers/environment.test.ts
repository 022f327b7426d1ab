import { expect, test } from 'vitest';
import { fold } from '../src/debate/debate.ts';
import { decide } from '../src/debate/decide.ts';
import type { DebateEvent } from '../src/debate/event.ts';
import { planHash } from '../src/debate/plan.ts';
import { opened, persona, proposal, rehearsed, requester } from '../src/debate/sample.ts';
import { createStates } from '../src/states.ts';
import { createMemoryLedger } from '../test/doubles/ledger.ts';
import type { WorkerDeps } from './deps.ts';
import { type ExecuteTask, execute } from './execute.ts';
import { type RehearseTask, rehearse } from './rehearse.ts';

/** A debate after these events in a house whose operator has taken its environment out of the configuration. */
async function homeless(events: readonly DebateEvent[]) {
  const ledger = createMemoryLedger();
  for (const event of events) await ledger.append('d', event);
  const silent = () => undefined;
  const deps = {
    ledger,
    environments: {},
    queue: { advance: async () => undefined, enqueue: async () => undefined },
    activity: { publish: async () => undefined },
    spending: { add: async () => undefined },
    sandbox: { forget: async () => undefined },
    policy: { judge: () => ({ verdict: 'allow', reasons: [] }), programsOf: () => [] },
    log: { info: silent, warn: silent, error: silent },
  } as unknown as WorkerDeps;
  const state = async () => fold('d', await ledger.read('d')) as NonNullable<ReturnType<typeof fold>>;
  const [task] = decide(await state(), Date.now()).tasks;
  return { deps, states: createStates(ledger), state, task };
}

const signal = new AbortController().signal;

test('a thread whose environment is gone says so and goes on', async () => {
  const { deps, states, state, task } = await homeless([{ ...opened([persona('a')]), follows: 'before' }]);
  await rehearse(deps, states, 'd', task as RehearseTask, signal);
  expect((await state()).unprepared).toEqual({});
});

test('a step whose environment is gone ends, and its debate with it', async () => {
  const plan = { debate: 'd', turn: 1, workspace: 'w', steps: proposal('ls').steps };
  const bound = { turn: 1, planHash: planHash(plan) };
  const expiresAt = Date.now() + 60_000;
  const { deps, states, state, task } = await homeless([
    opened([persona('a')]),
    { type: 'proposal.made', turn: 1, persona: 'a', id: 'a', proposal: proposal('ls') },
    { type: 'rehearsal.finished', turn: 1, proposal: 'a', revision: 0, rehearsal: rehearsed() },
    { type: 'approval.requested', plan, proposal: 'a', needed: 1, expiresAt, ...bound },
    { type: 'approval.given', by: requester, ...bound },
    { type: 'execution.begun', ...bound },
  ]);
  await execute(deps, states, 'd', task as ExecuteTask, signal);
  const { steps } = await state();
  expect(steps.s1?.finished).toMatchObject({ exitCode: -1, problem: expect.stringMatching(/./) });
});
