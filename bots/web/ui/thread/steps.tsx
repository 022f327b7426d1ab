import type { ComponentChildren } from 'preact';
import type { PostedStep } from '../../../post.ts';
import { Command } from '../parts/command.tsx';

/** Numbered steps, each with its owner, purpose and command; `extra` adds what is known about one, `unfolded` says which are shown whole. */
export function Steps<T extends PostedStep>({
  steps,
  extra,
  unfolded,
}: {
  steps: readonly T[];
  extra?: (step: T) => ComponentChildren;
  unfolded?: (step: T) => boolean;
}) {
  return (
    <ol class="steps">
      {steps.map((step) => (
        <li key={step.id} class="step">
          <p class="purpose">
            <span>{step.purpose}</span>
            <span class="tag">{step.owner}</span>
          </p>
          <Command source={step.command} unfolded={unfolded?.(step) ?? false} />
          {extra?.(step)}
        </li>
      ))}
    </ol>
  );
}
