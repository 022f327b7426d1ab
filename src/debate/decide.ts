import { spentInAll, usedUp } from './budget.ts';
import { candidates, count, denied, mayScore, passes, voters } from './consensus.ts';
import { type DebateState, HYBRID, type ProposalState, type Words } from './debate.ts';
import type { DebateEvent } from './event.ts';
import { equivalent, type Plan, planHash, type Step } from './plan.ts';

/** A unit of work for a worker. Its outcome is appended to the ledger under `key`. */
export type Task =
  | { readonly kind: 'prepare'; readonly key: string; readonly turn: number }
  | { readonly kind: 'analyse' | 'propose'; readonly key: string; readonly turn: number; readonly persona: string }
  | {
      readonly kind: 'rehearse';
      readonly key: string;
      readonly turn: number;
      readonly proposal: string;
      readonly revision: number;
    }
  | {
      /** `round` counts critique rounds, and for `vote` ballots. */
      readonly kind: 'critique' | 'revise' | 'vote';
      readonly key: string;
      readonly turn: number;
      readonly round: number;
      readonly persona: string;
    }
  | { readonly kind: 'combine'; readonly key: string; readonly turn: number; readonly persona: string }
  | { readonly kind: 'warm'; readonly key: string; readonly turn: number }
  | { readonly kind: 'execute'; readonly key: string; readonly turn: number; readonly step: string }
  | { readonly kind: 'integrate'; readonly key: string; readonly turn: number; readonly persona: string };

/** A fact that follows from the state alone, to be appended under its key by whoever decides. */
export type Ruling = { readonly key: string; readonly event: DebateEvent };

export type Decision = {
  readonly rulings: readonly Ruling[];
  readonly tasks: readonly Task[];
  /** Words of people to open a follow-up debate with. */
  readonly followUp: readonly Words[];
  /** Decide again then (ms since 1970) even if nothing happens. */
  readonly wakeAt: number | null;
};

/**
 * What is due now. Pure: the same state and clock give the same answer, and a task stays due until its
 * outcome is in the state. Rulings come alone: append them, fold, and decide again.
 */
export function decide(state: DebateState, now: number): Decision {
  const key = keysOf(state);
  if (state.end) return state.unheard.length > 0 ? { ...idle, followUp: state.unheard } : idle;
  const unprepared = Object.keys(state.unprepared)
    .map(Number)
    .sort((a, b) => a - b)[0];
  if (unprepared !== undefined) return work([{ kind: 'prepare', key: key('prepare', unprepared), turn: unprepared }]);
  if (state.result) return close(key, outcomeOf(state));
  if (state.approval) return approve(state, now, key);
  return deliberate(state, now, key);
}

const idle: Decision = { rulings: [], tasks: [], followUp: [], wakeAt: null };
const work = (tasks: readonly Task[], wakeAt: number | null = null): Decision => ({ ...idle, tasks, wakeAt });
const rule = (ruling: Ruling): Decision => ({ ...idle, rulings: [ruling] });

type Key = (...parts: readonly (string | number)[]) => string;
const keysOf =
  (state: DebateState): Key =>
  (...parts) =>
    [state.id, ...parts].join('/');

function close(key: Key, outcome: Extract<DebateEvent, { type: 'debate.closed' }>['outcome']): Decision {
  return rule({ key: key('end'), event: { type: 'debate.closed', outcome } });
}

function outcomeOf(state: DebateState) {
  if (!state.approval) return 'answered' as const;
  return state.result?.ok ? ('done' as const) : ('failed' as const);
}

// Deliberation: what is still to be thought, tried or voted on before a winner stands.
function deliberate(state: DebateState, now: number, key: Key): Decision {
  const { turn, rules } = state;
  const deadline = state.startedAt + rules.deliberationMs;
  const rehearsals = state.proposals.filter((it) => it.body.steps.length > 0 && !it.rehearsal);
  const tasks: Task[] = rehearsals.map((it) => ({
    kind: 'rehearse',
    key: key('rehearse', turn, it.id, it.revision),
    turn,
    proposal: it.id,
    revision: it.revision,
  }));
  if (!state.budgetReached) {
    const what = now >= deadline ? 'minutes' : usedUp(rules.budget, spentInAll(state));
    if (what) return rule({ key: key('budget', turn), event: { type: 'budget.reached', turn, what } });
    const thinking = due(state, key);
    // Only the first stage runs beside rehearsals: later ones need their evidence.
    if (thinking?.stage === 'opening') tasks.push(...thinking.tasks);
    if (tasks.length > 0) return work(tasks, deadline);
    if (thinking) return work(thinking.tasks, deadline);
  }
  return conclude(state, now, key);
}

// The earliest stage that is not settled yet, with its open tasks.
function due(state: DebateState, key: Key): { stage: 'opening' | 'later'; tasks: Task[] } | null {
  const { turn } = state;
  const opening = state.council.flatMap(({ id: persona }): Task[] => {
    if (!state.analyses[persona]) return [{ kind: 'analyse', key: key('analyse', turn, persona), turn, persona }];
    if (!state.proposing[persona]) return [{ kind: 'propose', key: key('propose', turn, persona), turn, persona }];
    return [];
  });
  if (opening.length > 0) return { stage: 'opening', tasks: opening };
  const later = critiqueDue(state, key) ?? voteDue(state, 1, key) ?? combineDue(state, key);
  return later && { stage: 'later', tasks: later };
}

function critiqueDue(state: DebateState, key: Key): Task[] | null {
  const { turn, council, rules, proposals } = state;
  const own = proposals.filter((it) => it.id !== HYBRID);
  if (state.consensus || own.length === 0 || nothingToAdd(own)) return null;
  for (let round = 1; round <= rules.critiqueRounds; round++) {
    const critics = council.filter((it) => own.some((proposal) => proposal.author !== it.id));
    const open = critics.filter((it) => !state.critiques[round]?.[it.id]);
    if (open.length > 0) {
      return open.map(({ id: persona }) => ({
        kind: 'critique',
        key: key('critique', turn, round, persona),
        turn,
        round,
        persona,
      }));
    }
    const answers = state.revisions[round] ?? {};
    const unanswered = own.filter((it) => objected(state, it, round) && !answers[it.author]);
    if (unanswered.length > 0) {
      return unanswered.map(({ author: persona }) => ({
        kind: 'revise',
        key: key('revise', turn, round, persona),
        turn,
        round,
        persona,
      }));
    }
    // Nobody changed anything: another round would hear the same again.
    if (!Object.values(answers).includes('revised')) return null;
  }
  return null;
}

// Equivalent proposals that all pass: no critique could choose between them.
function nothingToAdd(proposals: readonly ProposalState[]): boolean {
  const [first, ...rest] = proposals;
  return (
    first !== undefined &&
    rest.length > 0 &&
    proposals.every(passes) &&
    rest.every((it) => equivalent(first.body, it.body))
  );
}

// A check that failed at first is as good as a cited defect; one that could not be made is nobody's fault.
function objected(state: DebateState, proposal: ProposalState, round: number): boolean {
  const cited = state.remarks[round]?.some((it) => it.proposal === proposal.id && it.stance === 'defect') ?? false;
  const failed = proposal.revision === 0 && proposal.rehearsal?.unavailable === undefined && !passes(proposal);
  return cited || (round === 1 && failed);
}

function voteDue(state: DebateState, ballot: 1 | 2, key: Key): Task[] | null {
  if (state.consensus && state.consensus.ballot >= ballot) return null;
  const open = voters(state, ballot).filter((id) => state.ballots[ballot]?.[id] === undefined);
  if (open.length === 0) return null;
  const { turn } = state;
  return open.map((persona) => ({
    kind: 'vote',
    key: key('vote', turn, ballot, persona),
    turn,
    round: ballot,
    persona,
  }));
}

function combineDue(state: DebateState, key: Key): Task[] | null {
  const { consensus, turn } = state;
  if (!consensus?.hybridOf || consensus.ballot !== 1) return null;
  if (!state.combining) {
    const leader = state.proposals.find((it) => it.id === consensus.hybridOf?.[0]);
    return leader ? [{ kind: 'combine', key: key('combine', turn), turn, persona: leader.author }] : null;
  }
  const hybrid = state.proposals.find((it) => it.id === HYBRID);
  return hybrid && passes(hybrid) ? voteDue(state, 2, key) : null;
}

// Everything that will be said has been said.
function conclude(state: DebateState, now: number, key: Key): Decision {
  const { turn, consensus } = state;
  if (state.proposals.length === 0) return close(key, 'no-plan');
  if (!consensus)
    return rule({
      key: key('consensus', turn, 1),
      event: { type: 'consensus.reached', turn, consensus: count(state, 1) },
    });
  const hybrid = state.proposals.find((it) => it.id === HYBRID);
  if (consensus.ballot === 1 && consensus.hybridOf && hybrid && passes(hybrid) && !state.budgetReached) {
    return rule({
      key: key('consensus', turn, 2),
      event: { type: 'consensus.reached', turn, consensus: count(state, 2) },
    });
  }
  const winner = state.proposals.find((it) => it.id === consensus.winner);
  if (!winner) return close(key, state.proposals.some(denied) ? 'unsafe' : 'no-plan');
  if (winner.body.steps.length === 0) {
    return rule({
      key: key('result', turn),
      event: {
        type: 'result.integrated',
        turn,
        persona: winner.author,
        text: winner.body.answer ?? '',
        ok: true,
        artifacts: [],
      },
    });
  }
  const plan: Plan = { debate: state.id, turn, workspace: state.workspace, steps: winner.body.steps };
  return rule({
    key: key('approval', turn),
    event: {
      type: 'approval.requested',
      turn,
      plan,
      planHash: planHash(plan),
      proposal: winner.id,
      needed:
        state.rules.reviewNeedsTwo && winner.rehearsal?.steps.some((it) => it.verdict.verdict === 'review') ? 2 : 1,
      expiresAt: now + state.rules.approvalMs,
    },
  });
}

function approve(state: DebateState, now: number, key: Key): Decision {
  const { approval, turn } = state;
  if (!approval) return idle;
  const { planHash: hash } = approval;
  const verdictKey = verdictKeyOf(state);
  switch (approval.verdict) {
    case 'begun':
      return execute(state, approval.plan.steps, approval.proposal, key);
    case 'denied':
    case 'withdrawn':
    case 'expired':
      return close(key, approval.verdict);
    case null:
      if (approval.given.length >= approval.needed)
        return rule({ key: verdictKey, event: { type: 'execution.begun', turn, planHash: hash } });
      if (now >= approval.expiresAt)
        return rule({ key: verdictKey, event: { type: 'approval.expired', turn, planHash: hash } });
      return work([{ kind: 'warm', key: key('warm', turn), turn }], approval.expiresAt);
  }
}

/** The one key under which approval ends: begun, denied, withdrawn or expired. The ledger lets one of them win. */
export function verdictKeyOf(state: DebateState): string {
  return keysOf(state)('verdict', state.turn);
}

/** The name of a step's run, and of whatever runs it. */
export function stepKey({ id, turn }: DebateState, step: string): string {
  return `${id}/step/${turn}/${step}`;
}

// One after another; a step that fails ends the run, since those after it were only tried after its success.
function execute(state: DebateState, steps: readonly Step[], proposal: string, key: Key): Decision {
  const { turn } = state;
  for (const step of steps) {
    const finished = state.steps[step.id]?.finished;
    if (!finished) return work([{ kind: 'execute', key: stepKey(state, step.id), turn, step: step.id }]);
    if (finished.ending !== 'exited' || finished.exitCode !== 0) break;
  }
  const author = state.proposals.find((it) => it.id === proposal)?.author ?? steps[0]?.owner ?? '';
  return work([{ kind: 'integrate', key: key('result', turn), turn, persona: author }]);
}

/** The proposals that a persona criticises: all but its own. */
export function criticised(state: DebateState, persona: string): ProposalState[] {
  return state.proposals.filter((it) => it.author !== persona && it.id !== HYBRID);
}

/** The proposals that a persona scores in a ballot. */
export function scored(state: DebateState, persona: string, ballot: number): ProposalState[] {
  return candidates(state, ballot).filter((it) => mayScore(state, persona, it));
}

/** Defects cited in this round, for the author to answer; its failed checks it sees in its own rehearsal. */
export function objections(
  state: DebateState,
  proposal: ProposalState,
  round: number,
): { text: string; step?: string }[] {
  const cited = (state.remarks[round] ?? []).filter((it) => it.proposal === proposal.id && it.stance === 'defect');
  return cited.map(({ text, step }) => (step === undefined ? { text } : { text, step }));
}
