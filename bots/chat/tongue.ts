import type { Locale } from '../../src/debate/event.ts';
import { createTranslator, type Translate } from '../../src/i18n/index.ts';
import { type Words, wordsIn } from './words.ts';

/** One language: Parley's own phrases, this adapter's, and the way of writing numbers. */
export type Tongue = { readonly locale: Locale; readonly t: Translate; readonly words: Words };

export function tongueOf(locale: Locale): Tongue {
  return { locale, t: createTranslator(locale), words: wordsIn(locale) };
}
