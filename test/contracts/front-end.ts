import { describe, expect, it } from 'vitest';
import { createDeliver } from '../../bots/deliver.ts';
import { presentAll } from '../../bots/present.ts';
import type { DebateEvent, Locale, Recorded } from '../../src/debate/event.ts';
import type { Origin } from '../../src/intake.ts';
import { createMemoryDeliveries } from '../doubles/deliveries.ts';
import { createMemoryLedger } from '../doubles/ledger.ts';
import { sampleDebates } from '../samples/index.ts';
import { type ChatHarness, chatPlatformContract, type SeenMessage } from './chat-platform.ts';

export type Seen = Pick<SeenMessage, 'speaker' | 'face' | 'text'> & {
  /** True when it offers ✅, ❌ and 🛑. */
  readonly decides: boolean;
};

/** A front end with a ledger behind it and a person in front of it. */
export type FrontEnd = {
  /** Appends events of a debate, and resolves when that person has been told all of them. */
  tell(debate: string, events: readonly DebateEvent[], locale: Locale): Promise<void>;
  /** The way to that person breaks while the next events are told, and comes back. */
  interrupt(): Promise<void>;
  /** What that person sees, in order. */
  seen(): readonly Seen[];
  close(): Promise<void>;
};

/**
 * What every front end must do, each through its own way to people; one that posts through the port, in threads that
 * others keep, must hold more: there is much that can go wrong there.
 */
export function frontEndContract(
  name: string,
  open: { tells: () => Promise<FrontEnd>; posts?: () => Promise<ChatHarness> },
): void {
  describe(`${name} tells debates`, () => {
    for (const debate of Object.keys(sampleDebates))
      for (const locale of ['en', 'ko'] as const)
        it(`${debate} is told once, in order, by name and face (${locale})`, () =>
          check(open.tells, debate, locale, 0));
    it('also when the way there breaks in the middle of it, and once more', () =>
      check(open.tells, Object.keys(sampleDebates)[0] as string, 'en', 2));
  });
  const { posts } = open;
  if (posts) describe(`${name} keeps the port`, () => chatPlatformContract(posts));
}

async function check(
  open: () => Promise<FrontEnd>,
  debate: string,
  locale: Locale,
  interruptions: number,
): Promise<void> {
  const recorded = sampleDebates[debate] as readonly Recorded[];
  const frontEnd = await open();
  try {
    const size = Math.ceil(recorded.length / (interruptions + 1));
    for (let from = 0; from < recorded.length; from += size) {
      if (from > 0) await frontEnd.interrupt();
      const part = recorded.slice(from, from + size).map(({ event }) => event);
      await frontEnd.tell(debate, part, locale);
    }
    const seen = frontEnd.seen();
    const posts = presentAll(recorded, { debate, locale });
    expect(inTurns(seen.map((it) => it.speaker))).toEqual(inTurns(posts.map((it) => it.speaker.name)));
    const faces = new Map(seen.map((it) => [it.speaker, it.face]));
    // Parley itself may speak as the bot's own account, whose picture the platform shows.
    expect(seen.filter((it) => it.face === '' && it.speaker !== 'Parley')).toEqual([]);
    expect(seen.every((it) => it.face === faces.get(it.speaker))).toBe(true);
    expect(new Set(faces.values()).size).toBe(faces.size);
    const cards = posts.filter((post) => post.blocks.some((block) => block.kind === 'approval')).length;
    expect(seen.filter((it) => it.decides)).toHaveLength(cards);
    for (const { text } of seen) expect(text).not.toMatch(/undefined|\[object|NaN/);
    // Nothing long is said twice by the same speaker.
    const long = seen.map((it) => `${it.speaker}: ${it.text}`).filter((it) => it.length > 60);
    expect(new Set(long).size).toBe(long.length);
  } finally {
    await frontEnd.close();
  }
}

/** A front end that posts, told by the same deliveries as in life. */
export async function tellingBy(open: () => Promise<ChatHarness>): Promise<FrontEnd> {
  const harness = await open();
  const ledger = createMemoryLedger();
  const deliveries = createMemoryDeliveries();
  const start = async () =>
    createDeliver({ platform: await harness.start(), ledger, deliveries, log: { warn: () => undefined } });
  let deliver = await start();
  return {
    async tell(debate, events, locale) {
      for (const event of events) await ledger.append(debate, placed(event, harness.place, locale));
      await deliver(debate, new AbortController().signal);
    },
    async interrupt() {
      deliver = await start();
      harness.trouble('unanswered');
    },
    seen: () =>
      harness.thread().map(({ speaker, face, text, reactions }) => ({
        speaker,
        face,
        text,
        decides: ['✅', '❌', '🛑'].every((sign) => reactions.includes(sign)),
      })),
    close: () => harness.close(),
  };
}

/** An event as if its debate had been opened in this place and language. */
export function placed(event: DebateEvent, origin: Origin, locale: Locale): DebateEvent {
  return event.type === 'debate.opened' ? { ...event, request: { ...event.request, origin, locale } } : event;
}

// One post may be several messages, and somebody may speak twice in a row: turns are what people follow.
function inTurns(speakers: readonly string[]): string[] {
  return speakers.filter((speaker, index) => speaker !== speakers[index - 1]);
}
