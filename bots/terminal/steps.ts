import type { Artifact, Output, Rehearsal } from '../../src/debate/event.ts';
import { formatBytes, formatDuration } from '../../src/i18n/index.ts';
import type { Block, CheckedStep, PostedStep } from '../post.ts';
import { colorLines, safe } from './control.ts';
import { hang, prefix, type Style, wrap } from './style.ts';

const plain = (text: string) => safe(text, { colors: false });

export function drawSteps(style: Style, steps: readonly PostedStep[]): string {
  return steps.map((step, index) => drawStep(style, step, `${index + 1}. `)).join('\n');
}

function drawStep({ paint, width }: Style, step: PostedStep, number: string): string {
  const purpose = wrap(plain(step.purpose), width - number.length);
  return [hang(number, purpose), prefix('   ', command(paint, step.command))].join('\n');
}

// Not wrapped: a command must be readable, and copied, exactly as it would run.
function command(paint: Style['paint'], source: string): string {
  return hang(paint.dim('$ '), plain(source));
}

/** Steps with verdict, reasons and what the rehearsal did. */
export function drawChecks(style: Style, steps: readonly CheckedStep[], changes: Rehearsal['changes']): string {
  const lines = steps.map((step, index) => drawCheck(style, step, index));
  const moved = changes.map((it) => `${changeMark(style, it.change)} ${plain(it.path)}${sizeOf(style, it)}`);
  if (moved.length > 0) lines.push([style.paint.dim(style.t('show.wouldChange')), ...moved].join('\n'));
  return lines.join('\n');
}

function drawCheck(style: Style, step: CheckedStep, index: number): string {
  const { paint, t, width } = style;
  const paints = { allow: paint.green, review: paint.yellow, deny: paint.red };
  const { verdict, reasons } = step.verdict;
  const why = verdict === 'allow' ? '' : reasons.map((it) => plain(it.message)).join(' ');
  const facts = [paints[verdict](t(`verdict.${verdict}`)) + (why && `: ${why}`)];
  if (step.missingPrograms.length > 0) facts.push(paint.red(`${step.missingPrograms.map(plain).join(', ')} ✗`));
  facts.push(paint.dim(step.run ? howItWent(style, step.run, 'copy') : t('rehearsal.notRun')));
  const drawn = [drawStep(style, step, `${index + 1}. `), prefix('   ', wrap(facts.join(' · '), width - 3))];
  const output = step.run ? drawOutput(style, step.run.output, 8) : '';
  return [...drawn, ...(output ? [prefix('   ', output)] : [])].join('\n');
}

type Run = Pick<NonNullable<CheckedStep['run']>, 'ending' | 'exitCode' | 'durationMs'>;

const worked = (run: Run) => run.ending === 'exited' && run.exitCode === 0;

/** How a step went, on the copy or for real: "worked on the copy in 12 ms", "exit code 2 after 0.3 s". */
export function howItWent({ t, locale }: Style, run: Run, where: 'copy' | 'real'): string {
  const time = formatDuration(run.durationMs, locale);
  const how = t(`ending.${run.ending}`, { code: String(run.exitCode) });
  if (where === 'copy') return worked(run) ? t('show.worked', { time }) : t('show.failed', { time, how });
  if (run.ending === 'not-run') return how;
  return worked(run) ? t('show.ran', { time }) : t('show.ranBadly', { time, how });
}

/** Output with a rule beside it; at most `most` lines, the last ones. Empty when there was none. */
export function drawOutput(style: Style, output: Output, most = Number.POSITIVE_INFINITY): string {
  const { paint, t, locale, color } = style;
  if (output.bytes === 0) return '';
  const kept = new TextEncoder().encode(output.head + output.tail).length;
  const cut = output.bytes > kept ? [t('show.cut', { size: formatBytes(output.bytes - kept, locale) })] : [];
  const lines = [output.head, ...cut, output.tail]
    .filter((it) => it !== '')
    .flatMap((part) => colorLines(safe(part.replace(/\n$/, ''), { colors: color })));
  const shown = lines.length > most ? ['…', ...lines.slice(-most)] : lines;
  return prefix(`${paint.dim('│')} `, shown.join('\n'));
}

export function drawRun(style: Style, block: Extract<Block, { kind: 'output' }>): string {
  const { paint, t } = style;
  const mark = worked(block) ? paint.green('✓') : paint.red('✗');
  const title = hang(
    `${mark} `,
    wrap(`${plain(block.step.purpose)} ${paint.dim(`(${howItWent(style, block, 'real')})`)}`, style.width - 2),
  );
  const parts = [title, drawOutput(style, block.output)];
  if (block.problem !== undefined) parts.push(paint.red(wrap(plain(block.problem), style.width)));
  else if (!worked(block) && block.output.bytes === 0) parts.push(paint.dim(t('show.noOutput')));
  return parts.filter((it) => it !== '').join('\n');
}

export function drawArtifacts(style: Style, items: readonly Artifact[]): string {
  return items.map((it) => `${changeMark(style, it.change)} ${artifactName(style, it)}`).join('\n');
}

function artifactName({ t, locale }: Style, item: Artifact): string {
  const words = { path: plain(item.path).replaceAll('\n', '␊'), size: formatBytes(item.bytes, locale) };
  if (item.change === 'removed') return t('show.removed', words);
  return item.blob === undefined ? t('show.tooLarge', words) : t('show.artifact', words);
}

function changeMark({ paint }: Style, change: Artifact['change']): string {
  return { added: paint.green('+'), changed: paint.yellow('~'), removed: paint.red('-') }[change];
}

function sizeOf({ locale, paint }: Style, change: Rehearsal['changes'][number]): string {
  return change.change === 'removed' ? '' : paint.dim(` (${formatBytes(change.bytes, locale)})`);
}
