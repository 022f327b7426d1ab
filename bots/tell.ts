import type { Origin } from '../src/intake.ts';
import type { Deliveries, DeliveryQueue } from '../src/ports/deliveries.ts';
import type { Ledger } from '../src/ports/ledger.ts';
import { type ChatPlatform, isServed } from './chat-platform.ts';
import { createDeliver } from './deliver.ts';

export type TellDeps = {
  readonly platform: ChatPlatform;
  readonly ledger: Ledger;
  readonly deliveries: Deliveries;
  readonly queue: DeliveryQueue;
  readonly log: { warn(details: object, message: string): void };
};

/** Debates looked at when Parley comes up: something may have been said while nobody was there to tell it. */
const caughtUp = 100;

/** Keeps a platform's threads up to date with the ledger, from now on and with what was missed. Returns how to end it. */
export async function startTelling({
  platform,
  ledger,
  deliveries,
  queue,
  log,
}: TellDeps): Promise<() => Promise<void>> {
  const origins = new Map<string, Origin>();
  const ask = async (debate: string) => {
    const origin = origins.get(debate) ?? (await originOf(ledger, debate));
    if (!origin) return;
    origins.set(debate, origin);
    if (origins.size > 1_000) origins.delete(origins.keys().next().value as string);
    if (isServed(platform, origin)) await queue.ask(debate);
  };
  const delivering = await queue.start(createDeliver({ platform, ledger, deliveries, log }));
  // A hint that is lost while Redis is away is followed by another when it is back.
  const unwatch = await ledger.watch((debate) => void ask(debate).catch(() => undefined));
  for (const debate of new Set([...(await ledger.open()), ...(await ledger.recent(caughtUp))])) await ask(debate);
  return async () => {
    await unwatch();
    await delivering.close();
  };
}

async function originOf(ledger: Ledger, debate: string): Promise<Origin | null> {
  const opened = (await ledger.read(debate))[0]?.event;
  return opened?.type === 'debate.opened' ? opened.request.origin : null;
}
