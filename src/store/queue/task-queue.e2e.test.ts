import { freshPrefix, useTestRedis } from '../../../test/contracts/redis.ts';
import { taskQueueContract } from '../../../test/contracts/task-queue.ts';
import { createTaskQueue } from './task-queue.ts';
import { startWorkers } from './workers.ts';

const connect = useTestRedis();

taskQueueContract(async () => {
  const prefix = freshPrefix();
  const processes = [await connect(prefix), await connect(prefix)] as const;
  return {
    queues: [createTaskQueue(processes[0]), createTaskQueue(processes[1])],
    work: (process, handlers) =>
      startWorkers(processes[process], handlers, { rescueEveryMs: 200, concurrency: { execute: 2 } }),
  };
});
