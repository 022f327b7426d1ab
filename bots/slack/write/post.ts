import { enclose, type File } from '../../chat/enclose.ts';
import { tongueOf } from '../../chat/tongue.ts';
import type { Delivery } from '../../chat-platform.ts';
import { type Part, plainLine } from '../../markdown/index.ts';
import type { Client, Self } from '../connect/client.ts';
import type { SlackDeps } from '../deps.ts';
import { groupPrefix, type People } from '../people.ts';
import { messageId, type Room, roomOf } from '../place.ts';
import { codeOf, deliveryError, isRateLimit } from '../trouble.ts';
import { slackWords } from '../words.ts';
import { type Drawn, draw } from './draw.ts';
import { faceOf } from './face.ts';
import type { Pacer, Rank } from './pacer.ts';
import { type Carried, type Found, postType, readThread } from './recall.ts';
import { share, upload } from './upload.ts';

export type Sending = {
  post(delivery: Delivery): Promise<string[]>;
  recall(room: Room, marks: readonly string[]): Promise<ReadonlyMap<string, string[]>>;
  /** Removes drafts that a process which is gone had begun. */
  tidy(room: Room): Promise<void>;
};

type SendDeps = Pick<SlackDeps, 'config' | 'blobs' | 'log'> & {
  readonly saying: Client;
  readonly asking: Client;
  readonly self: Self;
  readonly pacer: Pacer;
  readonly people: People;
};

/** A post begun and not finished, of which some messages may be in the thread. */
type Begun = { readonly found: Found; readonly remarks: readonly Part[] };

const mostBegun = 500;

/** Says posts in threads. A post that was cut short is completed, not repeated, when it is sent again. */
export function createSending(deps: SendDeps): Sending {
  const { saying, asking, self, pacer } = deps;
  const begun = new Map<string, Begun>();

  const remember = (mark: string, found: Found, remarks: readonly Part[] = []) => {
    begun.set(mark, { found, remarks });
    if (begun.size > mostBegun) begun.delete(begun.keys().next().value as string);
  };

  const idsOf = (room: Room, { carried, parts }: Found) => {
    const all = [...parts].sort(([a], [b]) => a - b);
    const first = all.filter(([part]) => part === carried.main);
    return [...first, ...all.filter(([part]) => part !== carried.main)].map(([, ts]) => messageId(room, ts));
  };

  const sendParts = async (room: Room, delivery: Delivery, drawn: Drawn, found: Found) => {
    const rank: Rank = delivery.post.manner === 'card' ? 'card' : 'post';
    for (const [part, message] of drawn.messages.entries()) {
      if (found.parts.has(part)) continue;
      const { ts } = await pacer.run(room.channel, rank, () =>
        saying.chat.postMessage({
          channel: room.channel,
          thread_ts: room.thread,
          ...faceOf(delivery.post.speaker),
          text: message.text,
          blocks: [...message.blocks],
          unfurl_links: false,
          unfurl_media: false,
          metadata: { event_type: postType, event_payload: { ...found.carried, part } },
        }),
      );
      if (ts) found.parts.set(part, ts);
    }
  };

  const addEmoji = async (room: Room, found: Found) => {
    const timestamp = found.parts.get(found.carried.main);
    if (!timestamp) return;
    for (const name of listed(found.carried.emoji)) {
      try {
        await asking.reactions.add({ channel: room.channel, timestamp, name });
      } catch (error) {
        if (codeOf(error) === 'already_reacted') continue;
        // The buttons, and people's own reactions, do the same: a post is not worth repeating for this.
        const { message, fix } = deliveryError(error);
        deps.log.warn({ fix }, `${message} (putting :${name}: on a post)`);
      }
    }
  };

  const send = async (delivery: Delivery): Promise<string[]> => {
    const { post, mark, locale } = delivery;
    const room = roomOf(delivery.place);
    const tongue = tongueOf(locale);
    const { files, remarks } = await enclose(
      post,
      { blobs: deps.blobs, maxBytes: deps.config.artifactMb * 1024 * 1024, publicUrl: deps.config.publicUrl },
      tongue,
    );
    const before = begun.get(mark);
    const kept = before
      ? { ids: listed(before.found.carried.files), remarks: before.remarks }
      : await keepFiles(asking, files, (name, reason) => slackWords(locale)('file.notAttached', { name, reason }));
    const names = new Map<string, string>();
    for (const block of post.blocks)
      if (block.kind === 'approval')
        for (const it of block.approvers) names.set(it, (await nameOf(deps.people, it, locale)) ?? it);
    const drawn = draw(post, {
      mark,
      tongue,
      remarks: [...remarks, ...kept.remarks],
      nameOf: (it) => names.get(it) ?? it,
    });
    const carried: Carried = {
      mark,
      part: 0,
      of: drawn.messages.length,
      main: drawn.main,
      emoji: drawn.emoji.join(' '),
      files: kept.ids.join(' '),
    };
    const found: Found = before?.found ?? { carried, parts: new Map(), shared: kept.ids.length === 0 };
    remember(mark, found, kept.remarks);
    await sendParts(room, delivery, drawn, found);
    if (!found.shared) {
      await pacer
        .run(room.channel, 'post', () => share(saying, room, kept.ids))
        .catch((error) => {
          if (codeOf(error) === '') throw error;
          // The words are said. When this is not the first attempt, an earlier one may have done it.
          const { message, fix } = deliveryError(error);
          if (!before) deps.log.warn({ fix }, `${message} (showing files in a thread)`);
        });
      found.shared = true;
    }
    await addEmoji(room, found);
    begun.delete(mark);
    return idsOf(room, found);
  };

  return {
    async post(delivery) {
      try {
        return await send(delivery);
      } catch (error) {
        const trouble = deliveryError(error);
        if (isRateLimit(error)) pacer.hold(roomOf(delivery.place).channel, trouble.afterMs);
        throw trouble;
      }
    },
    async tidy(room) {
      const { drafts } = await readThread(asking, room, self);
      for (const ts of drafts) await asking.chat.delete({ channel: room.channel, ts }).catch(() => undefined);
    },
    async recall(room, marks) {
      const there = new Map<string, string[]>();
      try {
        const { posts } = await readThread(asking, room, self);
        for (const mark of marks) {
          const found = posts.get(mark);
          if (!found) continue;
          if (found.shared && found.parts.size >= found.carried.of) {
            // The process, or the answer, may have been lost before they were put on.
            await addEmoji(room, found);
            there.set(mark, idsOf(room, found));
          } else remember(mark, found);
        }
        return there;
      } catch (error) {
        throw deliveryError(error);
      }
    },
  };
}

async function nameOf(people: People, approver: string, locale: 'en' | 'ko'): Promise<string | null> {
  if (approver.startsWith(groupPrefix))
    return slackWords(locale)('card.group', { id: approver.slice(groupPrefix.length) });
  return people.nameOf(approver);
}

const listed = (words: string) => words.split(' ').filter((it) => it !== '');

/** Hands the bytes to Slack, shown to nobody yet. What Slack will not take is said in the post. */
async function keepFiles(
  client: Client,
  files: readonly File[],
  remark: (name: string, reason: string) => string,
): Promise<{ ids: string[]; remarks: Part[] }> {
  const ids: string[] = [];
  const remarks: Part[] = [];
  for (const file of files) {
    try {
      ids.push(await upload(client, file));
    } catch (error) {
      const trouble = deliveryError(error);
      if (trouble.trouble === 'retry' && codeOf(error) !== 'missing_scope') throw trouble;
      remarks.push(plainLine(remark(file.name, trouble.message)));
    }
  }
  return { ids, remarks };
}
