import { type APIUser, type Client, Routes } from 'discord.js';
import { createStates } from '../../../src/states.ts';
import { type DiscordDeps, platformName } from '../deps.ts';
import { describe } from '../trouble.ts';
import { approvalEmoji } from '../write/card.ts';
import type { Hands } from './reaction.ts';

export type CatchUp = {
  /** Looks at every card that still waits. */
  all(): Promise<void>;
  /** Looks at one message: a post that was sent before an unclean stop and is recognised only now. */
  one(debate: string, seq: number, message: string): Promise<void>;
};

/** Reactions put on while nobody listened count as well: Discord tells them only when asked. */
export function createCatchUp(deps: DiscordDeps, client: Client<true>, hands: Hands): CatchUp {
  const states = createStates(deps.ledger);

  async function one(debate: string, seq: number, message: string): Promise<void> {
    const state = await states.load(debate);
    const asked = (await deps.ledger.read(debate, seq - 1))[0]?.event;
    if (!state?.approval || state.approval.verdict || asked?.type !== 'approval.requested') return;
    if (asked.planHash !== state.approval.planHash) return;
    const { thread } = state.request.origin;
    try {
      const channel = await client.channels.fetch(thread);
      const guild = channel && 'guildId' in channel ? channel.guildId : null;
      // The process may have ended before they were put on.
      for (const emoji of approvalEmoji)
        await client.rest.put(Routes.channelMessageOwnReaction(thread, message, encodeURIComponent(emoji)));
      // A no weighs more than a yes, should somebody have given both.
      for (const emoji of ['🛑', '❌', '✅'] satisfies (typeof approvalEmoji)[number][]) {
        const route = Routes.channelMessageReaction(thread, message, encodeURIComponent(emoji));
        const users = (await client.rest.get(route)) as APIUser[];
        for (const user of users.filter((it) => !it.bot))
          await hands.click({ message, channel: thread, guild, user: user.id, emoji, how: 'added' });
      }
    } catch (error) {
      deps.log.warn({ debate }, `reactions could not be read: ${describe(error)}`);
    }
  }

  return {
    one,
    async all() {
      for (const debate of await deps.ledger.open()) {
        const state = await states.load(debate);
        if (!state?.approval || state.approval.verdict || state.request.origin.platform !== platformName) continue;
        const asked = (await deps.ledger.read(debate)).findLast(({ event }) => event.type === 'approval.requested');
        const [message] = asked ? await deps.deliveries.messages(debate, asked.seq) : [];
        if (asked && message !== undefined) await one(debate, asked.seq, message);
      }
    },
  };
}
