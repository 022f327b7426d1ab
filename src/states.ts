import { type DebateState, evolve, fold } from './debate/debate.ts';
import type { Ledger } from './ports/ledger.ts';

/** States of debates as this process last saw them, brought up to date with what the ledger gained since. */
export type States = {
  /** Reads now: what was appended before the call is in it. */
  load(debate: string): Promise<DebateState | null>;
  /** Shares the read of others who ask at the same moment: for a look that may be a moment old. */
  glance(debate: string): Promise<DebateState | null>;
};

const kept = 500;

/** Events are immutable and in sequence, so a known state plus the newer events is the state: nothing to invalidate. */
export function createStates(ledger: Ledger): States {
  const known = new Map<string, DebateState>();
  const looking = new Map<string, Promise<DebateState | null>>();
  const states: States = {
    glance(debate) {
      const shared = looking.get(debate);
      if (shared) return shared;
      const look = states.load(debate).finally(() => looking.delete(debate));
      looking.set(debate, look);
      return look;
    },
    async load(debate) {
      const before = known.get(debate);
      const events = await ledger.read(debate, before?.seq ?? 0);
      // Two loads may overlap: never step back behind what the other one already knows.
      const newest = known.get(debate) ?? null;
      const state = newest ? events.filter((it) => it.seq > newest.seq).reduce(evolve, newest) : fold(debate, events);
      known.delete(debate);
      if (state) known.set(debate, state);
      const oldest = known.size > kept ? known.keys().next().value : undefined;
      if (oldest !== undefined) known.delete(oldest);
      return state;
    },
  };
  return states;
}
