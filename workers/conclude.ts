import pLimit from 'p-limit';
import { type DebateState, evolve } from '../src/debate/debate.ts';
import { decide } from '../src/debate/decide.ts';
import type { DebateEvent } from '../src/debate/event.ts';
import { charge } from './afford.ts';
import type { WorkerDeps } from './deps.ts';

/** Is this task still to be done? What was overtaken, done by another run, or ended, is not. */
export function isDue(state: DebateState, key: string): boolean {
  return decide(state, Date.now()).tasks.some((it) => it.key === key);
}

/**
 * Outcomes that a process concludes at once. When hundreds of answers come in the same moment, those in front are
 * through and thinking again before those behind are looked at; all at once would be through together, at the end.
 */
const concluding = pLimit(16);

/**
 * Appends a task's outcome and sees that the debate goes on: the tasks that this very event makes due are handed
 * out, and where something follows from the state itself, a decision is asked for. Of several outcomes at the same
 * moment each looks only at what it changed itself, so nothing is handed out twice and nothing is forgotten; should
 * this process end in between, the rescue finds it. `before` is the state the task was run on.
 * @returns the state with the outcome
 */
export function conclude(
  deps: WorkerDeps,
  before: DebateState,
  key: string,
  outcome: DebateEvent,
): Promise<DebateState> {
  return concluding(settle, deps, before, key, outcome);
}

async function settle(deps: WorkerDeps, before: DebateState, key: string, outcome: DebateEvent): Promise<DebateState> {
  const { fresh, since } = await deps.ledger.appendAndRead(before.id, outcome, key, before.seq);
  const prior = since.slice(0, -1).reduce(evolve, before);
  const after = since.slice(-1).reduce(evolve, prior);
  // The first outcome under this key has done all that already.
  if (!fresh) return after;
  await charge(deps, before, outcome);
  const now = Date.now();
  const { rulings, followUp, tasks } = decide(after, now);
  const earlier = decide(prior, now);
  const known = new Set(earlier.tasks.map((it) => it.key));
  if ((rulings.length > 0 && earlier.rulings.length === 0) || followUp.length > 0) await deps.queue.advance(before.id);
  // Whoever analysed goes on to propose in the same run.
  const due = tasks.filter((it) => !known.has(it.key) && it.kind !== 'propose');
  if (due.length > 0) await deps.queue.enqueue(before.id, due);
  return after;
}
