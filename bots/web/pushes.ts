import type { Person } from '../../src/debate/event.ts';
import type { ActivityFeed } from '../../src/ports/activity.ts';
import type { Ledger } from '../../src/ports/ledger.ts';
import type { Status } from '../../src/status.ts';
import type { Connection } from './connection.ts';
import type { ThreadIndex } from './threads.ts';
import type { Wire } from './wire.ts';

const statusEveryMs = 2000;
const threadsAfterMs = 150;
const listedThreads = 200;

export type PushesDeps = {
  readonly ledger: Ledger;
  readonly activity: ActivityFeed;
  readonly threads: ThreadIndex;
  readonly limits: { readonly messageKb: number; readonly uploadMb: number };
  connections(): ReadonlyMap<Connection, Wire>;
  status(): Promise<Status>;
  failed(error: unknown): void;
};

/** What goes to clients without being asked for: new events' hints, activity, the thread list, status. */
export type Pushes = {
  start(): Promise<void>;
  /** First words to a page that connects. */
  greet(you: Person, wire: Wire): void;
  /** Hints can be lost with a connection to Redis: looks for what nobody told of. */
  lookAgain(): void;
  close(): Promise<void>;
};

export function createPushes(deps: PushesDeps): Pushes {
  const { ledger, activity, threads, failed } = deps;
  const stops: (() => Promise<void>)[] = [];
  let lastStatus = '';
  let lastThreads = '';
  let asking = false;
  let statusTimer: NodeJS.Timeout | undefined;
  let threadsTimer: NodeJS.Timeout | undefined;

  const pages = () => [...deps.connections()].filter(([connection]) => connection.posts);

  async function hinted(debate: string): Promise<void> {
    const all = deps.connections();
    if (all.size === 0) return;
    const thread = await threads.refresh(debate);
    if (thread === null) return;
    for (const connection of all.keys()) connection.nudge(debate, thread);
    announceThreads();
  }

  function announceThreads(): void {
    threadsTimer ??= setTimeout(() => {
      threadsTimer = undefined;
      const summaries = threads.summaries().slice(0, listedThreads);
      // Most events change only the time, which no list needs to the second.
      const text = JSON.stringify(summaries.map(({ at: _, ...rest }) => rest));
      if (text === lastThreads) return;
      lastThreads = text;
      for (const [, wire] of pages()) wire.sendIfFree({ type: 'threads', threads: summaries });
    }, threadsAfterMs);
  }

  async function pushStatus(): Promise<void> {
    if (asking || pages().length === 0) return;
    asking = true;
    try {
      const status = await deps.status();
      const text = JSON.stringify(status);
      if (text === lastStatus) return;
      lastStatus = text;
      for (const [, wire] of pages()) wire.sendIfFree({ type: 'status', status });
    } catch (error) {
      failed(error);
    } finally {
      asking = false;
    }
  }

  async function greet(you: Person, wire: Wire): Promise<void> {
    await wire.send({ type: 'hello', you, limits: deps.limits });
    await threads.discover();
    await wire.send({ type: 'threads', threads: threads.summaries().slice(0, listedThreads) });
    await wire.send({ type: 'status', status: await deps.status() });
  }

  return {
    async start() {
      stops.push(await ledger.watch((debate) => void hinted(debate).catch(failed)));
      stops.push(
        await activity.watch((item) => {
          for (const connection of deps.connections().keys()) connection.hear(item);
          if (item.type === 'persona.state') void pushStatus();
        }),
      );
      statusTimer = setInterval(() => void pushStatus(), statusEveryMs);
      statusTimer.unref();
    },
    greet(you, wire) {
      greet(you, wire).catch(failed);
    },
    lookAgain() {
      const all = deps.connections();
      if (all.size === 0) return;
      threads
        .discover()
        .then(() => {
          for (const connection of all.keys()) connection.lookAgain();
        })
        .catch(failed);
    },
    async close() {
      clearInterval(statusTimer);
      clearTimeout(threadsTimer);
      for (const stop of stops.splice(0)) await stop();
    },
  };
}
