import { inspect } from 'node:util';
import type { ChatPlatform } from '../../bots/chat-platform.ts';
import { createDiscordPlatform } from '../../bots/discord/index.ts';
import type { DebateEvent, EventOf, Rules } from '../../src/debate/event.ts';
import { persona, rules } from '../../src/debate/sample.ts';
import { createIntake, type Intake } from '../../src/intake.ts';
import type { ActivityFeed } from '../../src/ports/activity.ts';
import type { Blobs } from '../../src/ports/blobs.ts';
import type { Deliveries } from '../../src/ports/deliveries.ts';
import type { Ledger } from '../../src/ports/ledger.ts';
import type { Status } from '../../src/status.ts';
import { createMemoryActivity } from '../doubles/activity.ts';
import { createMemoryBlobs } from '../doubles/blobs.ts';
import { createMemoryDeliveries } from '../doubles/deliveries.ts';
import { createMemoryHearing } from '../doubles/hearing.ts';
import { createMemoryLedger } from '../doubles/ledger.ts';
import { type Discord, startDiscord } from './stand-in.ts';

export type Rig = {
  readonly discord: Discord;
  readonly ledger: Ledger;
  readonly deliveries: Deliveries;
  readonly blobs: Blobs;
  readonly activity: ActivityFeed;
  readonly intake: Intake;
  readonly warnings: { details: object; message: string }[];
  /** A newly started adapter; an earlier one ends first. */
  start(): Promise<ChatPlatform>;
  /** Parley is away until it is started again. */
  leave(): Promise<void>;
  /** The newest debate, once there is one; once there is another than this one. */
  debate(before?: string): Promise<string>;
  /** Resolves once the debate has so many events of this type, to the newest. */
  event<T extends DebateEvent['type']>(debate: string, type: T, count?: number): Promise<EventOf<T>>;
  close(): Promise<void>;
};

const idle: Status = {
  offline: true,
  personas: [
    {
      id: 'aiin',
      name: 'AIIN',
      avatar: 'aiin',
      lastLatencyMs: null,
      state: 'idle',
      p50LatencyMs: 12,
      calls: 3,
      failures: 0,
      weight: 0.4,
      model: 'offline rules',
    },
    {
      id: 'sage',
      name: 'Sage',
      avatar: 'sage',
      lastLatencyMs: null,
      state: 'absent',
      why: 'no key',
      fix: 'set one',
      p50LatencyMs: null,
      calls: 0,
      failures: 0,
      weight: 0.6,
      model: 'a model',
    },
  ],
  queues: [{ queue: 'think', waiting: 0, active: 1, delayed: 0, failed: 0 }],
  redis: { ok: true, detail: '7.0' },
  docker: { ok: false, detail: 'away', fix: 'start it' },
};

/** The adapter against the stand-in, with everything behind it in memory: debates open, and then nobody thinks. */
export async function openRig(
  options: { flags?: number; rules?: Partial<Rules>; publicUrl?: string; uploadMb?: number } = {},
): Promise<Rig> {
  const discord = await startDiscord(options);
  const ledger = createMemoryLedger();
  const deliveries = createMemoryDeliveries();
  const hearing = createMemoryHearing();
  const blobs = createMemoryBlobs();
  const activity = createMemoryActivity();
  const queue = {
    advance: async () => undefined,
    cancel: async () => undefined,
    enqueue: async () => undefined,
    depth: async () => [],
  };
  const intake = createIntake({
    house: 'test',
    ledger,
    queue,
    blobs,
    council: ['aiin', 'sage'].map((id) => persona(id)),
    rules: { ...rules, ...options.rules },
    language: 'auto',
    messageKb: 64,
  });
  const warnings: Rig['warnings'] = [];
  /** Looks again after every append until there is something. */
  const hinted = async <T>(look: () => Promise<T | undefined>): Promise<T> => {
    for (;;) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const unwatch = await ledger.watch(() => resolve());
      const found = await look();
      if (found === undefined) await promise;
      await unwatch();
      if (found !== undefined) return found;
    }
  };
  let platform: ChatPlatform | undefined;
  return {
    discord,
    ledger,
    deliveries,
    blobs,
    activity,
    intake,
    warnings,
    async leave() {
      await platform?.close();
      platform = undefined;
    },
    async start() {
      await platform?.close();
      const { token } = discord.world;
      platform = await createDiscordPlatform({
        config: { token, apiUrl: discord.apiUrl, publicUrl: options.publicUrl, uploadMb: options.uploadMb ?? 5 },
        intake,
        deliveries,
        hearing,
        ledger,
        blobs,
        activity,
        log: { info: () => undefined, warn: (details, message) => void warnings.push({ details, message }) },
        status: async () => idle,
      });
      return platform;
    },
    debate: (before) =>
      hinted(async () => {
        const [newest] = await ledger.recent(1);
        return newest === before ? undefined : newest;
      }),
    event: (debate, type, count = 1) =>
      hinted(async () => {
        const found = (await ledger.read(debate)).map((it) => it.event).filter((it) => it.type === type);
        return found.length >= count ? (found.at(-1) as EventOf<typeof type>) : undefined;
      }),
    async close() {
      await platform?.close();
      await discord.close();
      const { token, webhooks } = discord.world;
      const secrets = [token, ...[...webhooks.values()].map((it) => it.token ?? token)];
      const logged = inspect(warnings, { depth: 10 });
      if (secrets.some((it) => logged.includes(it))) throw new Error('there is a token in the log');
    },
  };
}
