import type { Brief, Objection, Packet } from '../../../ports/agent.ts';
import { fence } from './fence.ts';
import { context, formRule, instructions, type Prompt, packets, type Setting } from './parts.ts';
import { proposalRules, sandboxRules } from './propose.ts';

const example = `{
  "decision": "revise",
  "because": "one or two sentences to the person: which objection holds and what you changed, or why none does",
  "proposal": {
    "approach": "…", "expectedOutcome": "…", "confidence": 0.8,
    "steps": [{"purpose": "…", "command": "…"}], "answer": null, "cannot": null
  }
}`;

export function revisePrompt(brief: Brief, own: Packet, objections: readonly Objection[], setting: Setting): Prompt {
  const said = objections.map((it, index) =>
    fence(`objection ${index + 1}`, it.step === undefined ? it.text : `about ${it.step}: ${it.text}`),
  );
  return {
    name: 'revise',
    version: 1,
    instructions: instructions(brief, setting, [
      `Your task now: proposal ${own.label} is your own. Others object to it. Look at each objection on its merits and ` +
        'against the evidence. Change the plan only for an objection that is right; objections can be mistaken, or ' +
        'want something the person did not ask for. Do not give way to number or tone.',
      'If one holds, “decision” is “revise” and “proposal” is the whole plan in its new form. If none does, “decision” ' +
        'is “keep” and “proposal” is null.',
      sandboxRules(setting),
      proposalRules,
      formRule(example),
    ]),
    message: `${context(brief)}\n\n${packets([own])}\n\n${said.join('\n\n')}\n\nYour decision, as one JSON object:`,
  };
}
