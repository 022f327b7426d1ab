/** What may happen to a request instead of the right answer. */
export type Fault =
  /** Answered so, and nothing is done. */
  | { readonly status: number; readonly body?: object; readonly headers?: Readonly<Record<string, string>> }
  /** The connection breaks before anything is done. */
  | 'broken'
  /** It is done, and the connection breaks before the answer. */
  | 'unanswered';

export type Faults = {
  /** The next `times` requests of this kind end so. */
  next(method: string, path: RegExp, fault: Fault, times?: number): void;
  take(method: string, path: string): Fault | null;
  /** How many are still waiting to happen. */
  pending(): number;
};

export const tooMany = (seconds: number): Fault => ({
  status: 429,
  headers: { 'retry-after': String(seconds), 'x-ratelimit-scope': 'shared' },
  body: { message: 'You are being rate limited.', retry_after: seconds, global: false },
});

export function createFaults(): Faults {
  const waiting: { method: string; path: RegExp; fault: Fault; times: number }[] = [];
  return {
    next: (method, path, fault, times = 1) => void waiting.push({ method, path, fault, times }),
    take(method, path) {
      const at = waiting.findIndex((it) => it.method === method && it.path.test(path));
      const found = waiting[at];
      if (!found) return null;
      found.times -= 1;
      if (found.times === 0) waiting.splice(at, 1);
      return found.fault;
    },
    pending: () => waiting.reduce((sum, it) => sum + it.times, 0),
  };
}
