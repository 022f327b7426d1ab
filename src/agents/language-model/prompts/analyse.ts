import type { Brief } from '../../../ports/agent.ts';
import { context, instructions, type Prompt, type Setting } from './parts.ts';

/** First thoughts, said into the thread as they come. */
export function analysePrompt(brief: Brief, setting: Setting): Prompt {
  return {
    name: 'analyse',
    version: 2,
    instructions: instructions(brief, setting, [
      'Your task now: say in at most 120 words, in plain sentences, what the person wants to have at the end, what in ' +
        'the files or the wording makes it harder than it looks, and what you would take care of. No commands yet, no ' +
        'headings, no greeting. If an answer needs no command at all, say so.',
    ]),
    message: `${context(brief)}\n\nWhat do you make of the request?`,
  };
}
