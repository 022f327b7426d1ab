import { type Client, Routes } from 'discord.js';
import type { Ledger } from '../../../src/ports/ledger.ts';
import { createStates } from '../../../src/states.ts';
import { Recent } from '../../chat/recent.ts';
import { type DiscordDeps, platformName } from '../deps.ts';

/** Takes the buttons off cards that have been decided, or that a changed plan has made void. Returns how to end it. */
export async function retireCards(deps: DiscordDeps, client: Client<true>): Promise<() => Promise<void>> {
  const states = createStates(deps.ledger);
  const retired = new Recent<true>(2_000);
  const waiting = new Map<string, number>();

  async function look(debate: string): Promise<void> {
    const state = await states.load(debate);
    if (state?.request.origin.platform !== platformName) return;
    const open = state.approval && !state.approval.verdict && !state.end;
    const asked = waiting.get(debate);
    if (open) {
      const seq = asked ?? (await askedAt(deps.ledger, debate));
      if (seq !== null) waiting.set(debate, seq);
    } else if (asked !== undefined) {
      waiting.delete(debate);
      await retire(state.request.origin.thread, debate, asked);
    }
  }

  async function retire(thread: string, debate: string, seq: number): Promise<void> {
    const [card] = await deps.deliveries.messages(debate, seq);
    if (card === undefined || !retired.firstTime(card)) return;
    await client.rest.patch(Routes.channelMessage(thread, card), { body: { components: [] } });
  }

  // A button that stays is answered politely, so nothing depends on this.
  const unwatch = await deps.ledger.watch((debate) => void look(debate).catch(() => undefined));
  for (const debate of await deps.ledger.open()) await look(debate).catch(() => undefined);
  return unwatch;
}

async function askedAt(ledger: Ledger, debate: string): Promise<number | null> {
  return (await ledger.read(debate)).findLast(({ event }) => event.type === 'approval.requested')?.seq ?? null;
}
