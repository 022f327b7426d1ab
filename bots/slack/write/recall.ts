import type { Client, Self } from '../connect/client.ts';
import type { Room } from '../place.ts';

/** What a post carries in its metadata, so that it is known again after an unclean stop. */
export type Carried = {
  /** `<debate>/<seq>` */
  readonly mark: string;
  /** Which of the post's messages this is, from 0, and how many there are. */
  readonly part: number;
  readonly of: number;
  /** Which of them takes reactions. */
  readonly main: number;
  /** Emoji that belong on that one, separated by spaces. */
  readonly emoji: string;
  /** Ids of files, separated by spaces, that are shared in the thread after the last message. */
  readonly files: string;
};

export const postType = 'parley_post';
export const draftType = 'parley_draft';

/** What of a post is in the thread. */
export type Found = { readonly carried: Carried; readonly parts: Map<number, string>; shared: boolean };

export type Thread = { readonly posts: Map<string, Found>; readonly drafts: readonly string[] };

type Reply = NonNullable<Awaited<ReturnType<Client['conversations']['replies']>>['messages']>[number];

/** Reads a whole thread back and recognises Parley's own posts and drafts. */
export async function readThread(client: Client, { channel, thread }: Room, self: Self): Promise<Thread> {
  const replies: Reply[] = [];
  let cursor: string | undefined;
  do {
    const page = await client.conversations.replies({
      channel,
      ts: thread,
      include_all_metadata: true,
      limit: 200,
      ...(cursor ? { cursor } : {}),
    });
    replies.push(...(page.messages ?? []));
    cursor = page.response_metadata?.next_cursor || undefined;
  } while (cursor);
  // Any app can write metadata like this.
  return recognise(replies.filter((it) => (it.bot_id ?? '') === self.botId));
}

function recognise(replies: readonly Reply[]): Thread {
  const posts = new Map<string, Found>();
  const drafts: string[] = [];
  for (const { ts, metadata } of replies) {
    if (!ts || !metadata) continue;
    if (metadata.event_type === draftType) drafts.push(ts);
    if (metadata.event_type !== postType) continue;
    const carried = metadata.event_payload as Carried | undefined;
    if (typeof carried?.mark !== 'string') continue;
    const found = posts.get(carried.mark) ?? { carried, parts: new Map<number, string>(), shared: false };
    found.parts.set(carried.part, ts);
    posts.set(carried.mark, found);
  }
  const shared = new Set(replies.flatMap((it) => (it.files ?? []).map((file) => file.id)));
  for (const found of posts.values()) {
    const files = found.carried.files.split(' ').filter((it) => it !== '');
    found.shared = files.every((it) => shared.has(it));
  }
  return { posts, drafts };
}
