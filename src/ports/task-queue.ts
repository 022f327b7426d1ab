import type { Task } from '../debate/decide.ts';

export type QueueDepth = {
  readonly queue: string;
  readonly waiting: number;
  readonly active: number;
  readonly delayed: number;
  readonly failed: number;
};

/** The to-do list: never the truth, may be emptied and rebuilt from open ledgers at any moment. */
export type TaskQueue = {
  /** Adds tasks; a task whose key already waits or runs is not added again. */
  enqueue(debate: string, tasks: readonly Task[]): Promise<void>;
  /** Asks for the debate's next decision, now or at `at` (ms since 1970). At most one runs at a time per debate. */
  advance(debate: string, at?: number): Promise<void>;
  /** Halts the debate's running tasks in every process at once. */
  cancel(debate: string): Promise<void>;
  depth(): Promise<QueueDepth[]>;
};

/** What a worker process does with tasks. `signal` fires on `cancel` and on shutdown. */
export type TaskHandlers = {
  advance(debate: string): Promise<void>;
  run(debate: string, task: Task, signal: AbortSignal): Promise<void>;
  /** Called every few seconds in one process at a time: rebuilds lost tasks. */
  rescue(): Promise<void>;
};

/** A worker process's hold on the queues. `close` waits for running handlers (after `signal`) before it returns. */
export type Workers = { close(): Promise<void> };
