import type { Locale, WorkspaceFile } from '../../debate/event.ts';
import type { Brief } from '../../ports/agent.ts';
import { countIn } from '../shared/numbers.ts';
import { escapePattern } from '../shared/quote.ts';
import { readTerms, type Terms, termsOf } from '../shared/terms.ts';
import { type Concept, lexicon, smallKorean, smallWords } from './lexicon.ts';
import { isFiller } from './query/fillers.ts';
import { meant } from './spelling.ts';

/** Ways to vary a command when a first attempt drew objections. */
export type Wishes = {
  /** Hidden files count too. */
  readonly hidden: boolean;
  /** Missing matches and closed pipes are no failure. */
  readonly lenient: boolean;
};

/** A request as AIIN reads it: the terms, the concepts, and what stays unexplained. */
export type Reading = Terms & {
  readonly locale: Locale;
  readonly files: readonly WorkspaceFile[];
  readonly concepts: ReadonlySet<Concept>;
  /** Words that neither the lexicon nor any name explains. */
  readonly unexplained: readonly string[];
  /** How many words there were. */
  readonly size: number;
  /** The first number that counts things. */
  readonly count: number | undefined;
  readonly wishes: Wishes;
  /** Words that were read as others. */
  readonly slips?: readonly { readonly word: string; readonly right: string }[];
  has(...concepts: Concept[]): boolean;
};

const noWishes: Wishes = { hidden: false, lenient: false };

/** Reads everything a person said in this debate as one request. */
export function read(brief: Brief, wishes: Wishes = noWishes): Reading {
  return mended(readingOf(termsOf(brief), brief, wishes), brief, wishes);
}

/** Reads one sentence on its own, against the same files. */
export function readClause(text: string, brief: Brief, wishes: Wishes = noWishes): Reading {
  return mended(readingOf(readTerms(text, brief.files), brief, wishes), brief, wishes);
}

/** Reads it once more with the slips of the fingers put right; a word that stands in a file here is no slip. */
function mended(reading: Reading, brief: Brief, wishes: Wishes): Reading {
  const seen = brief.files
    .map((it) => `${it.path}\n${it.head ?? ''}`)
    .join('\n')
    .toLowerCase();
  const slips = reading.unexplained.flatMap((word) => {
    const right = reading.literal !== undefined || seen.includes(word) ? null : meant(word);
    return right === null ? [] : [{ word, right }];
  });
  if (slips.length === 0 || brief.additions.length > 0) return reading;
  const text = slips.reduce(
    (all, { word, right }) => all.replace(new RegExp(escapePattern(word), 'iu'), right),
    reading.text,
  );
  return { ...readingOf(readTerms(text, brief.files), brief, wishes), slips };
}

export function readingOf(terms: Terms, brief: Brief, wishes: Wishes = noWishes): Reading {
  // A folder called "archive" is no archive.
  const named = terms.folder === undefined ? terms.masked : terms.masked.replaceAll(terms.folder.toLowerCase(), ' ');
  const { concepts, unexplained, size } = understand(named);
  const folders = (terms.folder ?? '').toLowerCase().split('/');
  // "the .txt files", "as sales.json": the names say these words without the words being there.
  if (terms.extensions.length > 0) concepts.add('file');
  if (terms.format === 'csv' || terms.format === 'json') concepts.add(terms.format);
  return {
    ...terms,
    locale: brief.locale,
    files: brief.files,
    concepts,
    unexplained: unexplained.filter(
      (word) => !terms.extensions.includes(word) && !folders.includes(word) && !isField(word, terms, brief.files),
    ),
    size,
    count: countIn(terms.amounts),
    wishes: { ...wishes, hidden: wishes.hidden || concepts.has('hidden') },
    has: (...wanted) => wanted.some((concept) => concepts.has(concept)),
  };
}

/** What the words of a part of the request say: concepts, and words that nothing explains. */
export function readPart(part: string, reading: Reading): Pick<Reading, 'concepts' | 'unexplained'> {
  const { concepts, unexplained } = understand(part.toLowerCase());
  // "The customers in customers.csv": a file's name explains what it holds.
  const held = (word: string) => word.length > 3 && reading.sources.some((it) => it.toLowerCase().includes(word));
  const known = (word: string) =>
    reading.extensions.includes(word) || held(word) || isField(word, reading, reading.files);
  return { concepts, unexplained: unexplained.filter((word) => !known(word)) };
}

/** True when the lexicon knows this word. */
export function means(word: string): boolean {
  return (
    understand(word.toLowerCase()).concepts.size > 0 ||
    /^(?:address(?:es)?|counts?|columns?|values?|codes?|times?|hidden)$/i.test(word)
  );
}

function understand(masked: string) {
  const concepts = new Set<Concept>();
  const explained = new Uint8Array(masked.length);
  for (const [concept, pattern] of Object.entries(lexicon)) {
    for (const match of masked.matchAll(pattern)) {
      concepts.add(concept as Concept);
      explained.fill(1, match.index, match.index + match[0].length);
    }
  }
  const words = [...masked.matchAll(/[\p{L}\p{N}'_-]+/gu)].filter((it) => !/^[\d'_-]+$/.test(it[0]));
  const unexplained = words
    .filter((it) => !explained.subarray(it.index, it.index + it[0].length).some((flag) => flag === 1))
    .map((it) => it[0])
    .filter((word) => !isSmall(word));
  return { concepts, unexplained, size: words.length };
}

const measures = /^\d+(?:[kmg]i?b?|st|nd|rd|th|xx|s|am|pm)?$/;
const koreanMeasure = /^\d+[가-힣]{1,4}$/;

function isSmall(word: string): boolean {
  if (smallWords.has(word) || measures.test(word) || koreanMeasure.test(word)) return true;
  return /^[가-힣]/.test(word) && (isFiller(word) || smallKorean.test(word));
}

/** True when the word is a column, key or value at the beginning of a file that the request may mean. */
function isField(word: string, terms: Terms, files: readonly WorkspaceFile[]): boolean {
  const heads = files
    .filter((file) =>
      terms.sources.length > 0 ? terms.sources.includes(file.path) : /\.(csv|tsv|json)$/i.test(file.path),
    )
    .map(
      (file) => (terms.sources.length > 0 || file.path.endsWith('json') ? file.head : file.head?.split('\n')[0]) ?? '',
    )
    .join('\n')
    .toLowerCase();
  const stems = [
    word,
    word.replace(/s$/, ''),
    word.replace(/es$/, ''),
    word.replace(/ies$/, 'y'),
    word.replace(/(?:별로|별|을|를|이|가|은|는|의|에서|에|인|과|와|으로|로)$/, ''),
  ];
  return stems.some(
    (stem) => stem.length > 1 && new RegExp(`(?<![\\p{L}\\p{N}])${escapePattern(stem)}(?![a-z0-9])`, 'u').test(heads),
  );
}
