import { expect, it } from 'vitest';
import { blobsContract } from '../../test/contracts/blobs.ts';
import { useTestRedis } from '../../test/contracts/redis.ts';
import { createRedisBlobs } from './blobs.ts';

const connect = useTestRedis();
const maxBytes = 1024 * 1024;

blobsContract(async () => createRedisBlobs(await connect(), { maxBytes }));

it('lets content go after its time, which begins anew when it is put again', async () => {
  const connection = await connect();
  const blobs = createRedisBlobs(connection, { maxBytes, keepSeconds: 1_000 });
  const sha256 = await blobs.put(new Uint8Array([1]));
  const [key = ''] = await connection.redis.keys(`${connection.prefix}*`);
  expect(await connection.redis.ttl(key)).toBeGreaterThan(990);
  await connection.redis.expire(key, 5);
  await blobs.put(new Uint8Array([1]));
  expect(await connection.redis.ttl(key)).toBeGreaterThan(990);
  await connection.redis.del(key);
  expect(await blobs.get(sha256)).toBeNull();
});
