import type { Brief, Packet } from '../../ports/agent.ts';
import { analysePrompt } from '../language-model/prompts/analyse.ts';
import { combinePrompt } from '../language-model/prompts/combine.ts';
import { critiquePrompt } from '../language-model/prompts/critique.ts';
import { integratePrompt } from '../language-model/prompts/integrate.ts';
import type { Prompt, Setting } from '../language-model/prompts/parts.ts';
import { proposePrompt } from '../language-model/prompts/propose.ts';
import { revisePrompt } from '../language-model/prompts/revise.ts';
import { votePrompt } from '../language-model/prompts/vote.ts';
import { briefOf } from './workshop.ts';

/** Every prompt of a debate in which people, files, plans and programs all say `text`. */
export function promptsWith(text: string, setting: Setting = { programs: [] }): Prompt[] {
  const brief: Brief = briefOf(text, [{ path: text.slice(0, 200), bytes: 9, head: text }], {
    additions: [text],
    history: [{ request: text, result: text }],
    locale: 'en',
  });
  const output = { head: text, tail: text, bytes: text.length };
  const packet = (label: string): Packet => ({
    label,
    proposal: {
      approach: text,
      expectedOutcome: text,
      confidence: 0.5,
      steps: [{ id: 's1', owner: 'x', purpose: text, action: { kind: 'shell', command: text } }],
    },
    rehearsal: {
      steps: [
        {
          step: 's1',
          verdict: { verdict: 'review', reasons: [{ word: text, rule: 'r', message: text }] },
          missingPrograms: [text],
          run: { ending: 'exited', exitCode: 0, output, durationMs: 1 },
        },
      ],
      changes: [{ path: text, change: 'added', bytes: 1 }],
    },
  });
  const done = [{ step: 's1', command: text, exitCode: 0, ending: 'exited', output }];
  return [
    analysePrompt(brief, setting),
    proposePrompt(brief, setting),
    critiquePrompt(brief, [packet('A'), packet('B')], setting),
    revisePrompt(brief, packet('A'), [{ text }, { text, step: 's1' }], setting),
    votePrompt(brief, [packet('A'), packet('B')], setting),
    combinePrompt(brief, packet('A'), packet('B'), setting),
    integratePrompt(brief, packet('A').proposal, done, setting),
  ];
}
