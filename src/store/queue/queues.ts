import { type DefaultJobOptions, Queue } from 'bullmq';
import type { Task } from '../../debate/decide.ts';
import type { RedisConnection } from '../redis/connection.ts';
import { reportTo } from './report.ts';

export const queueNames = ['advance', 'think', 'rehearse', 'execute'] as const;
export type QueueName = (typeof queueNames)[number];
export type TaskQueueName = Exclude<QueueName, 'advance'>;

/** What lies in the task queues: tasks of one lane, to be run side by side. */
export type TaskJob = { readonly debate: string; readonly tasks: readonly Task[] };

/**
 * What lies in the `advance` queue. `wake` asks for an `advance` when its time has come, `tick` for a `rescue`:
 * whatever must not run twice at once goes through one deduplicated job.
 */
export type AdvanceJob = { readonly debate: string };
export type AdvanceJobName = 'advance' | 'wake' | 'tick' | 'rescue';

export type Queues = {
  readonly advance: Queue<AdvanceJob, void, AdvanceJobName>;
} & { readonly [name in TaskQueueName]: Queue<TaskJob, void, Task['kind']> };

/** Which queue a task waits in: talk with models, the sandbox, or the real run. */
export function queueOf(kind: Task['kind']): TaskQueueName {
  if (kind === 'execute') return 'execute';
  return kind === 'prepare' || kind === 'rehearse' || kind === 'warm' ? 'rehearse' : 'think';
}

/**
 * What a task occupies while it waits or runs. Thinking of one stage becomes due at once and shares a job, which costs
 * a quarter of one for each persona; as long as that job is there, none of it is handed out a second time. Analysis
 * and proposal are one stage here, as the run of the one goes on with the other. Everything else is its own lane.
 */
export function laneOf(task: Task): string {
  switch (task.kind) {
    case 'analyse':
    case 'propose':
      return `opening/${task.turn}`;
    case 'critique':
    case 'revise':
    case 'vote':
      return `${task.kind}/${task.turn}/${task.round}`;
    default:
      return task.key;
  }
}

/**
 * A job's id is its lane or key, so that BullMQ itself refuses a task that already waits or runs. It begins with
 * the debate, and has no colon: those are BullMQ's own.
 */
export function jobId(debate: string, key: string): string {
  const id = key.startsWith(`${debate}/`) ? key : `${debate}/${key}`;
  return id.replaceAll(':', '%3A');
}

const jobOptions: DefaultJobOptions = {
  // A finished job would block its key; what came of it is in the ledger.
  removeOnComplete: true,
  removeOnFail: true,
  attempts: 4,
  backoff: { type: 'exponential', delay: 200, jitter: 0.5 },
  stackTraceLimit: 1,
};

const opened = new WeakMap<RedisConnection, Queues>();

/** The queues of this connection, opened once and closed with it. */
export function openQueues(connection: RedisConnection): Queues {
  const known = opened.get(connection);
  if (known) return known;
  const { redis, prefix, onClose } = connection;
  const open = <Data, Name extends string>(name: QueueName) => {
    const queue = new Queue<Data, void, Name>(name, {
      connection: redis,
      prefix,
      defaultJobOptions: jobOptions,
      // Nobody reads the event streams: keep them short.
      streams: { events: { maxLen: 100 } },
    });
    queue.on('error', reportTo(connection, `queue ${name}`));
    onClose(() => queue.close());
    return queue as unknown as Queue<Data, void, Name>;
  };
  const queues: Queues = {
    advance: open<AdvanceJob, AdvanceJobName>('advance'),
    think: open<TaskJob, Task['kind']>('think'),
    rehearse: open<TaskJob, Task['kind']>('rehearse'),
    execute: open<TaskJob, Task['kind']>('execute'),
  };
  opened.set(connection, queues);
  return queues;
}

/** Where the number of tasks that were given up after all attempts is counted, by queue. */
export const givenUp = (connection: RedisConnection) => `${connection.prefix}:given-up`;
