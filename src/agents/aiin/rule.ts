import type { Both } from '../shared/speech.ts';
import type { Concept } from './lexicon.ts';
import type { Reading } from './reading.ts';

/** A command that answers a reading, before it is dressed for saving and formats. */
export type Draft = {
  /** What is done, as an infinitive-like sentence a person would say. */
  readonly doing: Both;
  /** Bash that writes the result to standard output. */
  readonly produce: string;
  /** Names of the tab-separated columns that `produce` writes; the label is the last one. */
  readonly columns?: readonly string[];
  /** Files that `produce` itself makes or changes; then nothing more is saved. */
  readonly makes?: readonly string[];
  /** When the result needs no command at all. */
  readonly answer?: string;
  /** Takes the place of `report` when a table is asked for and no name given. */
  readonly stem?: string;
};

/** The request is understood, and cannot be served: why. */
export type Trouble = { readonly trouble: Both };

/**
 * One thing that AIIN can do. `when` lists the concepts it needs, separated by spaces, with `|` between
 * alternatives; `may` those that fit as well; `not` those that rule it out.
 */
export type Rule = {
  readonly id: string;
  readonly when: string;
  readonly may?: string;
  readonly not?: string;
  /** The rule makes the files it names, so that they need not exist. */
  readonly creates?: boolean;
  /** Decides between rules that fit equally well. */
  readonly weight?: number;
  build(reading: Reading): Draft | Trouble | null;
};

/** Concepts that fit nearly everything and tell rules apart little. */
const light = new Set<Concept>(
  'file folder find list save each all here name content only where csv json tsv size rows create convert chart media'.split(
    ' ',
  ) as Concept[],
);

/** Concepts that no answer may pass over: a rule that does not know them is the wrong rule. */
const essential = new Set<Concept>(
  (
    'median average between shuffle reverse rename move copy remove merge split encoding base64 checksum upper lower compare without ' +
    'numbered lineEnds greater lesser alphabet percentage reason oldest newest small large modified replace minimum by unique duplicate ' +
    'blank prefix suffix hour daily level longest shortest tomorrow yesterday extract archive maximum sum count sort'
  ).split(' ') as Concept[],
);

/** How well the rule fits the words, or null when it does not. */
export function fitness(rule: Rule, reading: Reading): number | null {
  const groups = conceptGroups(rule.when);
  if (!groups.every((group) => reading.has(...group))) return null;
  if (rule.not !== undefined && reading.has(...conceptGroups(rule.not).flat())) return null;
  const taken = new Set([...groups.flat(), ...conceptGroups(rule.may ?? '').flat()]);
  let score = groups.length + (rule.weight ?? 0);
  for (const concept of reading.concepts) {
    if (taken.has(concept)) score += 0.25;
    else if (essential.has(concept)) return null;
    else if (!light.has(concept)) score -= 0.5;
  }
  return score;
}

export function conceptGroups(text: string): Concept[][] {
  return text
    .split(' ')
    .filter((part) => part !== '')
    .map((part) => part.split('|') as Concept[]);
}
