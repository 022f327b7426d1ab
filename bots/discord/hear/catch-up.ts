import { type Client, Events } from 'discord.js';
import type { Attention } from '../../chat/attention.ts';
import { oneAtATime } from '../../chat/once.ts';
import type { DiscordDeps } from '../deps.ts';
import type { Ears } from './message.ts';
import { createMissedReactions, type MissedReactions } from './missed-reactions.ts';
import { createMissedWords } from './missed-words.ts';
import type { Hands } from './reaction.ts';

export type CatchUp = Pick<MissedReactions, 'one'> & { close(): void };

/** One event may get lost on a connection that holds; where something goes on, that is found out within this time. */
const lookEveryMs = 5 * 60_000;

/**
 * Hears what happened while nobody listened: at the start, whenever Discord begins a new session instead of resuming the
 * old one, and now and then where debates go on. Words come first: they may change what a ✅ was for.
 */
export function createCatchUp(
  deps: DiscordDeps,
  client: Client<true>,
  { attention, ears, hands }: { attention: Attention; ears: Ears; hands: Hands },
): CatchUp {
  const words = createMissedWords(deps, client, ears);
  const reactions = createMissedReactions(deps, client, hands);
  let isWhole = false;
  const everything = oneAtATime(() =>
    attention.catchUp(async (missed) => {
      isWhole = false;
      if (missed) await words.everywhere(missed);
      await reactions.all();
      isWhole = true;
    }),
  );
  const whereItGoesOn = oneAtATime(() =>
    attention.catchUp(async (missed) => {
      if (missed) await words.inOpenThreads(missed);
      await reactions.all();
    }),
  );
  const look = (at: () => Promise<void>) =>
    void at().catch((error) =>
      deps.log.warn({ error: String(error) }, 'what happened while Parley was away could not be read'),
    );
  client.on(Events.ShardReady, () => look(everything));
  const timer = setInterval(() => look(isWhole ? whereItGoesOn : everything), lookEveryMs);
  timer.unref();
  look(everything);
  return { one: reactions.one, close: () => clearInterval(timer) };
}
