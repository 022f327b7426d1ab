import { inLanguage, type LocalText } from '../src/i18n/local-text.ts';
import type { Origin } from '../src/intake.ts';
import type { Post } from './post.ts';

/** A message that is in the thread: its id in the platform's own words. */
export type MessageId = string;

/** Where `deliver` stands with one post. */
export type Delivery = {
  readonly place: Origin;
  readonly post: Post;
  /** `<debate>/<seq>`, unique for ever: adapters put it where `recall` finds it again. */
  readonly mark: string;
  /** Language of the thread, for the adapter's own labels and buttons. */
  readonly locale: 'en' | 'ko';
};

/** Why something could not be posted, decided where it is known. */
export type Trouble =
  /** Try the same again later: rate limit, 5xx, network. */
  | 'retry'
  /** The thread is gone, locked, or Parley was removed from it: nothing can be said there any more. */
  | 'gone'
  /** This one message is refused whatever happens: it is skipped, and said so in the log. */
  | 'refused';

export class DeliveryError extends Error {
  readonly trouble: Trouble;
  /** When `retry`: not before so many milliseconds. */
  readonly afterMs: number;
  /** What the operator can do, in English for the log and as people read it. */
  readonly fix: string;
  readonly fixFor: LocalText;

  constructor(trouble: Trouble, message: string, options: { fix: LocalText; afterMs?: number; cause?: unknown }) {
    super(message, { cause: options.cause });
    this.name = 'DeliveryError';
    this.trouble = trouble;
    this.afterMs = options.afterMs ?? 0;
    this.fix = inLanguage(options.fix, 'en');
    this.fixFor = options.fix;
  }
}

/**
 * Where people and personas talk. An adapter turns what people do into calls of `Intake`, and posts what
 * debates say. Limits, escaping, mentions, Markdown dialect and rate limits are its own business.
 */
export type ChatPlatform = {
  /** As in `Origin.platform`: debates of this platform are delivered through it. */
  readonly name: string;
  /** False for a place that another account of the same platform looks after; all places are served when left out. */
  serves?(place: Origin): boolean;
  /**
   * Posts in the thread under the speaker's name and face, as one or more messages, and returns their ids,
   * the one that takes reactions and buttons first. Approval posts get ✅ ❌ (and 🛑) put on. Throws `DeliveryError`.
   */
  post(delivery: Delivery): Promise<MessageId[]>;
  /** Ids of messages already in the thread under these marks, after an unclean stop: newest 100 posts suffice. */
  recall(place: Origin, marks: readonly string[]): Promise<ReadonlyMap<string, MessageId[]>>;
  /** Shows who is thinking, for a few seconds; best effort, never throws. */
  busy(place: Origin, personas: readonly { readonly name: string; readonly avatar: string }[]): Promise<void>;
  /** A growing draft of what a persona is saying; best effort, coalesced by the adapter, removed by the real post. */
  draft?(place: Origin, speaker: Post['speaker'], text: string): Promise<void>;
  /** Says something short to one person or the thread, outside the ledger: a refusal, a fix. */
  note(place: Origin, text: string): Promise<void>;
  close(): Promise<void>;
};

/** Is this place told through this platform? */
export function isServed(platform: ChatPlatform, place: Origin): boolean {
  return place.platform === platform.name && (platform.serves?.(place) ?? true);
}
