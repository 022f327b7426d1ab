import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { blobsContract } from '../../test/contracts/blobs.ts';
import { useTestRedis } from '../../test/contracts/redis.ts';
import { createRedisBlobs } from './blobs.ts';

const connect = useTestRedis();
const maxBytes = 1024 * 1024;
const totalBytes = 100 * maxBytes;

blobsContract(async () => createRedisBlobs(await connect(), { maxBytes, totalBytes }));

it('lets content go after its time, which begins anew when it is put again', async () => {
  const connection = await connect();
  const blobs = createRedisBlobs(connection, { maxBytes, totalBytes, keepSeconds: 1_000 });
  const sha256 = await blobs.put(new Uint8Array([1]));
  const key = `${connection.prefix}:blob:${sha256}`;
  expect(await connection.redis.ttl(key)).toBeGreaterThan(990);
  await connection.redis.expire(key, 5);
  await blobs.put(new Uint8Array([1]));
  expect(await connection.redis.ttl(key)).toBeGreaterThan(990);
  await connection.redis.del(key);
  expect(await blobs.get(sha256)).toBeNull();
});

describe('all that is kept together', () => {
  const limits = { maxBytes, totalBytes: 1_000 };

  it('stays within its limit, also when many put at once; what is known costs nothing again', async () => {
    const blobs = createRedisBlobs(await connect(), limits);
    const files = Array.from({ length: 20 }, () => randomBytes(100));
    const put = await Promise.allSettled(files.map((file) => blobs.put(file)));
    const kept = files.filter((_, index) => put[index]?.status === 'fulfilled');
    expect(kept).toHaveLength(10);
    await Promise.all(kept.map((file) => blobs.put(file)));
    await expect(blobs.put(randomBytes(1))).rejects.toMatchObject({
      code: 'storage.full',
      message: expect.stringContaining('0.0 MB'),
      fix: expect.stringContaining('limits.storageMb'),
    });
  });

  it('has room again for what expired or was removed by hand', async () => {
    const connection = await connect();
    const blobs = createRedisBlobs(connection, limits);
    const brief = createRedisBlobs(connection, { ...limits, keepSeconds: -1 });
    const removed = randomBytes(500);
    const sha256 = await blobs.put(removed);
    await expect(blobs.put(randomBytes(600))).rejects.toMatchObject({ code: 'storage.full' });
    await brief.put(randomBytes(400));
    await blobs.put(randomBytes(400));
    await connection.redis.del(`${connection.prefix}:blob:${sha256}`);
    await blobs.put(removed);
    expect(await connection.redis.get(`${connection.prefix}:blobs:total`)).toBe('900');
  });

  it('counts what an earlier version kept once it is put again', async () => {
    const connection = await connect();
    const blobs = createRedisBlobs(connection, limits);
    const old = randomBytes(100);
    const sha256 = await blobs.put(old);
    await connection.redis.del(...['until', 'bytes', 'total'].map((it) => `${connection.prefix}:blobs:${it}`));
    await blobs.put(old);
    expect(await connection.redis.get(`${connection.prefix}:blobs:total`)).toBe('100');
    expect(await blobs.get(sha256)).toEqual(old);
  });
});
