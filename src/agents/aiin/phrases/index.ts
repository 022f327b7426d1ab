import type { Phrase } from '../phrase.ts';
import { changePhrases } from './change.ts';
import { dailyPhrases } from './daily.ts';
import { filePhrases } from './files.ts';
import { jsonPhrases } from './json.ts';
import { linePhrases } from './lines.ts';
import { logPhrases } from './logs.ts';
import { managePhrases } from './manage.ts';
import { numberPhrases } from './numbers.ts';
import { plainPhrases } from './plain.ts';
import { searchPhrases } from './search.ts';
import { severalPhrases } from './several.ts';
import { tablePhrases } from './table.ts';

/** In the order they are tried: the narrow before the wide. */
export const phrases: readonly Phrase[] = [
  ...dailyPhrases,
  ...numberPhrases,
  ...logPhrases,
  ...severalPhrases,
  ...tablePhrases,
  ...jsonPhrases,
  ...changePhrases,
  ...managePhrases,
  ...plainPhrases,
  ...linePhrases,
  ...filePhrases,
  ...searchPhrases,
];
