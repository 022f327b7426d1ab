import { costOf, nothing, plus } from './cost.ts';
import type {
  Attachment,
  Consensus,
  EventOf,
  Person,
  Persona,
  Recorded,
  Rehearsal,
  Remark,
  Request,
  Rules,
  Score,
  WorkspaceFile,
} from './event.ts';
import type { Plan, Proposal } from './plan.ts';

/** How a persona's part in a stage ended. */
export type Settled = 'answered' | 'abstained' | 'failed';

export type ProposalState = {
  readonly id: string;
  readonly author: string;
  readonly body: Proposal;
  /** 0 as first made, one more for each revision. */
  readonly revision: number;
  /** Of this revision; null until it is known. */
  readonly rehearsal: Rehearsal | null;
};

export type Words = {
  readonly seq: number;
  readonly by: Person;
  readonly text: string;
  readonly attachments: readonly Attachment[];
};

export type ApprovalState = {
  readonly plan: Plan;
  readonly planHash: string;
  readonly proposal: string;
  readonly needed: number;
  readonly expiresAt: number;
  readonly given: readonly Person[];
  readonly verdict: 'begun' | 'denied' | 'withdrawn' | 'expired' | null;
};

/** Tokens in and out, US dollars, and minutes that models took to answer. */
export type Spent = { readonly tokens: number; readonly usd: number; readonly minutes: number };

/** What belongs to one turn and starts afresh when a person's words steer the debate. */
export type TurnState = {
  readonly startedAt: number;
  readonly analyses: Readonly<Record<string, Settled>>;
  readonly proposing: Readonly<Record<string, Settled>>;
  /** In the council's order of seats, whatever the order of arrival; a hybrid comes last. */
  readonly proposals: readonly ProposalState[];
  /** By critique round, then persona. */
  readonly critiques: Readonly<Record<number, Readonly<Record<string, Settled>>>>;
  readonly remarks: Readonly<Record<number, readonly (Remark & { readonly by: string })[]>>;
  readonly revisions: Readonly<Record<number, Readonly<Record<string, 'revised' | 'kept' | 'failed'>>>>;
  /** By ballot number, then persona; null is an abstention. */
  readonly ballots: Readonly<Record<number, Readonly<Record<string, readonly Score[] | null>>>>;
  readonly combining: Settled | null;
  readonly consensus: Consensus | null;
  readonly budgetReached: boolean;
  /** What each persona has cost. */
  readonly spent: Readonly<Record<string, Spent>>;
  readonly approval: ApprovalState | null;
  readonly steps: Readonly<Record<string, { readonly finished: EventOf<'step.finished'> | null }>>;
  readonly result: EventOf<'result.integrated'> | null;
};

export type DebateState = TurnState & {
  readonly id: string;
  readonly seq: number;
  readonly request: Request;
  readonly council: readonly Persona[];
  readonly rules: Rules;
  readonly workspace: string;
  /** The debate of the same thread that this one goes on from. */
  readonly follows: string | null;
  readonly history: EventOf<'debate.opened'>['history'];
  readonly turn: number;
  /** What people added, by turn (2, 3, …). */
  readonly additions: readonly Words[];
  /** Said while the plan was running, or too late: for a follow-up. */
  readonly unheard: readonly Words[];
  /** Attachments by the turn they came with, not yet in the workspace. */
  readonly unprepared: Readonly<Record<number, readonly Attachment[]>>;
  readonly files: readonly WorkspaceFile[];
  readonly ratings: Readonly<Record<string, 'up' | 'down' | 'none'>>;
  readonly end: { readonly outcome: EventOf<'debate.closed'>['outcome'] | 'stopped'; readonly at: number } | null;
};

/** The id of a hybrid; every other proposal is called after its author. */
export const HYBRID = 'hybrid';

/** Folds a debate's events, from the first, to its state. Null when there are none. */
export function fold(id: string, events: readonly Recorded[]): DebateState | null {
  let state: DebateState | null = null;
  for (const recorded of events) state = state ? evolve(state, recorded) : open(id, recorded);
  return state;
}

/** The state after one more event. Events of an earlier turn, and after the end, change nothing that decides. */
export function evolve(state: DebateState, recorded: Recorded): DebateState {
  const { event } = recorded;
  const next = { ...state, seq: recorded.seq };
  if (event.type === 'result.rated') return { ...next, ratings: { ...state.ratings, [event.by.id]: event.value } };
  if (event.type === 'follow-up.opened')
    return { ...next, unheard: state.unheard.filter((it) => it.seq > event.through) };
  if (event.type === 'person.said') return hear(next, recorded as Recorded & { event: typeof event });
  if (state.end) return next;
  if (event.type === 'debate.closed') return { ...next, end: { outcome: event.outcome, at: recorded.at } };
  if (event.type === 'debate.stopped') return { ...next, unheard: [], end: { outcome: 'stopped', at: recorded.at } };
  if (event.type === 'workspace.prepared') {
    const { [event.turn]: _, ...unprepared } = state.unprepared;
    return { ...next, unprepared, files: event.problem === undefined ? event.files : state.files };
  }
  if (event.type === 'debate.opened' || event.turn !== state.turn) return next;
  return { ...next, ...evolveTurn(state, event), spent: spend(state.spent, event) };
}

type TurnEvent = Extract<Recorded['event'], { turn: number }>;

function evolveTurn(state: DebateState, event: TurnEvent): Partial<TurnState> {
  switch (event.type) {
    case 'analysis.given':
      return { analyses: { ...state.analyses, [event.persona]: 'answered' } };
    case 'proposal.made':
      return placeProposal(state, event);
    case 'rehearsal.finished':
      return {
        proposals: state.proposals.map((it) =>
          it.id === event.proposal && it.revision === event.revision ? { ...it, rehearsal: event.rehearsal } : it,
        ),
      };
    case 'critique.given':
      return {
        critiques: put(state.critiques, event.round, event.persona, 'answered' as const),
        remarks: {
          ...state.remarks,
          [event.round]: [
            ...(state.remarks[event.round] ?? []),
            ...event.remarks.map((it) => ({ ...it, by: event.persona })),
          ],
        },
      };
    case 'proposal.revised':
      return {
        revisions: put(state.revisions, event.round, event.persona, 'revised' as const),
        proposals: state.proposals.map((it) =>
          it.id === event.id ? { ...it, body: event.proposal, revision: event.revision, rehearsal: null } : it,
        ),
      };
    case 'proposal.kept':
      return { revisions: put(state.revisions, event.round, event.persona, 'kept' as const) };
    case 'ballot.cast':
      return { ballots: put(state.ballots, event.ballot, event.persona, event.scores) };
    case 'agent.abstained':
    case 'agent.failed':
      return settleWithout(state, event);
    case 'consensus.reached':
      return { consensus: event.consensus };
    case 'budget.reached':
      return { budgetReached: true };
    case 'approval.requested':
      return { approval: { ...pick(event), given: [], verdict: null } };
    case 'step.started':
      return { steps: { ...state.steps, [event.step]: { finished: state.steps[event.step]?.finished ?? null } } };
    case 'step.finished':
      return { steps: { ...state.steps, [event.step]: { finished: event } } };
    case 'result.integrated':
      return { result: event };
    default:
      return evolveApproval(state.approval, event);
  }
}

function evolveApproval(approval: ApprovalState | null, event: TurnEvent): Partial<TurnState> {
  if (!approval || approval.verdict || !('planHash' in event) || event.planHash !== approval.planHash) return {};
  switch (event.type) {
    case 'approval.given':
      return approval.given.some((it) => it.id === event.by.id)
        ? {}
        : { approval: { ...approval, given: [...approval.given, event.by] } };
    case 'approval.denied':
      return { approval: { ...approval, verdict: 'denied' } };
    case 'approval.withdrawn':
      return { approval: { ...approval, verdict: 'withdrawn' } };
    case 'approval.expired':
      return { approval: { ...approval, verdict: 'expired' } };
    case 'execution.begun':
      return { approval: { ...approval, verdict: 'begun' } };
    default:
      return {};
  }
}

function placeProposal(state: DebateState, event: EventOf<'proposal.made'>): Partial<TurnState> {
  const made: ProposalState = {
    id: event.id,
    author: event.persona,
    body: event.proposal,
    revision: 0,
    rehearsal: null,
  };
  if (event.id === HYBRID) return { combining: 'answered', proposals: [...state.proposals, made] };
  const seat = (id: string) => state.council.findIndex((persona) => persona.id === id);
  const others = state.proposals.filter((it) => it.id !== made.id);
  return {
    proposing: { ...state.proposing, [event.persona]: 'answered' },
    proposals: [...others, made].sort((a, b) => seat(a.author) - seat(b.author)),
  };
}

function settleWithout(
  state: DebateState,
  event: EventOf<'agent.abstained'> | EventOf<'agent.failed'>,
): Partial<TurnState> {
  const how: Settled = event.type === 'agent.failed' ? 'failed' : 'abstained';
  switch (event.stage) {
    case 'analysis':
      return {
        analyses: { ...state.analyses, [event.persona]: how },
        proposing: { ...state.proposing, [event.persona]: how },
      };
    case 'proposal':
      return { proposing: { ...state.proposing, [event.persona]: how } };
    case 'critique':
      return { critiques: put(state.critiques, event.round, event.persona, how) };
    case 'revision':
      return { revisions: put(state.revisions, event.round, event.persona, how === 'failed' ? 'failed' : 'kept') };
    case 'vote':
      return { ballots: put(state.ballots, event.round, event.persona, null) };
    case 'hybrid':
      return { combining: how };
    case 'integration':
      return {};
  }
}

function hear(state: DebateState, recorded: Recorded & { event: EventOf<'person.said'> }): DebateState {
  const { by, text, attachments } = recorded.event;
  const words: Words = { seq: recorded.seq, by, text, attachments };
  if (state.end?.outcome === 'stopped') return state;
  if (state.end || state.approval?.verdict) return { ...state, unheard: [...state.unheard, words] };
  const turn = state.turn + 1;
  return {
    ...state,
    ...freshTurn(recorded.at),
    turn,
    additions: [...state.additions, words],
    unprepared: attachments.length > 0 ? { ...state.unprepared, [turn]: attachments } : state.unprepared,
  };
}

function open(id: string, recorded: Recorded): DebateState {
  const { event } = recorded;
  if (event.type !== 'debate.opened') throw new TypeError(`debate ${id} does not begin with debate.opened`);
  const { request, council, rules, workspace, history, follows = null } = event;
  // A thread that was here before has files to list, even when this request brings none.
  const prepare = request.attachments.length > 0 || follows !== null;
  return {
    ...freshTurn(recorded.at),
    id,
    seq: recorded.seq,
    request,
    council,
    rules,
    workspace,
    follows,
    history,
    turn: 1,
    additions: [],
    unheard: [],
    unprepared: prepare ? { 1: request.attachments } : {},
    files: [],
    ratings: {},
    end: null,
  };
}

function freshTurn(startedAt: number): TurnState {
  return {
    startedAt,
    analyses: {},
    proposing: {},
    proposals: [],
    critiques: {},
    remarks: {},
    revisions: {},
    ballots: {},
    combining: null,
    consensus: null,
    budgetReached: false,
    spent: {},
    approval: null,
    steps: {},
    result: null,
  };
}

function spend(spent: TurnState['spent'], event: TurnEvent): TurnState['spent'] {
  if (!('persona' in event) || !event.persona) return spent;
  return { ...spent, [event.persona]: plus(spent[event.persona] ?? nothing, costOf(event)) };
}

function pick({ plan, planHash, proposal, needed, expiresAt }: EventOf<'approval.requested'>) {
  return { plan, planHash, proposal, needed, expiresAt };
}

function put<T>(
  table: Readonly<Record<number, Readonly<Record<string, T>>>>,
  round: number,
  persona: string,
  value: T,
) {
  return { ...table, [round]: { ...table[round], [persona]: value } };
}
