import { setTimeout as pause } from 'node:timers/promises';
import type { Locale } from '../../../src/debate/event.ts';
import { formatList } from '../../../src/i18n/index.ts';
import { readMarkdown } from '../../markdown/index.ts';
import type { Speaker } from '../../post.ts';
import type { Client } from '../connect/client.ts';
import type { Room } from '../place.ts';
import { codeOf } from '../trouble.ts';
import { slackWords } from '../words.ts';
import { faceOf } from './face.ts';
import { messages } from './message.ts';
import type { Pacer } from './pacer.ts';
import { draftType } from './recall.ts';

/** What passes: who is thinking, and what somebody is about to say. Losing any of it harms nothing. */
export type Live = {
  busy(room: Room, names: readonly string[], locale: Locale): Promise<void>;
  draft(room: Room, speaker: Speaker, text: string): Promise<void>;
  /** The real post comes: takes the speaker's draft away. */
  settle(room: Room, speaker: Speaker): Promise<void>;
  close(): Promise<void>;
};

type Draft = { text: string; shown: string; ts: string | null; working: Promise<void> | null; settled: boolean };

const statusEveryMs = 2_000;

export function createLive(client: Client, pacer: Pacer, editEveryMs: number): Live {
  const drafts = new Map<string, Draft>();
  const statuses = new Map<string, { shown: string; at: number }>();
  const silent = new Set<string>();
  const keyOf = (room: Room, speaker: Speaker) => `${room.channel}/${room.thread}/${speaker.id}`;

  const show = async (room: Room, speaker: Speaker, draft: Draft) => {
    const [message] = messages(readMarkdown(`${draft.text} …`));
    if (!message) return;
    const shown = draft.text;
    const content = { channel: room.channel, text: message.text, blocks: [...message.blocks] };
    await pacer.run(room.channel, 'draft', async () => {
      if (draft.settled) return;
      if (draft.ts) await client.chat.update({ ...content, ts: draft.ts });
      else {
        const { ts } = await client.chat.postMessage({
          ...content,
          ...faceOf(speaker),
          thread_ts: room.thread,
          metadata: { event_type: draftType, event_payload: { speaker: speaker.id } },
        });
        draft.ts = ts ?? null;
      }
    });
    draft.shown = shown;
  };

  // Whatever arrives while one edit is on its way goes into the next one.
  const grow = async (room: Room, speaker: Speaker, draft: Draft) => {
    while (!draft.settled && draft.shown !== draft.text) {
      if (!pacer.isBusy(room.channel)) await show(room, speaker, draft);
      await pause(editEveryMs);
    }
  };

  return {
    async busy(room, names, locale) {
      const key = `${room.channel}/${room.thread}`;
      const status =
        names.length === 0
          ? ''
          : slackWords(locale)('thinking', { count: names.length, names: formatList([...names], locale) });
      const last = statuses.get(key);
      if (silent.has(room.channel)) return;
      if (last?.shown === status && performance.now() - last.at < 60_000) return;
      if (last && status !== '' && performance.now() - last.at < statusEveryMs) return;
      if (status === '') statuses.delete(key);
      else statuses.set(key, { shown: status, at: performance.now() });
      try {
        await client.assistant.threads.setStatus({ channel_id: room.channel, thread_ts: room.thread, status });
      } catch (error) {
        // Not every workspace and channel takes a status, and nobody misses it.
        if (codeOf(error) !== '') silent.add(room.channel);
      }
    },
    async draft(room, speaker, text) {
      const key = keyOf(room, speaker);
      const draft = drafts.get(key) ?? { text: '', shown: '', ts: null, working: null, settled: false };
      drafts.set(key, draft);
      draft.text = text;
      draft.working ??= grow(room, speaker, draft)
        .catch(() => undefined)
        .finally(() => {
          draft.working = null;
        });
    },
    async settle(room, speaker) {
      const key = keyOf(room, speaker);
      const draft = drafts.get(key);
      if (!draft) return;
      draft.settled = true;
      drafts.delete(key);
      await draft.working;
      if (draft.ts) await client.chat.delete({ channel: room.channel, ts: draft.ts }).catch(() => undefined);
    },
    async close() {
      for (const draft of drafts.values()) draft.settled = true;
      await Promise.all([...drafts.values()].map((it) => it.working));
    },
  };
}
