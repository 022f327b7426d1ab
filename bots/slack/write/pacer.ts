import { setTimeout as pause } from 'node:timers/promises';

/** What goes first when a channel has more to say than it may. */
export type Rank = 'card' | 'post' | 'draft';

const ranks: readonly Rank[] = ['card', 'post', 'draft'];

export type Pacer = {
  /** Waits for the channel's turn, then sends. */
  run<T>(channel: string, rank: Rank, send: () => Promise<T>): Promise<T>;
  /** True when something of this rank or above waits: a draft had better not be sent at all. */
  isBusy(channel: string): boolean;
  /** Slack asked to wait. */
  hold(channel: string, ms: number): void;
};

type Waiting = { readonly rank: Rank; readonly go: () => Promise<unknown> };
type Line = { waiting: Waiting[]; running: boolean; tokens: number; filledAt: number; heldUntil: number };

/** Slack lets a channel have one message a second, and short bursts. */
export function createPacer(everyMs: number, burst = 3): Pacer {
  const lines = new Map<string, Line>();

  const lineOf = (channel: string): Line => {
    const known = lines.get(channel);
    if (known) return known;
    const line = { waiting: [], running: false, tokens: burst, filledAt: performance.now(), heldUntil: 0 };
    lines.set(channel, line);
    return line;
  };

  const untilFree = (line: Line): number => {
    const now = performance.now();
    const gained = everyMs > 0 ? (now - line.filledAt) / everyMs : burst;
    line.tokens = Math.min(burst, line.tokens + gained);
    line.filledAt = now;
    return Math.max(line.heldUntil - now, line.tokens >= 1 ? 0 : (1 - line.tokens) * everyMs);
  };

  const work = async (line: Line) => {
    if (line.running) return;
    line.running = true;
    while (line.waiting.length > 0) {
      const waitMs = untilFree(line);
      if (waitMs > 0) {
        await pause(Math.ceil(waitMs));
        continue;
      }
      // Chosen only now: what came while waiting may be more urgent.
      line.waiting.sort((a, b) => ranks.indexOf(a.rank) - ranks.indexOf(b.rank));
      line.tokens -= 1;
      await line.waiting.shift()?.go();
    }
    line.running = false;
  };

  return {
    run(channel, rank, send) {
      const line = lineOf(channel);
      return new Promise((resolve, reject) => {
        line.waiting.push({ rank, go: () => send().then(resolve, reject) });
        work(line).catch(reject);
      });
    },
    isBusy(channel) {
      const line = lines.get(channel);
      return line !== undefined && (line.waiting.length > 0 || untilFree(line) > 0);
    },
    hold(channel, ms) {
      const line = lineOf(channel);
      line.heldUntil = Math.max(line.heldUntil, performance.now() + ms);
    },
  };
}
