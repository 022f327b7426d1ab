import { expect, it } from 'vitest';
import { activityContract } from '../../test/contracts/activity.ts';
import { freshPrefix, useTestRedis } from '../../test/contracts/redis.ts';
import { createRedisActivity } from './activity.ts';

const connect = useTestRedis();

activityContract(async () => {
  const prefix = freshPrefix();
  return [createRedisActivity(await connect(prefix)), createRedisActivity(await connect(prefix))];
});

it('lets go of a debate nobody hears of any more', async () => {
  const connection = await connect();
  const feed = createRedisActivity(connection);
  await feed.publish({ type: 'draft', debate: 'd', persona: 'aiin', stage: 'analysis', text: 'Hm' });
  const [key = ''] = await connection.redis.keys(`${connection.prefix}*`);
  expect(await connection.redis.ttl(key)).toBeGreaterThan(0);
});
