import type { types } from '@slack/bolt';
import type { Deliveries } from '../../../src/ports/deliveries.ts';
import type { Ledger } from '../../../src/ports/ledger.ts';
import type { States } from '../../../src/states.ts';
import type { Client } from '../connect/client.ts';
import { postType } from './recall.ts';

type Deps = {
  readonly client: Client;
  readonly deliveries: Deliveries;
  readonly ledger: Ledger;
  readonly states: States;
};

const most = 500;

/** Takes the buttons off cards that are decided, so that nobody clicks in vain. Best effort: a late click is answered. */
export function createRetire({ client, deliveries, ledger, states }: Deps): (debate: string) => Promise<void> {
  /** How far each debate's cards have been looked through. */
  const looked = new Map<string, number>();

  const retire = async (id: string) => {
    const [, channel = '', ts = ''] = id.split('/');
    const { messages } = await client.conversations.replies({
      channel,
      ts,
      oldest: ts,
      latest: ts,
      inclusive: true,
      include_all_metadata: true,
      limit: 2,
    });
    const card = messages?.find((it) => it.ts === ts);
    const blocks = (card?.blocks ?? []) as types.KnownBlock[];
    const kept = blocks.filter((it) => it.type !== 'actions');
    if (!card || kept.length === blocks.length) return;
    await client.chat.update({
      channel,
      ts,
      text: card.text ?? '',
      blocks: kept,
      // Said again, so that the post is still known by it.
      metadata: { event_type: postType, event_payload: (card.metadata?.event_payload ?? {}) as never },
    });
  };

  return async (debate) => {
    const state = await states.load(debate);
    if (!state?.approval) return;
    const open = state.end || state.approval.verdict ? null : state.approval.planHash;
    for (const { seq, event } of await ledger.read(debate, looked.get(debate) ?? 0)) {
      if (event.type === 'approval.requested') {
        if (event.planHash === open) return;
        for (const id of await deliveries.messages(debate, seq)) await retire(id);
      }
      looked.delete(debate);
      looked.set(debate, seq);
    }
    if (looked.size > most) looked.delete(looked.keys().next().value as string);
  };
}
