import { z } from 'zod';

/** What is left out is not limited. */
export const budgetSchema = z.strictObject({
  /** In and out. */
  tokens: z.int().min(0).optional(),
  /** US dollars, by the table of prices. */
  usd: z.number().min(0).optional(),
  /** How long models took to answer, added up. */
  minutes: z.number().min(0).optional(),
});
export type Budget = z.infer<typeof budgetSchema>;

/** The method's settings, copied into the ledger so that a debate is decided by the rules it began with. */
export const rulesSchema = z.strictObject({
  /** Critique rounds before the ballot, 0 to 3. */
  critiqueRounds: z.int().min(0).max(3),
  /** Points of 10: within it, the top two count as level; a hybrid must win by it. */
  margin: z.number().min(0).max(10),
  /** Share of the seats that could vote whose ballots must be cast, 0 to 1. */
  quorum: z.number().min(0).max(1),
  /** Highest feasibility (0 to 10) a proposal can have whose checks failed. */
  failedCheckCap: z.number().min(0).max(10),
  /** Feasibility's share in a score; relevance has the rest. */
  feasibilityShare: z.number().min(0).max(1),
  /** After this long, what there is goes to consensus. */
  deliberationMs: z.int().positive(),
  /** One agent's time for one stage. */
  thinkMs: z.int().positive(),
  approvalMs: z.int().positive(),
  /** Ids of people and groups who may approve besides the requester; `*` means everyone. */
  approvers: z.array(z.string()),
  /** True when a plan with a `review` verdict needs two different people. */
  reviewNeedsTwo: z.boolean(),
  /** What one turn of the debate may cost in all. */
  budget: budgetSchema.optional(),
  /** What one persona may cost in one turn. */
  personaBudget: budgetSchema.optional(),
});
export type Rules = z.infer<typeof rulesSchema>;
