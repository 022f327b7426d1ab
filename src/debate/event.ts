import { z } from 'zod';
import { planSchema, proposalSchema } from './plan.ts';
import { rulesSchema } from './rules.ts';
import { recordSchema } from './track-record-schema.ts';
import { usageSchema } from './usage.ts';

export { type Budget, budgetSchema, type Rules, rulesSchema } from './rules.ts';
export { type Usage, usageSchema } from './usage.ts';

/**
 * Everything that can happen in a debate. An event is a fact: it is never changed or taken back, only
 * followed by another. `turn` counts a person's words: 1 for the request, one more for each reply that
 * steers the debate; what belongs to an earlier turn stays in the ledger but no longer decides anything.
 */

export const localeSchema = z.enum(['en', 'ko']);
export type Locale = z.infer<typeof localeSchema>;

/** A human being on one platform. `id` is unique together with the platform: `web:…`, `discord:…`. */
export const personSchema = z.strictObject({
  id: z.string().min(1),
  name: z.string().min(1),
  /** Those of the approving groups that this person was in at that moment: `discord:role:…`, `slack:group:…`. */
  groups: z.array(z.string()).optional(),
});
export type Person = z.infer<typeof personSchema>;

/** How an AI appears and counts in one debate; copied from the configuration when the debate opens. */
export const personaSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,31}$/),
  name: z.string().min(1).max(60),
  /** Picture: an absolute URL, or the name of one of Parley's own faces. */
  avatar: z.string(),
  weight: z.number().positive(),
  /** What people made of its earlier plans, where that moved its weight. */
  record: recordSchema.optional(),
  /** Name of the environment in the configuration that runs its commands. */
  environment: z.string(),
});
export type Persona = z.infer<typeof personaSchema>;

/** A file that a person attached, held as a blob until a worker lays it into the workspace. */
export const attachmentSchema = z.strictObject({
  name: z.string().min(1).max(255),
  bytes: z.int().min(0),
  /** SHA-256 (hex) of the content: the blob's name. */
  blob: z.string(),
});
export type Attachment = z.infer<typeof attachmentSchema>;

/** A file in the workspace, as agents see it: text files come with their beginning. */
export const workspaceFileSchema = z.strictObject({
  /** Relative to `/workspace`, with `/` between folders. */
  path: z.string(),
  bytes: z.int().min(0),
  /** First 1,000 characters when the file is UTF-8 text. */
  head: z.string().optional(),
});
export type WorkspaceFile = z.infer<typeof workspaceFileSchema>;

/** A file that execution made or changed, kept as a blob so that any front end can attach it. */
export const artifactSchema = z.strictObject({
  path: z.string(),
  bytes: z.int().min(0),
  mime: z.string(),
  change: z.enum(['added', 'changed', 'removed']),
  /** SHA-256 (hex) of the content; absent when removed, or when the file is over the size limit. */
  blob: z.string().optional(),
});
export type Artifact = z.infer<typeof artifactSchema>;

export const requestSchema = z.strictObject({
  author: personSchema,
  /** Where it was asked: platform name, channel and thread in that platform's own ids. */
  origin: z.strictObject({ platform: z.string(), channel: z.string(), thread: z.string() }),
  /** The platform's own name of the message that asked. */
  message: z.string().optional(),
  text: z.string().min(1),
  attachments: z.array(attachmentSchema),
  locale: localeSchema,
});
export type Request = z.infer<typeof requestSchema>;

/** Shell policy's word on one command. */
export const verdictSchema = z.strictObject({
  verdict: z.enum(['allow', 'review', 'deny']),
  reasons: z.array(
    z.strictObject({
      /** The word or piece of source that decided. */
      word: z.string(),
      /** Stable name of the rule, e.g. `program.unknown`. */
      rule: z.string(),
      /** Plain English; front ends translate by `rule`. */
      message: z.string(),
    }),
  ),
});
export type Verdict = z.infer<typeof verdictSchema>;

/** How a container's run ended. */
export const endingSchema = z.enum([
  'exited',
  'timeout',
  'out-of-memory',
  'output-limit',
  'disk-limit',
  'stopped',
  /** It may have begun, and its end is not known. */
  'lost',
  /** It certainly never began. */
  'not-run',
]);
export type Ending = z.infer<typeof endingSchema>;

/** Output as kept in the ledger: the beginning and, when long, the end. Terminal colours are kept. */
export const outputSchema = z.strictObject({
  head: z.string().max(8192),
  tail: z.string().max(8192),
  /** All bytes that were written, kept or not. */
  bytes: z.int().min(0),
});
export type Output = z.infer<typeof outputSchema>;

/** What happened when one step was checked and, unless denied, tried on the copy. */
export const stepRehearsalSchema = z.strictObject({
  step: z.string(),
  verdict: verdictSchema,
  /** Programs that the command names and the owner's image lacks. */
  missingPrograms: z.array(z.string()),
  /** Absent when it was not run: denied, or an earlier step failed. */
  run: z
    .strictObject({ ending: endingSchema, exitCode: z.int(), output: outputSchema, durationMs: z.number() })
    .optional(),
});
export type StepRehearsal = z.infer<typeof stepRehearsalSchema>;

export const rehearsalSchema = z.strictObject({
  steps: z.array(stepRehearsalSchema),
  /** Files that would be added, changed or removed. */
  changes: z.array(z.strictObject({ path: z.string(), change: artifactSchema.shape.change, bytes: z.int() })),
  /** Set when the sandbox itself failed, so that nothing is known: the reason, fit for the thread. */
  unavailable: z.string().optional(),
});
export type Rehearsal = z.infer<typeof rehearsalSchema>;

/** One reviewer's word on one proposal: a cited defect, or a concession that it holds. */
export const remarkSchema = z.strictObject({
  proposal: z.string(),
  stance: z.enum(['defect', 'concede']),
  text: z.string().max(2000),
  /** The step the defect is in. */
  step: z.string().optional(),
});
export type Remark = z.infer<typeof remarkSchema>;

export const scoreSchema = z.strictObject({
  proposal: z.string(),
  feasibility: z.number().min(0).max(10),
  relevance: z.number().min(0).max(10),
  reason: z.string().max(500),
});
export type Score = z.infer<typeof scoreSchema>;

export const consensusRowSchema = z.strictObject({
  proposal: z.string(),
  author: z.string(),
  /** Weighted means over the ballots cast; null when nobody scored it. */
  feasibility: z.number().nullable(),
  relevance: z.number().nullable(),
  /** 0 to 10; null when nobody scored it. */
  score: z.number().nullable(),
  /** True when a failed check capped its feasibility. */
  capped: z.boolean(),
  /** True when policy denies a step: it cannot win. */
  barred: z.boolean(),
  ballots: z.array(z.strictObject({ voter: z.string(), feasibility: z.number(), relevance: z.number() })),
});
export type ConsensusRow = z.infer<typeof consensusRowSchema>;

export const consensusSchema = z.strictObject({
  ballot: z.int().min(1).max(2),
  /** Best first. */
  table: z.array(consensusRowSchema),
  /** Null when no proposal may win. */
  winner: z.string().nullable(),
  /** Points between the first and the second; null when there is no second. */
  margin: z.number().nullable(),
  /** Ballots cast ÷ seats that could vote. */
  turnout: z.number(),
  quorate: z.boolean(),
  abstained: z.array(z.string()),
  /** Voters who scored another proposal above the winner, and which. */
  dissent: z.array(z.strictObject({ voter: z.string(), preferred: z.string() })),
  /** The proposal whose author drafts a hybrid with the runner-up before a second ballot. */
  hybridOf: z.tuple([z.string(), z.string()]).optional(),
});
export type Consensus = z.infer<typeof consensusSchema>;

export const stageSchema = z.enum(['analysis', 'proposal', 'critique', 'revision', 'vote', 'hybrid', 'integration']);
export type Stage = z.infer<typeof stageSchema>;

const turn = z.int().min(1);
const persona = z.string();
const usage = usageSchema.optional();
const event = <T extends string, S extends z.core.$ZodLooseShape>(type: T, shape: S) =>
  z.strictObject({ type: z.literal(type), ...shape });

export const eventSchema = z.discriminatedUnion('type', [
  event('debate.opened', {
    request: requestSchema,
    /** Personas that sit in this debate, at least one. */
    council: z.array(personaSchema).min(1),
    rules: rulesSchema,
    /** Workspace shared by all debates of one thread. */
    workspace: z.string(),
    /** The debate that this one follows up, in the same thread. */
    follows: z.string().optional(),
    /** What earlier debates of the thread were about and came to, oldest first. */
    history: z.array(z.strictObject({ request: z.string(), result: z.string() })),
  }),
  /** Attachments were laid into the workspace and its files listed. */
  event('workspace.prepared', { turn, files: z.array(workspaceFileSchema), problem: z.string().optional() }),
  event('analysis.given', { turn, persona, text: z.string().max(8000), usage }),
  /** A persona looked something up or tried something out while it thought: told in the thread, decides nothing. */
  event('tool.used', {
    turn,
    persona,
    stage: stageSchema,
    round: z.int().min(0),
    tool: z.string().max(40),
    /** What of the tool: `read`, `search`, `python`. */
    action: z.string().max(40),
    /** The file, address, words or code that it was used on, shortened. */
    input: z.string().max(2000),
    /** How the answer begins, or why there is none. */
    result: z.string().max(2000),
    ok: z.boolean(),
    durationMs: z.number().min(0),
    /** A file that it made. */
    artifact: artifactSchema.optional(),
    /** What the use itself has cost; its time is in `durationMs`, and in that of the answer. */
    usage: usageSchema.omit({ latencyMs: true }).optional(),
  }),
  event('proposal.made', { turn, persona, id: z.string(), proposal: proposalSchema, usage }),
  event('rehearsal.finished', { turn, proposal: z.string(), revision: z.int().min(0), rehearsal: rehearsalSchema }),
  event('critique.given', { turn, round: z.int().min(1), persona, remarks: z.array(remarkSchema), usage }),
  event('proposal.revised', {
    turn,
    round: z.int().min(1),
    persona,
    id: z.string(),
    revision: z.int().min(1),
    proposal: proposalSchema,
    because: z.string().max(2000),
    usage,
  }),
  event('proposal.kept', {
    turn,
    round: z.int().min(1),
    persona,
    id: z.string(),
    because: z.string().max(2000),
    usage,
  }),
  event('ballot.cast', { turn, ballot: z.int().min(1).max(2), persona, scores: z.array(scoreSchema), usage }),
  event('consensus.reached', { turn, consensus: consensusSchema }),
  /** A persona has nothing to offer at a stage, and says why. `round` counts critique rounds or ballots. */
  event('agent.abstained', {
    turn,
    stage: stageSchema,
    round: z.int().min(0),
    persona,
    reason: z.string().max(2000),
    usage,
  }),
  /** A persona could not answer at a stage: an error or a time-out. It counts as an abstention. */
  event('agent.failed', {
    turn,
    stage: stageSchema,
    round: z.int().min(0),
    persona,
    reason: z.string().max(2000),
    usage,
  }),
  /** Deliberation ran out of its time, tokens or money: what there is goes on. */
  event('budget.reached', { turn, what: z.enum(['minutes', 'tokens', 'money']) }),
  event('approval.requested', {
    turn,
    plan: planSchema,
    planHash: z.string(),
    proposal: z.string(),
    /** Different people who must say yes: 1 or 2. */
    needed: z.int().min(1).max(2),
    expiresAt: z.number(),
  }),
  event('approval.given', { turn, planHash: z.string(), by: personSchema }),
  event('approval.denied', { turn, planHash: z.string(), by: personSchema }),
  event('approval.withdrawn', { turn, planHash: z.string(), by: personSchema }),
  event('approval.expired', { turn, planHash: z.string() }),
  /** The point of no return: from here the plan's steps may start. */
  event('execution.begun', { turn, planHash: z.string() }),
  event('step.started', { turn, step: z.string() }),
  event('step.finished', {
    turn,
    step: z.string(),
    ending: endingSchema,
    exitCode: z.int(),
    output: outputSchema,
    durationMs: z.number(),
    artifacts: z.array(artifactSchema),
    /** What went wrong besides the exit code, fit for the thread. */
    problem: z.string().optional(),
  }),
  event('result.integrated', {
    turn,
    /** The persona that speaks, or null for Parley itself. */
    persona: z.string().nullable(),
    text: z.string().max(20_000),
    ok: z.boolean(),
    artifacts: z.array(artifactSchema),
    usage,
  }),
  event('result.rated', { by: personSchema, value: z.enum(['up', 'down', 'none']) }),
  event('person.said', { by: personSchema, text: z.string(), attachments: z.array(attachmentSchema) }),
  /** What people said while the plan ran, or too late, became a debate of its own in the same thread. */
  event('follow-up.opened', {
    debate: z.string(),
    /** Sequence of the last words that went into it. */
    through: z.int(),
  }),
  /** `message`: the platform's own name of the message that said so, where words did. */
  event('debate.stopped', { by: personSchema, message: z.string().optional() }),
  event('debate.closed', {
    outcome: z.enum(['done', 'failed', 'answered', 'denied', 'withdrawn', 'expired', 'unsafe', 'no-plan']),
  }),
]);
export type DebateEvent = z.infer<typeof eventSchema>;
export type EventOf<T extends DebateEvent['type']> = Extract<DebateEvent, { type: T }>;

/** An event as the ledger keeps it. `seq` counts from 1 within its debate, without gaps. `at`: ms since 1970. */
export type Recorded = {
  readonly seq: number;
  readonly at: number;
  readonly key: string | null;
  readonly event: DebateEvent;
};
