import type { DebateState } from '../../../src/debate/debate.ts';
import type { Desk } from '../desk.ts';
import { roomOf } from '../place.ts';
import { describe } from '../trouble.ts';
import { approvalEmoji } from '../write/card.ts';
import { hearReaction } from './reaction.ts';

/** Reactions put on while nobody listened count as well: Slack tells them only when asked. */
export async function hearMissedReactions(desk: Desk): Promise<void> {
  for (const debate of await desk.ledger.open()) {
    const state = await desk.states.load(debate);
    if (state?.request.origin.platform !== 'slack' || roomOf(state.request.origin).team !== desk.self.team) continue;
    try {
      await lookAt(desk, debate, state);
    } catch (error) {
      desk.log.warn({ debate }, `slack: reactions could not be read: ${describe(error)}`);
    }
  }
}

async function lookAt(desk: Desk, debate: string, state: DebateState): Promise<void> {
  const { channel, thread } = roomOf(state.request.origin);
  const hear = (ts: string, reaction: string, user: string) =>
    hearReaction(desk, { type: 'reaction_added', user, reaction, item: { type: 'message', channel, ts } });
  // Anybody may stop, so one of those who want it is enough: a list of many comes shortened.
  const { messages = [] } = await desk.client.conversations.replies({ channel, ts: thread, limit: 200 });
  for (const { ts, reactions = [] } of messages) {
    const users = reactions.find((it) => it.name === 'octagonal_sign')?.users ?? [];
    for (const user of users.filter((it) => it !== desk.self.userId)) await hear(ts ?? '', 'octagonal_sign', user);
  }
  const card = await waitingCard(desk, debate, state);
  if (card === null) return;
  const { message } = await desk.client.reactions.get({ channel, timestamp: card, full: true });
  // A no weighs more than a yes, should somebody have given both.
  for (const reaction of approvalEmoji.toReversed()) {
    const users = message?.reactions?.find((it) => it.name === reaction)?.users ?? [];
    for (const user of users.filter((it) => it !== desk.self.userId)) await hear(card, reaction, user);
  }
}

/** Time stamp of the card that waits for a person. */
async function waitingCard(desk: Desk, debate: string, { approval }: DebateState): Promise<string | null> {
  if (!approval || approval.verdict) return null;
  const asked = (await desk.ledger.read(debate)).findLast(
    ({ event }) => event.type === 'approval.requested' && event.planHash === approval.planHash,
  );
  const [id] = asked ? await desk.deliveries.messages(debate, asked.seq) : [];
  return id?.split('/')[2] ?? null;
}
