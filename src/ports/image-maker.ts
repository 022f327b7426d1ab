import type { Locale } from '../debate/event.ts';

/** Draws a picture. Throws `ParleyError` (`agent.failed`) in the reader's words, or the signal's reason. */
export type ImageMaker = (
  prompt: string,
  how: { readonly locale: Locale; readonly signal: AbortSignal },
) => Promise<{ readonly bytes: Uint8Array; readonly mime: string }>;
