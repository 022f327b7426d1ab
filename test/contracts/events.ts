import type { DebateEvent } from '../../src/debate/event.ts';

/** A valid opening, so that a suite need not know what one consists of. */
export function opened(workspace = 'w1', text = 'count the words'): DebateEvent {
  return {
    type: 'debate.opened',
    request: {
      author: { id: 'web:ann', name: 'Ann' },
      origin: { platform: 'web', channel: 'lobby', thread: 't1' },
      text,
      attachments: [],
      locale: 'en',
    },
    council: [{ id: 'aiin', name: 'AIIN', avatar: '', weight: 1, environment: 'default' }],
    rules: {
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
    },
    workspace,
    history: [],
  };
}

export const analysis = (text: string): DebateEvent => ({ type: 'analysis.given', turn: 1, persona: 'aiin', text });
export const closed: DebateEvent = { type: 'debate.closed', outcome: 'done' };
export const stopped: DebateEvent = { type: 'debate.stopped', by: { id: 'web:ann', name: 'Ann' } };
