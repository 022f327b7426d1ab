import type { Locale } from '../debate/event.ts';

const hangul = /\p{Script=Hangul}/u;
const words = /[\p{L}\p{M}\p{N}_]+/gu;
const quoted = /```[\s\S]*?(?:```|$)|`[^`\n]*`|https?:\/\/\S+|[\w.~-]*\/[\w./~-]*/g;

/**
 * The language to answer in: Korean when three in ten words or more have Hangul in them. Code, links and
 * paths do not count, and the first line decides when it is a sentence: what follows may be pasted text.
 */
export function detectLocale(text: string): Locale {
  const own = text.replace(quoted, ' ').trim();
  const first = own.split('\n', 1)[0] ?? '';
  const sentence = first.match(words)?.length ?? 0;
  const share = hangulShare(sentence >= 3 ? first : own) ?? hangulShare(text) ?? 0;
  return share >= 0.3 ? 'ko' : 'en';
}

/** Null when there is no word with letters to judge by. */
function hangulShare(text: string): number | null {
  const found = (text.match(words) ?? []).filter((word) => /\p{L}/u.test(word));
  if (found.length === 0) return null;
  return found.filter((word) => hangul.test(word)).length / found.length;
}
