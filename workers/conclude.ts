import type { DebateState } from '../src/debate/debate.ts';
import { decide } from '../src/debate/decide.ts';
import type { DebateEvent } from '../src/debate/event.ts';
import type { States } from '../src/states.ts';
import type { WorkerDeps } from './deps.ts';

/**
 * Appends a task's outcome and asks for the next decision, if there is one to make: when others of the same
 * stage are still out, the last of them asks. `before` is the state the task was run on.
 */
export async function conclude(
  deps: WorkerDeps,
  states: States,
  before: DebateState,
  key: string,
  outcome: DebateEvent,
): Promise<void> {
  await deps.ledger.append(before.id, outcome, key);
  // Read after the append: of two outcomes at the same moment, at least the later reader sees both.
  const after = await states.load(before.id);
  if (after && changes(before, after)) await deps.queue.advance(before.id);
}

function changes(before: DebateState, after: DebateState): boolean {
  const now = Date.now();
  const { rulings, followUp, tasks } = decide(after, now);
  const known = new Set(decide(before, now).tasks.map((it) => it.key));
  return rulings.length > 0 || followUp.length > 0 || tasks.some((it) => !known.has(it.key));
}
