import { z } from 'zod';

/**
 * The objects that models are asked for. They are simpler than what the ledger holds: every key is there, nothing is
 * optional, and limits that servers do not understand are checked after the answer.
 */

// Small models often put numbers into quotes and leave out what is empty.
const number = (least: number, most: number) =>
  z.preprocess(
    (value) => (typeof value === 'string' && /^\s*\d+(?:\.\d+)?\s*$/.test(value) ? Number(value) : value),
    z.number().refine((it) => it >= least && it <= most, `must be from ${least} to ${most}`),
  );
const text = z.string();
const maybeText = text.nullable().default(null);

const proposalShape = z.object({
  approach: text,
  expectedOutcome: text.default(''),
  confidence: number(0, 1),
  steps: z
    .array(
      z.object({
        purpose: text.default(''),
        command: text.refine((it) => it.trim() !== '' && it.length <= 8192, 'must have 1 to 8,192 characters'),
      }),
    )
    .refine((it) => it.length <= 12, 'must have at most 12 steps'),
  answer: maybeText,
  cannot: maybeText,
});

type ProposalShape = z.infer<typeof proposalShape>;

const offersSomething = (it: ProposalShape) =>
  it.cannot?.trim() || ((it.steps.length > 0 || it.answer?.trim()) && it.approach.trim());
const offer = 'needs an approach, and steps or an answer';

export const proposalWire = proposalShape.refine(offersSomething, offer);
export type ProposalWire = ProposalShape;

const decided = <const Yes extends string, const No extends string>(yes: Yes, no: No) =>
  z
    .object({
      decision: z.enum([yes, no]),
      because: text,
      proposal: proposalShape.nullable().default(null),
    })
    .refine((it) => it.decision === no || (it.proposal !== null && offersSomething(it.proposal)), offer);

export const reviseWire = decided('revise', 'keep');
export const combineWire = decided('join', 'nothing');

export const critiqueWire = z.object({
  remarks: z.array(
    z.object({
      label: text,
      stance: z.enum(['defect', 'concede']),
      step: maybeText,
      text: text.refine((it) => it.trim() !== '', 'must say something'),
    }),
  ),
});

export const voteWire = z.object({
  scores: z.array(
    z.object({ label: text, reason: text.default(''), feasibility: number(0, 10), relevance: number(0, 10) }),
  ),
});

/** The JSON schema that servers get: every key required, nothing else allowed, no defaults. */
export function schemaFor(wire: z.ZodType): z.core.JSONSchema.BaseSchema {
  const { $schema: _, ...schema } = z.toJSONSchema(wire, {
    target: 'draft-7',
    io: 'output',
    override({ jsonSchema }) {
      delete jsonSchema.default;
      if (jsonSchema.properties !== undefined) {
        jsonSchema.required = Object.keys(jsonSchema.properties);
        jsonSchema.additionalProperties = false;
      }
    },
  });
  return schema;
}
