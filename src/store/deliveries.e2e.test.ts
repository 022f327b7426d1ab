import { expect, test } from 'vitest';
import { useTestRedis } from '../../test/contracts/redis.ts';
import { createRedisDeliveries } from './deliveries.ts';

const connect = useTestRedis();

test('how far a debate was told is never forgotten, or an old one would be told again; what its messages said is', async () => {
  const connection = await connect();
  const deliveries = createRedisDeliveries(connection, 'slack');
  await deliveries.begin('d1', 2);
  await deliveries.record('d1', 2, ['m1']);
  expect(await deliveries.state('d1')).toEqual({ delivered: 2, begun: 2, closed: null });
  expect(await deliveries.find('m1')).toEqual({ debate: 'd1', seq: 2 });
  const { redis, prefix } = connection;
  expect(await redis.ttl(`${prefix}:slack:told:d1`)).toBe(-1);
  expect(await redis.ttl(`${prefix}:slack:message:m1`)).toBeGreaterThan(0);
});
