import { describe, expect, it, onTestFinished } from 'vitest';
import type { Task } from '../../src/debate/decide.ts';
import type { TaskHandlers, TaskQueue, Workers } from '../../src/ports/task-queue.ts';
import { createLog } from './log.ts';

/** Two processes on the same new queues. Workers that a test starts are closed by the caller. */
export type QueueWorld = {
  readonly queues: readonly [TaskQueue, TaskQueue];
  work(process: 0 | 1, handlers: TaskHandlers): Promise<Workers>;
};

/** A task of the think queue that is a lane of its own. */
export const think = (key: string): Task => ({ kind: 'integrate', key, turn: 1, persona: key });
export const rehearse = (key: string): Task => ({ kind: 'rehearse', key, turn: 1, proposal: 'p', revision: 0 });
export const execute = (key: string): Task => ({ kind: 'execute', key, turn: 1, step: 's1' });

const idle: TaskHandlers = { advance: async () => {}, run: async () => {}, rescue: async () => {} };

/** Resolves when the signal fires. */
export const aborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });

/** What every task queue must do. */
export function taskQueueContract(make: () => Promise<QueueWorld>): void {
  const world = async () => {
    const { queues, work } = await make();
    return {
      queues,
      work: async (process: 0 | 1, handlers: Partial<TaskHandlers>) => {
        const workers = await work(process, { ...idle, ...handlers });
        onTestFinished(() => workers.close());
        return workers;
      },
    };
  };

  describe('tasks', () => {
    it('hands each task with its debate to one worker, whole', async () => {
      const { queues, work } = await world();
      const ran = createLog<[string, Task]>();
      const run = async (debate: string, task: Task) => ran.add([debate, task]);
      await work(0, { run });
      await work(1, { run });
      const tasks = [execute('d:1/step/1/s1'), think('d:1/analyse/1/aiin'), rehearse('d:1/rehearse/1/p')];
      await queues[0].enqueue('d:1', tasks);
      await ran.until(3);
      const byKind = ran.entries.toSorted(([, a], [, b]) => a.kind.localeCompare(b.kind));
      expect(byKind).toEqual(tasks.map((task) => ['d:1', task]));
    });

    it('adds a waiting or running task only once, and a finished one again', async () => {
      const { queues, work } = await world();
      const started = createLog<string>();
      const finish = createLog<string>();
      await queues[0].enqueue('d', [think('d/a'), think('d/b')]);
      await queues[1].enqueue('d', [think('d/a')]);
      expect((await queues[0].depth()).find(({ queue }) => queue === 'think')?.waiting).toBe(2);
      await work(0, {
        run: async (_debate, task) => {
          started.add(task.key);
          if (task.key === 'd/a') await finish.until(1);
        },
      });
      await started.until(2);
      await queues[1].enqueue('d', [think('d/a')]);
      await queues[1].enqueue('d', [think('d/c')]);
      await started.until(3);
      expect(started.entries.toSorted()).toEqual(['d/a', 'd/b', 'd/c']);
      finish.add('now');
      // The queue learns of the end a moment after the handler returned: ask until it takes the key again.
      while (started.entries.length < 4) await queues[1].enqueue('d', [think('d/a')]);
      expect(started.entries.at(-1)).toBe('d/a');
    });

    it('tries a failed task again, and forgets it when it keeps failing, so that it can be added anew', async () => {
      const { queues, work } = await world();
      let broken = true;
      const tries = createLog<string>();
      await work(0, {
        run: async (_debate, task) => {
          tries.add(task.key);
          if (broken) throw new Error('no luck');
        },
      });
      await queues[0].enqueue('d', [think('d/a')]);
      await tries.until(4);
      const failed = async () => (await queues[1].depth()).find(({ queue }) => queue === 'think')?.failed;
      await expect.poll(failed, { timeout: 10_000 }).toBe(1);
      broken = false;
      await queues[1].enqueue('d', [think('d/a')]);
      await tries.until(5);
    }, 20_000);
  });

  describe('advance', () => {
    it('never runs twice at once for a debate, and always runs after the last request', async () => {
      const { queues, work } = await world();
      let requested = 0;
      let running = 0;
      let most = 0;
      const seen = createLog<number>();
      const advance = async () => {
        most = Math.max(most, ++running);
        const knows = requested;
        await new Promise((resolve) => setImmediate(resolve));
        running--;
        seen.add(knows);
      };
      await work(0, { advance });
      await work(1, { advance });
      for (let round = 0; round < 20; round++) {
        await Promise.all(
          Array.from({ length: 100 }, (_, index) => {
            requested++;
            return queues[index % 2 ? 0 : 1].advance('d');
          }),
        );
        await expect.poll(() => seen.entries.at(-1), { interval: 2 }).toBe(requested);
      }
      expect(most).toBe(1);
      expect(seen.entries.length).toBeLessThan(1_000);
    }, 30_000);

    it('lets different debates advance side by side', async () => {
      const { queues, work } = await world();
      const inside = createLog<string>();
      await work(0, {
        advance: async (debate) => {
          inside.add(debate);
          await inside.until(2);
        },
      });
      await Promise.all([queues[0].advance('a'), queues[1].advance('b')]);
      await inside.until(2);
    });

    it('runs later when asked to, without holding back a request for now', async () => {
      const { queues, work } = await world();
      const ran = createLog<number>();
      await work(0, { advance: async () => ran.add(Date.now()) });
      const later = Date.now() + 400;
      await queues[0].advance('d', later);
      await queues[0].advance('d', later);
      await queues[0].advance('d');
      await ran.until(1);
      expect(ran.entries[0]).toBeLessThan(later);
      await ran.until(2);
      expect(ran.entries[1]).toBeGreaterThanOrEqual(later);
      await queues[0].advance('d', Date.now() - 1_000);
      await ran.until(3);
      expect(ran.entries).toHaveLength(3);
    });

    it('runs again soon when it failed', async () => {
      const { queues, work } = await world();
      const ran = createLog<string>();
      await work(0, {
        advance: async (debate) => {
          ran.add(debate);
          if (ran.entries.length === 1) throw new Error('once');
        },
      });
      await queues[0].advance('d');
      await ran.until(2);
    });
  });

  describe('cancel', () => {
    it('halts running tasks in every process and drops waiting ones, of this debate only', async () => {
      const { queues, work } = await world();
      const started = createLog<string>();
      const halted = createLog<string>();
      const letGo = createLog<string>();
      const run = async (debate: string, task: Task, signal: AbortSignal) => {
        started.add(task.key);
        if (debate !== 'd') return letGo.until(1);
        await aborted(signal);
        halted.add(task.key);
        signal.throwIfAborted();
      };
      await work(0, { run });
      await work(1, { run });
      // Each process runs two steps at once: four of these five run, one waits.
      const steps = [1, 2, 3, 4, 5].map((number) => execute(`d/step/1/${number}`));
      await queues[0].enqueue('d', steps);
      await queues[0].enqueue('e', [think('e/a')]);
      await started.until(5);
      const begun = performance.now();
      await queues[1].cancel('d');
      await halted.until(4);
      expect(performance.now() - begun).toBeLessThan(5_000);
      letGo.add('now');
      const left = async () =>
        (await queues[0].depth()).reduce((sum, it) => sum + it.waiting + it.active + it.delayed, 0);
      await expect.poll(left).toBe(0);
      expect(started.entries).toHaveLength(5);
      expect((await queues[0].depth()).map(({ failed }) => failed)).toEqual([0, 0, 0, 0]);
    });

    it('leaves tasks alone that are added afterwards', async () => {
      const { queues, work } = await world();
      const ran = createLog<boolean>();
      await work(0, { run: async (_debate, _task, signal) => ran.add(signal.aborted) });
      await queues[1].cancel('d');
      await queues[1].enqueue('d', [think('d/2/a')]);
      await ran.until(1);
      expect(ran.entries).toEqual([false]);
    });
  });

  describe('close', () => {
    it('signals running tasks, waits for them, and leaves unfinished ones to another process', async () => {
      const { queues, work } = await world();
      const started = createLog<string>();
      const ended: string[] = [];
      const first = await work(0, {
        run: async (_debate, task, signal) => {
          started.add(task.key);
          await aborted(signal);
          ended.push(task.key);
          signal.throwIfAborted();
        },
      });
      await queues[0].enqueue('d', [think('d/a')]);
      await started.until(1);
      await first.close();
      expect(ended).toEqual(['d/a']);
      await work(1, { run: async (_debate, task) => started.add(task.key) });
      await started.until(2);
      expect(started.entries).toEqual(['d/a', 'd/a']);
    });
  });

  describe('rescue', () => {
    it('is called again and again, never twice at once', async () => {
      const { work } = await world();
      let running = 0;
      let most = 0;
      const calls = createLog<number>();
      const rescue = async () => {
        most = Math.max(most, ++running);
        await new Promise((resolve) => setImmediate(resolve));
        running--;
        calls.add(calls.entries.length);
      };
      await work(0, { rescue });
      await work(1, { rescue });
      await calls.until(4);
      expect(most).toBe(1);
    });
  });
}
