import type { Costs } from '../debate/budget.ts';
import type { Locale, Rehearsal, Remark, Score, Usage, Verdict, WorkspaceFile } from '../debate/event.ts';
import type { Proposal } from '../debate/plan.ts';

/** What every call tells an agent: the request and all that a person added, never who else sits at the table. */
export type Brief = {
  /** The debate's id: for agents that keep something between their calls; never told to a model. */
  readonly debate: string;
  /** The debate of the same thread that this one goes on from. */
  readonly follows?: string;
  /** Id of who asked: to know them again, never told to a model. */
  readonly author: string;
  /** The persona's own id: the owner of the steps it proposes. */
  readonly self: string;
  /** What the person asked. */
  readonly request: string;
  /** Replies of people since, oldest first. */
  readonly additions: readonly string[];
  /** True when the newest reply is by somebody who may approve: only then may it allow an agent to act outside. */
  readonly lastWordApproves: boolean;
  /** Earlier debates of the same thread, oldest first. */
  readonly history: readonly { readonly request: string; readonly result: string }[];
  /** Language to answer in. */
  readonly locale: Locale;
  /** Files in `/workspace`, where every command starts. */
  readonly files: readonly WorkspaceFile[];
};

/** A proposal as shown to those who judge it: without its author's name. */
export type Packet = {
  /** `A`, `B`, `C`, … in an order of this reader's own. */
  readonly label: string;
  readonly proposal: Proposal;
  /** Absent when it could not be rehearsed. */
  readonly rehearsal?: Rehearsal;
};

/** A defect that reviewers cited, or a failed check, for the author to answer. */
export type Objection = { readonly text: string; readonly step?: string };

export type StepOutcome = {
  readonly step: string;
  readonly command: string;
  readonly exitCode: number;
  readonly ending: string;
  readonly output: { readonly head: string; readonly tail: string; readonly bytes: number };
};

/** "I have nothing to offer here", with the reason a person should read; empty when it was said before. Not an error. */
export type Abstention = { readonly kind: 'abstained'; readonly reason: string; readonly usage?: Usage };
export type Answered<T> = { readonly kind: 'answered'; readonly usage?: Usage } & T;
export type Answer<T> = Answered<T> | Abstention;

/**
 * What an agent notes down for itself in one thread, so that a restart loses nothing it has begun elsewhere. Kept for
 * some days; a note is a few hundred characters.
 */
export type Notebook = {
  read(name: string): Promise<string | null>;
  write(name: string, text: string): Promise<void>;
  forget(name: string): Promise<void>;
};

/** Files beside the answer, for agents that work with whole ones. */
export type FileDesk = {
  /** A file of the workspace; null when it is not there any more, or is larger than `mostBytes`. */
  read(path: string, mostBytes: number): Promise<Uint8Array | null>;
  /** Shows a file in the thread, once however often it is handed in. `name` has no folders. */
  show(name: string, bytes: Uint8Array): Promise<void>;
  /** Says in the thread that there was a file which cannot be shown, and why, in the request's language. */
  miss(name: string, reason: string): Promise<void>;
};

/** What surrounds a call. */
export type Thinking = {
  /** Name of the question: the same when it is asked again after a crash, and never used for another. */
  readonly key: string;
  /**
   * Fires on stop and on time-out; an agent ends soon after. Its reason is a `Handover` when this process ends and
   * another one will ask the same again.
   */
  readonly signal: AbortSignal;
  /** Text as it comes, for agents that stream: shown in the thread as a growing draft, then replaced. */
  say(delta: string): void;
  /** What the answer has cost so far: it counts even if the answer never comes. */
  spent?(usage: Usage): void;
  /** The policy's verdict on a command, as the rehearsal would give it. */
  judge(command: string): Verdict;
  /** What may be looked up or tried out before answering. */
  readonly tools: Toolbox;
  readonly files: FileDesk;
  readonly notebook: Notebook;
};

export type ToolName = 'file_system' | 'code_executor' | 'web_browser' | 'image_generator';

/** `text` is for the mind that asked, in the request's language; when not `ok` it says why not. */
export type ToolResult = { readonly ok: boolean; readonly text: string };

/**
 * Tools of a persona's environment. None of them changes anything but a scratch copy, and every use is told in the
 * thread. What each takes is in `src/tools`.
 */
export type Toolbox = {
  /** Those that work here. */
  readonly names: readonly ToolName[];
  /** Most uses in this stage. */
  readonly most: number;
  /** Says in its result what went wrong, also about a name or input that makes no sense; throws only the signal's reason. */
  use(name: string, input: unknown): Promise<ToolResult>;
};

/**
 * What thinks for a persona. Every method may be slow, may stream, may throw `ParleyError` (`agent.failed`),
 * and may abstain. Labels in remarks and scores are those of the packets given.
 */
export type Agent = {
  /** What its answers use up of budgets; left out, they cost nothing. */
  readonly costs?: Costs;
  analyse(brief: Brief, thinking: Thinking): Promise<Answer<{ text: string }>>;
  propose(brief: Brief, thinking: Thinking): Promise<Answer<{ proposal: Proposal }>>;
  /** One remark per packet at most for a concession; several defects of one packet may be cited. */
  critique(
    brief: Brief,
    packets: readonly Packet[],
    thinking: Thinking,
  ): Promise<Answer<{ remarks: readonly Labelled<Remark>[] }>>;
  /** Answers objections to the agent's own proposal; abstaining keeps it as it is. */
  revise(
    brief: Brief,
    own: Packet,
    objections: readonly Objection[],
    thinking: Thinking,
  ): Promise<Answer<{ proposal: Proposal; because: string }>>;
  /** Feasibility and relevance for every packet. */
  vote(
    brief: Brief,
    packets: readonly Packet[],
    thinking: Thinking,
  ): Promise<Answer<{ scores: readonly Labelled<Score>[] }>>;
  /** Joins the agent's own proposal with the runner-up; abstaining means there is nothing to join. */
  combine(brief: Brief, own: Packet, other: Packet, thinking: Thinking): Promise<Answer<{ proposal: Proposal }>>;
  /** Says in the persona's voice what came of the plan. */
  integrate(
    brief: Brief,
    proposal: Proposal,
    outcomes: readonly StepOutcome[],
    thinking: Thinking,
  ): Promise<Answer<{ text: string }>>;
};

export type Labelled<T extends { proposal: string }> = Omit<T, 'proposal'> & { readonly label: string };

/** Why a persona of the configuration cannot sit at the table now, and how to seat it. */
export type Absence = { readonly reason: string; readonly fix: string };
