import type { Client } from '../connect/client.ts';
import type { Log } from '../deps.ts';
import { deliveryError } from '../trouble.ts';
import { sayPlainly } from './draw.ts';
import { parleyFace } from './face.ts';

type Where = { readonly channel: string; readonly thread?: string | undefined };

/** Short words outside the ledger. They never throw: there would be nobody to tell. */
export type Notes = {
  /** Seen by one person only, in the place where they are. */
  toOne(where: Where, userId: string, text: string): Promise<void>;
  toAll(where: Where, text: string): Promise<void>;
};

export function createNotes(client: Client, log: Log): Notes {
  const carefully = async (say: () => Promise<unknown>) => {
    try {
      await say();
    } catch (error) {
      const { message, fix } = deliveryError(error);
      log.warn({ fix }, message);
    }
  };
  const inThread = ({ channel, thread }: Where) => ({ channel, ...(thread ? { thread_ts: thread } : {}) });
  return {
    toOne: (where, user, text) =>
      carefully(() => {
        const { text: words, blocks } = sayPlainly(text);
        return client.chat.postEphemeral({ ...inThread(where), user, ...parleyFace, text: words, blocks: [...blocks] });
      }),
    toAll: (where, text) =>
      carefully(() => {
        const { text: words, blocks } = sayPlainly(text);
        return client.chat.postMessage({ ...inThread(where), ...parleyFace, text: words, blocks: [...blocks] });
      }),
  };
}
