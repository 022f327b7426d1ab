import { inspect } from 'node:util';
import { createDeliver } from '../../bots/deliver.ts';
import { createSlackPlatform, type SlackConfig, type SlackDeps } from '../../bots/slack/index.ts';
import { originOf } from '../../bots/slack/place.ts';
import type { DebateEvent, Persona, Rules } from '../../src/debate/event.ts';
import { persona, rules } from '../../src/debate/sample.ts';
import { createIntake, workspaceOf } from '../../src/intake.ts';
import { createMemoryActivity } from '../doubles/activity.ts';
import { createMemoryBlobs } from '../doubles/blobs.ts';
import { createMemoryDeliveries } from '../doubles/deliveries.ts';
import { createMemoryHearing } from '../doubles/hearing.ts';
import { createMemoryLedger } from '../doubles/ledger.ts';
import { createMemoryTaskQueue } from '../doubles/task-queue.ts';
import { configFor, createSlackStandIn } from './stand-in.ts';

export type Rig = Awaited<ReturnType<typeof openRig>>;

export type LogLine = { readonly level: string; readonly details: object; readonly message: string };

/** The Slack adapter against the stand-in, with everything behind the intake in memory and no workers. */
export async function openRig(options: { rules?: Partial<Rules>; config?: Partial<SlackConfig> } = {}) {
  const slack = await createSlackStandIn();
  const ledger = createMemoryLedger();
  const blobs = createMemoryBlobs();
  const activity = createMemoryActivity();
  const deliveries = createMemoryDeliveries();
  const hearing = createMemoryHearing();
  const log: LogLine[] = [];
  const council: Persona[] = ['aiin', 'manual', 'warden'].map((id) => persona(id));
  const line = (level: string) => (details: object, message: string) => void log.push({ level, details, message });
  const intake = createIntake({
    ledger,
    house: 'test',
    queue: createMemoryTaskQueue().queue,
    blobs,
    council,
    rules: { ...rules, ...options.rules },
    language: 'auto',
    messageKb: 64,
  });
  const deps: SlackDeps = {
    config: { ...configFor(slack), ...options.config },
    intake,
    deliveries,
    hearing,
    ledger,
    blobs,
    activity,
    log: { info: line('info'), warn: line('warn'), error: line('error') },
    status: async () => ({
      offline: true,
      personas: council.map((it) => ({
        id: it.id,
        name: it.name,
        avatar: '',
        weight: it.weight,
        model: 'offline rules',
        state: 'idle' as const,
        lastLatencyMs: 120,
        p50LatencyMs: 90,
        calls: 7,
        failures: 1,
      })),
      queues: [{ queue: 'think', waiting: 1, active: 2, delayed: 0, failed: 0 }],
      redis: { ok: true, detail: 'Redis 7' },
      docker: { ok: false, detail: 'Docker does not answer.', fix: 'Start it.' },
    }),
  };
  /** Looks again after every append until there is something. */
  const hinted = async <T>(look: () => Promise<T | undefined>): Promise<T> => {
    for (;;) {
      // Watching begins before looking: a hint between the two must not be missed.
      const { promise, resolve } = Promise.withResolvers<void>();
      const unwatch = await ledger.watch(() => resolve());
      const found = await look();
      if (found === undefined) await promise;
      await unwatch();
      if (found !== undefined) return found;
    }
  };
  const start = async () => {
    const platform = await createSlackPlatform(deps);
    if (deps.config.appToken) await slack.socket.connected();
    return platform;
  };
  let platform = await start();
  let deliver = createDeliver({ platform, ledger, deliveries, log: deps.log });
  return {
    slack,
    ledger,
    blobs,
    activity,
    deliveries,
    intake,
    log,
    get platform() {
      return platform;
    },
    /** Resolves to the id of the newest debate there is, or of the one in this thread of #general. */
    async debate(thread?: string): Promise<string> {
      return hinted(async () => {
        if (thread === undefined) return (await ledger.recent(1))[0];
        const place = originOf({ team: 'T0STAND', channel: 'C0GENERAL', thread });
        return (await ledger.inWorkspace(workspaceOf(place))).at(-1);
      });
    },
    /** Resolves when there are so many debates, to the newest. */
    async debates(count: number): Promise<string> {
      return hinted(async () => {
        const found = await ledger.recent(count);
        return found.length === count ? found[0] : undefined;
      });
    },
    /** Resolves when the debate has so many events of this type, to the newest. */
    async happened(debate: string, type: DebateEvent['type'], count = 1): Promise<DebateEvent> {
      return hinted(async () => {
        const found = (await ledger.read(debate)).map((it) => it.event).filter((it) => it.type === type);
        return found.length >= count ? found.at(-1) : undefined;
      });
    },
    /** Appends events and tells them in the thread. */
    async tell(debate: string, ...events: DebateEvent[]) {
      for (const event of events) await ledger.append(debate, event);
      await deliver(debate, new AbortController().signal);
    },
    /** Everything said in the debate's thread is told again from where the deliveries stand. */
    deliver: (debate: string) => deliver(debate, new AbortController().signal),
    /** Parley is away until it is restarted, and Slack gives up sending what happens meanwhile. */
    async leave() {
      await platform.close();
      slack.socket.lossy = true;
    },
    async restart() {
      if (!slack.socket.lossy) await platform.close();
      slack.socket.lossy = false;
      platform = await start();
      deliver = createDeliver({ platform, ledger, deliveries, log: deps.log });
    },
    async close() {
      if (!slack.socket.lossy) await platform.close();
      await slack.close();
      if (/xoxb-|xapp-/.test(inspect(log, { depth: 10 }))) throw new Error('there is a token in the log');
    },
  };
}
