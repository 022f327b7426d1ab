import { formatDuration } from '../../../../src/i18n/format.ts';
import type { Block } from '../../../post.ts';
import { Command } from '../parts/command.tsx';
import { Terminal } from '../parts/terminal.tsx';
import { locale, words } from '../state/preferences.ts';
import { outputText } from './evidence.tsx';

/** How one step ended for real, with what it printed. */
export function StepOutput({ block }: { block: Extract<Block, { kind: 'output' }> }) {
  const t = words.value;
  const { step, ending, exitCode, output, durationMs, problem } = block;
  const worked = ending === 'exited' && exitCode === 0 && problem === undefined;
  return (
    <div class="step-output">
      <p class="facts">
        <span class={worked ? 'badge allow' : 'badge deny'}>
          {ending === 'exited'
            ? worked
              ? t('steps.ok')
              : t('steps.exit', { code: String(exitCode) })
            : t(`ending.${ending}`)}
        </span>
        <span>{step.purpose}</span>
        <span class="note">{formatDuration(durationMs, locale.value)}</span>
      </p>
      {problem && <p class="problem-note">{problem}</p>}
      {output.bytes > 0 ? <Terminal text={outputText(output)} /> : <p class="note">{t('steps.noOutput')}</p>}
      <details class="more">
        <summary>{t('steps.command')}</summary>
        <Command source={step.command} />
      </details>
    </div>
  );
}
