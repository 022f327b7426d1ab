import { setTimeout as wait } from 'node:timers/promises';
import type { ModelTrouble } from './failure.ts';
import { sortOut } from './sort-out.ts';

const attempts = 3;
const firstWaitMs = 500;
/** A server that wants to be left alone for longer is not waited for: the debate goes on without it. */
const longestWaitMs = 30_000;

const worthAnother = new Set<ModelTrouble['kind']>(['rate', 'down', 'unreachable', 'cut']);

/**
 * Tries again what may work again, after the time the server asks for or a growing one. Throws `ModelTrouble`, or
 * the signal's reason.
 */
export async function persist<T>(
  work: (attempt: number) => Promise<T>,
  options: { readonly signal: AbortSignal; readonly secrets: readonly string[] },
): Promise<T> {
  const { signal } = options;
  for (let attempt = 1; ; attempt += 1) {
    try {
      signal.throwIfAborted();
      return await work(attempt);
    } catch (error) {
      signal.throwIfAborted();
      const trouble = sortOut(error, options.secrets);
      const pause = trouble.waitMs ?? firstWaitMs * 2 ** (attempt - 1);
      if (attempt === attempts || !worthAnother.has(trouble.kind) || pause > longestWaitMs) throw trouble;
      await wait(pause, undefined, { signal });
    }
  }
}
