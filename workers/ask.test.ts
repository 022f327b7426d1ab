import { expect, test } from 'vitest';
import { type DebateState, fold } from '../src/debate/debate.ts';
import type { EventOf } from '../src/debate/event.ts';
import { opened, persona, proposal, record, rehearsed } from '../src/debate/sample.ts';
import type { Agent, Packet, Thinking } from '../src/ports/agent.ts';
import { createFixedAgent } from '../test/doubles/agent.ts';
import { ask, type ThinkTask } from './ask.ts';

const seats = ['ann', 'ben', 'cho', 'dan', 'eve'];
const commandOf = (id: string) => `echo ${id}`;

const state = fold(
  'd',
  record([
    opened(seats.map((id) => persona(id))),
    ...seats.flatMap((id) => [
      { type: 'proposal.made' as const, turn: 1, persona: id, id, proposal: proposal(commandOf(id), id) },
      { type: 'rehearsal.finished' as const, turn: 1, proposal: id, revision: 0, rehearsal: rehearsed() },
    ]),
  ]),
) as DebateState;

/** What one persona reads when it judges the others, and the event its answer makes. */
async function judged(kind: 'vote' | 'critique', id: string) {
  let read: readonly Packet[] = [];
  const fixed = createFixedAgent({ command: 'true', latencyMs: 0 });
  const note =
    <T extends 'vote' | 'critique'>(stage: T) =>
    (...[brief, packets, thinking]: Parameters<Agent[T]>) => {
      read = packets;
      return fixed[stage](brief, packets, thinking) as ReturnType<Agent[T]>;
    };
  const task: ThinkTask = { kind, key: `d/${kind}/1/1/${id}`, turn: 1, round: 1, persona: id };
  const thinking = { signal: new AbortController().signal } as Thinking;
  const event = await ask({ ...fixed, vote: note('vote'), critique: note('critique') }, state, task, thinking);
  const authors = read.map((it) => it.proposal.steps[0]?.action.command.replace('echo ', ''));
  return { authors, labels: read.map((it) => it.label), event };
}

test.each(['vote', 'critique'] as const)('%s: everybody reads all plans but their own, as A, B, C, D', async (kind) => {
  for (const id of seats) {
    const { authors, labels } = await judged(kind, id);
    expect(authors.toSorted()).toEqual(seats.filter((it) => it !== id));
    expect(labels).toEqual(['A', 'B', 'C', 'D']);
  }
});

test('in an order of their own, which stays the same when they are asked again', async () => {
  const orders = await Promise.all(seats.map(async (id) => (await judged('vote', id)).authors));
  expect(await Promise.all(seats.map(async (id) => (await judged('vote', id)).authors))).toEqual(orders);
  // Had nobody shuffled, each would be the council's order without oneself.
  const asSeated = orders.filter((order, at) => order.join() === seats.filter((_, seat) => seat !== at).join());
  expect(asSeated.length).toBeLessThan(2);
  const firsts = new Set(orders.map((order) => order[0]));
  expect(firsts.size).toBeGreaterThan(1);
});

test('what they say of a label is said of the plan behind it', async () => {
  const { authors, labels, event } = await judged('vote', 'ann');
  const scores = (event as EventOf<'ballot.cast'>).scores;
  expect(scores.map((it) => it.proposal)).toEqual(authors);
  expect(labels).toHaveLength(scores.length);
});
