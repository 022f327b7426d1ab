import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { count } from './consensus.ts';
import { type DebateState, fold } from './debate.ts';
import type { DebateEvent, Persona, Rehearsal, Rules } from './event.ts';
import { opened, persona, proposal, record, rehearsed } from './sample.ts';

type Scores = Record<string, Record<string, [feasibility: number, relevance: number]>>;

/** A council whose proposals are made and tried; `scores[voter][author]`. */
function voted(
  council: Persona[],
  scores: Scores,
  options: { rules?: Partial<Rules>; tried?: Record<string, Rehearsal>; authors?: string[] } = {},
): DebateState {
  const authors = options.authors ?? council.map((it) => it.id);
  const events: DebateEvent[] = [opened(council, options.rules)];
  for (const id of authors) {
    events.push({ type: 'proposal.made', turn: 1, persona: id, id, proposal: proposal(`way of ${id}`, id) });
    events.push({
      type: 'rehearsal.finished',
      turn: 1,
      proposal: id,
      revision: 0,
      rehearsal: options.tried?.[id] ?? rehearsed(),
    });
  }
  for (const [voter, of] of Object.entries(scores)) {
    const list = Object.entries(of).map(([author, [feasibility, relevance]]) => ({
      proposal: author,
      feasibility,
      relevance,
      reason: '',
    }));
    events.push({ type: 'ballot.cast', turn: 1, ballot: 1, persona: voter, scores: list });
  }
  return fold('d', record(events)) as DebateState;
}

const row = (state: DebateState, id: string) => count(state, 1).table.find((it) => it.proposal === id);

describe('a ballot', () => {
  test('is the mean of feasibility and relevance, weighted by the voters', () => {
    const state = voted([persona('a', 0.6), persona('b', 0.4), persona('c', 1)], {
      a: { c: [10, 8] },
      b: { c: [5, 6] },
    });
    expect(row(state, 'c')?.feasibility).toBeCloseTo(0.6 * 10 + 0.4 * 5);
    expect(row(state, 'c')?.relevance).toBeCloseTo(0.6 * 8 + 0.4 * 6);
    expect(row(state, 'c')?.score).toBeCloseTo((8 + 7.2) / 2);
  });

  test('does not count what a persona says of its own proposal, except in a council of two', () => {
    const scores: Scores = { a: { a: [10, 10], b: [4, 4] }, b: { a: [6, 6], b: [8, 8] } };
    const three = voted([persona('a'), persona('b'), persona('c')], scores, { authors: ['a', 'b'] });
    expect(row(three, 'a')?.ballots.map((it) => it.voter)).toEqual(['b']);
    const two = voted([persona('a', 0.6), persona('b', 0.4)], scores);
    expect(row(two, 'a')?.score).toBeCloseTo(0.6 * 10 + 0.4 * 6);
    expect(count(two, 1).winner).toBe('a');
  });

  test('caps feasibility where a check failed, so that votes cannot talk a broken plan up', () => {
    const state = voted(
      [persona('a'), persona('b'), persona('c')],
      { c: { a: [10, 8], b: [6, 7] } },
      { authors: ['a', 'b'], tried: { a: rehearsed(1) } },
    );
    expect(row(state, 'a')).toMatchObject({ feasibility: 3, capped: true });
    expect(count(state, 1).winner).toBe('b');
  });

  test('cannot elect what policy denies or what could not be tried', () => {
    const tried = { a: rehearsed(0, 'deny'), b: { steps: [], changes: [], unavailable: 'no engine' } };
    const state = voted(
      [persona('a'), persona('b'), persona('c')],
      { c: { a: [10, 10], b: [10, 10] } },
      { authors: ['a', 'b'], tried },
    );
    expect(count(state, 1).winner).toBeNull();
    expect(row(state, 'a')?.barred).toBe(true);
  });

  test('counts missing voters in the turnout and names them', () => {
    const state = voted(
      [persona('a'), persona('b'), persona('c')],
      { c: { a: [9, 9], b: [2, 2] } },
      { rules: { quorum: 0.5 } },
    );
    expect(count(state, 1)).toMatchObject({ turnout: 1 / 3, quorate: false, abstained: ['a', 'b'], winner: 'a' });
  });

  test('names those who liked another plan better', () => {
    const state = voted(
      [persona('a'), persona('b'), persona('c'), persona('d')],
      { c: { a: [9, 9], b: [2, 2] }, d: { a: [9, 9], b: [9.5, 9.5] } },
      { authors: ['a', 'b'] },
    );
    expect(count(state, 1)).toMatchObject({ winner: 'a', dissent: [{ voter: 'd', preferred: 'b' }] });
  });

  test('asks for a hybrid when two different, working plans of different authors are level', () => {
    const council = [persona('a'), persona('b'), persona('c')];
    expect(
      count(voted(council, { c: { a: [8, 8], b: [7.8, 7.8] } }, { rules: { quorum: 0 }, authors: ['a', 'b'] }), 1)
        .hybridOf,
    ).toEqual(['a', 'b']);
    expect(
      count(voted(council, { c: { a: [8, 8], b: [7, 7] } }, { rules: { quorum: 0 }, authors: ['a', 'b'] }), 1).hybridOf,
    ).toBeUndefined();
    expect(
      count(
        voted(
          council,
          { c: { a: [8, 8], b: [7.8, 7.8] } },
          { rules: { quorum: 0 }, authors: ['a', 'b'], tried: { b: rehearsed(2) } },
        ),
        1,
      ).hybridOf,
    ).toBeUndefined();
  });
});

describe('a second ballot', () => {
  function second(hybrid: number, best: number) {
    const council = [persona('a'), persona('b'), persona('c')];
    const first = voted(council, { c: { a: [8, 8], b: [7.8, 7.8] } }, { authors: ['a', 'b'] });
    const events: DebateEvent[] = [
      { type: 'consensus.reached', turn: 1, consensus: count(first, 1) },
      { type: 'proposal.made', turn: 1, persona: 'a', id: 'hybrid', proposal: proposal('both', 'a') },
      { type: 'rehearsal.finished', turn: 1, proposal: 'hybrid', revision: 0, rehearsal: rehearsed() },
      {
        type: 'ballot.cast',
        turn: 1,
        ballot: 2,
        persona: 'c',
        scores: [
          { proposal: 'a', feasibility: best, relevance: best, reason: '' },
          { proposal: 'hybrid', feasibility: hybrid, relevance: hybrid, reason: '' },
        ],
      },
    ];
    return count(fold('d', renumber([...log, ...record(events)])) as DebateState, 2);
  }
  const log = record([
    opened([persona('a'), persona('b'), persona('c')]),
    ...(['a', 'b'] as const).flatMap((id): DebateEvent[] => [
      { type: 'proposal.made', turn: 1, persona: id, id, proposal: proposal(`way of ${id}`, id) },
      { type: 'rehearsal.finished', turn: 1, proposal: id, revision: 0, rehearsal: rehearsed() },
    ]),
  ]);
  const renumber = (events: typeof log) => events.map((it, index) => ({ ...it, seq: index + 1 }));

  test('elects the hybrid only when it leads by the margin', () => {
    expect(second(9, 8).winner).toBe('hybrid');
    expect(second(8.5, 8).winner).toBe('hybrid');
    expect(second(8.3, 8).winner).toBe('a');
    expect(second(7, 8).winner).toBe('a');
  });
});

describe('laws of counting', () => {
  const score = fc.double({ min: 0, max: 10, noNaN: true });
  const ballots = fc.record({ a: fc.tuple(score, score), b: fc.tuple(score, score), c: fc.tuple(score, score) });
  const council = [persona('a', 0.6), persona('b', 0.4), persona('c', 0.3)];

  test('the order in which ballots arrive changes nothing, and every score lies between the lowest and highest given', () => {
    fc.assert(
      fc.property(ballots, ballots, ballots, (a, b, c) => {
        const table = count(voted(council, { a, b, c }), 1);
        expect(count(voted(council, { c, a, b }), 1)).toEqual(table);
        for (const it of table.table) {
          const given = it.ballots.map((ballot) => (ballot.feasibility + ballot.relevance) / 2);
          expect(it.score).toBeGreaterThanOrEqual(Math.min(...given) - 1e-9);
          expect(it.score).toBeLessThanOrEqual(Math.max(...given) + 1e-9);
        }
        const scores = table.table.map((it) => it.score ?? -1);
        expect(scores).toEqual(scores.toSorted((x, y) => y - x));
      }),
    );
  });

  test('raising a score never makes that proposal lose', () => {
    fc.assert(
      fc.property(ballots, ballots, ballots, fc.double({ min: 0, max: 5, noNaN: true }), (a, b, c, more) => {
        const winner = count(voted(council, { a, b, c }), 1).winner as 'a' | 'b' | 'c';
        const raised = (own: string, it: typeof a): typeof a =>
          own === winner
            ? it
            : { ...it, [winner]: [Math.min(10, it[winner][0] + more), Math.min(10, it[winner][1] + more)] };
        expect(count(voted(council, { a: raised('a', a), b: raised('b', b), c: raised('c', c) }), 1).winner).toBe(
          winner,
        );
      }),
    );
  });
});
