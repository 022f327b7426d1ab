import { Queue, Worker } from 'bullmq';
import type { DeliveryQueue } from '../../ports/deliveries.ts';
import type { RedisConnection } from '../redis/connection.ts';
import { reportTo } from './report.ts';

type Job = { readonly debate: string };

/** Debates told at once by one process; each waits mostly for the platform. */
const concurrency = 32;

/** `DeliveryQueue` of one platform on BullMQ: each platform has its own, as its bots may run in other processes. */
export function createDeliveryQueue(connection: RedisConnection, platform: string): DeliveryQueue {
  const { redis, prefix } = connection;
  const name = `deliver-${platform}`;
  const queue = new Queue<Job>(name, {
    connection: redis,
    prefix,
    defaultJobOptions: {
      removeOnComplete: true,
      removeOnFail: true,
      // A platform may be away for hours; what is to be said waits.
      attempts: 1_000,
      backoff: { type: 'fixed', delay: 5_000, jitter: 0.3 },
      stackTraceLimit: 1,
    },
    streams: { events: { maxLen: 100 } },
  });
  queue.on('error', reportTo(connection, `queue ${name}`));
  connection.onClose(() => queue.close());
  return {
    async ask(debate) {
      await queue.add(
        'deliver',
        { debate },
        { deduplication: { id: debate, keepLastIfActive: true, reschedule: true } },
      );
    },
    async start(deliver) {
      const closing = new AbortController();
      const worker = new Worker<Job>(name, ({ data }) => deliver(data.debate, closing.signal), {
        connection: redis,
        prefix,
        concurrency,
        // A killed process's threads go on within about eight seconds. Waiting out a rate limit takes longer, but BullMQ
        // renews the lock of a process that lives.
        lockDuration: 5_000,
        stalledInterval: 3_000,
        maxStalledCount: 10,
      });
      worker.on('error', reportTo(connection, `worker ${name}`));
      await worker.waitUntilReady();
      return {
        async close() {
          closing.abort(new Error('this process is shutting down'));
          await worker.close();
        },
      };
    },
  };
}
