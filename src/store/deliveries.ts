import type { Deliveries } from '../ports/deliveries.ts';
import type { RedisConnection } from './redis/connection.ts';

/**
 * Message ids are looked up by reactions; nobody reacts to what is older. How far a debate was told is kept as long as
 * the debate itself: were it forgotten, everything would be told again.
 */
const rememberedSeconds = 90 * 24 * 3600;

/**
 * `Deliveries` of one platform on Redis. Keys, below the prefix and the platform's name: `told:<debate>` hash with
 * `delivered`, `begun`, `closed`, and `#<seq>` → message ids; `message:<id>` → `<seq> <debate>`.
 */
export function createRedisDeliveries({ redis, prefix }: RedisConnection, platform: string): Deliveries {
  const told = (debate: string) => `${prefix}:${platform}:told:${debate}`;
  const message = (id: string) => `${prefix}:${platform}:message:${id}`;
  return {
    async state(debate) {
      const [delivered, begun, closed] = await redis.hmget(told(debate), 'delivered', 'begun', 'closed');
      return { delivered: Number(delivered ?? 0), begun: Number(begun ?? 0), closed: closed ?? null };
    },
    async begin(debate, seq) {
      await redis.hset(told(debate), 'begun', seq);
    },
    async record(debate, seq, messages) {
      const together = redis.multi().hset(told(debate), 'delivered', seq);
      if (messages.length > 0) together.hset(told(debate), `#${seq}`, JSON.stringify(messages));
      for (const id of messages) together.set(message(id), `${seq} ${debate}`, 'EX', rememberedSeconds);
      await together.exec();
    },
    async close(debate, reason) {
      await redis.hset(told(debate), 'closed', reason);
    },
    async find(id) {
      const found = /^(\d+) (.+)$/.exec((await redis.get(message(id))) ?? '');
      return found ? { seq: Number(found[1]), debate: found[2] as string } : null;
    },
    async messages(debate, seq) {
      return JSON.parse((await redis.hget(told(debate), `#${seq}`)) ?? '[]');
    },
  };
}
