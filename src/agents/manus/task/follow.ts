import { ModelTrouble } from '../../language-model/call/failure.ts';
import type { ManusApi } from '../api/api.ts';
import type { Doorbell } from '../api/doorbell.ts';
import { type Round, readRound } from './round.ts';

export type Pace = {
  /** Time to the first look, and the most between two. */
  readonly firstMs: number;
  readonly mostMs: number;
  /** Between two looks while webhooks tell what happens: they can get lost. */
  readonly rungMs: number;
  /** Between two looks at what the task has cost. */
  readonly chargeMs: number;
};

export const usualPace: Pace = { firstMs: 1000, mostMs: 5000, rungMs: 20_000, chargeMs: 20_000 };
const growth = 1.4;

/** The object comes after the end is told; it is looked for this often more. */
const looksForObject = 3;
/** A task that was just made is not known everywhere at once. */
const looksForTask = 4;

export type Following = {
  readonly api: ManusApi;
  readonly bell: Doorbell;
  readonly pace: Pace;
  /** Whether webhooks come in at all. */
  readonly rings: () => boolean;
  readonly signal: AbortSignal;
  /** All that Manus wrote in this round so far. */
  heard(texts: readonly string[]): void;
};

/** Waits until Manus stops, asks or fails. Throws `ModelTrouble`, or the signal's reason. */
export async function follow(task: string, since: string | null, how: Following): Promise<Round> {
  const { api, pace, signal } = how;
  const listening = how.bell.listen(task);
  let pause = pace.firstMs;
  let missing = 0;
  let late = 0;
  try {
    for (;;) {
      const over = pause;
      await listening.wait(how.rings() && late === 0 ? Math.max(over, pace.rungMs) : over, signal);
      pause = Math.min(pace.mostMs, pause * growth);
      const round = await readRound(api, task, since, signal).catch((error: unknown) => {
        missing += 1;
        if (error instanceof ModelTrouble && error.status === 404 && missing <= looksForTask) return null;
        throw error;
      });
      if (round === null) continue;
      how.heard(round.texts);
      if (round.status === 'running') continue;
      if (round.status !== 'stopped' || round.object !== undefined || late >= looksForObject) return round;
      late += 1;
      pause = pace.firstMs;
    }
  } finally {
    listening.close();
  }
}
