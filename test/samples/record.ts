import { fold } from '../../src/debate/debate.ts';
import { decide } from '../../src/debate/decide.ts';
import type {
  Attachment,
  DebateEvent,
  Locale,
  Output,
  Person,
  Persona,
  Recorded,
  Rehearsal,
  Rules,
  Usage,
} from '../../src/debate/event.ts';
import { eventSchema } from '../../src/debate/event.ts';
import type { Proposal } from '../../src/debate/plan.ts';
import { createPolicy } from '../../src/policy/index.ts';

export type Log = {
  readonly debate: string;
  readonly events: Recorded[];
  /** What an agent, a worker or a person did, some seconds after the event before. */
  add(secondsLater: number, event: DebateEvent, key?: string): void;
  /** What follows from the state by the method's own rules: consensus, approval card, start, end. */
  settle(secondsLater?: number): void;
  /** Hash of the plan that waits for approval. */
  planHash(): string;
};

/** Writes a debate down as the ledger would keep it: sequence from 1, time moving forward by the seconds given. */
export function record(debate: string, start: string): Log {
  const events: Recorded[] = [];
  let at = Date.parse(start);
  const log: Log = {
    debate,
    events,
    add(secondsLater, event, key) {
      at += Math.round(secondsLater * 1000);
      events.push({ seq: events.length + 1, at, key: key ?? null, event: eventSchema.parse(event) });
    },
    settle(secondsLater = 0.02) {
      for (;;) {
        const state = fold(debate, events);
        const rulings = state ? decide(state, at).rulings : [];
        if (rulings.length === 0) return;
        for (const { key, event } of rulings) log.add(secondsLater, event, key);
      }
    },
    planHash() {
      const hash = fold(debate, events)?.approval?.planHash;
      if (hash === undefined) throw new TypeError('no plan waits for approval');
      return hash;
    },
  };
  return log;
}

export const aiin: Persona = { id: 'aiin', name: 'AIIN', avatar: 'aiin', weight: 0.4, environment: 'default' };
export const manual: Persona = { id: 'manual', name: 'Manual', avatar: 'manual', weight: 0.3, environment: 'default' };
export const sage: Persona = { id: 'sage', name: 'Sage', avatar: 'sage', weight: 0.3, environment: 'default' };
export const warden: Persona = { id: 'warden', name: 'Warden', avatar: 'warden', weight: 0.3, environment: 'default' };

export const jiwon = { id: 'web:jiwon', name: 'Jiwon' };
export const alex = { id: 'web:alex', name: 'Alex' };

export const rules: Rules = {
  critiqueRounds: 1,
  margin: 0.5,
  quorum: 0.5,
  failedCheckCap: 3,
  feasibilityShare: 0.5,
  deliberationMs: 600_000,
  thinkMs: 90_000,
  approvalMs: 3_600_000,
  approvers: [],
  reviewNeedsTwo: false,
};

export function output(text: string): Output {
  return { head: text, tail: '', bytes: new TextEncoder().encode(text).length };
}

export function spent(latencyMs: number): Usage {
  return { latencyMs };
}

const policy = createPolicy({ allow: [], review: [], deny: [] });

/** A proposal's rehearsal with the policy's own verdicts; unless one is `deny`, every step works. */
export function tried(
  proposal: Proposal,
  options: { runs?: readonly { text?: string; durationMs: number }[]; changes?: Rehearsal['changes'] } = {},
): Rehearsal {
  const verdicts = proposal.steps.map((step) => policy.judge(step.action.command));
  const denied = verdicts.some((it) => it.verdict === 'deny');
  const steps = proposal.steps.map((step, index): Rehearsal['steps'][number] => {
    const { text = '', durationMs } = options.runs?.[index] ?? { durationMs: 160 };
    return {
      step: step.id,
      verdict: verdicts[index] ?? { verdict: 'deny', reasons: [] },
      missingPrograms: [],
      ...(denied ? {} : { run: { ending: 'exited', exitCode: 0, output: output(text), durationMs } }),
    };
  });
  return { steps, changes: [...(options.changes ?? [])] };
}

/** The event that opens a debate: everything usual filled in. */
export function opened(options: {
  text: string;
  locale: Locale;
  author?: Person;
  council: readonly Persona[];
  attachments?: readonly Attachment[];
  changed?: Partial<Rules>;
}): DebateEvent {
  const { text, locale, council, attachments = [], author = jiwon, changed = {} } = options;
  return {
    type: 'debate.opened',
    request: {
      author,
      origin: { platform: 'web', channel: 'general', thread: 't-1' },
      text,
      attachments: [...attachments],
      locale,
    },
    council: [...council],
    rules: { ...rules, ...changed },
    workspace: 'w-1',
    history: [],
  };
}

/** A proposal of one command. */
export function oneStep(owner: string, purpose: string, command: string, approach = `${purpose}.`): Proposal {
  return {
    approach,
    expectedOutcome: '',
    confidence: 0.7,
    steps: [{ id: 's1', owner, purpose, action: { kind: 'shell', command } }],
  };
}

export type Mark = readonly [proposal: string, feasibility: number, relevance: number, reason: string];

export function ballot(turn: number, number: 1 | 2, persona: string, marks: readonly Mark[]): DebateEvent {
  return {
    type: 'ballot.cast',
    turn,
    ballot: number,
    persona,
    scores: marks.map(([proposal, feasibility, relevance, reason]) => ({ proposal, feasibility, relevance, reason })),
  };
}
