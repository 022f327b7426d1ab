import type { Locale, Verdict } from '../../src/debate/event.ts';

/** The verdict with its reasons in the reader's language. */
export function inLocale(verdict: Verdict, _locale: Locale): Verdict {
  return verdict;
}
