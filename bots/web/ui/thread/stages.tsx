import { type DebateView, stageOrder } from '../state/debate.ts';
import { words } from '../state/preferences.ts';

/** The way from analysis to result, and where the newest debate is on it. */
export function Stages({ view }: { view: DebateView }) {
  const t = words.value;
  const at = stageOrder.indexOf(view.stage);
  const over = view.outcome !== null;
  return (
    <ol class="stages" aria-label={t('stage.label')}>
      {stageOrder.map((stage, index) => {
        const state = index < at || (over && index === at) ? 'past' : index === at ? 'now' : 'next';
        return (
          <li
            key={stage}
            class={`stage ${state}${over ? ' over' : ''}`}
            aria-current={state === 'now' ? 'step' : undefined}
          >
            <span>{t(`stage.${stage}`)}</span>
          </li>
        );
      })}
    </ol>
  );
}
