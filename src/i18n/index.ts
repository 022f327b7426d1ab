import type { Locale } from '../debate/event.ts';
import { en } from './en.ts';
import { ko } from './ko.ts';
import { type Translator, translatorFor } from './translator.ts';

export { detectLocale } from './detect.ts';
export {
  formatBytes,
  formatDateTime,
  formatDeadline,
  formatDuration,
  formatList,
  formatMoney,
  formatScore,
} from './format.ts';

/** Translates Parley's own phrases: what the bot says in threads and on the command line. */
export type Translate = Translator<typeof en>;

const made = new Map<Locale, Translate>();

/** The translator of Parley's own phrases; one per language is enough for the whole process. */
export function createTranslator(locale: Locale): Translate {
  const known = made.get(locale);
  if (known) return known;
  const translate = translatorFor({ en, ko }, locale);
  made.set(locale, translate);
  return translate;
}
