import { extensionOf } from '../shared/names.ts';
import { numberOf, ORDINAL } from './query/scan.ts';
import type { Reading } from './reading.ts';
import type { Draft } from './rule.ts';

/**
 * The law behind every command: what a person said is either in the command, or known to say nothing about it.
 * Returns what was said and passed over, in the person's words.
 */
export function passedOver(reading: Reading, draft: Draft, said: Said = reading): string[] {
  const command = [draft.produce, ...(draft.makes ?? []), reading.output ?? ''].join(' ');
  return [
    ...reading.quoted.filter((text) => !holds(command, text)),
    ...wordsPassedOver(reading, said.unexplained, command),
    ...numbersPassedOver(said.masked, command).filter(
      (it) => reading.sources.length < 2 || numberOf(it) !== reading.sources.length,
    ),
    ...reading.sources.filter((path) => !command.includes(path.replaceAll("'", `'\\''`))),
    ...kindsPassedOver(reading, command),
    ...reading.dates.filter((date) => !command.includes(date) && !command.includes(date.slice(5))),
  ];
}

/** The part of a request that is still to be accounted for; a phrase answers for its own words. */
type Said = { readonly masked: string; readonly unexplained: readonly string[] };

const particle = /(?:이라는|라는|이란|으로|에서|에게|까지|부터|을|를|이|가|은|는|의|로|에|와|과|랑|만|도)$/u;
const unescaped = (text: string) => text.replace(/\\(?=[^\w\s])/g, '').replaceAll(`''`, `'`);

function holds(command: string, text: string): boolean {
  // A dash or a comma stands in nearly every command: then it counts only where it is marked off as a text.
  if (text.trim().length < 3)
    return [`'${text}'`, `"${text}"`, `/${text}/`, ` ${text} --`].some((it) => unescaped(command).includes(it));
  return unescaped(command).includes(unescaped(text)) || command.includes(text);
}

function wordsPassedOver(reading: Reading, unexplained: readonly string[], command: string): string[] {
  const anchored =
    reading.sources.length + reading.extensions.length > 0 ||
    reading.output !== undefined ||
    reading.has('file', 'folder', 'lines', 'log', 'csv', 'json', 'column', 'rows');
  const text = anchored ? command.toLowerCase() : '';
  const used = (word: string) => {
    const stem = word.replace(particle, '');
    return stem.length > 1 && text.includes(stem);
  };
  return unexplained.filter((word) => !used(word));
}

/** Numbers that are part of how a command is written, and answer nobody. */
const boilerplate =
  /function \w+\(\w+\) \{.*?return \w+ \}|-k\s?\d+(?:,\d+)?\w*|\$\d+|%-?\d*(?:\.\d+)?[a-z]|\d?>&?\d|sha\d+sum|md5sum|base64|utf-?8|NR [>=]=? 1|FNR > 1|\[0-9\][*+]?|\{\d+(?:,\d*)?\}|substr\([^)]*\)|-w 64|-c 67-|\|\| \[ \$\? -eq 1 \]|[<>=]= 400\b|\[1-5\]|-[vd]?\d? ?OFS|LC_ALL=\S+/gi;
const numberWords = 'two|three|four|five|six|seven|eight|nine|ten|twelve|twenty';

const numberedNames = /(?:utf|sha|md|iso|latin|cp|base|mp|http\/)[- ]?\d+(?:-\d+)*|\d+\s*진수/gi;

const nthColumn = new RegExp(
  `${ORDINAL}\\s*(?:columns?|fields?|열|컬럼|칼럼|필드)|\\b(?:column|field) (?:number )?\\d+`,
  'giu',
);

function numbersPassedOver(words: string, command: string): string[] {
  const bare = command.replace(boilerplate, ' ');
  const shown = new Set([...bare.matchAll(/(?<![\w.])-?\d+(?:\.\d+)?|\d+/g)].map((it) => Math.abs(Number(it[0]))));
  const over: string[] = [];
  const masked = words.replace(numberedNames, ' ').replace(nthColumn, ' ');
  let text = masked;
  for (const match of masked.matchAll(new RegExp(ORDINAL, 'giu'))) {
    text = text.replace(match[0], ' ');
    const place = numberOf(match[1] ?? match[2]);
    if (place > 1 && !shown.has(place)) over.push(match[0].trim());
  }
  const said = new RegExp(
    `(?<![\\w.])(\\d[\\d,]*(?:\\.\\d+)?)|\\b(${numberWords})\\b|(?<![가-힣])(두|세|네|다섯|여섯|일곱|여덟|아홉|열)\\s*(?:개|줄|명|건|행|장|일|주|달|시간|번)(?![가-힣]*째)`,
    'giu',
  );
  for (const match of text.matchAll(said)) {
    const value = numberOf(match[1] ?? match[2] ?? match[3]);
    if (!Number.isNaN(value) && !formsOf(value).some((it) => shown.has(it))) over.push(match[0].trim());
  }
  return over;
}

/** The number as a command may have it: in bytes, minutes or days, as an hour after noon, or as a line to begin at. */
function formsOf(value: number): number[] {
  const factors = [1, 7, 30, 60, 365, 1024, 1440, 10_080, 43_200, 1024 ** 2, 1024 ** 3];
  return [
    ...factors.map((it) => Math.round(value * it * 1000) / 1000),
    value + 1,
    value * 7 - 1,
    value * 30 - 1,
    value * 365 - 1,
    ...(value > 1 ? [value - 1, value + 12] : []),
    ...(value >= 100 ? [Math.floor(value / 100)] : []),
  ]; // prettier-ignore
}

/** "jpg만": a kind of file that is here, named alone, and nothing in the command knows of it. */
function kindsPassedOver(reading: Reading, command: string): string[] {
  const text = command.toLowerCase();
  if (reading.sources.length > 0) return [];
  const here = new Set(reading.files.map((it) => extensionOf(it.path)).filter((it) => it.length > 1));
  const named = [...reading.masked.matchAll(/(?<![\w§])\.?([a-z][a-z0-9]{1,4})(?![a-z0-9])/g)].map((it) => it[1] ?? '');
  const forms = named.filter((it) => here.has(it) || here.has(it.replace(/s$/, '')));
  return [...new Set(forms)].filter(
    (it) => it !== reading.format && !text.includes(it) && !text.includes(it.replace(/s$/, '')),
  );
}
