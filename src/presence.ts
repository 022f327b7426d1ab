import type { DebateState } from './debate/debate.ts';
import { decide } from './debate/decide.ts';
import type { Activity, ActivityFeed } from './ports/activity.ts';
import type { Ledger } from './ports/ledger.ts';
import { createStates } from './states.ts';

type Busy = 'thinking' | 'voting' | 'executing';
type PersonaState = Extract<Activity, { type: 'persona.state' }>;

/**
 * The activity feed with who is busy added. Nobody reports that: whoever owes the debate an answer is at
 * work on it, and the ledger tells who that is. So it cannot be lost, and costs the workers nothing.
 */
export async function withPresence(
  feed: ActivityFeed,
  ledger: Ledger,
): Promise<ActivityFeed & { close(): Promise<void> }> {
  const states = createStates(ledger);
  const known = new Map<string, ReadonlyMap<string, Busy>>();
  const watchers = new Set<(activity: Activity) => void>();

  const changed = (debate: string, before: ReadonlyMap<string, Busy>, now: ReadonlyMap<string, Busy>): PersonaState[] =>
    [...new Set([...before.keys(), ...now.keys()])]
      .filter((persona) => before.get(persona) !== now.get(persona))
      .map((persona) => ({
        type: 'persona.state',
        debate,
        persona,
        state: now.get(persona) ?? 'idle',
        at: Date.now(),
      }));

  const look = async (debate: string) => {
    const state = await states.load(debate);
    if (!state) return;
    const before = known.get(debate) ?? new Map();
    const now = busyIn(state);
    if (now.size > 0) known.set(debate, now);
    else known.delete(debate);
    for (const activity of changed(debate, before, now)) for (const heard of watchers) heard(activity);
  };
  // Redis away: the next hint looks again.
  const unwatch = await ledger.watch((debate) => void look(debate).catch(() => undefined));
  for (const debate of await ledger.open()) await look(debate);

  return {
    publish: (activity) => feed.publish(activity),
    async recent(debate) {
      return [...(await feed.recent(debate)), ...changed(debate, new Map(), known.get(debate) ?? new Map())];
    },
    async watch(heard) {
      watchers.add(heard);
      for (const [debate, busy] of known) for (const activity of changed(debate, new Map(), busy)) heard(activity);
      const end = await feed.watch(heard);
      return async () => {
        watchers.delete(heard);
        await end();
      };
    },
    close: unwatch,
  };
}

/** Which personas a debate waits for, and what for. */
export function busyIn(state: DebateState): ReadonlyMap<string, Busy> {
  const busy = new Map<string, Busy>();
  for (const task of decide(state, state.startedAt).tasks) {
    if (task.kind === 'execute') {
      const owner = state.approval?.plan.steps.find((it) => it.id === task.step)?.owner;
      if (owner) busy.set(owner, 'executing');
    } else if ('persona' in task) busy.set(task.persona, task.kind === 'vote' ? 'voting' : 'thinking');
  }
  return busy;
}
