import type { DebateState, Spent } from './debate.ts';
import type { Budget } from './event.ts';

/** What of a budget is used up, if any of it. Who has cost nothing is never over it: offline personas go on. */
export function usedUp(budget: Budget | undefined, spent: Spent): 'tokens' | 'money' | null {
  if (budget?.tokens !== undefined && spent.tokens > 0 && spent.tokens >= budget.tokens) return 'tokens';
  if (budget?.usd !== undefined && spent.usd > 0 && spent.usd >= budget.usd) return 'money';
  return null;
}

/** What this turn has cost so far, all personas together. */
export function spentInAll(state: DebateState): Spent {
  return Object.values(state.spent).reduce((sum, it) => ({ tokens: sum.tokens + it.tokens, usd: sum.usd + it.usd }), {
    tokens: 0,
    usd: 0,
  });
}

/** True when this persona is not to be asked again in this turn. */
export function isSpent(state: DebateState, persona: string): boolean {
  const spent = state.spent[persona];
  return spent !== undefined && usedUp(state.rules.personaBudget, spent) !== null;
}

/** The smaller of a debate's budget and what is left of a day's; never below nothing. */
export function within(debate: Budget, day: Budget, spentToday: Spent): Budget {
  const smaller = (own: number | undefined, all: number | undefined, spent: number) => {
    const left = all === undefined ? undefined : Math.max(0, all - spent);
    if (own === undefined || left === undefined) return own ?? left;
    return Math.min(own, left);
  };
  const tokens = smaller(debate.tokens, day.tokens, spentToday.tokens);
  const usd = smaller(debate.usd, day.usd, spentToday.usd);
  return { ...(tokens === undefined ? {} : { tokens }), ...(usd === undefined ? {} : { usd }) };
}
