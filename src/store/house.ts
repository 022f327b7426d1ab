import { randomUUID } from 'node:crypto';
import type { RedisConnection } from './redis/connection.ts';

/**
 * The name of this installation: everything that shares this Redis is one house. What Parley makes outside Redis
 * (containers, volumes, names of debates) bears it, so that two installations on one machine leave each other alone.
 */
export async function houseOf({ redis, prefix }: RedisConnection): Promise<string> {
  const key = `${prefix}:house`;
  await redis.set(key, randomUUID().slice(0, 8), 'NX');
  return (await redis.get(key)) ?? '';
}
