import type { Brief, Packet } from '../../../ports/agent.ts';
import { context, formRule, instructions, type Prompt, packets, type Setting } from './parts.ts';

const example = `{
  "remarks": [
    {"label": "A", "stance": "defect", "step": "s1", "text": "what goes wrong, with which input, and what would mend it"},
    {"label": "B", "stance": "concede", "step": null, "text": "why it holds"}
  ]
}`;

export function critiquePrompt(brief: Brief, others: readonly Packet[], setting: Setting): Prompt {
  return {
    name: 'critique',
    version: 2,
    instructions: instructions(brief, setting, [
      'Your task now: examine each proposal against the request and against what was seen when it was rehearsed.',
      'A defect is something that makes the result wrong, incomplete, harmful or not what was asked: name it, the step ' +
        'it is in (or null), and the input or the evidence that shows it. Output that differs from what was asked is a ' +
        'defect even at exit code 0; a failed rehearsal always is one. Style is not. At most three defects a proposal, ' +
        'the gravest first. If you find none, concede, once, and do not invent one. Every proposal gets at least one ' +
        'remark, each under 80 words.',
      formRule(example),
    ]),
    message: `${context(brief)}\n\n${packets(others)}\n\nYour remarks on ${labels(others)}, as one JSON object:`,
  };
}

export function labels(all: readonly Packet[]): string {
  return all.map((it) => it.label).join(', ');
}
