import type { EventOf, Person, Recorded, Stage } from '../../../../src/debate/event.ts';
import type { Step } from '../../../../src/debate/plan.ts';
import type { PostMessage } from '../../messages.ts';

/** One debate as the page has it: its events in order, and what they come to. */
export type DebateLog = { readonly id: string; readonly entries: readonly PostMessage[] };

export const stageOrder = [
  'analysis',
  'proposal',
  'critique',
  'consensus',
  'approval',
  'execution',
  'integration',
] as const;
export type StageName = (typeof stageOrder)[number];

export type ApprovalState = {
  readonly state: 'open' | 'approved' | 'denied' | 'withdrawn' | 'expired' | 'superseded' | 'stopped';
  /** Who agreed, or who ended it. */
  readonly by: readonly Person[];
};

export type DebateView = {
  readonly stage: StageName;
  /** Null while it goes on. */
  readonly outcome: EventOf<'debate.closed'>['outcome'] | 'stopped' | null;
  readonly names: ReadonlyMap<string, string>;
  /** By plan hash. */
  readonly approvals: ReadonlyMap<string, ApprovalState>;
  readonly steps: ReadonlyMap<string, Step>;
  /** Keys `turn/step` of steps that began and have not ended. */
  readonly running: readonly { readonly turn: number; readonly step: string }[];
  readonly begun: boolean;
  readonly ratings: ReadonlyMap<string, 'up' | 'down' | 'none'>;
  /** Sequence of the last result, where ratings belong. */
  readonly resultSeq: number | null;
  /** The debate that follows this one up with words already shown here. */
  readonly continuedBy: ReadonlySet<string>;
};

const stageOf: Partial<Record<Recorded['event']['type'], StageName>> = {
  'debate.opened': 'analysis',
  'analysis.given': 'analysis',
  'person.said': 'analysis',
  'proposal.made': 'proposal',
  'rehearsal.finished': 'proposal',
  'critique.given': 'critique',
  'proposal.revised': 'critique',
  'ballot.cast': 'consensus',
  'consensus.reached': 'consensus',
  'approval.requested': 'approval',
  'execution.begun': 'execution',
  'step.started': 'execution',
  'step.finished': 'execution',
  'result.integrated': 'integration',
};

export function viewDebate(log: DebateLog): DebateView {
  let stage: StageName = 'analysis';
  let outcome: DebateView['outcome'] = null;
  let begun = false;
  let resultSeq: number | null = null;
  const names = new Map<string, string>();
  const approvals = new Map<string, ApprovalState>();
  const steps = new Map<string, Step>();
  const running = new Map<string, { turn: number; step: string }>();
  const ratings = new Map<string, 'up' | 'down' | 'none'>();
  const continuedBy = new Set<string>();
  const close = (state: ApprovalState['state'], by: readonly Person[] = []) => {
    for (const [hash, approval] of approvals) if (approval.state === 'open') approvals.set(hash, { state, by });
  };

  for (const { event: recorded } of log.entries) {
    const { event } = recorded;
    stage = laterStage(stage, event);
    switch (event.type) {
      case 'debate.opened':
        for (const persona of event.council) names.set(persona.id, persona.name);
        break;
      case 'person.said':
        if (!begun) close('superseded');
        break;
      case 'approval.requested':
        close('superseded');
        approvals.set(event.planHash, { state: 'open', by: [] });
        for (const step of event.plan.steps) steps.set(step.id, step);
        break;
      case 'approval.given': {
        const before = approvals.get(event.planHash);
        if (before?.state === 'open') approvals.set(event.planHash, { state: 'open', by: [...before.by, event.by] });
        break;
      }
      case 'approval.denied':
        approvals.set(event.planHash, { state: 'denied', by: [event.by] });
        break;
      case 'approval.withdrawn':
        approvals.set(event.planHash, { state: 'withdrawn', by: [event.by] });
        break;
      case 'approval.expired':
        approvals.set(event.planHash, { state: 'expired', by: [] });
        break;
      case 'execution.begun': {
        begun = true;
        const before = approvals.get(event.planHash);
        approvals.set(event.planHash, { state: 'approved', by: before?.by ?? [] });
        break;
      }
      case 'step.started':
        running.set(`${event.turn}/${event.step}`, { turn: event.turn, step: event.step });
        break;
      case 'step.finished':
        running.delete(`${event.turn}/${event.step}`);
        break;
      case 'result.integrated':
        resultSeq = recorded.seq;
        break;
      case 'result.rated':
        ratings.set(event.by.id, event.value);
        break;
      case 'follow-up.opened':
        continuedBy.add(event.debate);
        break;
      case 'debate.stopped':
        outcome = 'stopped';
        close('stopped', [event.by]);
        running.clear();
        break;
      case 'debate.closed':
        outcome ??= event.outcome;
        close('superseded');
        break;
    }
  }
  const stillRunning = [...running.values()];
  return {
    stage,
    outcome,
    names,
    approvals,
    steps,
    running: stillRunning,
    begun,
    ratings,
    resultSeq,
    continuedBy,
  };
}

const answers: Partial<Record<Recorded['event']['type'], Stage>> = {
  'analysis.given': 'analysis',
  'proposal.made': 'proposal',
  'critique.given': 'critique',
  'proposal.revised': 'revision',
  'proposal.kept': 'revision',
  'ballot.cast': 'vote',
  'result.integrated': 'integration',
};

/** True when the persona gave its word at this stage: a draft of it that comes late is old. */
export function hasAnswered(log: DebateLog, persona: string, stage: string): boolean {
  return log.entries.some(({ event: { event } }) => {
    if (!('persona' in event) || event.persona !== persona) return false;
    return ('stage' in event ? event.stage : answers[event.type]) === stage;
  });
}

const stageOfAbsence: Record<Stage, StageName> = {
  analysis: 'analysis',
  proposal: 'proposal',
  critique: 'critique',
  revision: 'critique',
  vote: 'consensus',
  hybrid: 'consensus',
  integration: 'integration',
};

/** A late analysis does not take the debate back to analysis; only a person's words begin anew. */
function laterStage(before: StageName, event: Recorded['event']): StageName {
  const next = 'stage' in event ? stageOfAbsence[event.stage] : stageOf[event.type];
  if (next === undefined) return before;
  if (event.type === 'person.said') return before === 'execution' || before === 'integration' ? before : next;
  return stageOrder.indexOf(next) > stageOrder.indexOf(before) ? next : before;
}
