import type { Task } from '../../src/debate/decide.ts';
import type { TaskHandlers, TaskQueue, Workers } from '../../src/ports/task-queue.ts';
import { jobId, type QueueName, queueNames, queueOf } from '../../src/store/queue/queues.ts';
import { Cancelled, createRuns } from '../../src/store/queue/runs.ts';

type Job = {
  readonly id: string;
  readonly queue: QueueName;
  readonly debate: string;
  readonly task: Task | null;
  tries: number;
  state: 'waiting' | 'active' | 'delayed';
  /** Asked for again while it runs: a decision only. */
  again: boolean;
};
type Worker = {
  readonly handlers: TaskHandlers;
  readonly runs: ReturnType<typeof createRuns>;
  readonly active: Map<string, Promise<void>>;
  closing: boolean;
};

export type MemoryQueueOptions = {
  readonly retryMs?: number;
  readonly rescueEveryMs?: number;
  readonly execute?: number;
};

/** Queues in memory with the behaviour of the real ones, and workers for them. Nothing outlives the process. */
export function createMemoryTaskQueue(options: MemoryQueueOptions = {}) {
  const limits = { advance: 16, think: 256, rehearse: 2, execute: options.execute ?? 2 };
  const jobs = new Map<string, Job>();
  const workers = new Set<Worker>();
  const wakes = new Map<string, NodeJS.Timeout>();
  const failures = new Map<QueueName, number>();
  let rescuing = false;

  const add = (id: string, queue: QueueName, debate: string, task: Task | null) => {
    const known = jobs.get(id);
    if (known === undefined) jobs.set(id, { id, queue, debate, task, tries: 0, state: 'waiting', again: false });
    else if (task === null && known.state === 'active') known.again = true;
    else if (task === null) known.state = 'waiting';
    queueMicrotask(pump);
  };
  const pump = () => {
    for (const job of jobs.values()) {
      if (job.state !== 'waiting') continue;
      const load = (worker: Worker) =>
        [...worker.active.keys()].filter((id) => jobs.get(id)?.queue === job.queue).length;
      const worker = [...workers].find((it) => !it.closing && load(it) < limits[job.queue]);
      if (worker) start(worker, job);
    }
  };
  const start = (worker: Worker, job: Job) => {
    job.state = 'active';
    job.tries++;
    const { task, debate } = job;
    const work = (signal: AbortSignal) =>
      task === null ? worker.handlers.advance(debate) : worker.handlers.run(debate, task, signal);
    const done = worker.runs.join(job.id, task === null ? '' : debate, Date.now(), work).then(
      () => finish(job),
      (error) => failed(worker, job, error),
    );
    worker.active.set(
      job.id,
      done.finally(() => {
        worker.active.delete(job.id);
        pump();
      }),
    );
  };
  const finish = (job: Job) => {
    jobs.delete(job.id);
    if (job.again) add(job.id, job.queue, job.debate, job.task);
  };
  const failed = (worker: Worker, job: Job, error: unknown) => {
    if (error instanceof Cancelled) return finish(job);
    if (worker.closing) {
      job.state = 'waiting';
      return;
    }
    if (job.tries >= 4) {
      failures.set(job.queue, (failures.get(job.queue) ?? 0) + 1);
      return finish(job);
    }
    job.state = 'delayed';
    setTimeout(() => {
      if (job.state === 'delayed') job.state = 'waiting';
      pump();
    }, options.retryMs ?? 10);
  };

  const queue: TaskQueue = {
    async enqueue(debate, tasks) {
      for (const task of structuredClone(tasks)) add(jobId(debate, task.key), queueOf(task.kind), debate, task);
    },
    async advance(debate, at = 0) {
      const id = `${debate}/wake/${at}`;
      if (at <= Date.now()) return add(`advance ${debate}`, 'advance', debate, null);
      if (wakes.has(id)) return;
      const wake = async () => {
        // Timers can fire a millisecond early.
        wakes.delete(id);
        await queue.advance(debate, at);
      };
      wakes.set(id, setTimeout(wake, at - Date.now()));
    },
    async cancel(debate) {
      for (const job of jobs.values())
        if (job.task !== null && job.debate === debate && job.state !== 'active') jobs.delete(job.id);
      for (const { runs } of workers) runs.cancel(debate, Date.now());
    },
    async depth() {
      const count = (name: QueueName, state: Job['state']) =>
        [...jobs.values()].filter((job) => job.queue === name && job.state === state).length;
      return queueNames.map((name) => ({
        queue: name,
        waiting: count(name, 'waiting'),
        active: count(name, 'active'),
        delayed: count(name, 'delayed') + (name === 'advance' ? wakes.size : 0),
        failed: failures.get(name) ?? 0,
      }));
    },
  };

  return {
    queue,
    async startWorkers(handlers: TaskHandlers): Promise<Workers> {
      const worker: Worker = { handlers, runs: createRuns(), active: new Map(), closing: false };
      workers.add(worker);
      const rescue = async () => {
        if (rescuing) return;
        rescuing = true;
        await handlers.rescue().catch(() => undefined);
        rescuing = false;
      };
      const timer = setInterval(rescue, options.rescueEveryMs ?? 5_000);
      pump();
      return {
        async close() {
          clearInterval(timer);
          worker.closing = true;
          worker.runs.abortAll(new Error('this process is shutting down'));
          await Promise.all(worker.active.values());
          workers.delete(worker);
          for (const wake of workers.size === 0 ? wakes.values() : []) clearTimeout(wake);
        },
      };
    },
    /** Forgets everything that waits, as an emptied Redis would. */
    empty() {
      for (const job of jobs.values()) if (job.state !== 'active') jobs.delete(job.id);
    },
  };
}
