import { formatBytes, formatDuration, formatScore } from '../../src/i18n/index.ts';
import { type Line, noLead, type Part, plainLine, type Run, readMarkdown } from '../markdown/index.ts';
import type { Block, CheckedStep, PostedStep } from '../post.ts';
import { lastLines, outputText } from './output-text.ts';
import type { Tongue } from './tongue.ts';

/** Blocks as lines and code: compact enough for a phone. Files and the approval card are made elsewhere. */

type Of<K extends Block['kind']> = Extract<Block, { kind: K }>;

const plain = (text: string): Run => ({ text, marks: [] });
const strong = (text: string): Run => ({ text, marks: ['strong'] });
const code = (text: string): Run => ({ text, marks: ['code'] });
const line = (runs: readonly Run[], gap = false): Line => ({ kind: 'line', gap, lead: noLead, runs });

export function textParts(block: Of<'text'>): Part[] {
  return readMarkdown(block.markdown).map((part, index) => (index === 0 ? { ...part, gap: true } : part));
}

/** Steps with their commands; the owner is named where it is not the speaker. */
export function stepParts(steps: readonly PostedStep[], speaker: string, said: string): Part[] {
  return steps.flatMap((step, index) => [...stepTitle(step, index, steps.length, speaker, said), command(step)]);
}

function stepTitle(step: PostedStep, index: number, count: number, speaker: string, said: string): Part[] {
  const by = step.owner === speaker ? '' : ` (${step.owner})`;
  // A single step often says what the sentence above it has said already.
  if (count === 1 && by === '' && (step.purpose.trim() === '' || said.includes(step.purpose.replace(/[.。]$/, ''))))
    return [];
  const number = count > 1 ? `${index + 1}. ` : '';
  return [line([strong(number), plain(step.purpose + by)], index === 0)];
}

const command = (step: PostedStep): Part => ({ kind: 'code', gap: false, language: 'bash', text: step.command });

const worked = (run: { ending: string; exitCode: number }) => run.ending === 'exited' && run.exitCode === 0;

/** What a check found that went wrong; steps that worked need no words. */
export function checkParts(block: Of<'checks'>): Part[] {
  return block.steps.flatMap((step) => {
    if (!step.run || worked(step.run) || step.run.output.bytes === 0) return [];
    return [{ kind: 'code' as const, gap: false, language: '', text: lastLines(step.run.output, 8) }];
  });
}

export function ballotParts(block: Of<'ballot'>, { t, locale }: Tongue): Part[] {
  return block.scores.map(({ of, feasibility, relevance, reason }) =>
    line([
      strong(`${of}:`),
      plain(
        ` ${t('show.feasibility')} ${formatScore(feasibility, locale)} · ${t('show.relevance')} ${formatScore(relevance, locale)}`,
      ),
      plain(reason.trim() === '' ? '' : ` — ${reason.trim().replace(/\s+/g, ' ')}`),
    ]),
  );
}

export function consensusParts(block: Of<'consensus'>, { t, locale }: Tongue): Part[] {
  const number = (value: number | null) => (value === null ? '–' : formatScore(value, locale));
  return block.consensus.table.map((row, index) => {
    const notes = [row.barred ? t('show.barred') : '', row.capped ? t('show.capped') : ''].filter((it) => it !== '');
    const detail = [
      `${t('show.feasibility')} ${number(row.feasibility)}`,
      `${t('show.relevance')} ${number(row.relevance)}`,
      ...notes,
    ];
    return {
      ...line([
        strong(block.names[row.proposal] ?? row.proposal),
        plain(` ${number(row.score)} (${detail.join(' · ')})`),
      ]),
      lead: { ...noLead, depth: 1, marker: `${index + 1}.` },
    };
  });
}

/** A step of the card: command, what policy says, what the rehearsal saw. */
export function cardStep(step: CheckedStep, index: number, count: number, tongue: Tongue): Part[] {
  const { t, words, locale } = tongue;
  const sign = { allow: '🟢', review: '🟡', deny: '🔴' }[step.verdict.verdict];
  const reasons = step.verdict.verdict === 'allow' ? [] : step.verdict.reasons.map((it) => it.message);
  const facts = [`${sign} ${[words(`step.${step.verdict.verdict}`), ...reasons].join(': ')}`];
  if (step.missingPrograms.length > 0) facts.push(`${step.missingPrograms.join(', ')} ✗`);
  if (step.run) {
    const time = formatDuration(step.run.durationMs, locale);
    const how = t(`ending.${step.run.ending}`, { code: String(step.run.exitCode) });
    facts.push(worked(step.run) ? t('show.worked', { time }) : t('show.failed', { time, how }));
  } else facts.push(words('step.untried'));
  const evidence = step.run && step.run.output.bytes > 0 ? lastLines(step.run.output, 10) : '';
  return [
    line([strong(count > 1 ? `${index + 1}. ` : ''), strong(step.purpose), plain(` (${step.owner})`)], index > 0),
    command(step),
    line([plain(facts.join(' · '))]),
    ...(evidence === '' ? [] : [{ kind: 'code' as const, gap: false, language: '', text: evidence }]),
  ];
}

/** A step that ran: how it went, and what it wrote. */
export function outputParts(block: Of<'output'>, tongue: Tongue): Part[] {
  const { t, words, locale } = tongue;
  const time = formatDuration(block.durationMs, locale);
  const how = t(`ending.${block.ending}`, { code: String(block.exitCode) });
  const well = worked(block) && block.problem === undefined;
  const badly = block.ending === 'not-run' ? how : t('show.ranBadly', { time, how });
  const told = worked(block) ? t('show.ran', { time }) : badly;
  const { shown, whole, partial } = outputText(block.output, tongue);
  const parts: Part[] = [line([plain(well ? '✓ ' : '✗ '), plain(`${block.step.purpose} (${told})`)])];
  if (shown !== '') parts.push({ kind: 'code', gap: false, language: '', text: shown });
  else if (!well && block.problem === undefined) parts.push(plainLine(words('output.none')));
  if (whole !== null) {
    const kept = Buffer.byteLength(block.output.head) + Buffer.byteLength(block.output.tail);
    const size = formatBytes(block.output.bytes - kept, locale);
    parts.push(plainLine(partial ? words('output.kept', { size }) : words('output.whole'), ['emphasis']));
  }
  if (block.problem !== undefined) parts.push(plainLine(block.problem));
  return parts;
}

export function changeRuns(changes: Of<'approval'>['changes'], { locale }: Tongue): Line[] {
  const signs = { added: '+', changed: '~', removed: '−' };
  return changes.map(({ path, change, bytes }) =>
    line([
      plain(`${signs[change]} `),
      code(path),
      plain(change === 'removed' ? '' : ` (${formatBytes(bytes, locale)})`),
    ]),
  );
}
