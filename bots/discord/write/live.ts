import type { Origin } from '../../../src/intake.ts';
import { cutParts, readMarkdown } from '../../markdown/index.ts';
import type { Speaker } from '../../post.ts';
import { discordDialect } from './dialect.ts';
import { unmarked } from './marks.ts';
import { textMessage } from './message.ts';
import type { Sender, Sent } from './send.ts';

export type Drafts = {
  /** A newer text of what the persona is saying; most are skipped on the way. */
  grow(place: Origin, speaker: Speaker, text: string): void;
  /** The real post is there: the draft goes. */
  drop(place: Origin, speaker: Speaker): Promise<void>;
  close(): void;
};

/** One draft message changes per channel in this time: far below the webhook's limit, so that posts never wait. */
const paceMs = 2_000;

type Draft = { place: Origin; speaker: Speaker; text: string; shown: string; sent: Sent | null; at: number };

/** Drafts that grow by edits, one change per channel at a time, the longest unchanged one first. */
export function createDrafts(sender: Sender, options: { paceMs?: number } = {}): Drafts {
  const pace = options.paceMs ?? paceMs;
  const drafts = new Map<string, Draft>();
  const working = new Map<string, Promise<void>>();
  const timers = new Map<string, NodeJS.Timeout>();
  const keyOf = (place: Origin, speaker: Speaker) => `${place.thread}/${speaker.id}`;

  function schedule(channel: string): void {
    if (timers.has(channel)) return;
    timers.set(
      channel,
      setTimeout(() => {
        timers.delete(channel);
        const due = [...drafts.values()].filter((it) => it.place.channel === channel && it.text !== it.shown);
        const [next, ...others] = due.sort((a, b) => a.at - b.at);
        if (!next) return;
        const work = show(next).catch(() => undefined);
        working.set(channel, work);
        void work.then(() => {
          working.delete(channel);
          if (others.length > 0 || next.text !== next.shown) schedule(channel);
        });
      }, pace).unref(),
    );
  }

  async function show(draft: Draft): Promise<void> {
    const { place, speaker, text } = draft;
    const content = `${unmarked(cutParts(readMarkdown(text), discordDialect, 1900).at(-1) ?? '')} ✍️`;
    draft.shown = text;
    draft.at = Date.now();
    if (draft.sent) return sender.edit(place, draft.sent, content);
    const stamp = { mark: `draft/${keyOf(place, speaker)}`, index: 0, total: 0 };
    draft.sent = await sender.send(place, speaker, textMessage(content), stamp);
  }

  return {
    grow(place, speaker, text) {
      if (text.trim() === '') return;
      const key = keyOf(place, speaker);
      const before = drafts.get(key);
      if (before) before.text = text;
      else drafts.set(key, { place, speaker, text, shown: '', sent: null, at: 0 });
      schedule(place.channel);
    },
    async drop(place, speaker) {
      const key = keyOf(place, speaker);
      const draft = drafts.get(key);
      if (!draft) return;
      drafts.delete(key);
      draft.text = draft.shown;
      await working.get(place.channel);
      if (draft.sent) await sender.remove(place, draft.sent).catch(() => undefined);
    },
    close() {
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
    },
  };
}
