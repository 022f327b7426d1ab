import type { FixtureName } from './fixtures.ts';

/** What a request's commands left behind. */
export type Seen = {
  readonly output: string;
  /** Files before and after, by path. */
  readonly before: ReadonlyMap<string, Buffer>;
  readonly after: ReadonlyMap<string, Buffer>;
};

/** Whether the effect is what the person asked for. */
export type Check = (seen: Seen) => boolean;

/** What somebody says, the folder they say it about, and what must come of it. */
export type Request = readonly [say: string, fixture: FixtureName, check: Check];

/** Everything that was there is still there, as it was. */
export const intact: Check = ({ before, after }) =>
  [...before].every(([path, content]) => after.get(path)?.equals(content) ?? false);

export const all =
  (...checks: readonly Check[]): Check =>
  (seen) =>
    checks.every((check) => check(seen));

const reading = (check: Check): Check => all(intact, check);

/** The output names exactly these of the folder's files, in any order. */
export const names = (...paths: readonly string[]): Check =>
  reading((seen) => {
    const found = mentioned(seen);
    return found.length === paths.length && paths.every((path) => found.includes(path));
  });

/** The same, and in this order. */
export const inOrder = (...paths: readonly string[]): Check =>
  reading((seen) => mentioned(seen).join('\n') === paths.join('\n'));

function mentioned({ output, before }: Seen): string[] {
  return [...before.keys()]
    .map((path) => ({ path, at: whereIs(path, output) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at)
    .map(({ path }) => path);
}

function whereIs(path: string, output: string): number {
  const base = path.split('/').at(-1) as string;
  const escaped = base.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}_.-])${escaped}(?![\\p{L}\\p{N}_-]|\\.\\w)`, 'u').exec(output)?.index ?? -1;
}

const numbersIn = (text: string) =>
  [...text.matchAll(/(?<![\w.])-?\d[\d,]*(?:\.\d+)?/g)].map(([it]) => Number(it.replaceAll(',', '')));

/** A short answer that has this number in it, to the digits given. */
export const number = (value: number, digits = 1): Check =>
  reading(
    ({ output }) =>
      output.trim().split('\n').length <= 3 &&
      numbersIn(output).some((it) => Math.abs(it - value) < 0.6 * 10 ** -digits),
  );

/** The output has these texts or matches, whatever else it has. */
export const says = (...texts: readonly (string | RegExp)[]): Check =>
  reading(({ output }) => texts.every((text) => has(output, text)));

export const silentOn = (...texts: readonly (string | RegExp)[]): Check => {
  return ({ output }) => !texts.some((text) => has(output, text));
};

/** Exactly these lines, in this order. */
export const lines = (...wanted: readonly string[]): Check =>
  reading(({ output }) => tidy(output).join('\n') === wanted.join('\n'));

/** Exactly these lines, in any order. */
export const someLines = (...wanted: readonly string[]): Check =>
  reading(({ output }) => tidy(output).toSorted().join('\n') === wanted.toSorted().join('\n'));

/** In each of these pairs, the label and its number share a line; no line pairs a label with another number. */
export const pairs = (wanted: Readonly<Record<string, number>>): Check =>
  reading(({ output }) => paired(output, wanted));

/** A test of a file's content for `makes`. */
export const pairing = (wanted: Readonly<Record<string, number>>) => (text: string) => paired(text, wanted);

function paired(text: string, wanted: Readonly<Record<string, number>>): boolean {
  return Object.entries(wanted).every(([label, value]) => {
    const escaped = label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const word = new RegExp(`(?<![\\p{L}\\p{N}_.-])${escaped}(?![\\p{L}\\p{N}_-]|\\.\\w)`, 'u');
    const bearing = text.split('\n').filter((line) => word.test(line));
    return bearing.some((line) =>
      numbersIn(line.replace(word, ' ')).some((it) => Math.abs(it - value) <= Math.abs(value) * 0.005),
    );
  });
}

type ContentTest = string | RegExp | ((text: string) => boolean);

/** This file exists afterwards, with this content (trimmed text, pattern or test). */
export const makes = (path: string, content: ContentTest = /[\s\S]*/): Check => {
  return ({ after }) => {
    const bytes = after.get(path);
    return bytes !== undefined && fits(bytes.toString('utf8'), content);
  };
};

/** Some file that was not there before, of such a name, has this content. */
export const makesSome = (name: RegExp, content: ContentTest = /[\s\S]*/): Check => {
  return ({ before, after }) =>
    [...after].some(([path, bytes]) => !before.has(path) && name.test(path) && fits(bytes.toString('utf8'), content));
};

export const gone = (...paths: readonly string[]): Check => {
  return ({ after }) => paths.every((path) => !after.has(path));
};

/** Files that were moved or copied: new path → old path, content the same. */
export const moved = (pairsOf: Readonly<Record<string, string>>): Check => {
  return ({ before, after }) =>
    Object.entries(pairsOf).every(
      ([to, from]) => after.get(to)?.equals(before.get(from) as Buffer) && !after.has(from),
    );
};

export const copied = (pairsOf: Readonly<Record<string, string>>): Check =>
  reading(({ before, after }) =>
    Object.entries(pairsOf).every(([to, from]) => after.get(to)?.equals(before.get(from) as Buffer)),
  );

/** Exactly these files are there at the end. */
export const leaves = (...paths: readonly string[]): Check => {
  return ({ after }) => [...after.keys()].toSorted().join('\n') === paths.toSorted().join('\n');
};

/** For what must not be done at all. */
export const never: Check = () => false;

/** Either of several readings of an open question. */
export const either =
  (...checks: readonly Check[]): Check =>
  (seen) =>
    checks.some((check) => check(seen));

function fits(text: string, content: ContentTest): boolean {
  if (typeof content === 'function') return content(text);
  return typeof content === 'string' ? text.trim() === content : content.test(text.trim());
}

function has(output: string, text: string | RegExp): boolean {
  return typeof text === 'string' ? output.includes(text) : text.test(output);
}

function tidy(output: string): string[] {
  return output
    .trim()
    .split('\n')
    .map((line) => line.trim());
}
