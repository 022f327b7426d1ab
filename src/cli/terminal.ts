import { ParleyError } from '../errors.ts';
import { systemLocale, words } from './words.ts';

/** To the person at the terminal; standard output belongs to what a command prints. */
export const say = (line: string) => void process.stderr.write(`${line}\n`);
export const print = (line: string) => void process.stdout.write(`${line}\n`);

/** What went wrong, and what to do about it. */
export function complain(error: unknown): void {
  const { message, fix } = error instanceof ParleyError ? error.told(systemLocale()) : unexpected(error);
  say(`✗ ${message}\n  → ${fix}`);
}

const unexpected = (error: unknown) => ({
  message: error instanceof Error ? error.message : String(error),
  fix: words('unexpectedFix'),
});

/**
 * Fires at the first Ctrl-C or SIGTERM; a later one ends the process at once. What comes within a second is the
 * same Ctrl-C: the terminal, npm and the launcher each pass it on.
 */
export function interruption(): AbortSignal {
  const controller = new AbortController();
  let first = 0;
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (!controller.signal.aborted) first = Date.now();
      else if (Date.now() - first > 1000) process.exit(130);
      controller.abort(new Error('interrupted'));
    });
  }
  return controller.signal;
}

export type Closing = { push(close: () => Promise<unknown>): void };

/** Everything that was opened is closed, newest first, whatever way the work ended. */
export async function closingAll<T>(work: (closing: Closing) => Promise<T>): Promise<T> {
  const opened: (() => Promise<unknown>)[] = [];
  try {
    return await work({ push: (close) => void opened.unshift(close) });
  } finally {
    for (const close of opened) await close().catch((error: Error) => say(words('closing', { reason: error.message })));
  }
}
