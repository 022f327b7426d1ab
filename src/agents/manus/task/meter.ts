import type { Usage } from '../../../debate/event.ts';
import type { Prompt } from '../../language-model/prompts/parts.ts';

/** What one thought of Manus costs. */
export type Meter = {
  asks(prompt: Prompt): void;
  /** So many more questions were put to Manus. */
  called(times: number): void;
  /** What its task has taken from the account so far. */
  charged(credits: number): void;
  /** Without a price for a credit, no cost is claimed. */
  read(): Usage;
};

/** `tell`: hears what it has come to, each time that it changes. */
export function createMeter(profile: string, creditUsd: number | undefined, tell: (usage: Usage) => void): Meter {
  const began = performance.now();
  let calls = 0;
  let credits: number | undefined;
  let asked: string | undefined;
  const read = (): Usage => ({
    latencyMs: performance.now() - began,
    calls,
    model: `manus/${profile}`,
    ...(credits === undefined ? {} : { credits }),
    ...(credits === undefined || creditUsd === undefined ? {} : { costUsd: credits * creditUsd }),
    ...(asked === undefined ? {} : { prompt: asked }),
  });
  return {
    read,
    asks({ name, version }) {
      asked = `${name}@${version}`;
    },
    called(times) {
      calls += times;
      tell(read());
    },
    charged(soFar) {
      // Looks may overtake each other, and nothing is ever given back.
      credits = Math.max(credits ?? 0, soFar);
      tell(read());
    },
  };
}
