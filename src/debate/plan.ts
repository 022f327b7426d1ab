import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { z } from 'zod';

/** What a step does. `shell` runs one Bash script in the owner's environment, in `/workspace`. */
export const actionSchema = z.strictObject({
  kind: z.literal('shell'),
  /** Bash source, at most 8,192 characters: the parser's safe depth ends near there. */
  command: z.string().min(1).max(8192),
});
export type Action = z.infer<typeof actionSchema>;

export const stepSchema = z.strictObject({
  /** Unique within its proposal: `s1`, `s2`, … */
  id: z.string().regex(/^s[1-9][0-9]?$/),
  /** The persona whose environment runs it. */
  owner: z.string().min(1),
  /** One sentence in the request's language: why this step is there. */
  purpose: z.string().max(500),
  action: actionSchema,
});
export type Step = z.infer<typeof stepSchema>;

/** What an agent puts on the table: steps to run, or a direct answer, never neither. */
export const proposalSchema = z
  .strictObject({
    approach: z.string().min(1).max(4000),
    expectedOutcome: z.string().max(2000),
    /** The author's own belief that this answers the request, 0 to 1. */
    confidence: z.number().min(0).max(1),
    steps: z.array(stepSchema).max(12),
    /** Markdown; present only when no command needs to run. */
    answer: z.string().max(20_000).optional(),
  })
  .refine((it) => it.steps.length > 0 || it.answer !== undefined, {
    message: 'a proposal needs steps or an answer',
  })
  .refine((it) => new Set(it.steps.map((step) => step.id)).size === it.steps.length, {
    message: 'step ids must differ',
  });
export type Proposal = z.infer<typeof proposalSchema>;

/** The winner's steps, frozen: what a person approves is this, and only this runs. */
export const planSchema = z.strictObject({
  debate: z.string(),
  turn: z.int().min(1),
  workspace: z.string(),
  steps: z.array(stepSchema).min(1),
});
export type Plan = z.infer<typeof planSchema>;

/** SHA-256 (hex) of the plan's canonical JSON (RFC 8785). */
export function planHash(plan: Plan): string {
  return createHash('sha256').update(canonicalJson(plan)).digest('hex');
}

/**
 * True when two proposals would do the same: same answer and same commands in the same order,
 * whoever wrote them and whatever they call it.
 */
export function equivalent(a: Proposal, b: Proposal): boolean {
  return essence(a) === essence(b);
}

function essence(proposal: Proposal): string {
  return canonicalJson({
    answer: proposal.answer?.trim() ?? null,
    commands: proposal.steps.map((step) => step.action.command.trim().replace(/[ \t]+/g, ' ')),
  });
}

function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('value has no JSON form');
  return text;
}
