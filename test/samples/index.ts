import type { Recorded } from '../../src/debate/event.ts';
import { errorsByHour } from './errors-by-hour.ts';
import { largestFiles } from './largest-files.ts';
import { shortOnes } from './short-ones.ts';

/** Whole debates as the ledger keeps them, for tests and for working on a front end without a council. */
export const sampleDebates: Readonly<Record<string, readonly Recorded[]>> = {
  'd-errors-by-hour': errorsByHour,
  'd-largest-files': largestFiles,
  ...shortOnes,
};
