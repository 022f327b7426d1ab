import type { Attachment, Person } from '../../../../src/debate/event.ts';
import type { Post } from '../../../post.ts';
import type { PostMessage } from '../../messages.ts';
import type { DebateLog, DebateView } from './debate.ts';

/** What stands in the conversation, in order: people's words, and runs of posts by one speaker. */
export type Item =
  | {
      readonly kind: 'person';
      readonly key: string;
      readonly by: Person;
      readonly text: string;
      readonly files: readonly Attachment[];
      readonly at: number;
    }
  | {
      readonly kind: 'posts';
      readonly key: string;
      readonly speaker: Post['speaker'];
      readonly posts: readonly { readonly post: Post; readonly at: number }[];
    };

const sameBreathMs = 5 * 60_000;

/** `continued` are debates whose first words were already said in the one before. */
export function timeline(log: DebateLog, continued: ReadonlySet<string>): Item[] {
  const items: Item[] = [];
  for (const entry of log.entries) {
    const said = wordsOf(entry, continued);
    if (said) items.push(said);
    if (!entry.post) continue;
    const { post, event } = entry;
    const last = items.at(-1);
    const joins =
      last?.kind === 'posts' &&
      last.speaker.id === post.speaker.id &&
      event.at - (last.posts.at(-1)?.at ?? 0) < sameBreathMs;
    if (joins) items[items.length - 1] = { ...last, posts: [...last.posts, { post, at: event.at }] };
    else
      items.push({
        kind: 'posts',
        key: `${log.id}/${entry.seq}`,
        speaker: post.speaker,
        posts: [{ post, at: event.at }],
      });
  }
  return items;
}

export function continuedDebates(views: Iterable<DebateView>): ReadonlySet<string> {
  return new Set([...views].flatMap((view) => [...view.continuedBy]));
}

function wordsOf(entry: PostMessage, continued: ReadonlySet<string>): Item | null {
  const { event, at } = entry.event;
  const key = `${entry.debate}/${entry.seq}`;
  if (event.type === 'debate.opened' && !continued.has(entry.debate)) {
    const { author, text, attachments } = event.request;
    return { kind: 'person', key, by: author, text, files: attachments, at };
  }
  if (event.type === 'person.said') {
    const { by, text, attachments } = event;
    return { kind: 'person', key, by, text, files: attachments, at };
  }
  return null;
}
