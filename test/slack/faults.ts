/** What may go wrong with the next calls of a method (or of any, `*`), each once. */
export type Fault =
  | { readonly method: string; readonly kind: 'rate-limit'; readonly seconds: number }
  | { readonly method: string; readonly kind: 'status'; readonly status: number }
  | { readonly method: string; readonly kind: 'error'; readonly code: string; readonly more?: Record<string, unknown> }
  /** It is done, and the answer gets lost. */
  | { readonly method: string; readonly kind: 'lost-answer' };

export type Faults = {
  add(...faults: Fault[]): void;
  take(method: string): Fault | undefined;
  /** From now on a channel takes one message in so many milliseconds, and this many at once. */
  limit(everyMs: number, burst: number): void;
  /** How many messages came too fast. */
  tooFast(): number;
  /** True when a message comes too fast. */
  isTooFast(channel: string): boolean;
};

export function createFaults(): Faults {
  const waiting: Fault[] = [];
  const buckets = new Map<string, { tokens: number; at: number }>();
  let pace = { everyMs: 0, burst: 0 };
  let refused = 0;
  return {
    add: (...faults) => void waiting.push(...faults),
    take(method) {
      const at = waiting.findIndex((it) => it.method === method || it.method === '*');
      return at < 0 ? undefined : waiting.splice(at, 1)[0];
    },
    limit(everyMs, burst) {
      pace = { everyMs, burst };
    },
    tooFast: () => refused,
    isTooFast(channel) {
      if (pace.everyMs === 0) return false;
      const now = performance.now();
      const { tokens, at } = buckets.get(channel) ?? { tokens: pace.burst, at: now };
      const full = Math.min(pace.burst, tokens + (now - at) / pace.everyMs);
      buckets.set(channel, { tokens: full >= 1 ? full - 1 : full, at: now });
      if (full < 1) refused += 1;
      return full < 1;
    },
  };
}
