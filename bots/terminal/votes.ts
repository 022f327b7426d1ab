import { formatScore } from '../../src/i18n/index.ts';
import type { Block } from '../post.ts';
import { safe } from './control.ts';
import type { Style } from './style.ts';
import { drawTable } from './table.ts';

const plain = (text: string) => safe(text.replace(/\s+/g, ' '), { colors: false });

/** One line for each score, without titles: several ballots follow each other, and titles would be most of it. */
export function drawBallot(style: Style, { scores }: Extract<Block, { kind: 'ballot' }>): string {
  const { t, locale, paint } = style;
  const points = (label: string, value: number) => `${paint.dim(label.toLowerCase())} ${formatScore(value, locale)}`;
  const rows = scores.map((it) => [
    plain(it.of),
    points(t('show.feasibility'), it.feasibility),
    points(t('show.relevance'), it.relevance),
    plain(it.reason),
  ]);
  const columns = [{}, { align: 'right' }, { align: 'right' }, {}] as const;
  return drawTable(style, columns, rows);
}

export function drawConsensus(style: Style, { consensus, names }: Extract<Block, { kind: 'consensus' }>): string {
  const { t, locale, paint } = style;
  const points = (value: number | null) => (value === null ? '–' : formatScore(value, locale));
  const rows = consensus.table.map((row) => {
    const won = row.proposal === consensus.winner && !consensus.hybridOf;
    const notes = [row.barred ? t('show.barred') : '', row.capped && !row.barred ? t('show.capped') : ''];
    const cells = [
      `${won ? '▸' : ' '} ${plain(names[row.proposal] ?? row.proposal)}`,
      points(row.feasibility),
      points(row.relevance),
      points(row.score),
      notes.filter(Boolean).join(', '),
    ];
    return won ? cells.map((cell) => (cell === '' ? '' : paint.bold(cell))) : cells;
  });
  return drawTable(
    style,
    [
      { title: `  ${t('show.plan')}` },
      { title: t('show.feasibility'), align: 'right' },
      { title: t('show.relevance'), align: 'right' },
      { title: t('show.score'), align: 'right' },
      { title: '' },
    ],
    rows,
  );
}
