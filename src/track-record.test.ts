import { describe, expect, test } from 'vitest';
import { createMemoryActivity } from '../test/doubles/activity.ts';
import { createMemoryBlobs } from '../test/doubles/blobs.ts';
import { createMemoryLedger } from '../test/doubles/ledger.ts';
import { createMemoryTaskQueue } from '../test/doubles/task-queue.ts';
import { createBoard } from './board.ts';
import { fold } from './debate/debate.ts';
import type { DebateEvent } from './debate/event.ts';
import { opened, persona, proposal, rehearsed, requester, rules } from './debate/sample.ts';
import { formatWeight } from './i18n/weight.ts';
import { createIntake } from './intake.ts';
import type { Ledger } from './ports/ledger.ts';
import { createTrackRecord } from './track-record.ts';

const council = [persona('a', 0.6), persona('b', 0.4)];

async function debated(ledger: Ledger, id: string, ...rest: DebateEvent[]) {
  const events: DebateEvent[] = [
    opened(council),
    { type: 'proposal.made', turn: 1, persona: 'a', id: 'a', proposal: proposal('ls') },
    { type: 'rehearsal.finished', turn: 1, proposal: 'a', revision: 0, rehearsal: rehearsed() },
    {
      type: 'approval.requested',
      turn: 1,
      plan: { debate: id, turn: 1, workspace: 'w', steps: proposal('ls').steps },
      planHash: 'h',
      proposal: 'a',
      needed: 1,
      expiresAt: 9e12,
    },
    ...rest,
  ];
  for (const event of events) await ledger.append(id, event);
}
const rated = (name: string, value: 'up' | 'down'): DebateEvent => ({
  type: 'result.rated',
  by: { id: `web:${name}`, name },
  value,
});
const praise = [...'12345678'].map((name) => rated(name, 'up'));

describe('track records', () => {
  test('move the weights of debates that open later, told with their reasons, and never of one that began', async () => {
    const ledger = createMemoryLedger();
    await debated(ledger, 'd1', ...praise, rated('x', 'down'), rated('y', 'down'));
    const intake = createIntake({
      house: 'h',
      ledger,
      queue: createMemoryTaskQueue().queue,
      blobs: createMemoryBlobs(),
      council,
      rules,
      language: 'auto',
      messageKb: 64,
      trackRecord: createTrackRecord(ledger, { bound: 0.25 }),
    });
    const said = { by: requester, text: 'count the files', attachments: [] };
    const { debate } = await intake.say({ platform: 'web', channel: 'c', thread: 'other' }, said);
    const [a, b] = fold(debate, await ledger.read(debate))?.council ?? [];
    expect(a).toMatchObject({ weight: expect.closeTo(0.63, 9), record: { base: 0.6, up: 8, down: 2 } });
    expect(b).toEqual(council[1]);
    expect(a && formatWeight(a, 'en')).toBe('0.6 → 0.63 (8 👍, 2 👎)');
    await ledger.append('d1', rated('z', 'down'));
    expect(fold(debate, await ledger.read(debate))?.council[0]).toEqual(a);
  });

  test('show up at once on the status board', async () => {
    const ledger = createMemoryLedger();
    const trackRecord = createTrackRecord(ledger, { bound: 0.25 });
    const seats = council.map((it) => ({ ...it, model: 'offline' }));
    const board = await createBoard({ ledger, activity: createMemoryActivity(), seats, trackRecord });
    expect(board.seats().map((it) => [it.weight, it.record])).toEqual([
      [0.6, undefined],
      [0.4, undefined],
    ]);
    await debated(ledger, 'd1', ...praise);
    await expect.poll(() => board.seats()[0]?.record?.up, { timeout: 30_000 }).toBe(8);
    expect(board.seats()[0]?.weight).toBeGreaterThan(0.6);
    await board.close();
  });

  test('can be turned off, and forget what was before a day', async () => {
    const ledger = createMemoryLedger();
    await debated(ledger, 'd1', ...praise);
    expect(await createTrackRecord(ledger, { bound: 0 }).weighed(council)).toEqual(council);
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    expect(await createTrackRecord(ledger, { bound: 0.25, since: tomorrow }).weighed(council)).toEqual(council);
  });
});

test.each([
  ['en', '0.6 → 0.65 (12 👍, one plan ran well, 3 plans failed or were called off)'],
  ['ko', '0.6 → 0.65 (12 👍, 잘 끝난 계획 1개, 실패하거나 취소된 계획 3개)'],
] as const)('a weight in words (%s)', (locale, words) => {
  const record = { base: 0.6, up: 12, down: 0, ranWell: 1, ranBadly: 3 };
  expect(formatWeight({ weight: 0.65, record }, locale)).toBe(words);
  expect(formatWeight({ weight: 0.4 }, locale)).toBe('0.4');
});
