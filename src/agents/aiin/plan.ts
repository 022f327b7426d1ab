import type { Verdict } from '../../debate/event.ts';
import type { Brief, Thinking } from '../../ports/agent.ts';
import { withoutCourtesy } from '../shared/courtesy.ts';
import { type Both, both } from '../shared/speech.ts';
import { amend, readTerms } from '../shared/terms.ts';
import { objectionOf } from '../shared/verdict.ts';
import { compose, type Work } from './compose.ts';
import { arithmetic } from './grammar/arithmetic.ts';
import { dangerIn } from './grammar/danger.ts';
import { isLost } from './interpret.ts';
import { nearby } from './nearby.ts';
import { isTrouble } from './pieces.ts';
import { type Reading, read, readClause, readingOf, type Wishes } from './reading.ts';

/** What AIIN makes of a brief. */
export type Understanding =
  | { readonly kind: 'work'; readonly works: readonly Work[]; readonly reading: Reading }
  | { readonly kind: 'literal'; readonly command: string; readonly reading: Reading }
  | { readonly kind: 'sum'; readonly expression: string; readonly value: number }
  | { readonly kind: 'unsafe'; readonly because: Both; readonly command: string }
  | { readonly kind: 'trouble'; readonly because: Both }
  | { readonly kind: 'unknown'; readonly lost: readonly string[]; readonly nearby: readonly Both[] };

const between =
  /(?:,?\s+(?:and then|then|after that|and also|and after that)\s+|;\s+|(?<=[^\d])\.\s+(?=[A-Z가-힣])|,?\s*그리고(?:\s*나서)?\s+|(?<=고)\s+(?:나서|그 ?다음에?)\s+|(?<=[한은])\s+(?:다음|뒤|후)에?,?\s+)/u;

/** Reads the brief and decides what to do about it. Pure; `judge` is the policy's word. */
export function understand(brief: Brief, judge: Thinking['judge'], wishes?: Wishes): Understanding {
  const reading = read(brief, wishes);
  if (reading.literal !== undefined) {
    const denied = refusal(judge(reading.literal), reading.literal);
    return denied ?? { kind: 'literal', command: reading.literal, reading };
  }
  const sum = arithmetic(withoutCourtesy(brief.additions.at(-1) ?? brief.request));
  if (sum) return { kind: 'sum', ...sum };
  const danger = dangerIn(reading);
  if (danger) {
    const said = objectionOf(judge(danger.command));
    const because =
      said === null ? danger.because : both(`${danger.because.en} ${said.en}`, `${danger.because.ko} ${said.ko}`);
    return { kind: 'unsafe', because, command: danger.command };
  }
  const parts = clauses(brief, wishes) ?? [composeWhole(reading, brief, wishes)];
  const works: Work[] = [];
  for (const part of parts) {
    if (isLost(part)) return { kind: 'unknown', lost: part.lost, nearby: nearby(reading) };
    if (isTrouble(part)) return { kind: 'trouble', because: part.trouble };
    const denied = refusal(judge(part.command), part.command);
    if (denied) return denied;
    works.push(part);
  }
  return { kind: 'work', works, reading };
}

/** "Do this, then that": a command for each part, when every part makes sense on its own. */
function clauses(brief: Brief, wishes: Wishes | undefined): Work[] | null {
  if (brief.additions.length > 0) return null;
  const parts = brief.request.split(between).filter((part) => part.trim() !== '');
  if (parts.length < 2 || parts.length > 6) return null;
  const works: Work[] = [];
  for (const part of parts) {
    const work = compose(readClause(part, brief, wishes));
    if (isLost(work) || isTrouble(work)) return null;
    works.push(work);
  }
  return works;
}

/** The request as it stands, and when that leads nowhere, as a change of the one before. */
function composeWhole(reading: Reading, brief: Brief, wishes: Wishes | undefined) {
  const whole = compose(reading);
  const next = isLost(whole) ? composeFollowUp(brief, wishes) : null;
  return next === null || isLost(next) ? whole : next;
}

/** "And save it as x.csv": the last request of the thread, changed by these words. */
function composeFollowUp(brief: Brief, wishes: Wishes | undefined) {
  const earlier = brief.history.at(-1)?.request;
  if (earlier === undefined) return null;
  const terms = [brief.request, ...brief.additions]
    .map((text) => readTerms(text, brief.files))
    .reduce(amend, readTerms(earlier, brief.files));
  return compose(readingOf(terms, brief, wishes));
}

function refusal(verdict: Verdict, command: string): Understanding | null {
  if (verdict.verdict !== 'deny') return null;
  return {
    kind: 'unsafe',
    because: objectionOf(verdict) ?? both('The policy denies it.', '정책이 허용하지 않습니다.'),
    command,
  };
}
