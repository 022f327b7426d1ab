import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Fate, play, type Temper } from '../../test/world.ts';
import { fold } from './debate.ts';
import { decide } from './decide.ts';
import { type DebateEvent, eventSchema } from './event.ts';
import { opened, persona, proposal, record, rehearsed, requester } from './sample.ts';

const council = (size: number) =>
  ['a', 'b', 'c', 'd', 'e'].slice(0, size).map((id, index) => persona(id, 0.2 + index * 0.1));
const fate = fc.record({
  pick: fc.double({ min: 0, max: 0.999, noNaN: true }),
  lose: fc.boolean(),
  twice: fc.boolean(),
});
const fates = fc.array(fate, { minLength: 1, maxLength: 60 });
const orderly: Fate[] = [{ pick: 0, lose: false, twice: false }];

// A temper is a fair but repeatable answer to any question.
const temper =
  (seed: number): Temper =>
  (question) => {
    let hash = seed | 0;
    for (const char of question) hash = Math.imul(hash ^ char.charCodeAt(0), 0x9e3779b1) ^ (hash >>> 15);
    return (hash >>> 0) / 2 ** 32;
  };

describe('a debate, whatever happens to its task runs', () => {
  test('always ends, with one outcome per key, in events that are valid', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 0, max: 3 }),
        fc.integer(),
        fates,
        fc.boolean(),
        (seats, rounds, seed, order, yes) => {
          const { state, log } = play(opened(council(seats), { critiqueRounds: rounds }), temper(seed), order, yes);
          expect(state.end).not.toBeNull();
          const keys = log.map((it) => it.key);
          expect(new Set(keys).size).toBe(keys.length);
          for (const { event } of log) eventSchema.parse(event);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('comes to the same consensus, plan and end in any order, with runs lost or done twice', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 0, max: 2 }),
        fc.integer(),
        fates,
        (seats, rounds, seed, order) => {
          const opening = opened(council(seats), { critiqueRounds: rounds });
          const one = play(opening, temper(seed), orderly).state;
          const other = play(opening, temper(seed), order).state;
          expect(other.consensus).toEqual(one.consensus);
          expect(other.approval?.planHash).toEqual(one.approval?.planHash);
          expect(other.end?.outcome).toEqual(one.end?.outcome);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('never runs a step that was denied, not rehearsed, or not approved', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.integer(), fates, fc.boolean(), (seats, seed, order, yes) => {
        const { state, log } = play(opened(council(seats)), temper(seed), order, yes);
        const ran = log.findIndex((it) => it.event.type === 'step.finished');
        if (ran === -1) return;
        const before = fold('d', log.slice(0, ran));
        expect(before?.approval?.given.length).toBeGreaterThan(0);
        const winner = before?.proposals.find((it) => it.id === before.approval?.proposal);
        expect(winner?.rehearsal?.unavailable).toBeUndefined();
        expect(winner?.rehearsal?.steps.every((it) => it.verdict.verdict !== 'deny')).toBe(true);
        expect(yes).toBe(true);
        expect(state.end?.outcome).toMatch(/done|failed/);
      }),
      { numRuns: 300 },
    );
  });

  test('a prefix of the ledger decides the same as it did then', () => {
    fc.assert(
      fc.property(fc.integer(), fates, (seed, order) => {
        const { log } = play(opened(council(3)), temper(seed), order);
        for (let length = 1; length <= log.length; length++) {
          const state = fold('d', log.slice(0, length));
          if (!state) throw new Error('no state');
          expect(decide(state, 2000)).toEqual(decide(state, 2000));
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('a person in the middle', () => {
  const start = opened(council(3));
  const made = (id: string) =>
    ({ type: 'proposal.made', turn: 1, persona: id, id, proposal: proposal(`way ${id}`, id) }) as const;
  const said: DebateEvent = { type: 'person.said', by: requester, text: 'only .txt files', attachments: [] };

  test('words before the run start a new turn, in which earlier answers no longer count', () => {
    const state = fold('d', record([start, made('a'), said, made('b')]));
    expect(state?.turn).toBe(2);
    expect(state?.proposals).toEqual([]);
    expect(state && decide(state, 2000).tasks.map((it) => it.key)).toEqual([
      'd/analyse/2/a',
      'd/analyse/2/b',
      'd/analyse/2/c',
    ]);
  });

  test('an approval that lost the race against new words does not start the run', () => {
    const { log } = play(start, () => 0.6, orderly);
    const requested = log.findIndex((it) => it.event.type === 'approval.requested');
    const begun = log.find((it) => it.event.type === 'execution.begun');
    const events = [...log.slice(0, requested + 1).map((it) => it.event), said, ...(begun ? [begun.event] : [])];
    const state = fold('d', record(events));
    expect(state?.turn).toBe(2);
    expect(state?.approval).toBeNull();
  });

  test('words during the run wait for a follow-up, and are handed out once the debate has ended', () => {
    const { log } = play(start, () => 0.6, orderly);
    const begun = log.findIndex((it) => it.event.type === 'execution.begun');
    const events = log.map((it) => it.event);
    const state = fold('d', record([...events.slice(0, begun + 1), said, ...events.slice(begun + 1)]));
    expect(state?.end?.outcome).toBe('done');
    expect(state && decide(state, 2000).followUp.map((it) => it.text)).toEqual(['only .txt files']);
  });

  test('a stop ends everything and forgets what was said meanwhile', () => {
    const state = fold('d', record([start, made('a'), { type: 'debate.stopped', by: requester }, made('b'), said]));
    expect(state?.end?.outcome).toBe('stopped');
    expect(state && decide(state, 2000)).toMatchObject({ tasks: [], rulings: [], followUp: [] });
  });
});

describe('time', () => {
  test('when deliberation runs out, what there is goes to consensus', () => {
    const events = [
      opened(council(3)),
      ...(['a', 'b'] as const).map((id) => ({
        type: 'proposal.made' as const,
        turn: 1,
        persona: id,
        id,
        proposal: proposal(id, id),
      })),
      { type: 'rehearsal.finished' as const, turn: 1, proposal: 'a', revision: 0, rehearsal: rehearsed() },
    ];
    const state = fold('d', record(events));
    if (!state) throw new Error('no state');
    const late = state.startedAt + state.rules.deliberationMs;
    expect(decide(state, late - 1).wakeAt).toBe(late);
    const [budget] = decide(state, late).rulings;
    expect(budget?.event).toMatchObject({ type: 'budget.reached', what: 'minutes' });
    const after = fold('d', record([...events, ...(budget ? [budget.event] : [])]));
    const [ruling] = after ? decide(after, late).rulings : [];
    expect(ruling?.event).toMatchObject({ type: 'consensus.reached', consensus: { winner: 'a', quorate: false } });
  });

  test('an approval that nobody gives lapses', () => {
    const { log } = play(opened(council(3)), () => 0.6, orderly);
    const requested = log.findIndex((it) => it.event.type === 'approval.requested');
    const state = fold('d', log.slice(0, requested + 1));
    if (!state?.approval) throw new Error('no approval');
    expect(decide(state, state.approval.expiresAt - 1).rulings).toEqual([]);
    expect(decide(state, state.approval.expiresAt).rulings[0]?.event.type).toBe('approval.expired');
  });
});
