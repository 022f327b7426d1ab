import { type Column, columnsIn, readHeader } from '../../shared/columns.ts';
import { escapeString, quotePath } from '../../shared/quote.ts';
import { both } from '../../shared/speech.ts';
import { isTrouble, oneFile } from '../pieces.ts';
import type { Reading } from '../reading.ts';
import type { Draft, Rule, Trouble } from '../rule.ts';

export type Table = {
  readonly path: string;
  readonly header: readonly Column[];
  readonly named: readonly Column[];
  readonly awk: string;
};

/** Fields as CSV has them: quotes may hide commas; a value is compared without its quotes. */
export const bareField = `function bare(field) { if (field ~ /^".*"$/) { field = substr(field, 2, length(field) - 2); gsub(/""/, "\\"", field) } sub(/\\r$/, "", field); return field }`;

function theTable(reading: Reading): Table | Trouble {
  const file = oneFile(reading, ['csv', 'tsv']);
  if (isTrouble(file)) return file;
  const header = readHeader(file.head, file.path);
  const awk = file.path.endsWith('.tsv') ? `gawk -F'\\t'` : `gawk -v FPAT='[^,]*|"([^"]|"")*"'`;
  return { path: quotePath(file.path), header, named: columnsIn(reading, header), awk };
}

export function overTable(build: (table: Table, reading: Reading) => Draft | Trouble | null): Rule['build'] {
  return (reading) => {
    if (reading.extensions.length > 0 && !reading.extensions.some((it) => /^[ct]sv$/.test(it))) return null;
    const about =
      reading.sources.some((it) => /\.[ct]sv$/.test(it)) ||
      reading.extensions.some((it) => /^[ct]sv$/.test(it)) ||
      reading.has('csv', 'column', 'rows');
    if (
      !about &&
      !(reading.sources.length === 0 && reading.files.filter((it) => /\.[ct]sv$/.test(it.path)).length === 1)
    )
      return null;
    if (reading.sources.length > 0 && !reading.sources.some((it) => /\.[ct]sv$/.test(it))) return null;
    const table = theTable(reading);
    return isTrouble(table) ? table : build(table, reading);
  };
}

export const noColumn = (table: Table): Trouble => ({
  trouble: both(
    `Which column do you mean? The file has ${table.header.map((it) => it.name).join(', ')}.`,
    `어느 열을 말씀하시는지요? 파일에는 ${table.header.map((it) => it.name).join(', ')} 열이 있습니다.`,
  ),
});

/** Concepts that fit every rule about tables. */
export const asks = 'column list find csv rows by each total all file where chart maximum first create convert';

/** "price over 100", "city is Seoul", "나이가 30 이상": a test on one column, or null. */
export function condition(table: Table, reading: Reading): { test: string; words: string } | null {
  const text = reading.quoted[0];
  for (const column of table.named) {
    const field = `bare($${column.index})`;
    const number = reading.amounts.find((it) => it.unit === 'plain' || it.unit === 'percent')?.value;
    const sign = compareSign(reading);
    if (sign !== undefined && number !== undefined && column.numeric)
      return { test: `${field} + 0 ${sign} ${number}`, words: `${column.name} ${sign} ${number}` };
    const value = text ?? valueAfter(reading, column);
    if (value !== undefined)
      return {
        test: `${field} == "${escapeString(value)}"`.replaceAll("'", "'\\''"),
        words: `${column.name} = ${value}`,
      };
  }
  return null;
}

function compareSign(reading: Reading): string | undefined {
  const text = reading.masked;
  if (/\bat least\b|이상|>=/.test(text)) return '>=';
  if (/\bat most\b|이하|<=/.test(text)) return '<=';
  if (
    /\b(?:more|greater|higher|larger|bigger|older) than\b|\bover\b|\babove\b|\bexceed|초과|넘|보다 (?:큰|많|높|크)|>/.test(
      text,
    )
  )
    return '>';
  if (/\b(?:less|lower|smaller|fewer|younger) than\b|\bunder\b|\bbelow\b|미만|보다 (?:작|적|낮)|</.test(text))
    return '<';
  return undefined;
}

function valueAfter(reading: Reading, column: Column): string | undefined {
  const name = column.name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const english = new RegExp(`(?<![\\w])${name}\\s*(?:is|equals?|=+|:)\\s*["']?([\\p{L}\\p{N}_.-]+)`, 'iu').exec(
    reading.text,
  )?.[1];
  const korean = new RegExp(
    `${name}(?:이|가|은|는)?\\s*["']?([\\p{L}\\p{N}_.-]+?)["']?\\s*(?:인|이고|과 같은|와 같은)(?:\\s|$)`,
    'u',
  ).exec(reading.text)?.[1];
  const value = english ?? korean;
  return value !== undefined && /^(?:over|above|under|below|at|more|less|greater|the|a|not)$/i.test(value)
    ? undefined
    : value?.replace(/[.]$/, '');
}
