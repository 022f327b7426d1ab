import { Relay } from 'bullmq';
import type { RedisConnection } from '../redis/connection.ts';
import { reportTo } from './report.ts';

/** Word to every process that a debate's tasks must halt; it does not wait in a queue behind other work. */
export type Cancellation = {
  announce(debate: string): Promise<void>;
  /** `at`: ms since 1970 when it was announced. Tasks that were enqueued later are not meant. */
  hear(heard: (debate: string, at: number) => void): Promise<() => Promise<void>>;
};

const topic = 'cancel';
const opened = new WeakMap<RedisConnection, Cancellation>();

/** One relay node per process, made when it is first needed and closed with the connection. */
export function openCancellation(connection: RedisConnection): Cancellation {
  const known = opened.get(connection);
  if (known) return known;
  let node: Relay | undefined;
  const relay = () => {
    if (node) return node;
    const made = new Relay({ connection: connection.redis, prefix: connection.prefix, namespace: 'parley' });
    made.on('error', reportTo(connection, 'relay'));
    connection.onClose(() => made.close());
    node = made;
    return made;
  };
  const cancellation: Cancellation = {
    announce: async (debate) => void (await relay().publish(topic, debate)),
    async hear(heard) {
      const subscription = await relay().subscribe<string>(topic, ({ data, ts }) => heard(data, ts));
      return () => subscription.unsubscribe();
    },
  };
  opened.set(connection, cancellation);
  return cancellation;
}
