import { expect, test } from 'vitest';
import { useTestRedis } from '../../test/contracts/redis.ts';
import { createRedisHearing } from './hearing.ts';

const connect = useTestRedis();

test('the newest time of each channel counts, platforms are apart, and a month of silence is forgotten', async () => {
  const connection = await connect();
  const hearing = createRedisHearing(connection, 'slack');
  const now = Date.now();
  await hearing.heard([]);
  expect(await hearing.channels()).toEqual([]);
  await hearing.heard([
    { channel: 'C1', at: now },
    { channel: 'C2', at: now + 5 },
  ]);
  await hearing.heard([
    { channel: 'C1', at: now - 1 },
    { channel: 'C3', at: now - 31 * 24 * 3600 * 1000 },
  ]);
  expect(await hearing.channels()).toEqual([
    { channel: 'C2', at: now + 5 },
    { channel: 'C1', at: now },
  ]);
  expect(await createRedisHearing(connection, 'discord').channels()).toEqual([]);
});
