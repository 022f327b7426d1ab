import type { HeardChannel, Hearing } from '../../src/ports/hearing.ts';

/** What was said while nobody listened. */
export type Missed = {
  /** Nothing newer was heard: what was said later is news. */
  readonly heardUntil: number;
  /** Where reading begins: a little earlier, since one event may get lost alone. */
  readonly since: number;
  /** Channels that were listened to lately, the newest first. */
  readonly channels: readonly string[];
  /** Nobody wants to know any more: this process ends. */
  readonly signal: AbortSignal;
};

/** Follows until when a chat was listened to. All times are the platform's own. */
export type Attention = {
  /** Hears one message: it counts as heard once `take` is through, whatever came of it. */
  hear(channel: string, at: number, take: () => Promise<void>): Promise<void>;
  /**
   * Reads what was missed; null when nothing was ever heard. Nothing newer counts as heard before a `read` went well, so what
   * one cannot finish is left to the next one, in this process or another.
   */
  catchUp(read: (missed: Missed | null) => Promise<void>): Promise<void>;
  /** Ends reading. */
  stop(): void;
  /** Keeps how far was listened. */
  close(): Promise<void>;
};

const writeEveryMs = 1_000;
const marginMs = 10 * 60_000;
/** Older words have been given up on by those who said them. */
const longestMs = 24 * 3600_000;

/** `mine`: channels that this account looks after. */
export function createAttention(hearing: Hearing, mine: (channel: string) => boolean = () => true): Attention {
  const newest = new Map<string, number>();
  const underWay = new Set<{ at: number }>();
  const unread = new Set<{ at: number }>();
  const closing = new AbortController();
  let turn: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;

  const write = async () => {
    clearTimeout(timer);
    timer = undefined;
    const unsure = Math.min(...[...underWay, ...unread].map((it) => it.at));
    const sure: HeardChannel[] = [...newest].map(([channel, at]) => ({ channel, at: Math.min(at, unsure - 1) }));
    for (const [channel, at] of newest) if (at < unsure) newest.delete(channel);
    await hearing.heard(sure.filter((it) => it.at > 0));
  };
  const writeSoon = () => {
    // Lost with the process or an outage, it means only that a little more is read again.
    timer ??= setTimeout(() => void write().catch(() => undefined), writeEveryMs);
    timer.unref();
  };

  return {
    async hear(channel, at, take) {
      const hold = { at };
      underWay.add(hold);
      try {
        await take();
      } finally {
        underWay.delete(hold);
        newest.set(channel, Math.max(at, newest.get(channel) ?? at));
        writeSoon();
      }
    },
    catchUp(read) {
      const reading = turn.then(async () => {
        const hold = { at: 0 };
        // What is written now was decided before the hold.
        const before = write().catch(() => undefined);
        unread.add(hold);
        await before;
        const known = (await hearing.channels()).filter((it) => mine(it.channel));
        const heardUntil = known[0]?.at;
        if (heardUntil === undefined) await read(null);
        else {
          hold.at = heardUntil;
          const since = Math.max(heardUntil - marginMs, Date.now() - longestMs);
          const channels = known.map((it) => it.channel);
          await read({ heardUntil, since, channels, signal: closing.signal });
        }
        closing.signal.throwIfAborted();
        // Those that failed before began no later than this one.
        unread.clear();
        writeSoon();
      });
      turn = reading.catch(() => undefined);
      return reading;
    },
    stop: () => closing.abort(new Error('this process is shutting down')),
    close: write,
  };
}
