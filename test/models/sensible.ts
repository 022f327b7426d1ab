import type { Asked } from './protocols/protocol.ts';

export type StageName = 'analyse' | 'propose' | 'critique' | 'revise' | 'vote' | 'combine' | 'integrate' | 'other';

// By the question that a prompt of Parley ends with.
const endings: readonly (readonly [StageName, RegExp])[] = [
  ['analyse', /What do you make of the request\?$/],
  ['propose', /Your plan, as one JSON object:$/],
  ['critique', /Your remarks on [A-Z, ]+, as one JSON object:$/],
  ['revise', /Your decision, as one JSON object:$/],
  ['vote', /Your scores for [A-Z, ]+, as one JSON object:$/],
  ['combine', /The joined plan, as one JSON object:$/],
  ['integrate', /What do you tell the person\?$/],
];

export function stageOf(asked: Asked): StageName {
  const first = asked.turns[0]?.text ?? '';
  return endings.find(([, ending]) => ending.test(first))?.[0] ?? 'other';
}

/** The labels that the first message asks about. */
export function labelsOf(asked: Asked): string[] {
  const named = /(?:remarks on|scores for) ([A-Z, ]+), as one JSON object:$/.exec(asked.turns[0]?.text ?? '');
  return named?.[1]?.split(', ') ?? [];
}

/** An answer that a middling model might give. Different models propose different commands. */
export function sensibleAnswer(asked: Asked): string {
  switch (stageOf(asked)) {
    case 'analyse':
      return `The person wants the files counted. ${asked.model} would mind hidden files.`;
    case 'propose':
      return JSON.stringify(planOf(asked.model));
    case 'critique':
      return JSON.stringify({
        remarks: labelsOf(asked).map((label) => ({ label, stance: 'concede', step: null, text: 'It holds.' })),
      });
    case 'revise':
      return JSON.stringify({ decision: 'keep', because: 'No objection holds.', proposal: null });
    case 'vote':
      return JSON.stringify({
        scores: labelsOf(asked).map((label, index) => ({
          label,
          reason: 'It ran and it fits.',
          feasibility: 9 - index,
          relevance: 8,
        })),
      });
    case 'combine':
      return JSON.stringify({ decision: 'nothing', because: 'They do the same.', proposal: null });
    case 'integrate':
      return 'There are **3** files.';
    case 'other':
      return 'ready';
  }
}

export function planOf(model: string) {
  return {
    approach: `Count them with find, as ${model} sees it.`,
    expectedOutcome: 'The number of files is printed.',
    confidence: 0.8,
    steps: [{ purpose: 'Counts the files.', command: `find . -type f | wc -l # ${model.replaceAll(/\W/g, '')}` }],
    answer: null,
    cannot: null,
  };
}
