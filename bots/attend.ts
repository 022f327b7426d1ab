import type { Origin } from '../src/intake.ts';
import type { ActivityFeed } from '../src/ports/activity.ts';
import type { Ledger } from '../src/ports/ledger.ts';
import { type ChatPlatform, isServed } from './chat-platform.ts';
import type { Speaker } from './post.ts';

/** Signs of life last a few seconds on every platform, so they are given again while the work goes on. */
const againMs = 8_000;

type Debate = { readonly place: Origin; readonly seats: ReadonlyMap<string, Speaker>; readonly busy: Set<string> };

/** Shows on the platform who is thinking and what they are drafting, in its own debates. Returns how to end it. */
export async function attend(deps: {
  readonly platform: ChatPlatform;
  readonly ledger: Ledger;
  readonly activity: ActivityFeed;
}): Promise<() => Promise<void>> {
  const { platform, ledger, activity } = deps;
  const debates = new Map<string, Promise<Debate | null>>();

  const find = (debate: string) => {
    const known = debates.get(debate) ?? look(ledger, debate, platform);
    debates.delete(debate);
    debates.set(debate, known);
    known.catch(() => debates.delete(debate));
    const oldest = debates.size > 500 ? debates.keys().next().value : undefined;
    if (oldest !== undefined) debates.delete(oldest);
    return known;
  };
  const show = ({ place, seats, busy }: Debate) => {
    const personas = [...busy].flatMap((id) => seats.get(id) ?? []);
    return personas.length > 0 ? platform.busy(place, personas) : undefined;
  };

  const unwatch = await activity.watch((it) => {
    if (it.type === 'step.output') return;
    void find(it.debate)
      .then(async (debate) => {
        const seat = debate?.seats.get(it.persona);
        if (!debate || !seat) return;
        if (it.type === 'draft') return platform.draft?.(debate.place, seat, it.text);
        const before = debate.busy.size;
        if (it.state === 'idle') debate.busy.delete(it.persona);
        else debate.busy.add(it.persona);
        if (before === 0) await show(debate);
      })
      // Best effort: what matters is in the ledger.
      .catch(() => undefined);
  });
  const timer = setInterval(() => {
    for (const debate of debates.values()) debate.then((it) => it && show(it)).catch(() => undefined);
  }, againMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await unwatch();
  };
}

async function look(ledger: Ledger, debate: string, platform: ChatPlatform): Promise<Debate | null> {
  const opened = (await ledger.read(debate))[0]?.event;
  if (opened?.type !== 'debate.opened' || !isServed(platform, opened.request.origin)) return null;
  const seats = new Map(opened.council.map(({ id, name, avatar }) => [id, { id, name, avatar }]));
  return { place: opened.request.origin, seats, busy: new Set() };
}
