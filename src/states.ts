import { type DebateState, evolve, fold } from './debate/debate.ts';
import type { Ledger } from './ports/ledger.ts';

/** States of debates as this process last saw them, brought up to date with what the ledger gained since. */
export type States = { load(debate: string): Promise<DebateState | null> };

const kept = 500;

/** Events are immutable and in sequence, so a known state plus the newer events is the state: nothing to invalidate. */
export function createStates(ledger: Ledger): States {
  const known = new Map<string, DebateState>();
  return {
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
}
