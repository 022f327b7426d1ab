import type { Task } from '../../debate/decide.ts';
import type { QueueDepth, TaskQueue } from '../../ports/task-queue.ts';
import type { RedisConnection } from '../redis/connection.ts';
import { openCancellation } from './cancellation.ts';
import { givenUp, jobId, laneOf, openQueues, type Queues, queueNames, queueOf, type TaskQueueName } from './queues.ts';

const taskQueues = queueNames.filter((name): name is TaskQueueName => name !== 'advance');

/** The to-do list on BullMQ. It lives as long as its connection. */
export function createTaskQueue(connection: RedisConnection): TaskQueue {
  const queues = openQueues(connection);
  const cancellation = openCancellation(connection);
  return {
    async enqueue(debate, tasks) {
      const sorted = Map.groupBy(tasks, ({ kind }) => queueOf(kind));
      await Promise.all(
        [...sorted].map(async ([name, due]) => {
          const jobs = [...Map.groupBy(due, laneOf)].map(([lane, tasks]) => ({
            name: (tasks[0] as Task).kind,
            data: { debate, tasks },
            opts: { jobId: jobId(debate, lane) },
          }));
          const [only] = jobs;
          if (only && jobs.length === 1) await queues[name].add(only.name, only.data, only.opts);
          else await queues[name].addBulk(jobs);
        }),
      );
    },
    advance: (debate, at) =>
      at === undefined || at <= Date.now() ? advanceNow(queues, debate) : wake(queues, debate, at),
    async cancel(debate) {
      await Promise.all([
        cancellation.announce(debate),
        ...taskQueues.map(async (name) => {
          const waiting = await queues[name].getRanges(['waiting', 'delayed'], 0, -1);
          const ours = waiting.filter((id) => id.startsWith(jobId(debate, '')));
          await Promise.all(ours.map((id) => queues[name].remove(id)));
        }),
      ]);
    },
    async depth() {
      const [failures, ticks, ...counts] = await Promise.all([
        connection.redis.hgetall(givenUp(connection)),
        queues.advance.getJobSchedulersCount(),
        ...queueNames.map((name) => queues[name].getJobCounts('waiting', 'active', 'delayed')),
      ]);
      return queueNames.map((name, index): QueueDepth => {
        const { waiting = 0, active = 0, delayed = 0 } = counts[index] ?? {};
        return {
          queue: name,
          waiting,
          active,
          // The next tick of the rescue is always there, and is no work.
          delayed: name === 'advance' ? Math.max(0, delayed - ticks) : delayed,
          failed: Number(failures[name] ?? 0),
        };
      });
    },
  };
}

/**
 * At most one decision per debate runs, and a request during one is followed by another: what it asks about may
 * have been read already. `reschedule` lets it pull forward a decision that waits for its next attempt.
 */
export async function advanceNow(queues: Queues, debate: string): Promise<void> {
  await queues.advance.add('advance', { debate }, { deduplication: once(debate) });
}

/** Asks again later. Not the deduplicated job itself, or it would swallow requests until then. */
async function wake(queues: Queues, debate: string, at: number): Promise<void> {
  const options = { jobId: jobId(debate, `wake/${at}`), delay: at - Date.now() };
  await queues.advance.add('wake', { debate }, options);
}

export async function rescueNow(queues: Queues): Promise<void> {
  await queues.advance.add('rescue', { debate: '' }, { deduplication: { id: 'rescue' }, attempts: 1 });
}

const once = (debate: string) => ({ id: `debate/${debate}`, keepLastIfActive: true, reschedule: true });
