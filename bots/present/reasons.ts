import type { Locale, Verdict } from '../../src/debate/event.ts';
import { type RuleName, ruleMessage, rules } from '../../src/policy/rules.ts';
import { sentence } from './markdown.ts';

/** The verdict with its reasons in the reader's language. The ledger keeps English, and the rule's name. */
export function inLocale(verdict: Verdict, locale: Locale): Verdict {
  if (locale === 'en') return verdict;
  const reasons = verdict.reasons.map((reason) =>
    // A rule that this version does not know still has its English words.
    Object.hasOwn(rules, reason.rule) ? { ...reason, message: ruleMessage(reason.rule, reason.word, locale) } : reason,
  );
  return { ...verdict, reasons };
}

const most = 2;

/** The reasons that decided, as sentences; what is merely worth a look, when something is forbidden, is left out. */
export function deciding(verdict: Verdict, locale: Locale): string[] {
  const known = (rule: string) => (Object.hasOwn(rules, rule) ? rules[rule as RuleName].verdict : verdict.verdict);
  const decided = verdict.reasons.filter((it) => known(it.rule) === verdict.verdict);
  return inLocale({ ...verdict, reasons: decided.slice(0, most) }, locale).reasons.map((it) => sentence(it.message));
}
