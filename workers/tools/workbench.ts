import pino from 'pino';
import { nothing } from '../../src/debate/cost.ts';
import { fold, type Spent } from '../../src/debate/debate.ts';
import type { Budget, DebateEvent, EventOf, Locale, Rules } from '../../src/debate/event.ts';
import { createPolicy } from '../../src/policy/index.ts';
import type { RehearsalOrder, Sandbox } from '../../src/ports/sandbox.ts';
import { createMemoryBlobs } from '../../test/doubles/blobs.ts';
import { createMemoryLedger } from '../../test/doubles/ledger.ts';
import { createImaginedSandbox, environment } from '../../test/doubles/sandbox.ts';
import { aiin, opened } from '../../test/samples/record.ts';
import type { ThinkTask } from '../ask.ts';
import type { ToolSettings, WorkerDeps } from '../deps.ts';
import { createToolbox } from './index.ts';

const task: ThinkTask = { kind: 'critique', key: 'd/critique/1/1/aiin', turn: 1, round: 1, persona: 'aiin' };

export type Bench = {
  sandbox?: Partial<Sandbox>;
  tools?: Partial<ToolSettings>;
  egress?: readonly string[];
  locale?: Locale;
  signal?: AbortSignal;
  rules?: Partial<Rules>;
  /** What the channel may cost in a day, and has cost already. */
  day?: { budget: Budget; spent: Partial<Spent> };
};

/** A persona’s toolbox in the middle of a debate, over an imagined sandbox; nothing outside tests imports this. */
export async function workbench(bench: Bench = {}) {
  const { sandbox, tools, egress = [], locale = 'en', signal = new AbortController().signal, day } = bench;
  const ledger = createMemoryLedger();
  const opening = opened({ text: 'count', locale, council: [aiin] }) as EventOf<'debate.opened'>;
  await ledger.append('d', { ...opening, rules: { ...opening.rules, ...bench.rules } }, 'open');
  const charged: Spent[] = [];
  const state = fold('d', await ledger.read('d'));
  if (!state) throw new Error('no debate');
  const orders: RehearsalOrder[] = [];
  const imagined = createImaginedSandbox();
  const deps = {
    ledger,
    sandbox: {
      ...imagined,
      programs: async () => new Set(['python3']),
      rehearse: async (order: RehearsalOrder, ...rest: [AbortSignal, () => void]) => {
        orders.push(order);
        return imagined.rehearse(order, ...rest);
      },
      ...sandbox,
    },
    policy: createPolicy({ allow: [], review: [], deny: [] }),
    environments: { default: { ...environment, egress } },
    blobs: createMemoryBlobs(),
    channelDay: day?.budget,
    spending: {
      add: async (_: unknown, spent: Spent) => void charged.push(spent),
      today: async () => ({ ...nothing, ...day?.spent }),
    },
    tools: { perStage: 4, seconds: 20, ...tools },
    queue: { advance: async () => undefined },
    log: pino({ level: 'silent' }),
  } as unknown as WorkerDeps;
  const toolbox = createToolbox(deps, state, task, signal);
  const told = async () =>
    (await ledger.read('d'))
      .map((it): DebateEvent => it.event)
      .filter((it): it is EventOf<'tool.used'> => it.type === 'tool.used');
  return { toolbox, told, orders, ledger, charged };
}
