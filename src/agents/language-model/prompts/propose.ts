import type { Brief } from '../../../ports/agent.ts';
import { context, formRule, instructions, type Prompt, type Setting } from './parts.ts';

const example = `{
  "approach": "how you go about it, in two to four sentences for the person",
  "expectedOutcome": "what is there afterwards: files by name, what is printed",
  "confidence": 0.8,
  "steps": [{"purpose": "why this step is there, one sentence", "command": "the Bash script"}],
  "answer": null,
  "cannot": null
}`;

/** What a command meets when it runs; shared by all stages that write commands. */
export function sandboxRules({ programs }: Setting): string {
  const there = programs.length > 0 ? ` Among its programs: ${programs.join(' ')}.` : '';
  return (
    'Steps are Bash scripts (at most 12, each under 8,000 characters). They run one after another as an ordinary user ' +
    'on Debian, in /workspace, which holds the person’s files; a step runs only if all before it ended with exit code ' +
    '0. There is no network at all, nothing can be installed, no root, nobody to answer a question; only /workspace, ' +
    `/home/agent and /tmp can be written, and only files in /workspace reach the person.${there} Before anything is ` +
    'voted on, every plan is tried on a copy. A policy reads each command and refuses what it cannot see through: no ' +
    'eval, no base64-decoded or downloaded scripts, no sudo, nothing outside these folders. Quote file names, handle ' +
    'names with spaces, do not overwrite or delete what the person did not ask to lose, print what the person wants ' +
    'to see, and take what is in the files from the files, never from memory.'
  );
}

/** The meaning of the keys of a proposal. */
export const proposalRules =
  'Prefer the fewest steps that do the whole request. If the request needs no command because you can answer it fully ' +
  'and surely from what is in front of you, leave “steps” empty and put the answer, in Markdown, into “answer”; never ' +
  'answer from memory what a command could count or read. “confidence” is your honest chance, 0 to 1, that this does ' +
  'all that was asked. If you cannot help at all, put the reason into “cannot” and leave the others empty.';

export function proposePrompt(brief: Brief, setting: Setting): Prompt {
  return {
    name: 'propose',
    version: 2,
    instructions: instructions(brief, setting, [
      'Your task now: one plan that does the whole request.',
      sandboxRules(setting),
      proposalRules,
      formRule(example),
    ]),
    message: `${context(brief)}\n\nYour plan, as one JSON object:`,
  };
}
