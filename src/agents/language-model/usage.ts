import type { LanguageModelUsage } from 'ai';
import type { Usage } from '../../debate/event.ts';
import type { Prices } from './config.ts';
import type { Prompt } from './prompts/parts.ts';

export type Meter = {
  /** Adds what one answered call used. */
  add(usage: LanguageModelUsage): void;
  /** Notes which prompt is asked. */
  asks(prompt: Prompt): void;
  /** What all calls since the meter was made cost; without a price, no cost is claimed. */
  read(): Usage;
};

export function createMeter(spec: string, prices: Prices): Meter {
  const began = performance.now();
  const price = prices[spec] ?? prices[`${spec.slice(0, spec.indexOf('/'))}/*`];
  let input: number | undefined;
  let output: number | undefined;
  let dollars = 0;
  let calls = 0;
  let asked: string | undefined;
  return {
    asks({ name, version }) {
      asked = `${name}@${version}`;
    },
    add(usage) {
      calls += 1;
      if (usage.inputTokens !== undefined) input = (input ?? 0) + usage.inputTokens;
      if (usage.outputTokens !== undefined) output = (output ?? 0) + usage.outputTokens;
      if (!price) return;
      const cached = usage.inputTokenDetails.cacheReadTokens ?? 0;
      const fresh = Math.max(0, (usage.inputTokens ?? 0) - cached);
      const millionths =
        fresh * price.input + cached * (price.cachedInput ?? price.input) + (usage.outputTokens ?? 0) * price.output;
      dollars += millionths / 1e6;
    },
    read: () => ({
      latencyMs: performance.now() - began,
      ...(input === undefined ? {} : { inputTokens: Math.round(input) }),
      ...(output === undefined ? {} : { outputTokens: Math.round(output) }),
      ...(price && input !== undefined ? { costUsd: dollars } : {}),
      calls,
      model: spec,
      ...(asked === undefined ? {} : { prompt: asked }),
    }),
  };
}
