import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyDebate } from '../../test/samples/any-debate.ts';
import { fold } from './debate.ts';
import type { DebateEvent, Recorded } from './event.ts';
import { opened, persona, proposal, record, rehearsed, requester } from './sample.ts';
import { addMarks, type Marks, marksOf, noMarks, weigh } from './track-record.ts';

const marks = fc.record({
  up: fc.nat(500),
  down: fc.nat(500),
  ranWell: fc.nat(500),
  ranBadly: fc.nat(500),
});
const base = fc.double({ min: 0.01, max: 10, noNaN: true });
const bound = fc.double({ min: 0, max: 0.5, noNaN: true });

describe('a weight', () => {
  test('stays within its bounds, whatever people said', () => {
    fc.assert(
      fc.property(base, marks, bound, (from, said, most) => {
        const weight = weigh(from, said, most);
        expect(weight).toBeGreaterThanOrEqual(from * (1 - most) - 1e-9);
        expect(weight).toBeLessThanOrEqual(from * (1 + most) + 1e-9);
      }),
    );
  });

  test('is as configured without a record, with an even one, and when records are turned off', () => {
    fc.assert(
      fc.property(base, marks, bound, (from, said, most) => {
        expect(weigh(from, noMarks, most)).toBe(from);
        expect(weigh(from, { ...said, down: said.up, ranBadly: said.ranWell }, most)).toBeCloseTo(from, 9);
        expect(weigh(from, said, 0)).toBe(from);
      }),
    );
  });

  test('goes up with praise and down with blame', () => {
    fc.assert(
      fc.property(base, marks, (from, said) => {
        const now = weigh(from, said, 0.25);
        expect(weigh(from, { ...said, up: said.up + 1 }, 0.25)).toBeGreaterThan(now);
        expect(weigh(from, { ...said, down: said.down + 1 }, 0.25)).toBeLessThan(now);
      }),
    );
  });

  test('moves slowly', () => {
    expect(weigh(0.6, { ...noMarks, up: 8, down: 2 }, 0.25)).toBeCloseTo(0.63, 9);
    expect(weigh(1, { ...noMarks, up: 1 }, 0.25)).toBeLessThan(1.02);
  });
});

const byPeople = (event: DebateEvent) => 'by' in event;
const renumbered = (events: readonly Recorded[]) => events.map((it, index) => ({ ...it, seq: index + 1 }));

describe('marks', () => {
  test('come from what people did: without them no persona gets any, whatever the personas do', () => {
    fc.assert(
      fc.property(anyDebate, (events) => {
        const alone = fold('d-1', renumbered(events.filter(({ event }) => !byPeople(event))));
        expect(alone && (marksOf(alone)?.marks ?? noMarks)).toEqual(noMarks);
      }),
    );
  });

  const made: DebateEvent[] = [
    opened([persona('a'), persona('b')]),
    { type: 'proposal.made', turn: 1, persona: 'b', id: 'b', proposal: proposal('ls', 'b') },
    { type: 'rehearsal.finished', turn: 1, proposal: 'b', revision: 0, rehearsal: rehearsed() },
    {
      type: 'approval.requested',
      turn: 1,
      plan: { debate: 'd', turn: 1, workspace: 'w', steps: proposal('ls', 'b').steps },
      planHash: 'h',
      proposal: 'b',
      needed: 1,
      expiresAt: 9e12,
    },
  ];
  const yes: DebateEvent[] = [
    { type: 'approval.given', turn: 1, planHash: 'h', by: requester },
    { type: 'execution.begun', turn: 1, planHash: 'h' },
  ];
  const rated = (id: string, value: 'up' | 'down' | 'none'): DebateEvent => ({
    type: 'result.rated',
    by: { id, name: id },
    value,
  });

  test.each<[string, DebateEvent[], Partial<Marks>]>([
    ['ran well', [...yes, { type: 'debate.closed', outcome: 'done' }], { ranWell: 1 }],
    ['failed', [...yes, { type: 'debate.closed', outcome: 'failed' }], { ranBadly: 1 }],
    ['denied', [{ type: 'approval.denied', turn: 1, planHash: 'h', by: requester }], { ranBadly: 1 }],
    ['nobody answered', [{ type: 'debate.closed', outcome: 'expired' }], {}],
    ['stopped', [...yes, { type: 'debate.stopped', by: requester }], {}],
    ['rated', [...yes, rated('x', 'up'), rated('y', 'up'), rated('z', 'down')], { up: 2, down: 1 }],
    ['rated otherwise later', [...yes, rated('x', 'up'), rated('x', 'down'), rated('y', 'none')], { down: 1 }],
  ])('%s', (_, rest, expected) => {
    const state = fold('d', record([...made, ...rest]));
    expect(state && marksOf(state)).toEqual({ author: 'b', marks: { ...noMarks, ...expected } });
  });

  test('add up', () => {
    fc.assert(
      fc.property(marks, marks, (a, b) => {
        expect(addMarks(a, noMarks)).toEqual(a);
        expect(addMarks(a, b)).toEqual(addMarks(b, a));
      }),
    );
  });
});
