import type { Desk } from '../desk.ts';
import { roomOf } from '../place.ts';
import { describe } from '../trouble.ts';
import { approvalEmoji } from '../write/card.ts';
import { hearReaction } from './reaction.ts';

/** Reactions put on while nobody listened count as well: Slack tells them only when asked. */
export async function catchUp(desk: Desk): Promise<void> {
  const { ledger, states, deliveries, client, self, log } = desk;
  for (const debate of await ledger.open()) {
    const state = await states.load(debate);
    const { platform } = state?.request.origin ?? {};
    if (!state?.approval || state.approval.verdict || platform !== 'slack') continue;
    const { team, channel } = roomOf(state.request.origin);
    if (team !== self.team) continue;
    const { planHash } = state.approval;
    const asked = (await ledger.read(debate)).findLast(
      ({ event }) => event.type === 'approval.requested' && event.planHash === planHash,
    );
    const [id] = asked ? await deliveries.messages(debate, asked.seq) : [];
    const ts = id?.split('/')[2];
    if (!ts) continue;
    try {
      const { message } = await client.reactions.get({ channel, timestamp: ts, full: true });
      // A no weighs more than a yes, should somebody have given both.
      for (const reaction of approvalEmoji.toReversed()) {
        const users = message?.reactions?.find((it) => it.name === reaction)?.users ?? [];
        for (const user of users.filter((it) => it !== self.userId))
          await hearReaction(desk, { type: 'reaction_added', user, reaction, item: { type: 'message', channel, ts } });
      }
    } catch (error) {
      log.warn({ debate }, `slack: reactions could not be read: ${describe(error)}`);
    }
  }
}
