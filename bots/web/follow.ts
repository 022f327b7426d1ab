import type { Recorded } from '../../src/debate/event.ts';
import type { Ledger } from '../../src/ports/ledger.ts';

export type Follower = {
  /** Begins to follow a debate: events with `seq` greater than `after` are told, in order, once each. */
  track(debate: string, after: number): Promise<void>;
  /** There may be something new. */
  nudge(debate: string): void;
  nudgeAll(): void;
  has(debate: string): boolean;
  /** Stops following every debate. */
  clear(): void;
};

type Teller = {
  /** Hears every event from the first on; `wanted` is false for those the client has already. Waits for the client. */
  hear(recorded: Recorded, wanted: boolean): Promise<void>;
};

type Tracked = { readonly teller: Teller; readonly after: number; cursor: number; running: boolean; again: boolean };

/**
 * One client's reading of the ledger. Hints only wake it; what it tells comes from reading onwards from its own
 * cursor, so a lost or doubled hint changes nothing. It reads on only after the client took what was sent.
 */
export function createFollower(
  ledger: Ledger,
  begin: (debate: string) => Teller,
  failed: (error: unknown) => void,
): Follower {
  const tracked = new Map<string, Tracked>();

  async function pump(debate: string, state: Tracked): Promise<void> {
    if (state.running) {
      state.again = true;
      return;
    }
    state.running = true;
    try {
      do {
        state.again = false;
        for (const recorded of await ledger.read(debate, state.cursor)) {
          if (tracked.get(debate) !== state) return;
          state.cursor = recorded.seq;
          await state.teller.hear(recorded, recorded.seq > state.after);
        }
      } while (state.again);
    } catch (error) {
      failed(error);
    } finally {
      state.running = false;
    }
  }

  const nudge = (debate: string) => {
    const state = tracked.get(debate);
    if (state) void pump(debate, state);
  };

  return {
    async track(debate, after) {
      if (tracked.has(debate)) return;
      const state: Tracked = { teller: begin(debate), after, cursor: 0, running: false, again: false };
      tracked.set(debate, state);
      await pump(debate, state);
    },
    nudge,
    nudgeAll: () => [...tracked.keys()].forEach(nudge),
    has: (debate) => tracked.has(debate),
    clear: () => tracked.clear(),
  };
}
