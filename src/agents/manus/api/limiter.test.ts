import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { accountOf, createLimiter } from './limiter.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the limiter', () => {
  it('never lets more calls begin within a span than allowed, and lets each begin as soon as it may', async () => {
    const arrivals = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 25 });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 5 }), arrivals, async (most, pauses) => {
        const limiter = createLimiter(most, 100);
        const begun: number[] = [];
        const all = [];
        for (const pause of pauses) {
          await vi.advanceTimersByTimeAsync(pause);
          all.push(limiter.turn().then(() => void begun.push(performance.now())));
        }
        await vi.advanceTimersByTimeAsync(100 * pauses.length);
        await Promise.all(all);
        for (const [index, at] of begun.entries()) {
          const before = begun[index - most];
          if (before !== undefined) expect(at - before).toBeGreaterThanOrEqual(100);
        }
        expect(begun).toEqual(begun.toSorted((a, b) => a - b));
        expect((begun.at(-1) ?? 0) - (begun[0] ?? 0)).toBeLessThanOrEqual(
          pauses.slice(1).reduce((sum, it) => sum + it, 0) + 101 * Math.ceil(pauses.length / most),
        );
      }),
      { numRuns: 50 },
    );
  });

  it('gives the place of one who went away to the next', async () => {
    const limiter = createLimiter(1, 100);
    await limiter.turn();
    const gone = new AbortController();
    const waits = limiter.turn(gone.signal);
    const next = limiter.turn();
    gone.abort();
    await expect(waits).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
    await vi.advanceTimersByTimeAsync(101);
    await next;
  });

  it('is shared by all that use one key, and by nobody else', () => {
    const one = accountOf('https://a.example', 'key');
    expect(accountOf('https://a.example', 'key')).toBe(one);
    expect(accountOf('https://a.example', 'another')).not.toBe(one);
    expect(one.limiterFor('task.create')).toBe(one.limiterFor('task.create'));
    expect(one.limiterFor('task.create')).not.toBe(one.limiterFor('task.sendMessage'));
  });
});
