import stringWidth from 'string-width';
import { formatScore } from '../../../src/i18n/index.ts';
import type { Tongue } from '../../chat/tongue.ts';
import type { Part } from '../../markdown/index.ts';
import type { Block } from '../../post.ts';

type Counted = Extract<Block, { kind: 'consensus' }>;

/** The count as an aligned table in a code block: names in other scripts take two columns a character. */
export function consensusTable({ consensus, names }: Counted, { t, locale }: Tongue): Part[] {
  const number = (value: number | null) => (value === null ? '–' : formatScore(value, locale));
  const rows = consensus.table.map((row) => [
    names[row.proposal] ?? row.proposal,
    number(row.score),
    number(row.feasibility),
    number(row.relevance),
    row.barred ? t('show.barred') : row.capped ? t('show.capped') : '',
  ]);
  const head = [t('show.plan'), t('show.score'), t('show.feasibility'), t('show.relevance'), ''];
  return [{ kind: 'code', gap: false, language: '', text: aligned([head, ...rows]) }];
}

function aligned(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => stringWidth(row[column] ?? '')))) ?? [];
  return rows
    .map((row) => {
      const cells = row.map((cell, column) => {
        const room = ' '.repeat((widths[column] ?? 0) - stringWidth(cell));
        return column === 0 || column === 4 ? cell + room : room + cell;
      });
      return cells.join('  ').trimEnd();
    })
    .join('\n');
}
