import type { Artifact, Output, Rehearsal } from '../../src/debate/event.ts';
import { formatBytes, formatDeadline, formatList, formatScore } from '../../src/i18n/index.ts';
import type { Block, CheckedStep, PostedStep } from '../post.ts';
import { code, fenced, name, plain } from '../present/markdown.ts';
import { safe } from './control.ts';
import { howItWent } from './steps.ts';
import type { Style } from './style.ts';

const inert = (text: string) => plain(safe(text, { colors: false }));

/** A block other than text as Markdown; command output loses its colours. */
export function blockMarkdown(style: Style, block: Exclude<Block, { kind: 'text' }>): string {
  const { t, locale } = style;
  switch (block.kind) {
    case 'steps':
      return block.steps.map((step, index) => stepMarkdown(step, index)).join('\n');
    case 'checks':
      return checksMarkdown(style, block.steps, block.changes);
    case 'ballot':
      return table(
        [t('show.plan'), t('show.feasibility'), t('show.relevance'), t('show.reason')],
        block.scores.map((it) => [
          inert(it.of),
          formatScore(it.feasibility, locale),
          formatScore(it.relevance, locale),
          inert(it.reason),
        ]),
      );
    case 'consensus':
      return consensusMarkdown(style, block);
    case 'approval':
      return approvalMarkdown(style, block);
    case 'output':
      return runMarkdown(style, block);
    case 'artifacts':
      return block.items.map((it) => `- ${artifactName(style, it)}`).join('\n');
  }
}

function stepMarkdown(step: PostedStep, index: number, below: readonly string[] = []): string {
  const indent = ' '.repeat(`${index + 1}. `.length);
  const command = fenced(safe(step.command, { colors: false }), 'bash');
  return [`${index + 1}. ${inert(step.purpose)}`, ...[command, ...below].map((it) => indented(`\n${it}`, indent))].join(
    '\n',
  );
}

function checksMarkdown(style: Style, steps: readonly CheckedStep[], changes: Rehearsal['changes']): string {
  const { t, locale } = style;
  const drawn = steps.map((step, index) => {
    const { verdict, reasons } = step.verdict;
    const why = verdict === 'allow' ? '' : `: ${reasons.map((it) => inert(it.message)).join(' ')}`;
    const run = step.run ? howItWent(style, step.run, 'copy') : t('rehearsal.notRun');
    const missing = step.missingPrograms.length > 0 ? ` · ${step.missingPrograms.map(code).join(', ')} ✗` : '';
    const facts = `${t(`verdict.${verdict}`)}${why}${missing} · ${run}`;
    return stepMarkdown(step, index, [facts, ...(step.run ? outputMarkdown(style, step.run.output) : [])]);
  });
  const moved = changes.map(
    (it) => `- ${t(`change.${it.change}Word`)} ${code(it.path)} (${formatBytes(it.bytes, locale)})`,
  );
  return [...drawn, ...(moved.length > 0 ? [`${t('show.wouldChange')}\n\n${moved.join('\n')}`] : [])].join('\n\n');
}

function consensusMarkdown({ t, locale }: Style, { consensus, names }: Extract<Block, { kind: 'consensus' }>): string {
  const points = (value: number | null) => (value === null ? '–' : formatScore(value, locale));
  const rows = consensus.table.map((row) => {
    const plan = inert(names[row.proposal] ?? row.proposal);
    const won = row.proposal === consensus.winner && !consensus.hybridOf;
    const notes = [row.barred ? t('show.barred') : '', row.capped && !row.barred ? t('show.capped') : ''];
    return [
      won ? `**${plan}**` : plan,
      points(row.feasibility),
      points(row.relevance),
      points(row.score),
      notes.filter(Boolean).join(', '),
    ];
  });
  return table([t('show.plan'), t('show.feasibility'), t('show.relevance'), t('show.score'), ' '], rows);
}

function approvalMarkdown(style: Style, block: Extract<Block, { kind: 'approval' }>): string {
  const { t, locale } = style;
  const names = formatList(
    block.approvers.map((it) => name(it)),
    locale,
  );
  const may =
    block.needed > 1
      ? t('approval.mayTogether', { names, needed: String(block.needed) })
      : t('approval.may', { names });
  return [
    checksMarkdown(style, block.steps, block.changes),
    ...block.dissent,
    `${may} ${t('approval.until', { time: formatDeadline(block.expiresAt, locale) })}`,
  ].join('\n\n');
}

function runMarkdown(style: Style, block: Extract<Block, { kind: 'output' }>): string {
  const title = `${inert(block.step.purpose)} (${howItWent(style, block, 'real')})`;
  const problem = block.problem === undefined ? [] : [inert(block.problem)];
  return [title, ...outputMarkdown(style, block.output), ...problem].join('\n\n');
}

function outputMarkdown({ t, locale }: Style, output: Output): string[] {
  if (output.bytes === 0) return [];
  const kept = new TextEncoder().encode(output.head + output.tail).length;
  const cut = output.bytes > kept ? [t('show.cut', { size: formatBytes(output.bytes - kept, locale) })] : [];
  const text = [output.head, ...cut, output.tail].filter((it) => it !== '').map((it) => it.replace(/\n$/, ''));
  return [fenced(safe(text.join('\n'), { colors: false }))];
}

function artifactName({ t, locale }: Style, item: Artifact): string {
  const words = { path: code(item.path), size: formatBytes(item.bytes, locale) };
  if (item.change === 'removed') return t('show.removed', words);
  return item.blob === undefined ? t('show.tooLarge', words) : t('show.artifact', words);
}

function table(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(titles), line(titles.map(() => '---')), ...rows.map(line)].join('\n');
}

function indented(text: string, indent: string): string {
  return text.replace(/^(?=.)/gm, indent);
}
