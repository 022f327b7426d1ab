import type { Activity, ActivityFeed } from '../ports/activity.ts';
import type { RedisConnection } from './redis/connection.ts';

const kept = 1_000;
const keepSeconds = 24 * 60 * 60;

/** One call: keep it in the debate's capped stream, let the stream expire, tell whoever listens. */
const publishScript = `
redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[1], '*', 'a', ARGV[3])
redis.call('EXPIRE', KEYS[1], ARGV[2])
redis.call('PUBLISH', ARGV[4], ARGV[3])
`;

type WithPublish = { parleyPublish(...args: (string | number)[]): Promise<null> };

/** What goes on right now, on Redis: the last 1,000 or so per debate, for a day. */
export function createRedisActivity(connection: RedisConnection): ActivityFeed {
  const { redis, prefix } = connection;
  const stream = (debate: string) => `${prefix}:activity:${debate}`;
  const channel = `${prefix}:activity`;
  redis.defineCommand('parleyPublish', { numberOfKeys: 1, lua: publishScript });
  const scripts = redis as unknown as WithPublish;
  return {
    async publish(activity) {
      await scripts.parleyPublish(stream(activity.debate), kept, keepSeconds, JSON.stringify(activity), channel);
    },
    async recent(debate) {
      const entries = await redis.xrange(stream(debate), '-', '+');
      return entries.map(([, fields]): Activity => JSON.parse(fields[1] ?? 'null'));
    },
    watch: (heard) => connection.listen(channel, (message) => heard(JSON.parse(message))),
  };
}
