import type { Brief, Packet } from '../../../ports/agent.ts';
import { context, formRule, instructions, type Prompt, packets, type Setting } from './parts.ts';
import { proposalRules, sandboxRules } from './propose.ts';

const example = `{
  "decision": "join",
  "because": "one sentence: what each side brings, or why there is nothing to join",
  "proposal": {
    "approach": "…", "expectedOutcome": "…", "confidence": 0.8,
    "steps": [{"purpose": "…", "command": "…"}], "answer": null, "cannot": null
  }
}`;

export function combinePrompt(brief: Brief, own: Packet, other: Packet, setting: Setting): Prompt {
  return {
    name: 'combine',
    version: 1,
    instructions: instructions(brief, setting, [
      `Your task now: proposals ${own.label} (your own) and ${other.label} were judged level. Join them into one plan ` +
        'that is better than either: keep what was seen to work, take from the other what yours lacks, add nothing ' +
        'that neither has. Then “decision” is “join”. If joining would only make it longer or riskier, “decision” is ' +
        '“nothing” and “proposal” is null.',
      sandboxRules(setting),
      proposalRules,
      formRule(example),
    ]),
    message: `${context(brief)}\n\n${packets([own, other])}\n\nThe joined plan, as one JSON object:`,
  };
}
