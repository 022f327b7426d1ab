export type Run = {
  readonly debate: string;
  /** When the task was enqueued, ms since 1970. */
  readonly since: number;
  readonly controller: AbortController;
  readonly done: Promise<void>;
};

const rememberedMs = 60_000;

/** What runs in this process right now, and how to halt it. */
export function createRuns() {
  const running = new Map<string, Run>();
  const cancelled = new Map<string, number>();

  return {
    /**
     * Runs `work` under an id. When the queue hands out the same job again, because Redis was away for longer than
     * the job's lock, this waits for the run that is still going on and takes over its result.
     */
    join(id: string, debate: string, since: number, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
      const going = running.get(id);
      if (going) return going.done;
      const controller = new AbortController();
      // A job can be fetched just before the word of its cancellation arrives and start just after.
      if (since < (cancelled.get(debate) ?? 0)) controller.abort(new Cancelled());
      const done = Promise.resolve()
        .then(() => controller.signal.throwIfAborted())
        .then(() => work(controller.signal))
        .catch((error) => {
          throw controller.signal.reason instanceof Cancelled ? controller.signal.reason : error;
        })
        .finally(() => running.delete(id));
      running.set(id, { debate, since, controller, done });
      return done;
    },
    cancel(debate: string, at: number) {
      for (const [known, time] of cancelled) if (time < at - rememberedMs) cancelled.delete(known);
      cancelled.set(debate, at);
      for (const run of running.values())
        if (run.debate === debate && run.since <= at) run.controller.abort(new Cancelled());
    },
    abortAll(reason: Error) {
      for (const { controller } of running.values()) controller.abort(reason);
    },
  };
}

/** Why a run was halted: its debate was stopped or went on without it. */
export class Cancelled extends Error {
  constructor() {
    super('cancelled');
    this.name = 'AbortError';
  }
}
