import { createHash } from 'node:crypto';
import { type Breaker, createBreaker } from '../../language-model/call/breaker.ts';
import { pause } from './pause.ts';

/** Lets so many calls begin within any such span; the others wait for their turn, first come, first served. */
export type Limiter = { turn(signal?: AbortSignal): Promise<void> };

export function createLimiter(most: number, spanMs: number): Limiter {
  const begun: number[] = [];
  let line: Promise<unknown> = Promise.resolve();
  const next = async (signal?: AbortSignal) => {
    signal?.throwIfAborted();
    const oldest = begun.length < most ? undefined : begun.shift();
    const left = oldest === undefined ? 0 : oldest + spanMs - performance.now();
    try {
      if (left > 0) await pause(Math.ceil(left), signal);
    } catch (error) {
      // Who gives up leaves the place as it was.
      if (oldest !== undefined) begun.unshift(oldest);
      throw error;
    }
    begun.push(performance.now());
  };
  return {
    turn(signal) {
      const mine = line.then(() => next(signal));
      line = mine.catch(() => undefined);
      return mine;
    },
  };
}

/** Manus counts by user, whatever is asked for whom: what shares a key shares this. */
export type Account = { readonly limiterFor: (endpoint: string) => Limiter; readonly breaker: Breaker };

const minuteMs = 60_000;

// Per minute and endpoint, by Manus's own table; reads not named here have the same limit as those that are.
const perMinute: Readonly<Record<string, number>> = {
  'task.create': 10,
  'task.sendMessage': 10,
  'task.confirmAction': 40,
  'task.stop': 40,
  'file.upload': 40,
  'webhook.create': 40,
};
const readsPerMinute = 100;

const accounts = new Map<string, Account>();

export function accountOf(baseUrl: string, apiKey: string): Account {
  const name = createHash('sha256').update(`${baseUrl}\n${apiKey}`).digest('hex');
  const known = accounts.get(name) ?? openAccount();
  accounts.set(name, known);
  return known;
}

function openAccount(): Account {
  const limiters = new Map<string, Limiter>();
  return {
    breaker: createBreaker(),
    limiterFor(endpoint) {
      const known = limiters.get(endpoint) ?? createLimiter(perMinute[endpoint] ?? readsPerMinute, minuteMs);
      limiters.set(endpoint, known);
      return known;
    },
  };
}
