import type { DebateState } from '../src/debate/debate.ts';
import { decide, stepKey } from '../src/debate/decide.ts';
import type { States } from '../src/states.ts';
import type { WorkerDeps } from './deps.ts';

/**
 * Brings a debate as far as it goes by itself: appends what follows from its state, hands out the tasks
 * that are due, and stops where somebody else has to act. One runs at a time per debate; running it once
 * too often does no harm.
 */
export async function advance(deps: WorkerDeps, states: States, debate: string): Promise<void> {
  let requested = false;
  for (;;) {
    const state = await states.load(debate);
    if (!state) return;
    // Whoever runs its steps hears of the stop; should that process be gone, its containers end here.
    if (state.end?.outcome === 'stopped')
      await deps.sandbox
        .kill(debate, running(state))
        .catch((error) => deps.log.info({ debate, error }, 'nothing to kill'));
    const { rulings, tasks, followUp, wakeAt } = decide(state, Date.now());
    for (const { event, key } of rulings) {
      const { fresh } = await deps.ledger.append(debate, event, key);
      requested ||= fresh && event.type === 'approval.requested';
    }
    if (rulings.length > 0) continue;
    const last = followUp.at(-1);
    if (last) {
      const opened = await deps.openFollowUp(state, followUp);
      await deps.ledger.append(
        debate,
        { type: 'follow-up.opened', debate: opened, through: last.seq },
        `${debate}/follow-up/${last.seq}`,
      );
      continue;
    }
    // Containers are made ready once, when the question is put: a rescue of a waiting debate makes no more.
    const due = tasks.filter((it) => it.kind !== 'warm' || requested);
    if (due.length > 0) await deps.queue.enqueue(debate, due);
    if (wakeAt !== null && (requested || due.some((it) => it.kind === 'analyse')))
      await deps.queue.advance(debate, wakeAt);
    return;
  }
}

/** Keys of steps that have begun and not ended. */
function running(state: DebateState): string[] {
  return Object.entries(state.steps).flatMap(([step, { finished }]) => (finished ? [] : [stepKey(state, step)]));
}

/** How many of the newest debates are looked at although they have ended: somebody may have spoken just then. */
const lately = 50;

/**
 * Debates that stand still get their tasks handed out again, whatever became of the queue. One that cannot be read
 * keeps no other from being found.
 */
export async function rescue(deps: WorkerDeps, states: States): Promise<void> {
  const { ledger, queue, log } = deps;
  for (const debate of new Set([...(await ledger.open()), ...(await ledger.recent(lately))])) {
    try {
      const state = await states.load(debate);
      if (!state) continue;
      const { rulings, tasks, followUp } = decide(state, Date.now());
      if (rulings.length > 0 || followUp.length > 0 || tasks.some((it) => it.kind !== 'warm'))
        await queue.advance(debate);
    } catch (error) {
      log.info({ debate, error }, 'a debate could not be looked at');
    }
  }
}
