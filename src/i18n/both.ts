import type { LocalText } from './local-text.ts';

/** Sits between the languages; nobody writes it, and nobody sees it. */
const separator = '\u2063';

/** A message of a schema's in both languages. A schema carries one string, so the two travel in it together. */
export const both = (en: string, ko: string): string => `${en}${separator}${ko}`;

/** What `both` put together; any other text is the same in both. */
export function bothOf(message: string): LocalText {
  const [en = '', ko] = message.split(separator);
  return ko === undefined ? en : { en, ko };
}
