import { type APIMessage, type Client, Routes } from 'discord.js';
import type { Origin } from '../../../src/intake.ts';
import type { MessageId } from '../../chat-platform.ts';
import { hashOf, type Marked, readMark } from './marks.ts';
import type { Webhooks } from './webhooks.ts';

/** Messages of one post that are in the thread: all of them, or the first ones. */
export type Found = {
  readonly mark: string;
  readonly ids: readonly MessageId[];
  readonly complete: boolean;
  /** The message that is a card with buttons. */
  readonly card: MessageId | null;
};

/** Reads the newest 100 messages and finds those that say these marks' posts. */
export async function findMarks(
  deps: { client: Client<true>; webhooks: Webhooks },
  place: Origin,
  marks: readonly string[],
): Promise<Found[]> {
  const { client, webhooks } = deps;
  const query = new URLSearchParams({ limit: '100' });
  const messages = (await client.rest.get(Routes.channelMessages(place.thread), { query })) as APIMessage[];
  const own = messages.filter(
    (it) =>
      it.author.id === client.user.id ||
      it.application_id === client.application.id ||
      (it.webhook_id && webhooks.owns(it.webhook_id)),
  );
  const marked: (Marked & { id: string; isCard: boolean })[] = [];
  for (const message of own) {
    const mark = readMark(message.content || (await contentOf(message, place, deps)));
    if (mark && mark.total > 0) marked.push({ ...mark, id: message.id, isCard: (message.components?.length ?? 0) > 0 });
  }
  return marks.flatMap((mark) => {
    const mine = marked.filter((it) => it.hash === hashOf(mark));
    const total = mine[0]?.total ?? 0;
    const ids: string[] = [];
    for (let index = 0; index < total; index++) {
      // The oldest one, should there ever be two.
      const found = mine.findLast((it) => it.index === index);
      if (!found) break;
      ids.push(found.id);
    }
    const card = mine.find((it) => it.isCard && ids.includes(it.id))?.id ?? null;
    return ids.length > 0 ? [{ mark, ids, complete: ids.length === total, card }] : [];
  });
}

// Without the message content intent, Discord shows the bot its webhook's own words only through the webhook.
async function contentOf(
  message: APIMessage,
  place: Origin,
  { client, webhooks }: { client: Client<true>; webhooks: Webhooks },
): Promise<string> {
  if (!message.webhook_id || message.webhook_id === client.application.id) return '';
  const webhook = await webhooks.of(place.channel);
  if (webhook?.id !== message.webhook_id) return '';
  const query = new URLSearchParams(place.thread === place.channel ? {} : { thread_id: place.thread });
  const route = Routes.webhookMessage(webhook.id, webhook.token, message.id);
  const found = (await client.rest.get(route, { auth: false, query }).catch(() => null)) as APIMessage | null;
  return found?.content ?? '';
}
