import { type Costs, isSpent, leavesNothing, spentInAll } from '../src/debate/budget.ts';
import { costOf, nothing } from '../src/debate/cost.ts';
import type { DebateState, Spent } from '../src/debate/debate.ts';
import type { DebateEvent } from '../src/debate/event.ts';
import type { WorkerDeps } from './deps.ts';

/** Why a persona is not to be asked any more, or a picture not to be drawn for it; null when nothing speaks against it. */
export async function outOfBudget(
  deps: Pick<WorkerDeps, 'spending' | 'channelDay'>,
  state: DebateState,
  persona: string,
  costs: Costs | undefined,
): Promise<'overBudget' | 'dayIsOver' | null> {
  if (isSpent(state, persona)) return 'overBudget';
  if (costs === undefined) return null;
  const { budget, personaBudget } = state.rules;
  // Debates of a channel go on side by side, and over many turns: what the day has left is asked at every call.
  if (deps.channelDay && leavesNothing(deps.channelDay, await deps.spending.today(state.request.origin), costs))
    return 'dayIsOver';
  if (leavesNothing(personaBudget, state.spent[persona] ?? nothing, costs)) return 'overBudget';
  return leavesNothing(budget, spentInAll(state), costs) ? 'overBudget' : null;
}

/** What an event says to have been spent counts for its channel's day as well. */
export async function charge(
  { spending }: Pick<WorkerDeps, 'spending'>,
  { request }: DebateState,
  event: DebateEvent,
): Promise<void> {
  const spent: Spent = costOf(event);
  if (spent.tokens > 0 || spent.usd > 0 || spent.minutes > 0) await spending.add(request.origin, spent);
}
