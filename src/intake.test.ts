import { expect, test } from 'vitest';
import { createMemoryBlobs } from '../test/doubles/blobs.ts';
import { createMemoryLedger } from '../test/doubles/ledger.ts';
import { createMemoryTaskQueue } from '../test/doubles/task-queue.ts';
import { persona, rules } from './debate/sample.ts';
import { createIntake, isTaken } from './intake.ts';

const ledger = createMemoryLedger();
const intake = createIntake({
  house: 'test',
  ledger,
  queue: createMemoryTaskQueue().queue,
  blobs: createMemoryBlobs(),
  council: [persona('aiin')],
  rules,
  language: 'auto',
  messageKb: 64,
});
let threads = 0;
/** Says things in a thread of its own; with a name, as a chat platform's message. */
const talk = () => {
  const origin = { platform: 'discord', channel: 'c', thread: `t${threads++}` };
  return {
    origin,
    say: (text: string, message?: string) =>
      intake.say(origin, {
        by: { id: 'discord:1', name: 'Jiwon' },
        text,
        attachments: [],
        ...(message ? { message } : {}),
      }),
  };
};
const events = async (debate: string) => (await ledger.read(debate)).map(({ event }) => event.type);

test('a message counts once, whether it opened, steered or stopped, also when it is handed in by two at once', async () => {
  const { say, origin } = talk();
  const [first, again] = await Promise.all([say('count the lines', 'm1'), say('count the lines', 'm1')]);
  expect([first.effect, again.effect].toSorted()).toEqual(['known', 'opened']);
  const both = await Promise.all([say('only the last', 'm2'), say('only the last', 'm2')]);
  expect(both.map((it) => it.debate)).toEqual([first.debate, first.debate]);
  expect(both.map((it) => it.effect)).toContain('known');
  expect((await say('count the lines', 'm1')).effect).toBe('known');
  expect((await say('stop', 'm3')).effect).toBe('stopped');
  expect((await say('stop', 'm3')).effect).toBe('known');
  expect(await events(first.debate)).toEqual(['debate.opened', 'person.said', 'debate.stopped']);
  const next = await say('count the words', 'm4');
  expect((await say('stop', 'm3')).effect).toBe('known');
  expect((await say('only the last', 'm2')).debate).toBe(first.debate);
  expect(await events(next.debate)).toEqual(['debate.opened']);
  expect(await isTaken(ledger, origin, 'm2')).toBe(true);
  expect(await isTaken(ledger, origin, 'm5')).toBe(false);
});

test('the same words in two messages are said twice, and so are words without a name', async () => {
  const { say } = talk();
  const { debate } = await say('count the lines', 'm1');
  for (const message of ['m2', 'm3', undefined, undefined]) await say('again', message);
  expect((await events(debate)).filter((it) => it === 'person.said')).toHaveLength(4);
});

test('a stop word where nothing goes on any more opens no debate about stopping', async () => {
  const { say } = talk();
  const { debate } = await say('count the lines');
  await say('중지');
  expect(await say('stop')).toEqual({ debate, effect: 'stopped' });
  expect((await say('count the words')).debate).not.toBe(debate);
});
