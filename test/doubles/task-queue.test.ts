import { taskQueueContract } from '../contracts/task-queue.ts';
import { createMemoryTaskQueue } from './task-queue.ts';

taskQueueContract(async () => {
  const { queue, startWorkers } = createMemoryTaskQueue({ rescueEveryMs: 10 });
  return { queues: [queue, queue], work: (_process, handlers) => startWorkers(handlers) };
});
