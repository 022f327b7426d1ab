import { randomBytes } from 'node:crypto';
import type { Locale, Person } from '../../src/debate/event.ts';
import type { Activity, ActivityFeed } from '../../src/ports/activity.ts';
import type { Ledger } from '../../src/ports/ledger.ts';
import { createDesk, type DeskDeps } from './desk.ts';
import { createFollower } from './follow.ts';
import type { Place } from './messages.ts';
import { createOriginalTeller } from './original.ts';
import type { PresentDebate } from './present-debate.ts';
import type { ThreadIndex } from './threads.ts';
import type { Wire } from './wire.ts';

export type Visit = {
  readonly person: Person;
  readonly locale: Locale;
  /** The language that debates are told in; each in its own when left out. */
  readonly reads?: Locale | undefined;
  /** True for the page: whole events and posts; false for the original design's client: its five messages. */
  readonly posts: boolean;
};

export type ConnectionDeps = Omit<DeskDeps, 'follow' | 'followNew' | 'ownThread'> & {
  readonly ledger: Ledger;
  readonly threads: ThreadIndex;
  readonly activity: ActivityFeed;
  readonly present: PresentDebate;
  readonly failed: (error: unknown) => void;
};

/** What the server tells a connection, and what the connection makes of its client's messages. */
export type Connection = {
  readonly posts: boolean;
  /** One message of the client; never throws. Messages are taken one after the other. */
  receive(data: Buffer): Promise<void>;
  /** A debate of `thread` has something new. */
  nudge(debate: string, thread: string): void;
  /** Nothing is known, look everywhere: a hint may have been lost. */
  lookAgain(): void;
  hear(activity: Activity): void;
  close(): void;
};

export function createConnection(deps: ConnectionDeps, visit: Visit, wire: Wire): Connection {
  const { ledger, threads, activity, present, failed } = deps;
  const ownThread = randomBytes(9).toString('base64url');
  const followed = new Set<string>();
  let closed = false;

  const follower = createFollower(
    ledger,
    (debate) => {
      const say = present(debate, visit.reads);
      const tell = createOriginalTeller();
      const thread = threads.threadOf(debate) ?? ownThread;
      return {
        async hear(recorded, wanted) {
          const post = say(recorded);
          const place: Place = { debate, seq: recorded.seq, thread };
          const original = visit.posts ? [] : tell(place, recorded, post);
          if (!wanted) return;
          if (visit.posts) await wire.send({ type: 'post', ...place, event: recorded, post });
          for (const message of original) await wire.send(message);
        },
      };
    },
    (error) => {
      if (!closed) failed(error);
    },
  );

  const desk = createDesk({ ...deps, ownThread, follow, followNew }, visit, wire);

  async function follow(thread: string, after: Readonly<Record<string, number>>): Promise<void> {
    followed.clear();
    follower.clear();
    followed.add(thread);
    await threads.discover();
    for (const debate of threads.debates(thread)) {
      await follower.track(debate, after[debate] ?? 0);
      if (visit.posts) await replayActivity(debate, thread);
    }
    await wire.send({ type: 'followed', thread });
  }

  /** A thread this connection speaks in without having asked for its past: only what comes from now on. */
  async function followNew(thread: string): Promise<void> {
    if (followed.has(thread)) return;
    followed.add(thread);
    for (const debate of threads.debates(thread)) {
      const past = await ledger.read(debate);
      await follower.track(debate, past.at(-1)?.seq ?? 0);
    }
  }

  async function replayActivity(debate: string, thread: string): Promise<void> {
    const summary = threads.summaries().find((it) => it.debate === debate);
    if (summary === undefined || !['deliberating', 'approval', 'executing'].includes(summary.state)) return;
    const recent = await activity.recent(debate);
    // A draft is all that was written so far: of each persona's only the last is of use.
    const lastDraft = new Map(recent.map((item, at) => [item.type === 'draft' ? item.persona : '', at]));
    for (const [at, item] of recent.entries()) {
      if (item.type === 'draft' && lastDraft.get(item.persona) !== at) continue;
      wire.sendIfFree({ type: 'activity', thread, activity: item });
    }
  }

  return {
    posts: visit.posts,
    receive: (data) => desk.receive(data),
    nudge(debate, thread) {
      if (follower.has(debate)) follower.nudge(debate);
      else if (followed.has(thread)) void follower.track(debate, 0);
    },
    lookAgain() {
      for (const thread of followed)
        for (const debate of threads.debates(thread)) if (!follower.has(debate)) void follower.track(debate, 0);
      follower.nudgeAll();
    },
    hear(item) {
      if (!visit.posts || !follower.has(item.debate)) return;
      wire.sendIfFree({ type: 'activity', thread: threads.threadOf(item.debate) ?? '', activity: item });
    },
    close() {
      closed = true;
      follower.clear();
      followed.clear();
    },
  };
}
