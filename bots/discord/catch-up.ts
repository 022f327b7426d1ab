import { type APIUser, type Client, Routes } from 'discord.js';
import { createStates } from '../../src/states.ts';
import type { approvalEmoji } from './card.ts';
import { type DiscordDeps, platformName } from './deps.ts';
import type { Hands } from './hands.ts';
import { describe } from './trouble.ts';

/** Reactions put on while nobody listened count as well: Discord tells them only when asked. */
export async function catchUp(deps: DiscordDeps, client: Client<true>, hands: Hands): Promise<void> {
  const states = createStates(deps.ledger);
  for (const debate of await deps.ledger.open()) {
    const state = await states.load(debate);
    if (!state?.approval || state.approval.verdict || state.request.origin.platform !== platformName) continue;
    const { planHash } = state.approval;
    const asked = (await deps.ledger.read(debate)).findLast(
      ({ event }) => event.type === 'approval.requested' && event.planHash === planHash,
    );
    const [message] = asked ? await deps.deliveries.messages(debate, asked.seq) : [];
    if (message === undefined) continue;
    const { thread } = state.request.origin;
    // A no weighs more than a yes, should somebody have given both.
    for (const emoji of ['🛑', '❌', '✅'] satisfies (typeof approvalEmoji)[number][]) {
      try {
        const route = Routes.channelMessageReaction(thread, message, encodeURIComponent(emoji));
        const users = (await client.rest.get(route)) as APIUser[];
        const channel = await client.channels.fetch(thread);
        const guild = channel && 'guildId' in channel ? channel.guildId : null;
        for (const user of users.filter((it) => !it.bot))
          await hands.click({ message, channel: thread, guild, user: user.id, emoji, how: 'added' });
      } catch (error) {
        deps.log.warn({ debate }, `reactions could not be read: ${describe(error)}`);
      }
    }
  }
}
