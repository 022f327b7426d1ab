import { randomUUID } from 'node:crypto';
import { afterAll } from 'vitest';
import { connectRedis, type RedisConnection } from '../../src/store/redis/connection.ts';

/** The Redis that `test/services.ts` started. */
export function testRedisUrl(): string {
  const url = process.env.PARLEY_TEST_REDIS_URL;
  if (!url) throw new Error('PARLEY_TEST_REDIS_URL is not set: run this as an e2e test (npm run e2e)');
  return url;
}

/** Prefix that no other test uses, on a server that tests share. */
export const freshPrefix = () => `test-${randomUUID().slice(0, 8)}`;

/**
 * Gives connections to the shared test Redis that are closed, with all keys of their prefixes removed, after the
 * file's tests. Each connection stands for one process.
 */
export function useTestRedis(): (prefix?: string) => Promise<RedisConnection> {
  const made: RedisConnection[] = [];
  afterAll(async () => {
    for (const connection of made) {
      const { redis, prefix } = connection;
      for await (const keys of redis.scanStream({ match: `${prefix}*`, count: 1_000 }))
        if (keys.length > 0) await redis.unlink(keys);
      await connection.close();
    }
  });
  return async (prefix = freshPrefix()) => {
    const connection = await connectRedis(testRedisUrl(), { prefix, onTrouble: () => undefined });
    made.push(connection);
    return connection;
  };
}
