import { createHash } from 'node:crypto';
import { mayApprove } from '../src/debate/approval.ts';
import type { DebateState, ProposalState } from '../src/debate/debate.ts';
import { HYBRID } from '../src/debate/debate.ts';
import { criticised, objections, scored, type Task } from '../src/debate/decide.ts';
import type { Artifact, DebateEvent, Stage } from '../src/debate/event.ts';
import type { Proposal } from '../src/debate/plan.ts';
import type { Agent, Answer, Brief, Packet, StepOutcome, Thinking } from '../src/ports/agent.ts';

export type ThinkTask = Extract<Task, { persona: string }>;

/** The stage that a task belongs to, and the round of it. */
export function stageOf(task: ThinkTask): { stage: Stage; round: number } {
  switch (task.kind) {
    case 'analyse':
      return { stage: 'analysis', round: 0 };
    case 'propose':
      return { stage: 'proposal', round: 0 };
    case 'critique':
      return { stage: 'critique', round: task.round };
    case 'revise':
      return { stage: 'revision', round: task.round };
    case 'vote':
      return { stage: 'vote', round: task.round };
    case 'combine':
      return { stage: 'hybrid', round: 0 };
    case 'integrate':
      return { stage: 'integration', round: 0 };
  }
}

/**
 * Puts a task's question to the agent and returns the event its answer makes. Others' proposals go in as
 * A, B, C in an order of this reader's own; names never do.
 */
export async function ask(agent: Agent, state: DebateState, task: ThinkTask, thinking: Thinking): Promise<DebateEvent> {
  const { turn } = state;
  const { persona } = task;
  const brief = briefFor(state, persona);
  const { stage, round } = stageOf(task);
  const settle = <T>(answer: Answer<T>, made: (answer: T) => DebateEvent): DebateEvent => {
    const usage = answer.usage ? { usage: answer.usage } : {};
    if (answer.kind === 'abstained')
      return { type: 'agent.abstained', turn, stage, round, persona, reason: answer.reason, ...usage };
    return { ...made(answer), ...usage } as DebateEvent;
  };
  const own = state.proposals.find((it) => it.author === persona && it.id !== HYBRID);
  switch (task.kind) {
    case 'analyse':
      return settle(await agent.analyse(brief, thinking), ({ text }) => ({
        type: 'analysis.given',
        turn,
        persona,
        text,
      }));
    case 'propose':
      return settle(await agent.propose(brief, thinking), ({ proposal }) => ({
        type: 'proposal.made',
        turn,
        persona,
        id: persona,
        proposal: owned(state, persona, proposal),
      }));
    case 'critique': {
      const others = shuffled(criticised(state, persona), task.key);
      return settle(await agent.critique(brief, others.map(packet), thinking), ({ remarks }) => ({
        type: 'critique.given',
        turn,
        round,
        persona,
        remarks: remarks.flatMap(({ label, ...remark }) =>
          named(others, label, (proposal) => ({ ...remark, proposal })),
        ),
      }));
    }
    case 'revise': {
      if (!own) throw new TypeError(`${persona} has no proposal to revise`);
      const answer = await agent.revise(brief, packet(own, 0), objections(state, own, round), thinking);
      const common = { turn, round, persona, id: own.id, ...(answer.usage ? { usage: answer.usage } : {}) };
      if (answer.kind === 'abstained') return { type: 'proposal.kept', ...common, because: answer.reason };
      const { proposal, because } = answer;
      return {
        type: 'proposal.revised',
        ...common,
        revision: own.revision + 1,
        proposal: owned(state, persona, proposal),
        because,
      };
    }
    case 'vote': {
      const table = shuffled(scored(state, persona, round), task.key);
      return settle(await agent.vote(brief, table.map(packet), thinking), ({ scores }) => ({
        type: 'ballot.cast',
        turn,
        ballot: round,
        persona,
        scores: scores.flatMap(({ label, ...score }) => named(table, label, (proposal) => ({ ...score, proposal }))),
      }));
    }
    case 'combine': {
      const [best, second] = (state.consensus?.hybridOf ?? []).map((id) => state.proposals.find((it) => it.id === id));
      if (!best || !second) throw new TypeError('there is nothing to combine');
      return settle(await agent.combine(brief, packet(best, 0), packet(second, 1), thinking), ({ proposal }) => ({
        type: 'proposal.made',
        turn,
        persona,
        id: HYBRID,
        proposal: owned(state, persona, proposal),
      }));
    }
    case 'integrate': {
      const winner = state.proposals.find((it) => it.id === state.approval?.proposal);
      if (!winner) throw new TypeError('there is no plan to integrate');
      return settle(await agent.integrate(brief, winner.body, outcomes(state), thinking), ({ text }) => ({
        ...resultOf(state),
        persona,
        text,
      }));
    }
  }
}

/** The result as the ledger tells it, before anybody puts it into words. */
export function resultOf(state: DebateState) {
  const steps = state.approval?.plan.steps ?? [];
  const ok = steps.every((step) => {
    const finished = state.steps[step.id]?.finished;
    return finished?.ending === 'exited' && finished.exitCode === 0;
  });
  const artifacts = new Map<string, Artifact>();
  for (const step of steps) {
    for (const artifact of state.steps[step.id]?.finished?.artifacts ?? []) {
      const before = artifacts.get(artifact.path);
      // Made by one step and changed by the next: for the person it is new.
      const change = before?.change === 'added' && artifact.change === 'changed' ? 'added' : artifact.change;
      if (before?.change === 'added' && change === 'removed') artifacts.delete(artifact.path);
      else artifacts.set(artifact.path, { ...artifact, change });
    }
  }
  return {
    type: 'result.integrated' as const,
    turn: state.turn,
    persona: null,
    text: '',
    ok,
    artifacts: [...artifacts.values()],
  };
}

function briefFor(state: DebateState, persona: string): Brief {
  const lastWord = state.additions.at(-1);
  return {
    debate: state.id,
    ...(state.follows === null ? {} : { follows: state.follows }),
    author: state.request.author.id,
    self: persona,
    request: state.request.text,
    additions: state.additions.map((it) => it.text),
    lastWordApproves: lastWord !== undefined && mayApprove(state, lastWord.by),
    history: state.history,
    locale: state.request.locale,
    files: state.files,
  };
}

function packet(proposal: ProposalState, index: number): Packet {
  const { rehearsal } = proposal;
  const known = rehearsal && rehearsal.unavailable === undefined ? { rehearsal } : {};
  return { label: labelOf(index), proposal: proposal.body, ...known };
}

const labelOf = (index: number) => String.fromCharCode(65 + index);

function named<T>(order: readonly ProposalState[], label: string, make: (proposal: string) => T): T[] {
  const found = order.find((_, index) => labelOf(index) === label.trim().toUpperCase());
  return found ? [make(found.id)] : [];
}

// The order is this reader's own and the same at every retry: sorted by a hash of the task and the proposal.
function shuffled(proposals: readonly ProposalState[], seed: string): ProposalState[] {
  const rank = (it: ProposalState) => createHash('sha256').update(`${seed}/${it.id}`).digest('hex');
  return proposals.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1));
}

// An agent may hand a step to another seat, but not to somebody who is not at the table.
function owned(state: DebateState, persona: string, proposal: Proposal): Proposal {
  const seated = new Set(state.council.map((it) => it.id));
  return {
    ...proposal,
    steps: proposal.steps.map((step) => (seated.has(step.owner) ? step : { ...step, owner: persona })),
  };
}

function outcomes(state: DebateState): StepOutcome[] {
  return (state.approval?.plan.steps ?? []).flatMap((step) => {
    const finished = state.steps[step.id]?.finished;
    if (!finished) return [];
    const { exitCode, ending, output } = finished;
    return [{ step: step.id, command: step.action.command, exitCode, ending, output }];
  });
}
