import { expect, it } from 'vitest';
import { presentAll } from '../../bots/present.ts';
import type { Locale, Recorded } from '../../src/debate/event.ts';
import { sampleDebates } from '../samples/index.ts';
import type { ChatHarness, SeenMessage } from './chat-platform.ts';

export type Seen = Pick<SeenMessage, 'speaker' | 'face' | 'text'> & {
  /** True when it offers ✅, ❌ and 🛑. */
  readonly decides: boolean;
};

export type TellingHarness = {
  /** Tells a whole debate, and gives what a person who is there then sees, in order. */
  tell(debate: string, events: readonly Recorded[], locale: Locale): Promise<readonly Seen[]>;
  close(): Promise<void>;
};

/** What a person sees of a debate, the same on every front end, however it gets there. */
export function tellingContract(open: () => Promise<TellingHarness>): void {
  for (const [debate, events] of Object.entries(sampleDebates)) {
    for (const locale of ['en', 'ko'] as const)
      it(`${debate} is told once, in order, by name and face (${locale})`, async () => {
        const harness = await open();
        try {
          const seen = await harness.tell(debate, events, locale);
          const posts = presentAll(events, { debate, locale });
          expect(inTurns(seen.map((it) => it.speaker))).toEqual(inTurns(posts.map((it) => it.speaker.name)));
          const faces = new Map(seen.map((it) => [it.speaker, it.face]));
          // Parley itself may speak as the bot's own account, whose picture the platform shows.
          expect(seen.filter((it) => it.face === '' && it.speaker !== 'Parley')).toEqual([]);
          expect(seen.every((it) => it.face === faces.get(it.speaker))).toBe(true);
          expect(new Set(faces.values()).size).toBe(faces.size);
          const cards = posts.filter((post) => post.blocks.some((it) => it.kind === 'approval')).length;
          expect(seen.filter((it) => it.decides)).toHaveLength(cards);
          for (const { text } of seen) expect(text).not.toMatch(/undefined|\[object|NaN/);
        } finally {
          await harness.close();
        }
      });
  }
}

/** A front end that posts, seen as one that tells. */
export async function tellingBy(open: () => Promise<ChatHarness>): Promise<TellingHarness> {
  const harness = await open();
  const platform = await harness.start();
  return {
    async tell(debate, events, locale) {
      for (const post of presentAll(events, { debate, locale }))
        await platform.post({ place: harness.place, post, mark: `${debate}/${post.seq}`, locale });
      return harness.thread().map(({ speaker, face, text, reactions }) => ({
        speaker,
        face,
        text,
        decides: ['✅', '❌', '🛑'].every((it) => reactions.includes(it)),
      }));
    },
    close: () => harness.close(),
  };
}

// One post may be several messages, and somebody may speak twice in a row: turns are what people follow.
function inTurns(speakers: readonly string[]): string[] {
  return speakers.filter((it, index) => it !== speakers[index - 1]);
}
