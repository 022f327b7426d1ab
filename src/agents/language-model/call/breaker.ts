import { BrokenCircuitError, ConsecutiveBreaker, circuitBreaker, handleWhen } from 'cockatiel';
import { isTrouble } from './failure.ts';

const failuresInARow = 3;
/** After this long, one call finds out whether the provider is back. */
const pauseMs = 30_000;

/** Stops asking a provider that failed three calls in a row, for half a minute, so that debates do not wait for it. */
export type Breaker = { call<T>(work: () => Promise<T>): Promise<T> };

export function createBreaker(): Breaker {
  const policy = circuitBreaker(handleWhen(isTrouble), {
    halfOpenAfter: pauseMs,
    breaker: new ConsecutiveBreaker(failuresInARow),
  });
  return { call: (work) => policy.execute(work) };
}

export function isBroken(error: unknown): boolean {
  return error instanceof BrokenCircuitError;
}
