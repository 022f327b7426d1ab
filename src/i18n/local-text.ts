import type { Locale } from '../debate/event.ts';

/** A text for people: in one language for all, or in each. */
export type LocalText = string | Readonly<Record<Locale, string>>;

export function inLanguage(text: LocalText, locale: Locale): string {
  return typeof text === 'string' ? text : text[locale];
}
