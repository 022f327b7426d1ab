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
      const { promise, resolve } = Promise.withResolvers<string>();
      const look = async () => {
        const found =
          thread === undefined
            ? (await ledger.recent(1))[0]
            : (await ledger.inWorkspace(workspaceOf(originOf({ team: 'T0STAND', channel: 'C0GENERAL', thread })))).at(
                -1,
              );
        if (found !== undefined) resolve(found);
      };
      // Watching begins before looking: a hint between the two must not be missed.
      const end = await ledger.watch(() => void look().catch(() => undefined));
      await look();
      return promise.finally(end);
    },
    /** Resolves when the debate has an event of this type. */
    async happened(debate: string, type: DebateEvent['type']): Promise<DebateEvent> {
      const look = async () => (await ledger.read(debate)).map((it) => it.event).find((it) => it.type === type);
      const { promise, resolve } = Promise.withResolvers<DebateEvent>();
      const again = async () => {
        const found = await look();
        if (found) resolve(found);
      };
      const end = await ledger.watch(() => void again().catch(() => undefined));
      await again();
      const found = await promise;
      await end();
      return found;
    },
    /** Appends events and tells them in the thread. */
    async tell(debate: string, ...events: DebateEvent[]) {
      for (const event of events) await ledger.append(debate, event);
      await deliver(debate, new AbortController().signal);
    },
    /** Everything said in the debate's thread is told again from where the deliveries stand. */
    deliver: (debate: string) => deliver(debate, new AbortController().signal),
    async restart() {
      await platform.close();
      platform = await start();
      deliver = createDeliver({ platform, ledger, deliveries, log: deps.log });
    },
    async close() {
      await platform.close();
      await slack.close();
    },
  };
}
