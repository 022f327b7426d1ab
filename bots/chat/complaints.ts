import type { Request } from '../../src/debate/event.ts';
import { workspaceOf } from '../../src/intake.ts';
import type { Ledger } from '../../src/ports/ledger.ts';
import type { Delivery, DeliveryError } from '../chat-platform.ts';
import { Recent } from './recent.ts';

/** Shorter waits are nobody's business. */
const worthWordsMs = 30_000;

type Deps = {
  readonly ledger: Ledger;
  readonly log: { warn(details: object, message: string): void };
  /** Tells whoever asked, where they can be reached. */
  tell(request: Request, error: DeliveryError, locale: Delivery['locale']): Promise<unknown>;
};

/** Says once for each thread, in the log and to whoever asked there, that it cannot be written to and how that is mended. */
export function createComplaints({
  ledger,
  log,
  tell,
}: Deps): (delivery: Delivery, error: DeliveryError) => Promise<void> {
  const complained = new Recent<true>(1_000);
  return async ({ place, locale }, error) => {
    if (error.trouble === 'refused' || (error.trouble === 'retry' && error.afterMs < worthWordsMs)) return;
    if (!complained.firstTime(`${place.channel}/${place.thread}`)) return;
    // What ends a telling for good is logged where it ends.
    if (error.trouble === 'retry') log.warn({ place, fix: error.fix }, `${place.platform}: ${error.message}`);
    try {
      const debate = (await ledger.inWorkspace(workspaceOf(place))).at(-1);
      const opened = debate === undefined ? undefined : (await ledger.read(debate))[0]?.event;
      if (opened?.type === 'debate.opened') await tell(opened.request, error, locale);
    } catch {
      // Who cannot be reached either finds it in the log, as whoever runs Parley does.
    }
  };
}
