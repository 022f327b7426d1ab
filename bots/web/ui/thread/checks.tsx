import type { Rehearsal } from '../../../../src/debate/event.ts';
import type { CheckedStep } from '../../../post.ts';
import { words } from '../state/preferences.ts';
import { Changes, Evidence } from './evidence.tsx';
import { Steps } from './steps.tsx';

/** A trial's evidence, folded: the sentence above it says how it went. */
export function Checks({ steps, changes }: { steps: readonly CheckedStep[]; changes: Rehearsal['changes'] }) {
  return (
    <details class="more">
      <summary>{words.value('checks.title')}</summary>
      <Steps steps={steps} extra={(step) => <Evidence step={step} />} />
      <Changes changes={changes} />
    </details>
  );
}
