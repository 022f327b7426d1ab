import { type Remark, remarkSchema, type Score, scoreSchema } from '../../../debate/event.ts';
import { type Proposal, proposalSchema } from '../../../debate/plan.ts';
import type { Labelled, Packet, Thinking } from '../../../ports/agent.ts';
import { clip } from '../prompts/fence.ts';
import type { ProposalWire } from './wire.ts';

/** From what a model wrote to what the ledger holds: lengths kept, unknown labels dropped, checked by its schemas. */

/** The proposal, or why the model has none. */
export function proposalFrom(wire: ProposalWire, owner: string): Proposal | { readonly cannot: string } {
  const answer = wire.answer?.trim();
  if (wire.steps.length === 0 && !answer) return { cannot: clip(wire.cannot?.trim() || wire.approach, 2000) };
  return proposalSchema.parse({
    approach: clip(wire.approach.trim(), 4000),
    expectedOutcome: clip(wire.expectedOutcome.trim(), 2000),
    confidence: wire.confidence,
    steps: wire.steps.map(({ purpose, command }, index) => ({
      id: `s${index + 1}`,
      owner,
      purpose: clip(purpose.trim(), 500),
      action: { kind: 'shell', command },
    })),
    // An answer is only one when no command needs to run.
    ...(wire.steps.length === 0 && answer ? { answer: clip(answer, 20_000) } : {}),
  } satisfies Proposal);
}

/** What the policy would refuse, so that it can be mended before anybody else sees it. */
export function refusedCommands(wire: ProposalWire | null, { judge }: Pick<Thinking, 'judge'>): string[] {
  return (wire?.steps ?? []).flatMap(({ command }, index) => {
    const { verdict, reasons } = judge(command);
    if (verdict !== 'deny') return [];
    return [`steps.${index}.command: the policy refuses it: ${reasons.map((it) => it.message).join(' ')}`];
  });
}

const most = 4;

export function remarksFrom(
  wire: {
    readonly remarks: readonly { label: string; stance: 'defect' | 'concede'; step: string | null; text: string }[];
  },
  packets: readonly Packet[],
): Labelled<Remark>[] {
  return packets.flatMap(({ label, proposal }) => {
    const own = wire.remarks.filter((it) => sameLabel(it.label, label));
    const defects = own.filter((it) => it.stance === 'defect');
    const chosen = defects.length > 0 ? defects.slice(0, most) : own.slice(0, 1);
    return chosen.map(({ stance, step, text }) => {
      const known = proposal.steps.some((it) => it.id === step);
      const { proposal: _, ...remark } = remarkSchema.parse({
        proposal: label,
        stance,
        text: clip(text.trim(), 2000),
        ...(known && step !== null ? { step } : {}),
      } satisfies Remark);
      return { label, ...remark };
    });
  });
}

type Ballot = {
  readonly scores: readonly { label: string; reason: string; feasibility: number; relevance: number }[];
};

export function scoresFrom(wire: Ballot, packets: readonly Packet[]): Labelled<Score>[] {
  return packets.flatMap(({ label }) => {
    const found = wire.scores.find((it) => sameLabel(it.label, label));
    if (found === undefined) return [];
    const { feasibility, relevance } = found;
    const reason = clip(found.reason.trim(), 500);
    const { proposal: _, ...score } = scoreSchema.parse({ proposal: label, feasibility, relevance, reason });
    return [{ label, ...score }];
  });
}

/** Proposals that a ballot forgot, in words for the voter. */
export function unscored(wire: Ballot, packets: readonly Packet[]): string[] {
  const missing = packets.filter(({ label }) => !wire.scores.some((it) => sameLabel(it.label, label)));
  return missing.map(({ label }) => `scores: there is none for ${label}.`);
}

// “Proposal A”, “a” and “A” are one label.
function sameLabel(said: string, label: string): boolean {
  return (
    said
      .trim()
      .replace(/^(?:proposal|제안|안)\s+/i, '')
      .toUpperCase() === label
  );
}
