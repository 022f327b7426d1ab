import type { Locale, Verdict } from '../../src/debate/event.ts';
import { inLocale } from '../../src/policy/in-locale.ts';
import { type RuleName, rules } from '../../src/policy/rules.ts';
import { sentence } from './markdown.ts';

const most = 2;

/** The reasons that decided, as sentences; what is merely worth a look, when something is forbidden, is left out. */
export function deciding(verdict: Verdict, locale: Locale): string[] {
  const known = (rule: string) => (Object.hasOwn(rules, rule) ? rules[rule as RuleName].verdict : verdict.verdict);
  const decided = verdict.reasons.filter((it) => known(it.rule) === verdict.verdict);
  return inLocale({ ...verdict, reasons: decided.slice(0, most) }, locale).reasons.map((it) => sentence(it.message));
}
