import { pause } from './pause.ts';

/** Wakes those who wait for a task when a webhook says that something happened there. */
export type Doorbell = {
  ring(task: string): void;
  listen(task: string): Listening;
};

export type Listening = {
  /** Resolves when the bell rings, or rang since the last wait, or after this time. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
  close(): void;
};

export function createDoorbell(): Doorbell {
  const listening = new Map<string, Set<() => void>>();
  return {
    ring(task) {
      for (const wake of listening.get(task) ?? []) wake();
    },
    listen(task) {
      let rung = new AbortController();
      const wake = () => rung.abort();
      const others = listening.get(task) ?? new Set();
      listening.set(task, others.add(wake));
      return {
        async wait(ms, signal) {
          await pause(ms, AbortSignal.any([signal, rung.signal])).catch(() => undefined);
          rung = new AbortController();
          signal.throwIfAborted();
        },
        close() {
          others.delete(wake);
          if (others.size === 0) listening.delete(task);
        },
      };
    },
  };
}
