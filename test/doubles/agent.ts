import { setTimeout as wait } from 'node:timers/promises';
import type { Agent, Answer, Thinking } from '../../src/ports/agent.ts';

/** What an imagined agent proposes: one shell step. */
export type Stance = { readonly command: string; readonly latencyMs: number; readonly score?: number };

/** An agent that answers every question after the same time, with nothing to criticise and one plan to offer. */
export function createFixedAgent({ command, latencyMs, score = 7 }: Stance): Agent {
  const after = async <T>({ signal }: Thinking, answer: T): Promise<Answer<T>> => {
    if (latencyMs > 0) await wait(latencyMs, undefined, { signal });
    return { kind: 'answered', ...answer };
  };
  const proposal = (owner: string) => ({
    approach: `Run ${command}.`,
    expectedOutcome: 'It is done.',
    confidence: 0.8,
    steps: [{ id: 's1', owner, purpose: 'Does it', action: { kind: 'shell' as const, command } }],
  });
  return {
    analyse: (_, thinking) => after(thinking, { text: 'I know what to do.' }),
    propose: (brief, thinking) => after(thinking, { proposal: proposal(brief.self) }),
    critique: (_, packets, thinking) =>
      after(thinking, {
        remarks: packets.map(({ label }) => ({ label, stance: 'concede' as const, text: 'It holds.' })),
      }),
    revise: async () => ({ kind: 'abstained', reason: 'I keep it.' }),
    vote: (_, packets, thinking) =>
      after(thinking, {
        scores: packets.map(({ label, proposal }) => ({
          label,
          feasibility: score,
          // Different commands get different scores, so that no hybrid is called for.
          relevance: Math.min(10, proposal.steps[0]?.action.command.length ?? 0),
          reason: 'By its length.',
        })),
      }),
    combine: async () => ({ kind: 'abstained', reason: 'Nothing to join.' }),
    integrate: (_, __, ___, thinking) => after(thinking, { text: 'Done.' }),
  };
}
