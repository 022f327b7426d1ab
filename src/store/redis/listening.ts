import type { Redis } from 'ioredis';

type Listener = { readonly heard: (message: string) => void; readonly resumed: (() => void) | undefined };

/** All subscriptions of a process share one connection, made when first needed. */
export function createListening(redis: Redis) {
  const channels = new Map<string, Set<Listener>>();
  let subscriber: Redis | undefined;
  let interrupted = false;

  const connect = () => {
    const made = redis.duplicate();
    made.on('error', () => undefined);
    made.on('close', () => {
      interrupted = true;
    });
    made.on('message', (channel: string, message: string) => {
      for (const { heard } of channels.get(channel) ?? []) heard(message);
    });
    made.on('ready', () => {
      if (!interrupted) return;
      interrupted = false;
      // Subscriptions are renewed by the client itself, before this answers.
      void made.ping().then(() => {
        for (const listeners of channels.values()) for (const { resumed } of listeners) resumed?.();
      });
    });
    return made;
  };

  return {
    async listen(channel: string, heard: Listener['heard'], resumed?: Listener['resumed']) {
      subscriber ??= connect();
      const listener: Listener = { heard, resumed };
      const listeners = channels.get(channel) ?? new Set();
      channels.set(channel, listeners.add(listener));
      await subscriber.subscribe(channel);
      return async () => {
        listeners.delete(listener);
        if (listeners.size > 0 || channels.get(channel) !== listeners) return;
        channels.delete(channel);
        if (subscriber?.status === 'ready') await subscriber.unsubscribe(channel);
      };
    },
    async close() {
      channels.clear();
      subscriber?.disconnect();
    },
  };
}
