import { expect, test } from 'vitest';
import { useTestRedis } from '../../test/contracts/redis.ts';
import { createRedisSpending } from './spending.ts';

const connect = useTestRedis();

test('adds up by channel, for today', async () => {
  const spending = createRedisSpending(await connect());
  const here = { platform: 'slack', channel: 'T1/C1' };
  expect(await spending.today(here)).toEqual({ tokens: 0, usd: 0, minutes: 0 });
  await spending.add(here, { tokens: 100, usd: 0.25, minutes: 1.5 });
  await spending.add(here, { tokens: 20, usd: 0.5, minutes: 0.25 });
  expect(await spending.today(here)).toEqual({ tokens: 120, usd: 0.75, minutes: 1.75 });
  expect(await spending.today({ ...here, channel: 'T1/C2' })).toEqual({ tokens: 0, usd: 0, minutes: 0 });
});
