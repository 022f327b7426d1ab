import { type APIMessage, ChannelType, type Client, type RawFile, type REST, Routes } from 'discord.js';
import type { Origin } from '../../../src/intake.ts';
import type { Speaker } from '../../post.ts';
import { codeOf, codes } from '../trouble.ts';
import { hashOf, writeMark } from './marks.ts';
import { type Message, userName } from './message.ts';
import type { Webhook, Webhooks } from './webhooks.ts';

export type Voice = {
  /** Null when the bot itself speaks. */
  readonly webhook: Webhook | null;
  /** True when the speaker's name has to be part of the text. */
  readonly signed: boolean;
};

export type Sent = { readonly id: string; readonly webhook: Webhook | null };

export type Sender = {
  /** Whether a persona can speak under its own name here. */
  voice(place: Origin, speaker: Speaker): Promise<Voice>;
  /** Sends one message, at most once; throws what discord.js throws. */
  send(place: Origin, speaker: Speaker, message: Message, stamp: Stamp): Promise<Sent>;
  edit(place: Origin, sent: Sent, content: string): Promise<void>;
  remove(place: Origin, sent: Sent): Promise<void>;
  react(place: Origin, message: string, emoji: readonly string[]): Promise<void>;
};

export type Stamp = { readonly mark: string; readonly index: number; readonly total: number };

const noPings = { parse: [] };

export function createSender(deps: {
  client: Client<true>;
  once: REST;
  webhooks: Webhooks;
  faceOf: (speaker: Speaker) => Promise<string | undefined>;
}): Sender {
  const { client, once, webhooks } = deps;
  const direct = new Map<string, boolean>();

  async function isDirect(place: Origin): Promise<boolean> {
    const known = direct.get(place.channel);
    if (known !== undefined) return known;
    const channel = await client.channels.fetch(place.channel);
    const answer = channel?.type === ChannelType.DM || channel?.type === ChannelType.GroupDM;
    direct.set(place.channel, answer);
    return answer;
  }

  async function voice(place: Origin, speaker: Speaker): Promise<Voice> {
    if (speaker.id === 'parley') return { webhook: null, signed: false };
    if (await isDirect(place)) return { webhook: null, signed: true };
    const webhook = await webhooks.of(place.channel);
    return { webhook, signed: webhook === null };
  }

  const threadQuery = (place: Origin) =>
    new URLSearchParams(place.thread === place.channel ? {} : { thread_id: place.thread });

  async function deliver(place: Origin, speaker: Speaker, message: Message, stamp: Stamp): Promise<Sent> {
    const { webhook } = await voice(place, speaker);
    const face = webhook ? await deps.faceOf(speaker) : undefined;
    const body = {
      content: stamped(message.content, writeMark(stamp.mark, stamp.index, stamp.total)),
      allowed_mentions: noPings,
      ...(message.embeds.length > 0 ? { embeds: message.embeds } : {}),
      ...(message.components.length > 0 ? { components: message.components } : {}),
      ...(message.files.length > 0
        ? { attachments: message.files.map((it, id) => ({ id: String(id), filename: it.name })) }
        : {}),
    };
    const files: RawFile[] = message.files.map((it) => ({ name: it.name, data: Buffer.from(it.bytes) }));
    if (webhook) {
      const query = threadQuery(place);
      query.set('wait', 'true');
      const sent = (await once.post(Routes.webhook(webhook.id, webhook.token), {
        auth: false,
        query,
        files,
        body: { ...body, username: userName(speaker.name), ...(face === undefined ? {} : { avatar_url: face }) },
      })) as APIMessage;
      return { id: sent.id, webhook };
    }
    const nonce = stamp.total === 0 ? {} : { nonce: nonceOf(stamp), enforce_nonce: true };
    const sent = (await once.post(Routes.channelMessages(place.thread), {
      files,
      body: { ...body, ...nonce },
    })) as APIMessage;
    return { id: sent.id, webhook: null };
  }

  return {
    voice,
    async send(place, speaker, message, stamp) {
      try {
        return await deliver(place, speaker, message, stamp);
      } catch (error) {
        const code = codeOf(error);
        if (code === codes.unknownWebhook) webhooks.forget(place.channel);
        else if (code === codes.archived)
          await client.rest.patch(Routes.channel(place.thread), { body: { archived: false } });
        else throw error;
        return deliver(place, speaker, message, stamp);
      }
    },
    async edit(place, { id, webhook }, content) {
      const body = { content, allowed_mentions: noPings };
      if (webhook) {
        const route = Routes.webhookMessage(webhook.id, webhook.token, id);
        await once.patch(route, { auth: false, query: threadQuery(place), body });
      } else await once.patch(Routes.channelMessage(place.thread, id), { body });
    },
    async remove(place, { id, webhook }) {
      if (webhook) {
        const route = Routes.webhookMessage(webhook.id, webhook.token, id);
        await client.rest.delete(route, { auth: false, query: threadQuery(place) });
      } else await client.rest.delete(Routes.channelMessage(place.thread, id));
    },
    async react(place, message, emoji) {
      for (const it of emoji)
        await client.rest.put(Routes.channelMessageOwnReaction(place.thread, message, encodeURIComponent(it)));
    },
  };
}

// Behind a code block the mark would be a line of its own: there it goes behind the first line, if that is words.
function stamped(content: string, mark: string): string {
  const end = content.indexOf('\n');
  if (!content.endsWith('```') || content.startsWith('```') || end < 0) return content + mark;
  return content.slice(0, end) + mark + content.slice(end);
}

function nonceOf({ mark, index }: Stamp): string {
  return `${hashOf(mark)}/${index}`;
}
