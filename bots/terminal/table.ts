import stringWidth from 'string-width';
import { hang, type Style, wrap } from './style.ts';

export type Column = { readonly title?: string; readonly align?: 'left' | 'right' };

const gap = 2;

/** Rows, under titles if any column has one, aligned by what each character takes on screen. The last column wraps. */
export function drawTable(style: Style, columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const widths = columns.map((column, index) =>
    Math.max(stringWidth(column.title ?? ''), ...rows.map((row) => stringWidth(row[index] ?? ''))),
  );
  const titles = line(
    style,
    columns,
    widths,
    columns.map((it) => it.title ?? ''),
  );
  const body = rows.map((row) => line(style, columns, widths, row));
  return (titles.trim() === '' ? body : [style.paint.dim(titles), ...body]).join('\n');
}

function line(style: Style, columns: readonly Column[], widths: readonly number[], cells: readonly string[]): string {
  const last = columns.length - 1;
  const before = cells
    .slice(0, last)
    .map((cell, index) => pad(cell, widths[index] ?? 0, columns[index]?.align ?? 'left') + ' '.repeat(gap))
    .join('');
  const cell = cells[last] ?? '';
  const room = style.width - stringWidth(before);
  if (columns[last]?.align === 'right') return (before + pad(cell, widths[last] ?? 0, 'right')).trimEnd();
  return hang(before, wrap(cell, room)).replace(/ +$/gm, '');
}

function pad(cell: string, width: number, align: 'left' | 'right'): string {
  const blanks = ' '.repeat(Math.max(0, width - stringWidth(cell)));
  return align === 'right' ? blanks + cell : cell + blanks;
}
