import pino from 'pino';
import { type DebateState, evolve, fold } from '../src/debate/debate.ts';
import type { Budget, DebateEvent, Rules } from '../src/debate/event.ts';
import { persona, requester, rules } from '../src/debate/sample.ts';
import { createIntake, type Intake } from '../src/intake.ts';
import type { ActivityFeed } from '../src/ports/activity.ts';
import type { Agent } from '../src/ports/agent.ts';
import type { Ledger } from '../src/ports/ledger.ts';
import type { Environment, Sandbox } from '../src/ports/sandbox.ts';
import type { Spending } from '../src/ports/spending.ts';
import type { TaskQueue } from '../src/ports/task-queue.ts';
import { createRedisActivity } from '../src/store/activity.ts';
import { createRedisBlobs } from '../src/store/blobs.ts';
import { createRedisLedger } from '../src/store/ledger.ts';
import { createRedisNotebooks } from '../src/store/notebooks.ts';
import { createTaskQueue } from '../src/store/queue/task-queue.ts';
import { startWorkers } from '../src/store/queue/workers.ts';
import { connectRedis } from '../src/store/redis/connection.ts';
import { createRedisSpending } from '../src/store/spending.ts';
import { createHandlers, type WorkerDeps } from '../workers/index.ts';
import { environment } from './doubles/sandbox.ts';

export type House = {
  readonly ledger: Ledger;
  readonly queue: TaskQueue;
  readonly intake: Intake;
  readonly activity: ActivityFeed;
  /** What its only channel has cost today. */
  spentToday(): ReturnType<Spending['today']>;
  /** Resolves when a container is ready for the debate's first step. */
  warmed(debate: string): Promise<void>;
  /** Resolves to the debate's state once `reached` says so. */
  until(debate: string, reached: (state: DebateState) => boolean): Promise<DebateState>;
  /** Resolves when this house's workers append such an event to the debate; ask before it can have happened. */
  appended(debate: string, type: DebateEvent['type']): Promise<void>;
  /** Asks in a thread of its own, as the requester. */
  ask(text?: string, thread?: string): Promise<string>;
  close(): Promise<void>;
};

export type HouseOptions = {
  readonly agents: Readonly<Record<string, Agent>>;
  /** 1 for whoever is not named. */
  readonly weights?: Readonly<Record<string, number>>;
  readonly sandbox: Sandbox;
  readonly rules?: Partial<Rules>;
  readonly policy?: WorkerDeps['policy'];
  readonly tools?: WorkerDeps['tools'];
  /** What its channel may cost in a day. */
  readonly channelDay?: Budget;
  /** What differs from the usual small environment. */
  readonly environment?: Partial<Environment>;
  readonly prefix?: string;
  readonly redisUrl?: string;
};

const origin = { platform: 'test', channel: 'c' };

const allowAll: WorkerDeps['policy'] = {
  judge: () => ({ verdict: 'allow', reasons: [{ word: '', rule: 'test', message: '' }] }),
  programsOf: () => [],
};

/** Everything but the front ends, in this process, on a real Redis: for tests and benchmarks of whole debates. */
export async function openHouse(options: HouseOptions): Promise<House> {
  const url = options.redisUrl ?? process.env.PARLEY_TEST_REDIS_URL;
  if (!url) throw new Error('no Redis: set PARLEY_TEST_REDIS_URL');
  const log = pino({ level: process.env.PARLEY_TEST_LOG ?? 'silent' });
  const prefix = options.prefix ?? `t${crypto.randomUUID()}`;
  const connection = await connectRedis(url, { prefix, onTrouble: (message) => log.warn(message) });
  const appending = new Map<string, PromiseWithResolvers<void>>();
  const moment = (debate: string, type: string) => {
    const known = appending.get(`${debate} ${type}`) ?? Promise.withResolvers<void>();
    appending.set(`${debate} ${type}`, known);
    return known;
  };
  const bare = createRedisLedger(connection);
  const ledger: Ledger = {
    ...bare,
    async append(debate, event, key) {
      const appended = await bare.append(debate, event, key);
      moment(debate, event.type).resolve();
      return appended;
    },
  };
  const queue = createTaskQueue(connection);
  const spending = createRedisSpending(connection);
  const blobs = createRedisBlobs(connection, { maxBytes: 25 * 1024 * 1024, totalBytes: 1024 * 1024 * 1024 });
  const council = Object.keys(options.agents).map((id) => persona(id, options.weights?.[id]));
  const intake = createIntake({
    house: prefix,
    ledger,
    queue,
    blobs,
    council,
    rules: { ...rules, ...options.rules },
    language: 'auto',
    ...(options.channelDay ? { channelDay: { budget: options.channelDay, spending } } : {}),
    messageKb: 64,
  });
  const activity = createRedisActivity(connection);
  const readyIn = new Map<string, PromiseWithResolvers<void>>();
  const readiness = (workspace: string) => {
    const known = readyIn.get(workspace) ?? Promise.withResolvers<void>();
    readyIn.set(workspace, known);
    return known;
  };
  const ready = (workspace: string) => readiness(workspace).resolve();
  const handlers = createHandlers({
    ledger,
    queue,
    blobs,
    activity,
    spending,
    channelDay: options.channelDay,
    notebooks: createRedisNotebooks(connection),
    sandbox: { ...options.sandbox, warm: (...order) => options.sandbox.warm(...order).finally(() => ready(order[0])) },
    policy: options.policy ?? allowAll,
    agents: new Map(Object.entries(options.agents)),
    environments: { default: { ...environment, ...options.environment } },
    ...(options.tools ? { tools: options.tools } : {}),
    openFollowUp: intake.followUp,
    log,
  });
  const workers = await startWorkers(connection, handlers);
  const waiting = new Map<string, (() => void)[]>();
  const unwatch = await ledger.watch((debate) => {
    const woken = waiting.get(debate) ?? [];
    waiting.delete(debate);
    for (const wake of woken) wake();
  });
  return {
    ledger,
    queue,
    intake,
    activity,
    spentToday: () => spending.today(origin),
    async warmed(debate) {
      const state = fold(debate, await ledger.read(debate));
      if (state) await readiness(state.workspace).promise;
    },
    async ask(text = 'do it', thread = crypto.randomUUID()) {
      const said = { by: requester, text, attachments: [] };
      return (await intake.say({ ...origin, thread }, said)).debate;
    },
    appended: (debate, type) => moment(debate, type).promise,
    async until(debate, reached) {
      let state: DebateState | null = null;
      for (;;) {
        // Waiting begins before reading: a hint between the two must not be missed.
        const hinted = new Promise<void>((resolve) => {
          waiting.set(debate, [...(waiting.get(debate) ?? []), resolve]);
        });
        for (const recorded of await ledger.read(debate, (state as DebateState | null)?.seq ?? 0)) {
          state = state ? evolve(state, recorded) : fold(debate, [recorded]);
        }
        if (state && reached(state)) return state;
        await hinted;
      }
    },
    async close() {
      await unwatch();
      await workers.close();
      await connection.close();
    },
  };
}
