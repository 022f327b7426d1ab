import { lexicon, smallKorean, smallWords } from './lexicon.ts';
import { isTrouble } from './pieces.ts';
import { type Reading, readPart } from './reading.ts';
import { conceptGroups, type Draft, type Trouble } from './rule.ts';

/**
 * A way of saying something that leaves little to guess. Phrases come before rules, and are strict: the words around
 * the match must be harmless or in `may`, else the phrase is not meant.
 */
export type Phrase = {
  readonly id: string;
  /** Meets the request with marks for names (§), quotations (¶) and dates (‡). */
  readonly says: RegExp;
  /** Concepts that may stand beside it. */
  readonly may?: string;
  /** The files it names need not exist. */
  readonly creates?: boolean;
  build(reading: Reading, match: RegExpExecArray): Draft | Trouble | null;
};

const harmless = new Set(
  'file folder find list save all here content only csv tsv json media log where text containing create convert'.split(
    ' ',
  ),
);

/** The first phrase that is meant, or null. */
export function readPhrase(
  phrases: readonly Phrase[],
  reading: Reading,
  trusted: (draft: Draft, rest: string) => boolean,
): { rule: Pick<Phrase, 'id'>; draft: Draft } | Trouble | null {
  for (const phrase of phrases) {
    const match = phrase.says.exec(reading.plain);
    if (match === null || (reading.missing.length > 0 && !phrase.creates)) continue;
    const rest = `${reading.plain.slice(0, match.index)} ${reading.plain.slice(match.index + match[0].length)}`;
    const { concepts, unexplained } = readPart(rest, reading);
    const fits = new Set([...harmless, ...conceptGroups(phrase.may ?? '').flat()]);
    if (unexplained.length > 0 || [...concepts].some((concept) => !fits.has(concept))) continue;
    const draft = phrase.build(reading, match);
    if (draft === null) continue;
    if (isTrouble(draft)) return draft;
    if (trusted(draft, rest.toLowerCase())) return { rule: phrase, draft };
  }
  return null;
}

/** A word to look for, in a pattern: a quotation, or one word as written. */
export const WORD = '(¶|[\\p{L}\\p{N}_@#.:/+-]+?)';

const notSought =
  /^(?:the|a|an|both|all|any|no|not|more|less|at|only|numbers?|digits?|it|them|this|that|these|those|some|each|every|word|text|and|or|in|of|for|to|is|are|where|which|what|me|my|one|same|lines?|files?|words?|rows?|columns?|duplicates?|folders?|§|‡)$/i;

/**
 * The word that was sought, or null when what stands there means something else.
 * @param explicit the request says that this is what to look for, so that a word of the lexicon is only a word
 */
export function sought(word: string | undefined, reading: Reading, explicit = false): string | null {
  if (word === undefined) return null;
  if (word === '¶') return reading.quoted.length === 1 ? (reading.quoted[0] ?? null) : null;
  const lower = word.toLowerCase();
  // Capitals quote: "The" is a word to look for, "the" is not.
  const capital = /^[A-Z]/.test(word) || (/^[a-z]$/.test(word) && /[가-힣]/.test(reading.text));
  if (!capital && (notSought.test(word) || smallWords.has(lower))) return null;
  if (/^[가-힣]/.test(word) && (smallKorean.test(word) || speaks(lower))) return null;
  // An English word of the lexicon in capitals, such as ERROR, is quoted by its capitals.
  if (!explicit && /^[a-z]/.test(word) && speaks(lower) && !/[가-힣]/.test(reading.text)) return null;
  return word;
}

function speaks(word: string): boolean {
  return Object.values(lexicon).some((pattern) =>
    [...word.matchAll(pattern)].some((it) => (/^[가-힣]/.test(word) ? it.index === 0 : it[0] === word)),
  );
}
