import type { Both } from '../../shared/speech.ts';

/** A text file that is asked about, and what its first lines tell of it. */
export type Text = {
  readonly path: string;
  readonly head: string;
  readonly log: boolean;
  readonly web: boolean;
  readonly numbers: boolean;
};

/** One part of a pipe. */
export type Step = { readonly command: string; readonly words: Both };
