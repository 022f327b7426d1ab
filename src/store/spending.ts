import type { Spending } from '../ports/spending.ts';
import type { RedisConnection } from './redis/connection.ts';

const keptSeconds = 40 * 24 * 3600;

/** `Spending` on Redis: `spent:<day>:<platform>:<channel>` hash with `tokens`, `usd`, `minutes`, kept for 40 days. */
export function createRedisSpending({ redis, prefix }: RedisConnection): Spending {
  const key = ({ platform, channel }: Parameters<Spending['today']>[0]) =>
    `${prefix}:spent:${new Date().toISOString().slice(0, 10)}:${platform}:${channel}`;
  return {
    async add(place, { tokens, usd, minutes }) {
      const name = key(place);
      await redis
        .multi()
        .hincrby(name, 'tokens', tokens)
        .hincrbyfloat(name, 'usd', usd)
        .hincrbyfloat(name, 'minutes', minutes)
        .expire(name, keptSeconds)
        .exec();
    },
    async today(place) {
      const [tokens, usd, minutes] = await redis.hmget(key(place), 'tokens', 'usd', 'minutes');
      return { tokens: Number(tokens ?? 0), usd: Number(usd ?? 0), minutes: Number(minutes ?? 0) };
    },
  };
}
