/** What may go wrong with the next calls of a method (or of any, `*`), each once. */
export type Fault =
  | { readonly method: string; readonly kind: 'rate-limit'; readonly seconds: number }
  | { readonly method: string; readonly kind: 'status'; readonly status: number }
  | { readonly method: string; readonly kind: 'error'; readonly code: string; readonly more?: Record<string, unknown> }
  /** It is done, and the answer gets lost. */
  | { readonly method: string; readonly kind: 'lost-answer' };

export type Faults = { add(...faults: Fault[]): void; take(method: string): Fault | undefined };

export function createFaults(): Faults {
  const waiting: Fault[] = [];
  return {
    add: (...faults) => void waiting.push(...faults),
    take(method) {
      const at = waiting.findIndex((it) => it.method === method || it.method === '*');
      return at < 0 ? undefined : waiting.splice(at, 1)[0];
    },
  };
}
