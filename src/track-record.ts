import type { Persona } from './debate/event.ts';
import { addMarks, type Marks, marksOf, noMarks, weigh } from './debate/track-record.ts';
import type { Ledger } from './ports/ledger.ts';
import { createStates } from './states.ts';

type Weighed = Pick<Persona, 'id' | 'weight' | 'record'>;

export type TrackRecord = {
  /** The council as it counts now: what people made of earlier plans moves the weights of the configuration. */
  weighed<T extends Weighed>(council: readonly T[]): Promise<T[]>;
};

export type TrackRecordSettings = {
  /** How far a weight may move, as a share of it; 0 turns records off. */
  readonly bound: number;
  /** Debates opened earlier do not count: a day (`2026-11-24`, UTC). */
  readonly since?: string | undefined;
};

/** The newest debates that count: what was long ago fades by itself. */
const remembered = 200;

/** Reads records off the ledger. A debate's opening keeps the weights it began with, so they are looked up only there. */
export function createTrackRecord(ledger: Ledger, { bound, since }: TrackRecordSettings): TrackRecord {
  const states = createStates(ledger);
  const from = since === undefined ? 0 : Date.parse(since);

  const marks = async (): Promise<ReadonlyMap<string, Marks>> => {
    const found = new Map<string, Marks>();
    const debates = await Promise.all((await ledger.recent(remembered)).map((debate) => states.load(debate)));
    for (const state of debates) {
      if (!state || state.startedAt < from) continue;
      const given = marksOf(state);
      if (given) found.set(given.author, addMarks(found.get(given.author) ?? noMarks, given.marks));
    }
    return found;
  };

  return {
    async weighed(council) {
      if (bound === 0) return [...council];
      const known = await marks();
      return council.map((persona) => {
        const own = known.get(persona.id) ?? noMarks;
        if (Object.values(own).every((it) => it === 0)) return persona;
        return { ...persona, weight: weigh(persona.weight, own, bound), record: { base: persona.weight, ...own } };
      });
    },
  };
}
