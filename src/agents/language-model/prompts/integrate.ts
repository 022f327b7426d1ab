import type { Proposal } from '../../../debate/plan.ts';
import type { Brief, StepOutcome } from '../../../ports/agent.ts';
import { clip, fence } from './fence.ts';
import { context, instructions, outcomes, type Prompt, type Setting } from './parts.ts';

/** The last word, said to the person as it comes. */
export function integratePrompt(
  brief: Brief,
  proposal: Proposal,
  done: readonly StepOutcome[],
  setting: Setting,
): Prompt {
  const plan = `${clip(proposal.approach, 1500)}\nexpected: ${clip(proposal.expectedOutcome, 1000)}`;
  return {
    name: 'integrate',
    version: 1,
    instructions: instructions(brief, setting, [
      'Your task now: the approved plan has been run. Tell the person in Markdown what came of it: the answer first, ' +
        'taken from what was printed, then what was made or changed, then anything that failed, stayed undone or looks ' +
        'wrong. Only what the blocks show: no guesses, no invented numbers. Files reach the person by themselves; name ' +
        'them, do not link them. At most 200 words unless the answer itself is longer. No greeting, no offer of more.',
    ]),
    message: `${context(brief)}\n\n${fence('the plan', plan)}\n\n${outcomes(done)}\n\nWhat do you tell the person?`,
  };
}
