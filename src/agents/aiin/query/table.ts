import { type Column, readCells, readHeader } from '../../shared/columns.ts';
import { extensionOf } from '../../shared/names.ts';
import { quotePath } from '../../shared/quote.ts';
import type { Reading } from '../reading.ts';
import { columnWords, spellingsOf } from './words.ts';

/** A file of rows, wherever they come from: CSV, TSV, or a JSON list. */
export type Rows = {
  readonly path: string;
  readonly columns: readonly Column[];
  /** Distinct values of the first rows, per column that is not a number. */
  readonly values: ReadonlyMap<number, readonly string[]>;
  /** Columns in whose first rows a value comes twice. */
  readonly repeated: ReadonlySet<number>;
  /** Writes the rows, header first, with tabs between fields and without quotes. */
  readonly source: string;
};

const unquote = `function bare(f) { if (f ~ /^".*"$/) { f = substr(f, 2, length(f) - 2); gsub(/""/, "\\"", f) } gsub(/\\t/, " ", f); return f }`;

/** The table that the request names, or the only one whose columns or values it speaks of. */
export function rowsOf(reading: Reading): Rows | null {
  const named = reading.sources.filter(isTable);
  if (reading.sources.length > 1 || named.length !== reading.sources.length) return null;
  const tables = reading.files.filter((it) => isTable(it.path) && (named.length === 0 || named.includes(it.path)));
  const rows = tables.flatMap((file) => {
    const read = readRows(file.path, file.head ?? '');
    return read === null ? [] : [read];
  });
  if (named.length === 1 || rows.length === 0) return rows[0] ?? null;
  const text = reading.plain.toLowerCase();
  const ranked = rows
    .map((it) => ({ it, points: familiarity(it, text) }))
    .filter(({ points }) => points > 0)
    .sort((a, b) => b.points - a.points);
  const [best, next] = ranked;
  return best === undefined || best.points === next?.points ? null : best.it;
}

function isTable(path: string): boolean {
  return ['csv', 'tsv', 'json'].includes(extensionOf(path));
}

function familiarity({ path, columns, values }: Rows, text: string): number {
  const stem = path
    .replace(/^.*\//, '')
    .replace(/\.\w+$/, '')
    .toLowerCase();
  const said = (word: string) => word.length > 1 && mention(word).test(text);
  return (
    (stem.length > 2 && (said(stem) || said(stem.replace(/s$/, ''))) ? 2 : 0) +
    columns.filter((it) => namesOf(it.name).some(said)).length +
    [...values.values()].flat().filter((it) => spellingsOf(it).some(said)).length
  );
}

function readRows(path: string, head: string): Rows | null {
  const kind = extensionOf(path);
  const quoted = quotePath(path);
  if (kind === 'json') {
    if (!head.trimStart().startsWith('[')) return null;
    const items = itemsIn(head);
    const names = Object.keys(items[0] ?? {});
    if (names.length === 0 || names.some((it) => !/^\w+$/.test(it))) return null;
    const table = [names, ...items.map((it) => names.map((name) => String(it[name] ?? '')))];
    const list = names.map((it) => `.${it}`).join(', ');
    return rowsFrom(
      path,
      table.map((row) => row.map((cell) => cell.replaceAll('\t', ' ')).join('\t')).join('\n'),
      `jq -r '[${names.map((it) => `"${it}"`).join(', ')}], (.[] | [${list}] | map(. // "" | tostring | gsub("[\\t\\n]"; " "))) | join("\\t")' ${quoted}`,
    );
  }
  const source =
    kind === 'tsv'
      ? `sed 's/\\r$//' ${quoted}`
      : `gawk -v FPAT='[^,]*|"([^"]|"")*"' -v OFS='\\t' '${unquote} { sub(/\\r$/, ""); for (i = 1; i <= NF; i++) $i = bare($i); $1 = $1; print }' ${quoted}`;
  return rowsFrom(path, head, source);
}

function itemsIn(head: string): Record<string, unknown>[] {
  const whole = [head, `${head.slice(0, head.lastIndexOf('}') + 1)}]`];
  for (const text of whole) {
    try {
      const value: unknown = JSON.parse(text);
      if (Array.isArray(value)) return value.filter((it) => typeof it === 'object' && it !== null);
    } catch {
      // The head of a long file stops in the middle of an item.
    }
  }
  return [];
}

function rowsFrom(path: string, text: string, source: string): Rows | null {
  const like = path.endsWith('.csv') ? path : 'x.tsv';
  const columns = readHeader(text, like);
  if (columns.length < 2) return null;
  const cells = readCells(text, like).slice(1);
  const values = new Map(
    columns
      .filter((it) => !it.numeric)
      .map((it) => [
        it.index,
        [...new Set(cells.map((row) => row[it.index - 1]?.trim() ?? ''))].filter(
          (cell) => cell !== '' && !/^[\d.,:/-]+$/.test(cell),
        ),
      ]),
  );
  const repeated = new Set(
    columns.map((it) => it.index).filter((index) => new Set(cells.map((row) => row[index - 1])).size < cells.length),
  );
  return { path, columns, values, repeated, source };
}

/** What people call this column. */
export function namesOf(column: string): string[] {
  const lower = column.toLowerCase();
  const same = columnWords.filter((it) => it.includes(lower)).flat();
  const plural = /^[a-z]+$/.test(lower) ? [`${lower}s`, lower.replace(/y$/, 'ies')] : [];
  return [...new Set([lower, lower.replace(/[_-]/g, ' '), ...plural, ...same])].sort((a, b) => b.length - a.length);
}

/** `word` as a pattern that meets it alone, or before a Korean particle. */
export function spelled(words: readonly string[]): string {
  const escaped = words.map((it) => it.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '\\s+'));
  return `(?<![\\p{L}\\p{N}_])(?:${escaped.join('|')})(?![a-z0-9_])`;
}

function mention(word: string): RegExp {
  return new RegExp(spelled([word]), 'u');
}
