import { both, list } from '../shared/speech.ts';
import { passedOver } from './account.ts';
import { rules } from './grammar/index.ts';
import { readPhrase } from './phrase.ts';
import { phrases } from './phrases/index.ts';
import { isTrouble } from './pieces.ts';
import { query } from './query/index.ts';
import type { Reading } from './reading.ts';
import { type Draft, fitness, type Rule, type Trouble } from './rule.ts';

export type Interpretation = { readonly rule: Pick<Rule, 'id'>; readonly draft: Draft };

/** The request was not understood: the words that nothing could be made of, most telling first. */
export type Lost = { readonly lost: readonly string[] };

export function isLost(value: object | null): value is Lost {
  return value !== null && 'lost' in value;
}

/** What the request means as a command, why it cannot be served, or what in it is not understood. */
export function interpret(reading: Reading): Interpretation | Trouble | Lost {
  const lost: (readonly string[])[] = [];
  const trusted = (draft: Draft, rest?: string) => {
    const over = passedOver(reading, draft, rest === undefined ? reading : { masked: rest, unexplained: [] });
    if (over.length > 0) lost.push(over);
    return over.length === 0;
  };
  const said = readPhrase(phrases, reading, trusted);
  if (said !== null) return said;
  // A query has read every word; a rule fits by its gist, and comes after.
  const asked = query(reading);
  if (asked !== null && !isLost(asked)) return asked;
  const { found, trouble } = byRule(reading, trusted);
  if (found !== null) return found;
  if (asked !== null) lost.push(asked.lost);
  if (trouble !== null && reading.unexplained.length <= 1) return trouble;
  if (reading.missing.length > 0 && reading.unexplained.length <= 1) return noSuchFile(reading);
  return { lost: lost.sort((a, b) => a.length - b.length)[0] ?? reading.unexplained };
}

function byRule(
  reading: Reading,
  trusted: (draft: Draft) => boolean,
): { found: Interpretation | null; trouble: Trouble | null } {
  // No rule can narrow by the time of day; leaving it out would answer another question.
  if (reading.amounts.some((it) => it.unit === 'clock')) return { found: null, trouble: null };
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
    else if (trusted(built)) return { found: { rule, draft: built }, trouble };
  }
  return { found: null, trouble };
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
