import { type Client, Routes } from 'discord.js';
import { inLanguage } from '../../../src/i18n/local-text.ts';
import type { Origin } from '../../../src/intake.ts';
import type { Ledger } from '../../../src/ports/ledger.ts';
import { createComplaints } from '../../chat/complaints.ts';
import { type EncloseDeps, enclose } from '../../chat/enclose.ts';
import { Recent } from '../../chat/recent.ts';
import { tongueOf } from '../../chat/tongue.ts';
import { type ChatPlatform, type Delivery, DeliveryError, type MessageId } from '../../chat-platform.ts';
import type { Log } from '../deps.ts';
import { codeOf, codes, deliveryError } from '../trouble.ts';
import { approvalEmoji } from './card.ts';
import { inert } from './dialect.ts';
import { render } from './draw.ts';
import type { Drafts } from './live.ts';
import { textMessage } from './message.ts';
import { findMarks } from './recall.ts';
import type { Sender } from './send.ts';
import type { Webhooks } from './webhooks.ts';

export type Mouth = Pick<ChatPlatform, 'post' | 'recall' | 'busy' | 'note'> & {
  draft: NonNullable<ChatPlatform['draft']>;
  /** What a message of the last minutes said, before it is recorded. */
  said(message: MessageId): { debate: string; seq: number } | undefined;
};

export type MouthDeps = {
  readonly client: Client<true>;
  readonly sender: Sender;
  readonly drafts: Drafts;
  readonly webhooks: Webhooks;
  readonly ledger: Ledger;
  readonly log: Log;
  readonly enclose: EncloseDeps;
  readonly nameOf: (approver: string) => string;
  /** A post of an earlier process was found again: what people did with it meanwhile is still to be heard. */
  readonly recognised: (debate: string, seq: number, message: MessageId) => void;
};

/** Typing shows for ten seconds. */
const typingMs = 8_000;

/** Everything that Parley says on Discord. */
export function createMouth(deps: MouthDeps): Mouth {
  const { client, sender, drafts, log } = deps;
  /** Messages of a post that are in the thread already, while the rest of it is not. */
  const begun = new Recent<MessageId[]>(1_000);
  const said = new Recent<{ debate: string; seq: number }>(5_000);
  const typed = new Recent<number>(1_000);

  async function post({ place, post: what, mark, locale }: Delivery): Promise<MessageId[]> {
    const tongue = tongueOf(locale);
    const { signed } = await sender.voice(place, what.speaker);
    const enclosed = await enclose(what, deps.enclose, tongue);
    const messages = render(what, { tongue, enclosed, signed, nameOf: deps.nameOf });
    const ids = [...(begun.get(mark) ?? [])];
    for (const [index, message] of messages.entries()) {
      if (index < ids.length) continue;
      const sent = await sender.send(place, what.speaker, message, { mark, index, total: messages.length });
      ids.push(sent.id);
      said.set(sent.id, { debate: what.debate, seq: what.seq });
      begun.set(mark, ids);
    }
    const last = ids.at(-1);
    const reactions = messages.at(-1)?.reactions ?? [];
    if (last !== undefined && reactions.length > 0) await react(place, last, reactions);
    begun.delete(mark);
    await drafts.drop(place, what.speaker);
    return lastFirst(ids);
  }

  // Buttons do the same, so a post without its emoji is still a whole post.
  async function react(place: Origin, message: MessageId, emoji: readonly string[]): Promise<void> {
    await sender.react(place, message, emoji).catch((error) => {
      const { message: what, fix } = deliveryError(error);
      log.warn({ fix, place }, `no reactions could be put on: ${what}`);
    });
  }

  const complain = createComplaints({
    ledger: deps.ledger,
    log,
    async tell({ author, origin }, error, locale) {
      const user = /^discord:(\d+)$/.exec(author.id)?.[1];
      if (user === undefined) return;
      const fix = inert(inLanguage(error.fixFor, locale));
      const text = tongueOf(locale).words('trouble.silent', { place: `<#${origin.channel}>`, fix });
      await client.users.createDM(user).then((channel) => channel.send({ content: text }));
    },
  });

  function recognise(mark: string, ids: readonly MessageId[]): void {
    const [, debate, seq] = /^(.+)\/(\d+)$/.exec(mark) ?? [];
    const [first] = ids;
    if (debate === undefined || first === undefined) return;
    for (const id of ids) said.set(id, { debate, seq: Number(seq) });
    deps.recognised(debate, Number(seq), first);
  }

  return {
    said: (message) => said.get(message),
    async post(delivery) {
      try {
        return await post(delivery);
      } catch (error) {
        const told = isRemoved(client, delivery.place, error) ? removed(error) : deliveryError(error);
        await complain(delivery, told);
        throw told;
      }
    },
    async recall(place, marks) {
      try {
        const found = await findMarks(deps, place, marks);
        for (const { mark, ids, complete } of found) if (!complete) begun.set(mark, [...ids]);
        const whole = found.filter((it) => it.complete).map((it) => [it.mark, lastFirst(it.ids)] as const);
        // The process, or the answer, may have been lost before they were put on.
        for (const { card } of found) if (card !== null) await react(place, card, approvalEmoji);
        for (const [mark, ids] of whole) recognise(mark, ids);
        return new Map(whole);
      } catch (error) {
        throw deliveryError(error);
      }
    },
    async busy(place) {
      const before = typed.get(place.thread) ?? 0;
      if (Date.now() - before < typingMs) return;
      typed.set(place.thread, Date.now());
      await client.rest.post(Routes.channelTyping(place.thread)).catch(() => undefined);
    },
    async draft(place, speaker, text) {
      drafts.grow(place, speaker, text);
    },
    async note(place, text) {
      const parley = { id: 'parley', name: 'Parley', avatar: '' };
      const message = textMessage(`-# ${inert(text).replace(/\s*\n\s*/g, ' ')}`);
      const stamp = { mark: `note/${crypto.randomUUID()}`, index: 0, total: 0 };
      await sender.send(place, parley, message, stamp).catch((error) => {
        throw deliveryError(error);
      });
    },
  };
}

// A channel that is hidden from Parley is still known; one of a server that it was removed from is not.
function isRemoved(client: Client<true>, place: Origin, error: unknown): boolean {
  return codeOf(error) === codes.missingAccess && !client.channels.cache.has(place.channel);
}

function removed(cause: unknown): DeliveryError {
  return new DeliveryError('gone', 'Parley was removed from the server.', {
    fix: 'Add it again with the invitation that `npx parley doctor` prints, and ask again.',
    cause,
  });
}

const lastFirst = (ids: readonly MessageId[]): MessageId[] => [...ids.slice(-1), ...ids.slice(0, -1)];
