import { both, list } from '../shared/speech.ts';
import { rules } from './grammar/index.ts';
import { readPhrase } from './phrase.ts';
import { phrases } from './phrases/index.ts';
import { isTrouble } from './pieces.ts';
import type { Reading } from './reading.ts';
import { type Draft, fitness, type Rule, type Trouble } from './rule.ts';

export type Interpretation = { readonly rule: Pick<Rule, 'id'>; readonly draft: Draft };

/** What the request means as a command, why it cannot be served, or null when it is not understood. */
export function interpret(reading: Reading): Interpretation | Trouble | null {
  const said = readPhrase(phrases, reading);
  if (said !== null) return said;
  // No rule can narrow by the time of day yet; leaving it out would answer another question.
  if (reading.amounts.some((it) => it.unit === 'clock')) return null;
  const fitting = rules
    .map((rule) => ({ rule, score: fitness(rule, reading) }))
    .filter((it): it is { rule: Rule; score: number } => it.score !== null && it.score > 0)
    .sort((a, b) => b.score - a.score);
  let trouble: Trouble | null = null;
  for (const { rule } of fitting) {
    if (reading.missing.length > 0 && !rule.creates) {
      trouble ??= noSuchFile(reading);
      continue;
    }
    const built = rule.build(reading);
    if (built === null) continue;
    if (isTrouble(built)) trouble ??= built;
    else if (trusted(reading, built)) return { rule, draft: built };
  }
  return reading.unexplained.length <= 1 ? trouble : null;
}

/**
 * A word that AIIN neither knows nor uses may be the very thing that was asked: then it does not trust its reading.
 * Beside a quotation one such word says what kind of text that is.
 */
function trusted(reading: Reading, { produce }: Draft): boolean {
  const anchored =
    reading.sources.length + reading.extensions.length > 0 ||
    reading.output !== undefined ||
    reading.has('file', 'folder', 'lines', 'log', 'csv', 'json', 'column', 'rows');
  const command = anchored ? produce.toLowerCase() : '';
  const used = (word: string) => {
    const stem = word.replace(/(?:이라는|라는|으로|에서|에게|까지|부터|을|를|이|가|은|는|의|로|에|와|과|랑)$/u, '');
    return stem.length > 1 && command.includes(stem);
  };
  return reading.unexplained.filter((word) => !used(word)).length <= (reading.quoted.length > 0 ? 1 : 0);
}

function noSuchFile(reading: Reading): Trouble {
  const names = reading.missing;
  const here = reading.files.slice(0, 5).map((file) => file.path);
  const seen =
    here.length === 0
      ? both('The folder is empty.', '폴더가 비어 있습니다.')
      : both(`I see ${list(here, 'en')}.`, `여기에는 ${list(here, 'ko')} 등이 있습니다.`);
  return {
    trouble: both(
      `There is no file called ${list(names, 'en')} here. ${seen.en}`,
      `${list(names, 'ko')} 파일은 여기에 없습니다. ${seen.ko}`,
    ),
  };
}
