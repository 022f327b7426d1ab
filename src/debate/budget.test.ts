import { describe, expect, test } from 'vitest';
import { isSpent, leavesNothing, within } from './budget.ts';
import { nothing } from './cost.ts';
import { type DebateState, fold } from './debate.ts';
import { decide } from './decide.ts';
import type { DebateEvent, Rules, Usage } from './event.ts';
import { opened, persona, proposal, record, rehearsed, requester } from './sample.ts';

const call = (usage: Partial<Usage>): Usage => ({ latencyMs: 1, ...usage });

function spending(rules: Partial<Rules>, ...usages: Partial<Usage>[]): DebateState {
  const given = usages.map(
    (usage): DebateEvent => ({ type: 'analysis.given', turn: 1, persona: 'a', text: 'x', usage: call(usage) }),
  );
  return fold('d', record([opened([persona('a'), persona('b')], rules), ...given])) as DebateState;
}

const ruling = (state: DebateState) => decide(state, 2000).rulings[0]?.event;

describe('a debate’s budget', () => {
  test('ends the asking when its tokens are used up, input and output together', () => {
    expect(ruling(spending({ budget: { tokens: 100 } }, { inputTokens: 60, outputTokens: 39 }))).toBeUndefined();
    expect(ruling(spending({ budget: { tokens: 100 } }, { inputTokens: 60, outputTokens: 40 }))).toMatchObject({
      type: 'budget.reached',
      what: 'tokens',
    });
  });

  test('and when its money is', () => {
    expect(ruling(spending({ budget: { usd: 0.05 } }, { costUsd: 0.03 }, { costUsd: 0.03 }))).toMatchObject({
      what: 'money',
    });
  });

  test('and when its minutes are, of the time that models took to answer', () => {
    const minute = { latencyMs: 60_000, model: 'openai/gpt' };
    expect(ruling(spending({ budget: { minutes: 2 } }, minute, { latencyMs: 59_000, model: 'x/y' }))).toBeUndefined();
    expect(ruling(spending({ budget: { minutes: 2 } }, minute, minute))).toMatchObject({ what: 'minutes' });
    // Who asks no model takes its time for free.
    expect(ruling(spending({ budget: { minutes: 1 } }, { latencyMs: 90_000 }))).toBeUndefined();
  });

  test('counts what tools have cost', () => {
    const drawn: DebateEvent = {
      type: 'tool.used',
      turn: 1,
      persona: 'a',
      stage: 'analysis',
      round: 0,
      tool: 'image_generator',
      action: 'draw',
      input: 'a cat',
      result: 'done',
      ok: true,
      durationMs: 1,
      usage: { calls: 1, model: 'openai/gpt-image-1', costUsd: 0.04 },
    };
    const state = fold('d', record([opened([persona('a')], { budget: { usd: 0.04 } }), drawn])) as DebateState;
    expect(ruling(state)).toMatchObject({ type: 'budget.reached', what: 'money' });
  });

  test('lets personas go on that cost nothing', () => {
    expect(ruling(spending({ budget: { usd: 0, tokens: 0 } }, {}))).toBeUndefined();
  });

  test('asks the person with what there is', () => {
    const events: DebateEvent[] = [
      opened([persona('a'), persona('b'), persona('c')], { budget: { usd: 0.01 } }),
      {
        type: 'proposal.made',
        turn: 1,
        persona: 'a',
        id: 'a',
        proposal: proposal('ls'),
        usage: call({ costUsd: 0.02 }),
      },
      { type: 'rehearsal.finished', turn: 1, proposal: 'a', revision: 0, rehearsal: rehearsed() },
    ];
    for (let step = 0; step < 3; step++) {
      const [next] = decide(fold('d', record(events)) as DebateState, 2000).rulings;
      if (next) events.push(next.event);
    }
    expect(events.map((it) => it.type).slice(3)).toEqual(['budget.reached', 'consensus.reached', 'approval.requested']);
  });

  test('is there anew after a person’s reply', () => {
    const said: DebateEvent = { type: 'person.said', by: requester, text: 'go on', attachments: [] };
    const spent: DebateEvent = {
      type: 'analysis.given',
      turn: 1,
      persona: 'a',
      text: 'x',
      usage: call({ costUsd: 1 }),
    };
    const state = fold('d', record([opened([persona('a')], { budget: { usd: 0.5 } }), spent, said])) as DebateState;
    expect(ruling(state)).toBeUndefined();
  });
});

test('a persona’s own budget silences only that one', () => {
  const state = spending({ personaBudget: { tokens: 10 } }, { inputTokens: 10 });
  expect(isSpent(state, 'a')).toBe(true);
  expect(isSpent(state, 'b')).toBe(false);
  expect(ruling(state)).toBeUndefined();
});

test.each([
  [{ usd: 0 }, { tokens: true, usd: true }, true],
  [{ usd: 0 }, { tokens: true, usd: false }, false],
  [{ tokens: 0 }, { tokens: false, usd: true }, false],
  [{ minutes: 0 }, { tokens: false, usd: false }, true],
  [{ usd: 0.01, tokens: 1, minutes: 1 }, { tokens: true, usd: true }, false],
  [undefined, { tokens: true, usd: true }, false],
])('of %j nothing is left for answers that cost %j: %s', (budget, costs, expected) => {
  expect(leavesNothing(budget, nothing, costs)).toBe(expected);
});

test('a debate gets no more than its channel has left today', () => {
  expect(within({ usd: 1, tokens: 500 }, { usd: 5 }, { tokens: 900, usd: 4.75, minutes: 0 })).toEqual({
    usd: 0.25,
    tokens: 500,
  });
  expect(within({ usd: 1 }, { usd: 5 }, { tokens: 0, usd: 7, minutes: 0 })).toEqual({ usd: 0 });
  expect(within({}, {}, { tokens: 1, usd: 1, minutes: 1 })).toEqual({});
});
