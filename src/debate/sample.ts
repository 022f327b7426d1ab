import type { DebateEvent, EventOf, Persona, Recorded, Rehearsal, Rules } from './event.ts';
import type { Proposal } from './plan.ts';

/** Small pieces for tests of the method; nothing outside tests imports this. */

export const rules: Rules = {
  critiqueRounds: 1,
  margin: 0.5,
  quorum: 0.5,
  failedCheckCap: 3,
  feasibilityShare: 0.5,
  deliberationMs: 600_000,
  thinkMs: 60_000,
  approvalMs: 3_600_000,
  approvers: [],
  reviewNeedsTwo: false,
};

export const requester = { id: 'web:r', name: 'Requester' };

export function persona(id: string, weight = 1): Persona {
  return { id, name: id.toUpperCase(), avatar: '', weight, environment: 'default' };
}

export function opened(council: Persona[], changed: Partial<Rules> = {}): EventOf<'debate.opened'> {
  return {
    type: 'debate.opened',
    request: {
      author: requester,
      origin: { platform: 'web', channel: 'c', thread: 't' },
      text: 'count the files',
      attachments: [],
      locale: 'en',
    },
    council,
    rules: { ...rules, ...changed },
    workspace: 'w',
    history: [],
  };
}

export function proposal(command: string, owner = 'a'): Proposal {
  const steps = [{ id: 's1', owner, purpose: 'does it', action: { kind: 'shell' as const, command } }];
  return { approach: `run ${command}`, expectedOutcome: 'done', confidence: 0.5, steps };
}

export function rehearsed(exitCode = 0, verdict: 'allow' | 'review' | 'deny' = 'allow'): Rehearsal {
  const output = { head: '', tail: '', bytes: 0 };
  const run = verdict === 'deny' ? {} : { run: { ending: 'exited' as const, exitCode, output, durationMs: 1 } };
  return { steps: [{ step: 's1', verdict: { verdict, reasons: [] }, missingPrograms: [], ...run }], changes: [] };
}

export function record(events: readonly DebateEvent[], at = 1000): Recorded[] {
  return events.map((event, index) => ({ seq: index + 1, at, key: null, event }));
}
