import { expect, it } from 'vitest';
import { aborted } from '../../../test/contracts/task-queue.ts';
import { Cancelled, createRuns } from './runs.ts';

const untilAborted = async (signal: AbortSignal) => {
  await aborted(signal);
  signal.throwIfAborted();
};

it('joins a job that is handed out again while it still runs', async () => {
  const runs = createRuns();
  const finish = Promise.withResolvers<void>();
  let started = 0;
  const work = () => {
    started++;
    return finish.promise;
  };
  const first = runs.join('d/a', 'd', 1, work);
  const second = runs.join('d/a', 'd', 1, work);
  finish.resolve();
  await Promise.all([first, second]);
  expect(started).toBe(1);
  await runs.join('d/a', 'd', 1, work);
  expect(started).toBe(2);
});

it('halts what was asked for before the cancellation, running or just about to, and nothing newer', async () => {
  const runs = createRuns();
  const running = runs.join('d/old', 'd', 100, untilAborted);
  const other = runs.join('e/old', 'e', 100, async (signal) => expect(signal.aborted).toBe(false));
  runs.cancel('d', 200);
  await expect(running).rejects.toBeInstanceOf(Cancelled);
  await other;
  let started = false;
  const late = runs.join('d/late', 'd', 150, async () => {
    started = true;
  });
  await expect(late).rejects.toBeInstanceOf(Cancelled);
  expect(started).toBe(false);
  await runs.join('d/new', 'd', 201, async (signal) => expect(signal.aborted).toBe(false));
});

it('tells a shutdown from a cancellation', async () => {
  const runs = createRuns();
  const running = runs.join('d/a', 'd', 1, untilAborted);
  runs.abortAll(new Error('shutting down'));
  await expect(running).rejects.toThrow('shutting down');
});

it('calls a run cancelled whatever its handler made of the signal', async () => {
  const runs = createRuns();
  const running = runs.join('d/a', 'd', 1, async (signal) => {
    await aborted(signal);
    throw new Error('the model hung up');
  });
  runs.cancel('d', 2);
  await expect(running).rejects.toBeInstanceOf(Cancelled);
});
