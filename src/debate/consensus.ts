import type { DebateState, ProposalState } from './debate.ts';
import { HYBRID } from './debate.ts';
import type { Consensus, ConsensusRow, Score } from './event.ts';
import { equivalent } from './plan.ts';

/** True when every check of the proposal passed: policy, programs, and the rehearsal of every step. */
export function passes(proposal: ProposalState): boolean {
  if (proposal.body.steps.length === 0) return true;
  const { rehearsal } = proposal;
  if (!rehearsal || rehearsal.unavailable !== undefined) return false;
  return proposal.body.steps.every((step) => {
    const tried = rehearsal.steps.find((it) => it.step === step.id);
    return (
      tried !== undefined &&
      tried.verdict.verdict !== 'deny' &&
      tried.missingPrograms.length === 0 &&
      tried.run?.ending === 'exited' &&
      tried.run.exitCode === 0
    );
  });
}

/**
 * True when the proposal may not win whatever its votes: policy denies a step, or it was never tried out
 * and so nothing is known of it.
 */
export function barred(proposal: ProposalState): boolean {
  if (proposal.body.steps.length === 0) return false;
  const { rehearsal } = proposal;
  return !rehearsal || rehearsal.unavailable !== undefined || denied(proposal);
}

/** True when policy denies one of its steps. */
export function denied(proposal: ProposalState): boolean {
  return proposal.rehearsal?.steps.some((it) => it.verdict.verdict === 'deny') ?? false;
}

/** The proposals of a ballot: all that may win, or in the second the leader and the hybrid. */
export function candidates(state: DebateState, ballot: number): ProposalState[] {
  const open = state.proposals.filter((it) => !barred(it));
  if (ballot === 1) return open.filter((it) => it.id !== HYBRID);
  return open.filter((it) => it.id === HYBRID || it.id === state.consensus?.winner);
}

/**
 * May this persona score this proposal? Never its own, but in a council of two: there, without self ballots,
 * each proposal would have a single judge and the weights would mean nothing.
 */
export function mayScore(state: DebateState, voter: string, proposal: ProposalState): boolean {
  return state.council.length === 2 || proposal.author !== voter;
}

/** Personas that have something to vote on in this ballot. */
export function voters(state: DebateState, ballot: number): string[] {
  const table = candidates(state, ballot);
  return state.council.map((it) => it.id).filter((id) => table.some((proposal) => mayScore(state, id, proposal)));
}

/**
 * Counts a ballot. Score = weighted mean over the ballots cast, feasibility and relevance apart; a failed
 * check caps feasibility. Absent ballots are abstentions: they lower the turnout, not the scores.
 */
export function count(state: DebateState, ballot: 1 | 2): Consensus {
  const table = candidates(state, ballot).map((proposal) => ({ proposal, row: tally(state, proposal, ballot) }));
  const barredRows = ballot === 1 ? state.proposals.filter(barred).map((it) => tally(state, it, ballot)) : [];
  const ranked = table.toSorted((a, b) => compare(a, b));
  const [first, second] = ranked;
  const margin =
    first && second && first.row.score !== null && second.row.score !== null
      ? first.row.score - second.row.score
      : null;
  const eligible = voters(state, ballot);
  const cast = state.ballots[ballot] ?? {};
  const abstained = eligible.filter((id) => !cast[id]);
  const turnout = eligible.length === 0 ? 1 : (eligible.length - abstained.length) / eligible.length;
  const quorate = turnout >= state.rules.quorum;
  const winner = ballot === 1 ? (first?.proposal.id ?? null) : secondBallotWinner(ranked, state);
  const level =
    ballot === 1 &&
    quorate &&
    first &&
    second &&
    margin !== null &&
    margin <= state.rules.margin &&
    first.proposal.author !== second.proposal.author &&
    passes(first.proposal) &&
    passes(second.proposal) &&
    !equivalent(first.proposal.body, second.proposal.body);
  return {
    ballot,
    table: [...ranked.map((it) => it.row), ...barredRows],
    winner,
    margin,
    turnout,
    quorate,
    abstained,
    dissent: winner === null ? [] : dissent(state, ballot, winner),
    ...(level ? { hybridOf: [first.proposal.id, second.proposal.id] as [string, string] } : {}),
  };
}

type Ranked = { proposal: ProposalState; row: ConsensusRow };

// A hybrid replaces a voted winner only when it is clearly better: level is not better.
function secondBallotWinner(ranked: readonly Ranked[], state: DebateState): string | null {
  const best = ranked.find((it) => it.proposal.id !== HYBRID);
  const hybrid = ranked.find((it) => it.proposal.id === HYBRID);
  if (!best || !hybrid) return state.consensus?.winner ?? null;
  const lead = (hybrid.row.score ?? -1) - (best.row.score ?? -1);
  return lead > 0 && lead >= state.rules.margin && hybrid.row.score !== null ? HYBRID : best.proposal.id;
}

// Sums of weighted scores differ in the last bits with the order of addition: ballots are added in seat order.
function tally(state: DebateState, proposal: ProposalState, ballot: number): ConsensusRow {
  const capped = !passes(proposal);
  const cap = capped ? state.rules.failedCheckCap : 10;
  const ballots: ConsensusRow['ballots'] = [];
  let weight = 0;
  let feasibility = 0;
  let relevance = 0;
  for (const persona of state.council) {
    const score = scoreOf(state.ballots[ballot]?.[persona.id], proposal.id);
    if (!score || !mayScore(state, persona.id, proposal)) continue;
    weight += persona.weight;
    feasibility += persona.weight * Math.min(score.feasibility, cap);
    relevance += persona.weight * score.relevance;
    ballots.push({ voter: persona.id, feasibility: score.feasibility, relevance: score.relevance });
  }
  const share = state.rules.feasibilityShare;
  const means = weight > 0 ? { feasibility: feasibility / weight, relevance: relevance / weight } : null;
  return {
    proposal: proposal.id,
    author: proposal.author,
    feasibility: means?.feasibility ?? null,
    relevance: means?.relevance ?? null,
    score: means ? share * means.feasibility + (1 - share) * means.relevance : null,
    capped,
    barred: barred(proposal),
    ballots,
  };
}

// Ties go to the proposal whose checks passed, then to the more confident author, then to the earlier seat.
function compare(a: Ranked, b: Ranked): number {
  return (
    (b.row.score ?? -1) - (a.row.score ?? -1) ||
    Number(passes(b.proposal)) - Number(passes(a.proposal)) ||
    b.proposal.body.confidence - a.proposal.body.confidence
  );
}

function dissent(state: DebateState, ballot: number, winner: string): Consensus['dissent'] {
  const share = state.rules.feasibilityShare;
  const table = candidates(state, ballot);
  const liked = (score: Score) => share * score.feasibility + (1 - share) * score.relevance;
  return state.council.flatMap(({ id: voter }) => {
    const scores = state.ballots[ballot]?.[voter]?.filter((score) =>
      table.some((it) => it.id === score.proposal && mayScore(state, voter, it)),
    );
    const forWinner = scores && scoreOf(scores, winner);
    if (!scores || !forWinner) return [];
    const best = scores.reduce((top, score) => (liked(score) > liked(top) ? score : top), forWinner);
    return best.proposal === winner ? [] : [{ voter, preferred: best.proposal }];
  });
}

function scoreOf(scores: readonly Score[] | null | undefined, proposal: string): Score | undefined {
  return scores?.find((it) => it.proposal === proposal);
}
