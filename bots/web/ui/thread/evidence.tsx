import type { Output, Rehearsal, Verdict } from '../../../../src/debate/event.ts';
import { formatBytes, formatDuration } from '../../../../src/i18n/format.ts';
import type { CheckedStep } from '../../../post.ts';
import { Terminal } from '../parts/terminal.tsx';
import { locale, words } from '../state/preferences.ts';

/** The policy's word on one command, in a word, a colour, and with its reasons. */
export function VerdictBadge({ verdict }: { verdict: Verdict }) {
  return <span class={`badge ${verdict.verdict}`}>{words.value(`verdict.${verdict.verdict}`)}</span>;
}

/**
 * What is known about a step before it runs: verdict, missing programs, how the trial went.
 * @param open with what it printed in sight
 */
export function Evidence({ step, open = false }: { step: CheckedStep; open?: boolean }) {
  const t = words.value;
  const { verdict, missingPrograms, run } = step;
  const worked = run?.ending === 'exited' && run.exitCode === 0;
  return (
    <div class="evidence">
      <p class="facts">
        <VerdictBadge verdict={verdict} />
        {run ? (
          <>
            <span class={worked ? 'badge allow' : 'badge deny'}>
              {worked
                ? t('steps.ok')
                : run.ending === 'exited'
                  ? t('steps.exit', { code: String(run.exitCode) })
                  : t(`ending.${run.ending}`)}
            </span>
            <span class="note">
              {t('steps.exit', { code: String(run.exitCode) })} · {formatDuration(run.durationMs, locale.value)}
            </span>
          </>
        ) : (
          <span class="badge none">{t('steps.notRun')}</span>
        )}
      </p>
      {verdict.verdict !== 'allow' && verdict.reasons.length > 0 && (
        <ul class="reasons">
          {verdict.reasons.map((reason) => (
            <li key={reason.rule + reason.word}>
              {reason.word && <code>{reason.word}</code>} {reason.message}
            </li>
          ))}
        </ul>
      )}
      {missingPrograms.length > 0 && (
        <p class="problem-note">{t('steps.missing', { programs: missingPrograms.join(', ') })}</p>
      )}
      {run && run.output.bytes > 0 && (
        <details class="more" open={open}>
          <summary>
            {t('steps.output')} <span class="note">{formatBytes(run.output.bytes, locale.value)}</span>
          </summary>
          <Terminal text={outputText(run.output)} />
        </details>
      )}
    </div>
  );
}

/** Beginning and end of an output, and between them how much is left out. */
export function outputText(output: Output): string {
  if (output.tail === '') return output.head;
  const encoder = new TextEncoder();
  const left = output.bytes - encoder.encode(output.head).length - encoder.encode(output.tail).length;
  const cut = words.value('steps.cut', { size: formatBytes(Math.max(0, left), locale.value) });
  return `${output.head}\n${cut}\n${output.tail}`;
}

/** Files that a trial added, changed or removed. */
export function Changes({ changes }: { changes: Rehearsal['changes'] }) {
  const t = words.value;
  if (changes.length === 0) return <p class="note">{t('checks.noChange')}</p>;
  return (
    <>
      <p class="small-head">{t('checks.wouldChange')}</p>
      <ul class="changes">
        {changes.map((it) => (
          <li key={it.path}>
            <span class={`badge change-${it.change}`}>{t(`change.${it.change}`)}</span>
            <code>{it.path}</code>
            {it.change !== 'removed' && <span class="note">{formatBytes(it.bytes, locale.value)}</span>}
          </li>
        ))}
      </ul>
    </>
  );
}
