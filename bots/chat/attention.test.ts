import { expect, test } from 'vitest';
import { createMemoryHearing } from '../../test/doubles/hearing.ts';
import { createAttention, type Missed } from './attention.ts';

const now = Date.now();
const nothing = async () => undefined;
const missedBy = async (hearing = createMemoryHearing(), mine?: (channel: string) => boolean) => {
  let seen: Missed | null = null;
  await createAttention(hearing, mine).catchUp(async (missed) => {
    seen = missed;
  });
  return seen as Missed | null;
};

test('who never listened has missed nothing; else reading begins a little before what was heard last', async () => {
  const hearing = createMemoryHearing();
  expect(await missedBy(hearing)).toBeNull();
  const attention = createAttention(hearing);
  await attention.hear('a', now - 2_000, nothing);
  await attention.hear('b', now - 1_000, nothing);
  await attention.close();
  expect(await missedBy(hearing)).toMatchObject({
    heardUntil: now - 1_000,
    since: now - 601_000,
    channels: ['b', 'a'],
  });
  expect(await missedBy(hearing, (channel) => channel === 'a')).toMatchObject({ heardUntil: now - 2_000 });
});

test('nothing newer than what is still being taken counts as heard, and a failed taking is over as well', async () => {
  const hearing = createMemoryHearing();
  const attention = createAttention(hearing);
  const { promise, resolve } = Promise.withResolvers<void>();
  const slow = attention.hear('a', now - 3_000, () => promise);
  await attention.hear('b', now - 1_000, () => Promise.reject(new Error('no'))).catch(nothing);
  await attention.close();
  expect((await missedBy(hearing))?.heardUntil).toBe(now - 3_001);
  resolve();
  await slow;
  await attention.close();
  expect((await missedBy(hearing))?.heardUntil).toBe(now - 1_000);
});

test('what was missed stays missed until it was read', async () => {
  const hearing = createMemoryHearing();
  await hearing.heard([{ channel: 'a', at: now - 60_000 }]);
  const attention = createAttention(hearing);
  await attention.catchUp(async () => {
    await attention.hear('a', now, nothing);
    await attention.close();
    expect((await missedBy(hearing))?.heardUntil).toBe(now - 60_000);
  });
  await attention.close();
  expect((await missedBy(hearing))?.heardUntil).toBe(now);
});

test('a reading that failed, or that the end of the process cut short, is made again', async () => {
  const hearing = createMemoryHearing();
  await hearing.heard([{ channel: 'a', at: now - 60_000 }]);
  const attention = createAttention(hearing);
  await expect(attention.catchUp(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  await attention.hear('a', now - 1_000, nothing);
  const reading = attention.catchUp(async (missed) => {
    expect(missed?.heardUntil).toBe(now - 60_000);
    attention.stop();
  });
  await expect(reading).rejects.toThrow('shutting down');
  await attention.close();
  expect((await missedBy(hearing))?.heardUntil).toBe(now - 60_000);
});

test('what was heard a moment ago counts for the next reading', async () => {
  const attention = createAttention(createMemoryHearing());
  await attention.hear('a', now - 1_000, nothing);
  const seen: (number | undefined)[] = [];
  for (let times = 0; times < 2; times++) await attention.catchUp(async (missed) => void seen.push(missed?.heardUntil));
  expect(seen).toEqual([now - 1_000, now - 1_000]);
});

test('after a long time away, only the last day is read', async () => {
  const hearing = createMemoryHearing();
  await hearing.heard([{ channel: 'a', at: now - 5 * 24 * 3600_000 }]);
  expect((await missedBy(hearing))?.since).toBeGreaterThanOrEqual(now - 24 * 3600_000);
});
