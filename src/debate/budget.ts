import { nothing, plus } from './cost.ts';
import type { DebateState, Spent } from './debate.ts';
import type { Budget } from './event.ts';

/** What a mind's answers use up; minutes they all do. */
export type Costs = { readonly tokens: boolean; readonly usd: boolean };

type Measure = 'tokens' | 'usd' | 'minutes';
const measures: readonly Measure[] = ['tokens', 'usd', 'minutes'];
const names = { tokens: 'tokens', usd: 'money', minutes: 'minutes' } as const;

/** What of a budget is used up, if any of it. Who has cost nothing is never over it: offline personas go on. */
export function usedUp(budget: Budget | undefined, spent: Spent): 'tokens' | 'money' | 'minutes' | null {
  const over = measures.find((it) => {
    const most = budget?.[it];
    return most !== undefined && spent[it] > 0 && spent[it] >= most;
  });
  return over === undefined ? null : names[over];
}

/** True when a budget leaves nothing for answers that cost something, be it that there never was anything. */
export function leavesNothing(budget: Budget | undefined, spent: Spent, costs: Costs): boolean {
  return measures.some((it) => {
    const most = budget?.[it];
    return most !== undefined && spent[it] >= most && (it === 'minutes' || costs[it]);
  });
}

/** What this turn has cost so far, all personas together. */
export function spentInAll(state: DebateState): Spent {
  return Object.values(state.spent).reduce(plus, nothing);
}

/** True when this persona is not to be asked again in this turn. */
export function isSpent(state: DebateState, persona: string): boolean {
  const spent = state.spent[persona];
  return spent !== undefined && usedUp(state.rules.personaBudget, spent) !== null;
}

/** The smaller of a debate's budget and what is left of a day's; never below nothing. */
export function within(debate: Budget, day: Budget, spentToday: Spent): Budget {
  const budget: { [M in Measure]?: number } = {};
  for (const it of measures) {
    const left = day[it] === undefined ? undefined : Math.max(0, day[it] - spentToday[it]);
    const smaller = Math.min(debate[it] ?? Number.POSITIVE_INFINITY, left ?? Number.POSITIVE_INFINITY);
    if (smaller < Number.POSITIVE_INFINITY) budget[it] = smaller;
  }
  return budget;
}
