import type { Locale, Verdict } from '../debate/event.ts';
import { ruleMessage, rules } from './rules.ts';

/** The verdict with its reasons in the reader's language. The ledger keeps English, and the rule's name. */
export function inLocale(verdict: Verdict, locale: Locale): Verdict {
  if (locale === 'en') return verdict;
  const reasons = verdict.reasons.map((reason) =>
    // A rule that this version does not know still has its English words.
    Object.hasOwn(rules, reason.rule) ? { ...reason, message: ruleMessage(reason.rule, reason.word, locale) } : reason,
  );
  return { ...verdict, reasons };
}
