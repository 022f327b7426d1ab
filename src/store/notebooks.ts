import type { Notebooks } from '../ports/notebooks.ts';
import type { RedisConnection } from './redis/connection.ts';

/** A question that nobody answered in this time is not answered any more. */
const keptSeconds = 7 * 24 * 3600;

/** `Notebooks` on Redis: `notes:<workspace>:<persona>:<name>` string, kept for seven days. */
export function createRedisNotebooks({ redis, prefix }: RedisConnection): Notebooks {
  return {
    of(workspace, persona) {
      const key = (name: string) => `${prefix}:notes:${workspace}:${persona}:${name}`;
      return {
        read: (name) => redis.get(key(name)),
        write: async (name, text) => void (await redis.set(key(name), text, 'EX', keptSeconds)),
        forget: async (name) => void (await redis.del(key(name))),
      };
    },
  };
}
