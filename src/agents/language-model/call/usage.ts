import type { LanguageModelUsage } from 'ai';
import type { Costs } from '../../../debate/budget.ts';
import type { Usage } from '../../../debate/event.ts';
import type { Prices } from '../config.ts';
import type { Prompt } from '../prompts/parts.ts';
import type { ResolvedModel } from '../providers/providers.ts';

export type Meter = {
  /** Adds what one answered call used. */
  add(usage: LanguageModelUsage): void;
  /** Notes which prompt is asked. */
  asks(prompt: Prompt): void;
  /** What all calls since the meter was made cost; without a price, no cost is claimed. */
  read(): Usage;
};

type Tokens = { readonly input: number; readonly output: number; readonly cached: number };

/** `tell`: hears what it has come to, each time that it changes. */
export function createMeter(spec: string, prices: Prices, tell: (usage: Usage) => void = () => undefined): Meter {
  const began = performance.now();
  const price = priceOf(spec, prices);
  let input: number | undefined;
  let output: number | undefined;
  let dollars = 0;
  let calls = 0;
  let asked: string | undefined;
  const read = (): Usage => ({
    latencyMs: performance.now() - began,
    ...(input === undefined ? {} : { inputTokens: Math.round(input) }),
    ...(output === undefined ? {} : { outputTokens: Math.round(output) }),
    ...(price?.input !== undefined && input !== undefined ? { costUsd: dollars } : {}),
    calls,
    model: spec,
    ...(asked === undefined ? {} : { prompt: asked }),
  });
  return {
    read,
    asks({ name, version }) {
      asked = `${name}@${version}`;
      tell(read());
    },
    add({ inputTokens, outputTokens, inputTokenDetails }) {
      calls += 1;
      if (inputTokens !== undefined) input = (input ?? 0) + inputTokens;
      if (outputTokens !== undefined) output = (output ?? 0) + outputTokens;
      const cached = inputTokenDetails.cacheReadTokens ?? 0;
      dollars += tokensCost(price, { input: inputTokens ?? 0, output: outputTokens ?? 0, cached });
      tell(read());
    },
  };
}

type Price = Prices[string];

function priceOf(spec: string, prices: Prices): Price | undefined {
  return prices[spec] ?? prices[`${spec.slice(0, spec.indexOf('/'))}/*`];
}

/** What of a budget this model's answers use up: money only where the table has a price. */
export function costsOf({ spec, provider }: ResolvedModel): Costs {
  const { input = 0, output = 0 } = priceOf(spec, provider.prices) ?? {};
  return { tokens: true, usd: input > 0 || output > 0 };
}

function tokensCost(price: Price | undefined, { input, output, cached }: Tokens): number {
  if (price?.input === undefined || price.output === undefined) return 0;
  const fresh = Math.max(0, input - cached);
  return (fresh * price.input + cached * (price.cachedInput ?? price.input) + output * price.output) / 1e6;
}

type ImageTokens = { readonly inputTokens: number | undefined; readonly outputTokens: number | undefined };

/** What one picture cost: by the picture where the table says so, else by the tokens that its vendor counted. */
export function imageUsage(spec: string, prices: Prices, tokens: ImageTokens): Omit<Usage, 'latencyMs'> {
  const price = priceOf(spec, prices);
  const { inputTokens, outputTokens } = tokens;
  const counted = { input: inputTokens ?? 0, output: outputTokens ?? 0, cached: 0 };
  const byTokens = price?.input !== undefined && outputTokens !== undefined ? tokensCost(price, counted) : undefined;
  const costUsd = price?.image ?? byTokens;
  return {
    calls: 1,
    model: spec,
    ...(inputTokens === undefined ? {} : { inputTokens }),
    ...(outputTokens === undefined ? {} : { outputTokens }),
    ...(costUsd === undefined ? {} : { costUsd }),
  };
}
