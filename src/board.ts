import type { DebateEvent, Persona, Recorded } from './debate/event.ts';
import type { ActivityFeed } from './ports/activity.ts';
import type { Ledger } from './ports/ledger.ts';
import type { LocalText } from './status.ts';
import type { TrackRecord } from './track-record.ts';

/** A seat of the configuration as the status board knows it from the start. */
export type Seat = {
  readonly id: string;
  readonly name: string;
  readonly avatar: string;
  readonly weight: number;
  /** What thinks for it, in a few words: a model's name, or a phrase in each language. */
  readonly model: LocalText;
  /** Set when it cannot sit at the table now. */
  readonly absence?: { readonly reason: LocalText; readonly fix: LocalText };
};

export type SeatStatus = {
  readonly id: string;
  readonly name: string;
  readonly avatar: string;
  readonly weight: number;
  /** What moved the weight, where something did. */
  readonly record?: Persona['record'];
  readonly model: Seat['model'];
  readonly state: 'idle' | 'thinking' | 'voting' | 'executing' | 'absent';
  readonly why?: LocalText;
  readonly fix?: LocalText;
  readonly lastLatencyMs: number | null;
  readonly p50LatencyMs: number | null;
  readonly calls: number;
  readonly failures: number;
};

/** Who is doing what, and how well: for the status monitor of every front end. */
export type Board = { seats(): SeatStatus[]; close(): Promise<void> };

type Tally = {
  calls: number;
  failures: number;
  latenciesMs: number[];
  busy: Map<string, 'thinking' | 'voting' | 'executing'>;
};

/** Debates whose events are counted at the start, and latencies of which the median is taken. */
const remembered = 100;

/** Counts from the ledger (the newest debates, then every event as it comes) and watches who is busy. */
export async function createBoard(deps: {
  ledger: Ledger;
  activity: ActivityFeed;
  seats: readonly Seat[];
  trackRecord?: TrackRecord;
}): Promise<Board> {
  const { ledger, activity, seats, trackRecord } = deps;
  const tallies = new Map(
    seats.map((it) => [it.id, { calls: 0, failures: 0, latenciesMs: [], busy: new Map() } as Tally]),
  );
  const counted = new Map<string, number>();

  const count = ({ event }: Recorded) => {
    const tally = 'persona' in event && event.persona ? tallies.get(event.persona) : undefined;
    if (!tally || !isAnswer(event)) return;
    tally.calls += 1;
    if (event.type === 'agent.failed') tally.failures += 1;
    if ('usage' in event && event.usage && 'latencyMs' in event.usage)
      tally.latenciesMs = [...tally.latenciesMs.slice(1 - remembered), event.usage.latencyMs];
  };
  let weighed: ReadonlyMap<string, Pick<SeatStatus, 'weight' | 'record'>> = new Map();
  let isStale = false;
  const reweigh = async () => {
    isStale = false;
    weighed = new Map((await trackRecord?.weighed(seats))?.map((it) => [it.id, it]));
  };
  // Reads of one debate follow each other, so that no event is counted twice.
  let reading: Promise<void> = Promise.resolve();
  const catchUp = (debate: string) => {
    reading = reading
      .then(async () => {
        const events = await ledger.read(debate, counted.get(debate) ?? 0);
        for (const event of events) count(event);
        if (!isStale && events.some(movesWeights)) {
          isStale = true;
          // After what is waiting to be read: at the start that is a hundred debates.
          reading = reading.then(reweigh).catch(() => undefined);
        }
        const last = events.at(-1);
        if (last) counted.set(debate, last.seq);
        if (last?.event.type === 'debate.closed' || last?.event.type === 'debate.stopped') {
          for (const tally of tallies.values()) tally.busy.delete(debate);
        }
      })
      // Redis away: the next hint reads from where this one could not.
      .catch(() => undefined);
  };

  const unwatchLedger = await ledger.watch(catchUp);
  const unwatchActivity = await activity.watch((it) => {
    if (it.type !== 'persona.state') return;
    const busy = tallies.get(it.persona)?.busy;
    if (it.state === 'idle') busy?.delete(it.debate);
    else busy?.set(it.debate, it.state);
  });
  for (const debate of await ledger.recent(remembered)) catchUp(debate);

  return {
    seats: () =>
      seats.map((seat) => ({ ...status(seat, tallies.get(seat.id) as Tally), ...moved(weighed.get(seat.id)) })),
    async close() {
      await Promise.all([unwatchLedger(), unwatchActivity()]);
    },
  };
}

const movesWeights = ({ event }: Recorded) => ['result.rated', 'debate.closed', 'approval.denied'].includes(event.type);

const moved = (it: Pick<SeatStatus, 'weight' | 'record'> | undefined) =>
  it?.record ? { weight: it.weight, record: it.record } : {};

function isAnswer(event: DebateEvent): boolean {
  return !['tool.used', 'step.started', 'step.finished', 'rehearsal.finished'].includes(event.type);
}

function status(seat: Seat, tally: Tally): SeatStatus {
  const { absence, ...shown } = seat;
  const sorted = tally.latenciesMs.toSorted((a, b) => a - b);
  const busy = [...tally.busy.values()];
  const doing = (['executing', 'voting', 'thinking'] as const).find((it) => busy.includes(it)) ?? 'idle';
  return {
    ...shown,
    state: absence ? 'absent' : doing,
    ...(absence ? { why: absence.reason, fix: absence.fix } : {}),
    lastLatencyMs: tally.latenciesMs.at(-1) ?? null,
    p50LatencyMs: sorted[Math.floor(sorted.length / 2)] ?? null,
    calls: tally.calls,
    failures: tally.failures,
  };
}
