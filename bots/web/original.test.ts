import { expect, test } from 'vitest';
import type { Locale, Recorded } from '../../src/debate/event.ts';
import { sampleDebates } from '../../test/samples/index.ts';
import type { OriginalMessage } from './messages.ts';
import { createOriginalTeller } from './original.ts';
import { presentDebate } from './present-debate.ts';

function tell(events: readonly Recorded[], locale: Locale = 'en'): OriginalMessage[] {
  const present = presentDebate('d', locale);
  const teller = createOriginalTeller();
  return events.flatMap((recorded) =>
    teller({ debate: 'd', thread: 't', seq: recorded.seq }, recorded, present(recorded)),
  );
}

for (const [name, events] of Object.entries(sampleDebates)) {
  test(`${name}: whatever happened, the original client gets an end it can show`, () => {
    const messages = tell(events);
    const seqs = messages.map((it) => it.seq);
    expect(seqs).toEqual(seqs.toSorted((a, b) => a - b));
    for (const message of messages) {
      if (message.type === 'ai_response') expect(message.content.trim()).not.toBe('');
    }
    const finals = messages.filter((it) => it.type === 'final_result');
    expect(finals.map((it) => String(it.result.text).trim() !== '')).toEqual([true]);
  });
}

test('a plan that waits carries all that a client needs to decide', () => {
  const waiting = tell(sampleDebates['d-errors-by-hour'] ?? []).find(
    (it) => it.type === 'discussion_update' && it.discussion_state.stage === 'approval',
  );
  expect(waiting).toMatchObject({
    discussion_state: {
      event: 'approval.requested',
      plan_hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      steps: [{ id: 's1' }, { id: 's2' }],
      expires_at: expect.any(Number),
    },
  });
});
