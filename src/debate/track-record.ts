import type { DebateState } from './debate.ts';
import type { Marks } from './track-record-schema.ts';

export type { Marks };

/**
 * What people made of a persona's winning plans. Only what people did counts: their ratings, and how the plans ended
 * that they had said yes or no to. Nothing that a persona says, votes or does alone moves a weight.
 */
export const noMarks: Marks = { up: 0, down: 0, ranWell: 0, ranBadly: 0 };

/** A plan's end says less of it than a person's word on the result. */
const endCounts = 0.2;
/** Good and bad marks that everybody begins with: so slowly a record moves. */
const patience = 10;

/** The marks that one debate gives, and to whom: the author of the plan that won. Null when no plan did. */
export function marksOf(state: DebateState): { readonly author: string; readonly marks: Marks } | null {
  const winner = state.approval?.proposal ?? state.consensus?.winner;
  const author = state.proposals.find((it) => it.id === winner)?.author;
  if (author === undefined) return null;
  const ratings = Object.values(state.ratings);
  const outcome = state.end?.outcome;
  const approved = (state.approval?.given.length ?? 0) > 0;
  const calledOff = state.approval?.verdict === 'denied' || state.approval?.verdict === 'withdrawn';
  const marks = {
    up: ratings.filter((it) => it === 'up').length,
    down: ratings.filter((it) => it === 'down').length,
    ranWell: approved && !calledOff && outcome === 'done' ? 1 : 0,
    ranBadly: calledOff || (approved && outcome === 'failed') ? 1 : 0,
  };
  return { author, marks };
}

export const addMarks = (a: Marks, b: Marks): Marks => ({
  up: a.up + b.up,
  down: a.down + b.down,
  ranWell: a.ranWell + b.ranWell,
  ranBadly: a.ranBadly + b.ranBadly,
});

/** The weight after these marks: at most `bound` (a share, such as 0.25) away from `base`, which it is without any. */
export function weigh(base: number, marks: Marks, bound: number): number {
  const good = marks.up + endCounts * marks.ranWell + patience;
  const bad = marks.down + endCounts * marks.ranBadly + patience;
  const lean = (good - bad) / (good + bad);
  return base * (1 + bound * lean);
}
