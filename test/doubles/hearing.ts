import type { Hearing } from '../../src/ports/hearing.ts';

/** `Hearing` in memory; kept by the test, it outlives an imagined restart. */
export function createMemoryHearing(): Hearing {
  const newest = new Map<string, number>();
  return {
    async heard(channels) {
      for (const { channel, at } of channels) newest.set(channel, Math.max(at, newest.get(channel) ?? at));
    },
    channels: async () => [...newest].map(([channel, at]) => ({ channel, at })).toSorted((a, b) => b.at - a.at),
  };
}
