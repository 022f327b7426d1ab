import type { Verdict } from '../../debate/event.ts';
import { ruleMessage } from '../../policy/rules.ts';
import { type Both, both } from './speech.ts';

/** What decided a verdict, in the policy's own words and both languages, or null when nothing speaks against it. */
export function objectionOf(verdict: Verdict): Both | null {
  const reason = verdict.reasons.find((it) => !it.rule.startsWith('allowed'));
  if (reason === undefined) return null;
  return both(ruleMessage(reason.rule, reason.word, 'en'), ruleMessage(reason.rule, reason.word, 'ko'));
}
