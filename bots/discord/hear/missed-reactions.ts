import { type APIMessage, type APIUser, type Client, Routes } from 'discord.js';
import type { DebateState } from '../../../src/debate/debate.ts';
import { createStates } from '../../../src/states.ts';
import { type DiscordDeps, platformName } from '../deps.ts';
import { describe } from '../trouble.ts';
import { approvalEmoji } from '../write/card.ts';
import type { Hands } from './reaction.ts';

export type MissedReactions = {
  /** Looks at every debate that goes on. */
  all(): Promise<void>;
  /** Looks at one message: a post that was sent before an unclean stop and is recognised only now. */
  one(debate: string, seq: number, message: string): Promise<void>;
};

type Card = { readonly seq: number; readonly message: string };

/** A no weighs more than a yes, should somebody have given both. */
const decisions = ['🛑', '❌', '✅'] as const satisfies (typeof approvalEmoji)[number][];

/** Reactions put on while nobody listened count as well: Discord tells them only when asked. */
export function createMissedReactions(deps: DiscordDeps, client: Client<true>, hands: Hands): MissedReactions {
  const { ledger, deliveries, log } = deps;
  const states = createStates(ledger);

  async function waitingCard(debate: string, state: DebateState): Promise<Card | null> {
    if (!state.approval || state.approval.verdict) return null;
    const { planHash } = state.approval;
    const asked = (await ledger.read(debate)).findLast(
      ({ event }) => event.type === 'approval.requested' && event.planHash === planHash,
    );
    const [message] = asked ? await deliveries.messages(debate, asked.seq) : [];
    return asked && message !== undefined ? { seq: asked.seq, message } : null;
  }

  async function read(message: APIMessage, signs: readonly string[]): Promise<void> {
    const channel = message.channel_id;
    const where = await client.channels.fetch(channel);
    const guild = where && 'guildId' in where ? where.guildId : null;
    for (const emoji of signs) {
      const found = message.reactions?.find((it) => it.emoji.name === emoji);
      if (!found || found.count <= (found.me ? 1 : 0)) continue;
      const route = Routes.channelMessageReaction(channel, message.id, encodeURIComponent(emoji));
      const users = (await client.rest.get(route, { query: new URLSearchParams({ limit: '100' }) })) as APIUser[];
      for (const { id: user } of users.filter((it) => !it.bot)) {
        // Unlike an event, a list does not say which roles they have now.
        if (guild !== null) client.guilds.cache.get(guild)?.members.cache.delete(user);
        await hands.click({ message: message.id, channel, guild, user, emoji, how: 'added' });
      }
    }
  }

  async function readCard(card: APIMessage): Promise<void> {
    // The process may have ended before they were put on.
    for (const emoji of approvalEmoji) {
      if (card.reactions?.some((it) => it.emoji.name === emoji && it.me)) continue;
      await client.rest.put(Routes.channelMessageOwnReaction(card.channel_id, card.id, encodeURIComponent(emoji)));
    }
    await read(card, decisions);
  }

  async function readThread(debate: string): Promise<void> {
    const state = await states.load(debate);
    if (state?.request.origin.platform !== platformName) return;
    const card = await waitingCard(debate, state);
    const query = new URLSearchParams({ limit: '100' });
    const messages = (await client.rest.get(Routes.channelMessages(state.request.origin.thread), {
      query,
    })) as APIMessage[];
    for (const message of messages.toReversed()) if (message.id !== card?.message) await read(message, ['🛑']);
    if (card) await one(debate, card.seq, card.message);
  }

  async function one(debate: string, seq: number, message: string): Promise<void> {
    const state = await states.load(debate);
    const asked = (await ledger.read(debate, seq - 1))[0]?.event;
    if (!state?.approval || state.approval.verdict || state.end || asked?.type !== 'approval.requested') return;
    if (asked.planHash !== state.approval.planHash) return;
    await readCard((await client.rest.get(Routes.channelMessage(state.request.origin.thread, message))) as APIMessage);
  }

  const carefully = (debate: string, work: Promise<void>) =>
    work.catch((error) => log.warn({ debate }, `reactions could not be read: ${describe(error)}`));

  return {
    one: (debate, ...post) => carefully(debate, one(debate, ...post)),
    async all() {
      for (const debate of await ledger.open()) await carefully(debate, readThread(debate));
    },
  };
}
