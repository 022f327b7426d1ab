import { expect, test } from 'vitest';
import { useTestRedis } from '../../test/contracts/redis.ts';
import { createRedisNotebooks } from './notebooks.ts';

const connect = useTestRedis();

test('keeps notes by thread and persona, over a restart, until they are forgotten or a week old', async () => {
  const connection = await connect();
  const notebook = createRedisNotebooks(connection).of('thread', 'manus');
  expect(await notebook.read('course')).toBeNull();
  await notebook.write('course', 'first');
  await notebook.write('course', 'second');
  expect(await createRedisNotebooks(connection).of('thread', 'manus').read('course')).toBe('second');
  expect(await createRedisNotebooks(connection).of('thread', 'other').read('course')).toBeNull();
  expect(await createRedisNotebooks(connection).of('elsewhere', 'manus').read('course')).toBeNull();
  const [key = ''] = await connection.redis.keys(`${connection.prefix}:notes:*`);
  expect(await connection.redis.ttl(key)).toBeGreaterThan(6 * 24 * 3600);
  await notebook.forget('course');
  expect(await notebook.read('course')).toBeNull();
});
