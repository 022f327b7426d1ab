import { type Client, type Message, SnowflakeUtil, type TextBasedChannel } from 'discord.js';
import { createStates } from '../../../src/states.ts';
import type { Missed } from '../../chat/attention.ts';
import { type DiscordDeps, platformName } from '../deps.ts';
import { describe } from '../trouble.ts';
import type { Ears } from './message.ts';

export type MissedWords = {
  /** Reads on wherever something was written. */
  everywhere(missed: Missed): Promise<void>;
  /** Reads on in the threads of debates that go on. */
  inOpenThreads(missed: Missed): Promise<void>;
};

/** Of busier servers, the quietest channels are left out. */
const mostPlaces = 60;
const mostPages = 5;
const pageSize = 100;

/** Words that nobody was there to hear: Discord tells what happens once, and only to who is connected. */
export function createMissedWords(deps: DiscordDeps, client: Client<true>, ears: Ears): MissedWords {
  const states = createStates(deps.ledger);

  async function readOn(channel: TextBasedChannel, since: number): Promise<Message[]> {
    const messages: Message[] = [];
    let after = snowflake(since);
    for (let page = 0; page < mostPages; page++) {
      const found = [...(await channel.messages.fetch({ after, limit: pageSize, cache: false })).values()];
      messages.push(...found.toSorted((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1)));
      after = messages.at(-1)?.id ?? after;
      if (found.length < pageSize) break;
    }
    return messages;
  }

  const hear = (channel: TextBasedChannel, { since, heardUntil }: Missed) =>
    ears
      .missed(channel, () => readOn(channel, since), heardUntil)
      .catch((error) => deps.log.warn({ channel: channel.id }, `messages could not be read: ${describe(error)}`));

  /** Direct messages are in no list that Discord gives: only where somebody wrote lately is known. */
  async function directChannels({ channels }: Missed): Promise<TextBasedChannel[]> {
    const unlisted = channels.filter((it) => !client.channels.cache.get(it)?.isTextBased()).slice(0, mostPlaces);
    const found = await Promise.all(unlisted.map((it) => client.channels.fetch(it).catch(() => null)));
    return found.filter((it) => it?.isDMBased() ?? false) as TextBasedChannel[];
  }

  return {
    async everywhere(missed) {
      const from = BigInt(snowflake(missed.since));
      const hasNews = (it: TextBasedChannel) => BigInt(it.lastMessageId ?? 0) > from;
      const all = [...client.channels.cache.values(), ...(await directChannels(missed))];
      const places = all
        .filter((it) => it.isTextBased())
        .filter((it) => hasNews(it) && mayRead(it, client))
        .toSorted(
          (a, b) =>
            rank(a, client) - rank(b, client) || Number(BigInt(b.lastMessageId ?? 0) - BigInt(a.lastMessageId ?? 0)),
        );
      await Promise.all(places.slice(0, mostPlaces).map((it) => hear(it, missed)));
    },
    async inOpenThreads(missed) {
      for (const debate of await deps.ledger.open()) {
        missed.signal.throwIfAborted();
        const origin = (await states.load(debate))?.request.origin;
        if (origin?.platform !== platformName) continue;
        const channel = await client.channels.fetch(origin.thread).catch(() => null);
        if (channel?.isTextBased()) await hear(channel, missed);
      }
    },
  };
}

const snowflake = (at: number) =>
  String(SnowflakeUtil.generate({ timestamp: at, workerId: 0n, processId: 0n, increment: 0n }));

// Parley's own threads first: there, every word may be meant for it.
const rank = (it: TextBasedChannel, client: Client<true>) =>
  it.isDMBased() || (it.isThread() && it.ownerId === client.user.id) ? 0 : 1;

function mayRead(it: TextBasedChannel, client: Client<true>): boolean {
  if (it.isDMBased()) return true;
  return it.permissionsFor(client.user)?.has(['ViewChannel', 'ReadMessageHistory']) ?? false;
}
