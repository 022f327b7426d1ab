import pRetry from 'p-retry';
import type { DebateState } from '../src/debate/debate.ts';
import { ParleyError } from '../src/errors.ts';
import { workWords } from '../src/i18n/work.ts';

/** Seconds, roughly, that an engine gets to come back: a restart takes about this long. */
const waits = { trying: { retries: 3, minTimeout: 300 }, running: { retries: 6, minTimeout: 300, maxTimeout: 4_000 } };

/**
 * Repeats what failed for a reason that may pass, such as an engine that is just restarting: for two seconds while
 * something is only tried, for twelve while something runs for real.
 */
export function patiently<T>(what: keyof typeof waits, run: () => Promise<T>, signal: AbortSignal): Promise<T> {
  return pRetry(run, {
    ...waits[what],
    factor: 2,
    // Not as its own `signal`: that would throw away the report of a run that a stop has just ended.
    shouldRetry: ({ error }) => !signal.aborted && error instanceof ParleyError && error.retryable,
  });
}

/** What people are told of a sandbox that failed; the details are the operator's. */
export function reasonOf(error: unknown, state: DebateState): string {
  const t = workWords(state.request.locale);
  if (error instanceof ParleyError && error.code === 'gabriel.failed')
    return error.retryable ? t('gabrielAway') : t('gabrielRefused');
  const away = error instanceof ParleyError && error.code === 'docker.unreachable';
  return away ? t('sandboxAway') : t('sandboxFailed');
}
