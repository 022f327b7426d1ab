import { expect, test } from 'vitest';
import type { DebateEvent } from '../../../../src/debate/event.ts';
import { errorsByHour } from '../../../../test/samples/errors-by-hour.ts';
import { hasAnswered, viewDebate } from './debate.ts';
import { continuedDebates, timeline } from './timeline.ts';

const kim = { id: 'web:kim', name: 'Kim' };

function logOf(events: readonly DebateEvent[]) {
  const entries = events.map((event, at) => ({
    type: 'post' as const,
    debate: 'd',
    thread: 't',
    seq: at + 1,
    event: { seq: at + 1, at: at * 1000, key: null, event },
    post: null,
  }));
  return { id: 'd', entries };
}

const events = errorsByHour.map((it) => it.event);
const upTo = (type: DebateEvent['type']) => events.slice(0, events.findIndex((it) => it.type === type) + 1);
const asked = upTo('approval.requested');
const request = asked.at(-1) as Extract<DebateEvent, { type: 'approval.requested' }>;
const stateAfter = (...more: DebateEvent[]) =>
  viewDebate(logOf([...asked, ...more])).approvals.get(request.planHash)?.state;

test('a card is open until somebody or something decides it', () => {
  const { planHash } = request;
  expect(stateAfter()).toBe('open');
  expect(stateAfter({ type: 'approval.given', turn: 1, planHash, by: kim })).toBe('open');
  expect(
    stateAfter({ type: 'approval.given', turn: 1, planHash, by: kim }, { type: 'execution.begun', turn: 1, planHash }),
  ).toBe('approved');
  expect(stateAfter({ type: 'approval.denied', turn: 1, planHash, by: kim })).toBe('denied');
  expect(stateAfter({ type: 'approval.expired', turn: 1, planHash })).toBe('expired');
  expect(stateAfter({ type: 'person.said', by: kim, text: 'wait', attachments: [] })).toBe('superseded');
  expect(stateAfter({ type: 'debate.stopped', by: kim })).toBe('stopped');
});

test('a step runs from its start to its end, and nothing runs after a stop', () => {
  const started = upTo('step.started');
  expect(viewDebate(logOf(started)).running).toEqual([{ turn: 1, step: 's1' }]);
  expect(viewDebate(logOf(upTo('step.finished'))).running).toEqual([]);
  expect(viewDebate(logOf([...started, { type: 'debate.stopped', by: kim }])).running).toEqual([]);
});

test('a late analysis does not turn the clock back; a person who steers does', () => {
  expect(viewDebate(logOf(asked)).stage).toBe('approval');
  const late: DebateEvent = { type: 'analysis.given', turn: 1, persona: 'sage', text: 'late' };
  expect(viewDebate(logOf([...asked, late])).stage).toBe('approval');
  expect(viewDebate(logOf([...asked, { type: 'person.said', by: kim, text: 'x', attachments: [] }])).stage).toBe(
    'analysis',
  );
});

test('words that became a follow-up are shown once', () => {
  const first = viewDebate(logOf([...events, { type: 'follow-up.opened', debate: 'next', through: 3 }]));
  const continued = continuedDebates([first]);
  const next = { id: 'next', entries: logOf(events).entries.map((it) => ({ ...it, debate: 'next' })) };
  expect(timeline(next, continued).some((it) => it.kind === 'person')).toBe(false);
  expect(timeline(next, new Set()).filter((it) => it.kind === 'person')).toHaveLength(1);
});

test('who has spoken at a stage has no draft left there', () => {
  const log = logOf(upTo('proposal.made'));
  expect(hasAnswered(log, 'aiin', 'analysis')).toBe(true);
  expect(hasAnswered(log, 'aiin', 'critique')).toBe(false);
  expect(hasAnswered(log, 'warden', 'proposal')).toBe(true);
});
