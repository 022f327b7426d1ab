import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startOwnRedis } from '../src/store/redis/redis-server.ts';

/**
 * What every e2e test may count on: a Redis of its own run, named by PARLEY_TEST_REDIS_URL, as durable as the
 * real one and gone at the end. A caller that sets the variable keeps its own Redis. Containers and volumes are
 * each test's own to remove: the engine may be shared with a Parley that people use.
 */
export default async function services(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.PARLEY_TEST_REDIS_URL) return undefined;
  const folder = await mkdtemp(join(tmpdir(), 'parley-test-redis-'));
  const redis = await startOwnRedis({ folder });
  process.env.PARLEY_TEST_REDIS_URL = redis.url;
  return async () => {
    delete process.env.PARLEY_TEST_REDIS_URL;
    await redis.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
