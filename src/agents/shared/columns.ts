import Papa from 'papaparse';
import type { Terms } from './terms.ts';

/** A column of a table, counted from 1 as awk does. */
export type Column = {
  readonly index: number;
  readonly name: string;
  readonly numeric: boolean;
  /** `group` when the request says "by …", "… 별". */
  readonly role?: 'group';
};

/** The columns of a table, from its first rows. */
export function readHeader(head: string, path: string): Column[] {
  const [names = [], ...body] = readCells(head, path);
  // The head may be cut in the middle of its last row.
  const whole = head.length >= 1000 && body.length > 1 ? body.slice(0, -1) : body;
  return names.map((name, position) => ({
    index: position + 1,
    name: name.replace(/^\ufeff/, '').trim(),
    numeric:
      whole.length > 0 &&
      whole.every((row) => /^\s*[-+]?\d[\d.]*\s*$|^\s*$/.test(row[position] ?? '')) &&
      whole.some((row) => (row[position] ?? '') !== ''),
  }));
}

/** The cells of a table's first rows, header first. */
export function readCells(head: string, path: string): string[][] {
  return Papa.parse<string[]>(head, { delimiter: path.endsWith('.tsv') ? '\t' : ',', skipEmptyLines: true }).data;
}

export function numericColumns(columns: readonly Column[]): Column[] {
  return columns.filter((it) => it.numeric && !/^(?:id|no|번호|순번)$/i.test(it.name));
}

/** Columns that the request names, in the order it names them, or by number ("column 3", "3번째 열"). */
export function columnsIn(terms: Terms, columns: readonly Column[]): Column[] {
  const text = terms.text.toLowerCase();
  const named = columns
    .map((column) => ({ column, at: placeOf(column.name.toLowerCase(), text, terms) }))
    .filter((it) => it.at >= 0)
    .sort((a, b) => a.at - b.at)
    .map(({ column, at }) => ({
      ...column,
      ...(isGroup(column.name.toLowerCase(), text, at) ? { role: 'group' as const } : {}),
    }));
  if (named.length > 0) return named;
  const number = terms.amounts.find((it) => it.unit === 'column')?.value;
  return columns.filter((it) => it.index === number);
}

function placeOf(name: string, text: string, terms: Terms): number {
  if (name === '') return -1;
  const names = [...terms.sources, ...(terms.output === undefined ? [] : [terms.output])].map((it) => it.toLowerCase());
  const clean = names.reduce((rest, it) => rest.replaceAll(it, ' '.repeat(it.length)), text);
  const variants = [
    name,
    name.replace(/[_-]/g, ' '),
    ...(/^[a-z]+$/.test(name) ? [`${name}s`, `${name}es`, name.replace(/y$/, 'ies')] : []),
  ];
  for (const variant of variants) {
    const escaped = variant.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const at = clean.search(new RegExp(`(?<![\\p{L}\\p{N}_])${escaped}(?![a-z0-9_])`, 'u'));
    if (at >= 0) return at;
  }
  return -1;
}

function isGroup(name: string, text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 12), at);
  const after = text.slice(at + name.length, at + name.length + 4);
  return /\b(?:by|per|each|every|which)\s+(?:the\s+)?["']?$/.test(before) || /^["']?\s*(?:별|마다|에 따라)/.test(after);
}
