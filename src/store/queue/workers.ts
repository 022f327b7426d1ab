import { setTimeout as pause } from 'node:timers/promises';
import { type Job, UnrecoverableError, WaitingError, Worker, type WorkerOptions } from 'bullmq';
import type { Task } from '../../debate/decide.ts';
import { Handover } from '../../handover.ts';
import type { TaskHandlers, Workers } from '../../ports/task-queue.ts';
import type { RedisConnection } from '../redis/connection.ts';
import { openCancellation } from './cancellation.ts';
import {
  type AdvanceJob,
  type AdvanceJobName,
  givenUp,
  openQueues,
  type QueueName,
  queueNames,
  type TaskJob,
} from './queues.ts';
import { reportTo } from './report.ts';
import { Cancelled, createRuns } from './runs.ts';
import { advanceNow, rescueNow } from './task-queue.ts';

/** How many jobs of each queue this process runs at once; 0 leaves a queue to other processes. */
export type Concurrency = { readonly [name in QueueName]: number };

export type WorkersOptions = {
  readonly concurrency?: Partial<Concurrency>;
  /** How often lost tasks are looked for. Default 5 s. */
  readonly rescueEveryMs?: number;
};

/**
 * Thinking is waiting for models, so much of it fits. Rehearsals wait in the sandbox itself, which knows how many
 * containers the machine carries; a long real step must not hold up everybody else's.
 */
const defaultConcurrency: Concurrency = { advance: 16, think: 1024, rehearse: 32, execute: 8 };

/** A worker fetches one job after the other; several fetch side by side when a hundred come at once. */
const fetchers: Concurrency = { advance: 2, think: 4, rehearse: 4, execute: 1 };

/** How long a closing process waits for handlers that were told to stop; other processes take over what is left. */
const patienceMs = 30_000;

/** A job of any queue; which it is, its name tells. */
type AnyJob = Job<AdvanceJob | TaskJob, void>;

const timing = {
  // A killed worker's job runs again within about eight seconds. Long enough for a busy event loop.
  lockDuration: 5_000,
  stalledInterval: 3_000,
  // A task is no suspect because workers around it were killed; the ledger keeps repeats harmless.
  maxStalledCount: 10,
  // How long an idle worker waits in one blocking call; adding a job ends the wait at once.
  drainDelay: 10,
  // Pause after Redis answered with an error.
  runRetryDelay: 500,
} satisfies Partial<WorkerOptions>;

/** Starts this process's share of the work. Resolves once it takes jobs and hears cancellations. */
export async function startWorkers(
  connection: RedisConnection,
  handlers: TaskHandlers,
  options: WorkersOptions = {},
): Promise<Workers> {
  const { redis, prefix, trouble } = connection;
  const queues = openQueues(connection);
  const concurrency = { ...defaultConcurrency, ...options.concurrency };
  const runs = createRuns();
  let closing = false;

  const deaf = await openCancellation(connection).hear(runs.cancel);

  const work = (job: AnyJob): Promise<void> => {
    const { debate } = job.data;
    switch (job.name as AdvanceJobName | Task['kind']) {
      case 'advance':
        return runs.join(`advance ${job.id}`, '', job.timestamp, () => handlers.advance(debate));
      case 'wake':
        return advanceNow(queues, debate);
      case 'tick':
        return rescueNow(queues);
      case 'rescue':
        return runs.join('rescue', '', job.timestamp, () => handlers.rescue());
      default: {
        const { tasks } = job.data as TaskJob;
        return runs.join(`task ${job.id}`, debate, job.timestamp, (signal) =>
          everyOne(tasks.map((task) => handlers.run(debate, task, signal))),
        );
      }
    }
  };
  /** Hands a job back, so that another process takes it at once. */
  const giveBack = async (job: AnyJob, token: string | undefined) => {
    await job.moveToWait(token);
    throw new WaitingError();
  };
  const process = async (job: AnyJob, token?: string) => {
    if (closing) await giveBack(job, token);
    try {
      await work(job);
    } catch (error) {
      if (error instanceof Cancelled) throw new UnrecoverableError(error.message);
      if (closing) await giveBack(job, token);
      throw error;
    }
  };

  const start = (name: QueueName, concurrency: number) => {
    const worker = new Worker(name, process, {
      connection: redis,
      prefix,
      concurrency,
      ...timing,
    });
    worker.on('error', reportTo(connection, `worker ${name}`));
    worker.on('failed', (job, error) => {
      if (error instanceof UnrecoverableError || (job && job.attemptsMade < (job.opts.attempts ?? 1))) return;
      trouble(`${name}: ${job?.id ?? 'a task'} was given up: ${error.message}`);
      void redis.hincrby(givenUp(connection), name, 1).catch(() => undefined);
    });
    return worker;
  };
  const workers = queueNames.flatMap((name) =>
    shares(concurrency[name], fetchers[name]).map((share) => start(name, share)),
  );

  const every = options.rescueEveryMs ?? 5_000;
  const schedule = () =>
    queues.advance
      .upsertJobScheduler('rescue', { every }, { name: 'tick', data: { debate: '' } })
      .catch(reportTo(connection, 'rescue'));
  // Said again now and then: someone may have emptied the queues, the schedule among them.
  const reminder = concurrency.advance > 0 ? setInterval(schedule, every * 3) : undefined;
  if (reminder) await schedule();
  await Promise.all(workers.map((worker) => worker.waitUntilReady()));

  return {
    async close() {
      if (closing) return;
      closing = true;
      clearInterval(reminder);
      const closed = Promise.all(workers.map((worker) => worker.close())).then(deaf);
      runs.abortAll(new Handover());
      // A handler that waits for a Redis that is away would wait for ever; closing the connection lets it go.
      const patience = new AbortController();
      const ms = redis.status === 'ready' ? patienceMs : 1_000;
      await Promise.race([closed, pause(ms, undefined, { signal: patience.signal })]);
      patience.abort();
    },
  };
}

/** Waits for all, whatever fails: a job that ended with work still running could be handed out beside it. */
async function everyOne(running: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(running)).find((it) => it.status === 'rejected');
  if (failed) throw failed.reason;
}

/** Splits a number into so many nearly equal parts; fewer when it is smaller than that. */
function shares(total: number, parts: number): number[] {
  const count = Math.min(total, parts);
  return Array.from({ length: count }, (_, index) => Math.floor((total + index) / count));
}
