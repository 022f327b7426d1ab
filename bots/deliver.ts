import { setTimeout as pause } from 'node:timers/promises';
import type { Locale, Recorded } from '../src/debate/event.ts';
import type { Origin } from '../src/intake.ts';
import type { Deliveries } from '../src/ports/deliveries.ts';
import type { Ledger } from '../src/ports/ledger.ts';
import { type ChatPlatform, type Delivery, DeliveryError, isServed, type MessageId } from './chat-platform.ts';
import type { Post } from './post.ts';
import { createPresenter, type Presenter } from './present.ts';

export type DeliverDeps = {
  readonly platform: ChatPlatform;
  readonly ledger: Ledger;
  readonly deliveries: Deliveries;
  readonly log: { warn(details: object, message: string): void };
};

type Telling = { readonly place: Origin; readonly locale: Locale; readonly presenter: Presenter; heard: number };

/** Tellings kept ready; an older one is read again from its first event. */
const kept = 200;

/** How long one post is tried again within one run, before the queue's own patience takes over. */
const patienceMs = 30_000;

/**
 * Tells debates in their threads: every event's post once, in the ledger's order, from where the last run ended.
 * Run it one at a time per debate; it throws when the rest has to be tried again later.
 */
export function createDeliver(deps: DeliverDeps): (debate: string, signal: AbortSignal) => Promise<void> {
  const tellings = new Map<string, Telling>();
  return async (debate, signal) => {
    const { delivered, begun, closed } = await deps.deliveries.state(debate);
    if (closed !== null) return;
    const known = tellings.get(debate);
    // Presenting is a fold over all events, those already told included.
    const events = await deps.ledger.read(debate, known && known.heard <= delivered ? known.heard : 0);
    const telling = known && known.heard <= delivered ? known : begin(debate, events);
    if (!telling || !isServed(deps.platform, telling.place)) return;
    remember(tellings, debate, telling);
    const due = present(telling, events).filter(({ seq }) => seq > delivered);
    const there =
      begun > delivered ? await recall(deps.platform, telling, debate, due) : new Map<string, MessageId[]>();
    try {
      for (const { seq, post } of due) {
        signal.throwIfAborted();
        if (post)
          await tell(
            deps,
            { place: telling.place, post, mark: markOf(debate, seq), locale: telling.locale },
            there,
            signal,
          );
      }
      const last = due.at(-1);
      if (last && !last.post) await deps.deliveries.record(debate, last.seq, []);
    } catch (error) {
      // What was presented but not posted has to be presented again.
      tellings.delete(debate);
      if (!(error instanceof DeliveryError) || error.trouble !== 'gone') throw error;
      deps.log.warn({ debate, fix: error.fix }, `${deps.platform.name}: ${error.message}`);
      await deps.deliveries.close(debate, error.message);
    }
  };
}

type Due = { readonly seq: number; readonly post: Post | null };

const markOf = (debate: string, seq: number) => `${debate}/${seq}`;

function begin(debate: string, events: readonly Recorded[]): Telling | null {
  const first = events[0]?.event;
  if (first?.type !== 'debate.opened') return null;
  const { origin, locale } = first.request;
  return { place: origin, locale, presenter: createPresenter({ debate }), heard: 0 };
}

function remember(tellings: Map<string, Telling>, debate: string, telling: Telling): void {
  tellings.delete(debate);
  tellings.set(debate, telling);
  const oldest = tellings.size > kept ? tellings.keys().next().value : undefined;
  if (oldest !== undefined) tellings.delete(oldest);
}

function present(telling: Telling, events: readonly Recorded[]): Due[] {
  return events
    .filter(({ seq }) => seq > telling.heard)
    .map((recorded) => {
      telling.heard = recorded.seq;
      return { seq: recorded.seq, post: telling.presenter.present(recorded) };
    });
}

function recall(platform: ChatPlatform, telling: Telling, debate: string, due: readonly Due[]) {
  const marks = due.filter(({ post }) => post).map(({ seq }) => markOf(debate, seq));
  return platform.recall(telling.place, marks);
}

async function tell(
  { platform, deliveries, log }: DeliverDeps,
  delivery: Delivery,
  there: ReadonlyMap<string, MessageId[]>,
  signal: AbortSignal,
): Promise<void> {
  const { debate, seq } = delivery.post;
  const given = there.get(delivery.mark);
  if (given) return deliveries.record(debate, seq, given);
  await deliveries.begin(debate, seq);
  const until = Date.now() + patienceMs;
  for (let attempt = 1; ; attempt++) {
    try {
      return await deliveries.record(debate, seq, await platform.post(delivery));
    } catch (error) {
      if (!(error instanceof DeliveryError) || error.trouble === 'gone') throw error;
      if (error.trouble === 'refused') {
        log.warn({ debate, seq, fix: error.fix }, `${platform.name}: ${error.message}`);
        return deliveries.record(debate, seq, []);
      }
      const waitMs = Math.max(error.afterMs, Math.min(250 * 2 ** attempt, 8_000));
      if (Date.now() + waitMs > until) throw error;
      await pause(waitMs, undefined, { signal });
      // It may have arrived although no answer came back.
      const arrived = (await platform.recall(delivery.place, [delivery.mark])).get(delivery.mark);
      if (arrived) return deliveries.record(debate, seq, arrived);
    }
  }
}
