import type { EventOf, Recorded } from '../../src/debate/event.ts';
import type { Ledger } from '../../src/ports/ledger.ts';

/** How a thread stands, for lists: what its newest debate is doing. */
export type ThreadSummary = {
  readonly thread: string;
  /** The first request's first line. */
  readonly title: string;
  readonly state: 'deliberating' | 'approval' | 'executing' | EventOf<'debate.closed'>['outcome'] | 'stopped';
  /** The newest debate. */
  readonly debate: string;
  readonly at: number;
};

type Known = {
  readonly thread: string;
  readonly title: string;
  readonly openedAt: number;
  seq: number;
  at: number;
  state: ThreadSummary['state'];
};

export type ThreadIndex = {
  /** Reads what is new of a debate; answers its thread, or null when it is not this platform's. */
  refresh(debate: string): Promise<string | null>;
  /** Looks for debates that no hint told of. */
  discover(): Promise<void>;
  /** Debates of a thread, oldest first. */
  debates(thread: string): readonly string[];
  threadOf(debate: string): string | null;
  /** Newest first. */
  summaries(): ThreadSummary[];
};

const remembered = 300;

/** Which debates make up which thread of the web page, folded from the ledger and kept up to date on demand. */
export function createThreadIndex(ledger: Ledger, platform: string): ThreadIndex {
  const known = new Map<string, Known | null>();
  const order = new Map<string, string[]>();

  async function refresh(debate: string): Promise<string | null> {
    const before = known.get(debate);
    if (before === null) return null;
    const events = await ledger.read(debate, before?.seq ?? 0);
    for (const recorded of events) apply(debate, recorded);
    return known.get(debate)?.thread ?? null;
  }

  function apply(debate: string, recorded: Recorded): void {
    const { event } = recorded;
    let entry = known.get(debate);
    if (entry === undefined) {
      if (event.type !== 'debate.opened') return;
      const { origin, text } = event.request;
      if (origin.platform !== platform) {
        known.set(debate, null);
        return;
      }
      const { at } = recorded;
      entry = { thread: origin.thread, title: titleOf(text), openedAt: at, seq: 0, at, state: 'deliberating' };
      known.set(debate, entry);
      insert(origin.thread, debate);
    }
    if (entry === null || recorded.seq <= entry.seq) return;
    entry.seq = recorded.seq;
    entry.at = recorded.at;
    entry.state = stateAfter(entry.state, event);
  }

  function insert(thread: string, debate: string): void {
    const debates = [...(order.get(thread) ?? []), debate];
    debates.sort((a, b) => (known.get(a)?.openedAt ?? 0) - (known.get(b)?.openedAt ?? 0));
    order.set(thread, debates);
  }

  return {
    refresh,
    async discover() {
      const recent = (await ledger.recent(remembered)).filter((debate) => !known.has(debate));
      for (let at = 0; at < recent.length; at += 20) await Promise.all(recent.slice(at, at + 20).map(refresh));
    },
    debates: (thread) => order.get(thread) ?? [],
    threadOf: (debate) => known.get(debate)?.thread ?? null,
    summaries() {
      const all = [...order].flatMap(([thread, debates]) => {
        const first = known.get(debates[0] ?? '');
        const debate = debates.at(-1) ?? '';
        const last = known.get(debate);
        return first && last ? [{ thread, title: first.title, state: last.state, debate, at: last.at }] : [];
      });
      return all.sort((a, b) => b.at - a.at);
    },
  };
}

function titleOf(text: string): string {
  const line = text.trim().split('\n')[0] ?? '';
  return [...line].slice(0, 120).join('');
}

function stateAfter(state: ThreadSummary['state'], event: Recorded['event']): ThreadSummary['state'] {
  switch (event.type) {
    case 'approval.requested':
      return 'approval';
    case 'execution.begun':
      return 'executing';
    case 'person.said':
    case 'approval.given':
      return state === 'approval' ? (event.type === 'person.said' ? 'deliberating' : state) : state;
    case 'debate.stopped':
      return 'stopped';
    case 'debate.closed':
      return state === 'stopped' ? state : event.outcome;
    default:
      return state;
  }
}
