import type { Hearing } from '../ports/hearing.ts';
import type { RedisConnection } from './redis/connection.ts';

const keptMs = 30 * 24 * 3600 * 1000;

/** `Hearing` of one platform on Redis: `<platform>:heard` sorted set of channels by the time of the newest message heard. */
export function createRedisHearing({ redis, prefix }: RedisConnection, platform: string): Hearing {
  const key = `${prefix}:${platform}:heard`;
  return {
    async heard(channels) {
      const newest = channels.flatMap(({ channel, at }) => [at, channel]);
      if (newest.length === 0) return;
      await redis
        .multi()
        .zadd(key, 'GT', ...newest)
        .zremrangebyscore(key, '-inf', Date.now() - keptMs)
        .exec();
    },
    async channels() {
      const found = await redis.zrevrange(key, 0, -1, 'WITHSCORES');
      return found.flatMap((channel, index) => (index % 2 === 0 ? [{ channel, at: Number(found[index + 1]) }] : []));
    },
  };
}
