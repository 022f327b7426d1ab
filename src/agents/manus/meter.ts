import type { Usage } from '../../debate/event.ts';
import type { Prompt } from '../language-model/prompts/parts.ts';

/** What one thought of Manus costs. */
export type Meter = {
  asks(prompt: Prompt): void;
  /** So many more questions were put to Manus. */
  called(times: number): void;
  /** What its task took from the account. */
  charged(credits: number): void;
  /** Without a price for a credit, no cost is claimed. */
  read(): Usage;
};

export function createMeter(profile: string, creditUsd: number | undefined): Meter {
  const began = performance.now();
  let calls = 0;
  let credits: number | undefined;
  let asked: string | undefined;
  return {
    asks({ name, version }) {
      asked = `${name}@${version}`;
    },
    called(times) {
      calls += times;
    },
    charged(more) {
      credits = (credits ?? 0) + more;
    },
    read: () => ({
      latencyMs: performance.now() - began,
      calls,
      model: `manus/${profile}`,
      ...(credits === undefined ? {} : { credits }),
      ...(credits === undefined || creditUsd === undefined ? {} : { costUsd: credits * creditUsd }),
      ...(asked === undefined ? {} : { prompt: asked }),
    }),
  };
}
