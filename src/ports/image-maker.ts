import type { Locale, Usage } from '../debate/event.ts';

/** Draws a picture. Throws `ParleyError` (`agent.failed`) in the reader's words, or the signal's reason. */
export type ImageMaker = (
  prompt: string,
  how: { readonly locale: Locale; readonly signal: AbortSignal },
) => Promise<{
  readonly bytes: Uint8Array;
  readonly mime: string;
  /** What it cost, as far as its vendor and the table of prices tell. */
  readonly usage?: Omit<Usage, 'latencyMs'>;
}>;
