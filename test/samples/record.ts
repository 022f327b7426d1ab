import type { DebateEvent, Output, Persona, Recorded, Rehearsal, Rules, Usage } from '../../src/debate/event.ts';
import { eventSchema } from '../../src/debate/event.ts';

/** Writes a debate down as the ledger would keep it: sequence from 1, time moving forward by the seconds given. */
export function record(start: string): {
  readonly events: Recorded[];
  add(secondsLater: number, event: DebateEvent, key?: string): void;
  readonly now: () => number;
} {
  const events: Recorded[] = [];
  let at = Date.parse(start);
  return {
    events,
    now: () => at,
    add(secondsLater, event, key) {
      at += Math.round(secondsLater * 1000);
      events.push({ seq: events.length + 1, at, key: key ?? null, event: eventSchema.parse(event) });
    },
  };
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

/** A rehearsal of one step that ended by itself. */
export function tried(options: {
  exitCode?: number;
  text?: string;
  durationMs?: number;
  review?: { word: string; rule: string; message: string };
  changes?: Rehearsal['changes'];
}): Rehearsal {
  const { exitCode = 0, text = '', durationMs = 300, review, changes = [] } = options;
  return {
    steps: [
      {
        step: 's1',
        verdict: review ? { verdict: 'review', reasons: [review] } : { verdict: 'allow', reasons: [] },
        missingPrograms: [],
        run: { ending: 'exited', exitCode, output: output(text), durationMs },
      },
    ],
    changes,
  };
}
