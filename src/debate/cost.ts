import type { Spent } from './debate.ts';
import type { DebateEvent } from './event.ts';

export const nothing: Spent = { tokens: 0, usd: 0, minutes: 0 };

export const plus = (a: Spent, b: Spent): Spent => ({
  tokens: a.tokens + b.tokens,
  usd: a.usd + b.usd,
  minutes: a.minutes + b.minutes,
});

/** What this event tells to have been spent. Minds that ask no model answer in no time, and cost nothing. */
export function costOf(event: DebateEvent): Spent {
  if (!('usage' in event) || !event.usage) return nothing;
  const { inputTokens = 0, outputTokens = 0, costUsd = 0, model } = event.usage;
  const latencyMs = 'latencyMs' in event.usage && model !== undefined ? event.usage.latencyMs : 0;
  return { tokens: inputTokens + outputTokens, usd: costUsd, minutes: latencyMs / 60_000 };
}
