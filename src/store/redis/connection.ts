import { setTimeout as pause } from 'node:timers/promises';
import { Redis, type RedisOptions } from 'ioredis';
import { fault } from '../../i18n/faults/index.ts';
import type { LocalText } from '../../i18n/local-text.ts';
import { createListening } from './listening.ts';

/** Told what went wrong, in a sentence fit for the log: no secrets. */
export type Trouble = (message: string) => void;

export type RedisHealth = { readonly ok: boolean; readonly detail: LocalText; readonly latencyMs: number | null };

/** One process's hold on Redis. Everything in `src/store` is made from it and ends with it. */
export type RedisConnection = {
  readonly redis: Redis;
  /** Begins every key. The braces keep all of Parley in one cluster slot, as its scripts need. */
  readonly prefix: string;
  readonly trouble: Trouble;
  /**
   * Calls `heard` for every message on a channel; `resumed` after the subscription came back from a lost
   * connection, when messages may have been missed. Returns how to end it.
   */
  listen(channel: string, heard: (message: string) => void, resumed?: () => void): Promise<() => Promise<void>>;
  health(): Promise<RedisHealth>;
  /** Runs `end` when the connection closes, before Redis is let go. */
  onClose(end: () => Promise<void>): void;
  close(): Promise<void>;
};

export type ConnectOptions = {
  readonly onTrouble: Trouble;
  readonly prefix?: string;
  /** How long to wait for the first answer. */
  readonly waitMs?: number;
};

const healthMs = 2_000;
const farewellMs = 5_000;

/**
 * Connects to Redis and waits until it answers. Later losses mend themselves: commands wait, are sent again,
 * and resolve only when Redis confirmed them. Throws `redis.unreachable` when it does not answer in time.
 */
export async function connectRedis(url: string, options: ConnectOptions): Promise<RedisConnection> {
  const address = checkUrl(url);
  const redis = new Redis(url, redisOptions);
  const reporter = reportLosses(redis, address, options.onTrouble);
  await firstAnswer(redis, address, options.waitMs ?? 5_000);
  reporter.begin();

  const endDuplicates = trackDuplicates(redis);
  const closers: (() => Promise<void>)[] = [];
  const listening = createListening(redis);
  closers.push(listening.close);
  return {
    redis,
    prefix: `{${options.prefix ?? 'parley'}}`,
    trouble: options.onTrouble,
    listen: listening.listen,
    health: () => health(redis, address),
    onClose: (end) => void closers.unshift(end),
    async close() {
      reporter.end();
      const ending = async () => {
        for (const end of closers.splice(0)) await end();
        await redis.quit();
      };
      // Without Redis no farewell is heard; what waits for it is let go.
      const patience = new AbortController();
      const ms = redis.status === 'ready' ? farewellMs : 0;
      await Promise.race([ending(), pause(ms, undefined, { signal: patience.signal })]).catch(() => undefined);
      patience.abort();
      endDuplicates();
      redis.disconnect();
    },
  };
}

const redisOptions = {
  // A command that cannot be sent waits; BullMQ's workers insist on it too.
  maxRetriesPerRequest: null,
  enableOfflineQueue: true,
  autoResendUnfulfilledCommands: true,
  // Short at first, because a restarted Redis is back within a second, and never giving up.
  retryStrategy: (times: number) => Math.min(50 * 2 ** Math.min(times - 1, 6), 2_000),
  // After a failover the old primary only reads: find the new one and send the command again.
  reconnectOnError: (error: Error) => (error.message.startsWith('READONLY') ? 2 : false),
  connectTimeout: 5_000,
  keepAlive: 10_000,
} satisfies RedisOptions;

/** BullMQ makes connections of its own out of ours. One that is left would try to reconnect for ever. */
function trackDuplicates(redis: Redis): () => void {
  const duplicates: Redis[] = [];
  const duplicate = redis.duplicate.bind(redis);
  redis.duplicate = (override) => {
    const made = duplicate(override);
    duplicates.push(made);
    return made;
  };
  return () => {
    for (const made of duplicates) made.disconnect();
  };
}

function checkUrl(url: string): string {
  if (!URL.canParse(url)) throw fault('redis.unreachable', 'redisUrl');
  const { protocol, hostname, port } = new URL(url);
  if (protocol !== 'redis:' && protocol !== 'rediss:')
    throw fault('redis.unreachable', 'redisScheme', { scheme: protocol });
  return `${hostname}:${port || 6379}`;
}

function firstAnswer(redis: Redis, address: string, waitMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let last = 'no answer';
    const done = (act: () => void) => {
      clearTimeout(timer);
      redis.off('ready', ready).off('error', failed);
      act();
    };
    const refuse = (why: 'redisAway' | 'redisPassword') =>
      done(() => {
        redis.on('error', () => undefined);
        redis.disconnect();
        reject(fault('redis.unreachable', why, { address, reason: last }, { retryable: true }));
      });
    const ready = () => done(resolve);
    const failed = (error: Error & { code?: string }) => {
      last = error.code ?? error.message;
      if (/WRONGPASS|NOAUTH|NOPERM/.test(error.message)) refuse('redisPassword');
    };
    const timer = setTimeout(() => refuse('redisAway'), waitMs);
    redis.on('ready', ready).on('error', failed);
  });
}

/** One line when Redis goes and one when it is back, however often the reconnect fails in between. */
function reportLosses(redis: Redis, address: string, trouble: Trouble) {
  let watching = false;
  let away = false;
  let reason = 'connection closed';
  redis.on('error', (error: Error & { code?: string }) => {
    reason = error.code ?? error.message;
  });
  redis.on('close', () => {
    if (!watching || away) return;
    away = true;
    trouble(`Redis at ${address} is away (${reason}); work waits and goes on when it is back`);
  });
  redis.on('ready', () => {
    if (watching && away) trouble(`Redis at ${address} is back`);
    away = false;
    reason = 'connection closed';
  });
  return {
    begin() {
      watching = true;
    },
    end() {
      watching = false;
    },
  };
}

const silent = (address: string, reason?: string) => {
  const why = reason === undefined ? '' : `: ${reason}`;
  return { en: `Redis at ${address} does not answer${why}`, ko: `Redis(${address})가 응답하지 않습니다${why}` };
};

async function health(redis: Redis, address: string): Promise<RedisHealth> {
  const begun = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), healthMs);
  });
  try {
    const answer = redis.status === 'ready' ? await Promise.race([redis.ping(), late]) : null;
    if (answer === null) return { ok: false, detail: silent(address), latencyMs: null };
    return {
      ok: true,
      detail: { en: `Redis at ${address}`, ko: `Redis(${address})` },
      latencyMs: performance.now() - begun,
    };
  } catch (error) {
    return { ok: false, detail: silent(address, (error as Error).message), latencyMs: null };
  } finally {
    clearTimeout(timer);
  }
}
