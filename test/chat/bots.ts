import pino from 'pino';
import { createDiscordPlatform, type DiscordConfig } from '../../bots/discord/index.ts';
import { createSlackPlatform, type SlackConfig } from '../../bots/slack/index.ts';
import { startTelling } from '../../bots/tell.ts';
import { createBoard } from '../../src/board.ts';
import type { Persona } from '../../src/debate/event.ts';
import { rules } from '../../src/debate/sample.ts';
import { createIntake } from '../../src/intake.ts';
import { withPresence } from '../../src/presence.ts';
import { createRedisActivity } from '../../src/store/activity.ts';
import { createRedisBlobs } from '../../src/store/blobs.ts';
import { createRedisDeliveries } from '../../src/store/deliveries.ts';
import { createRedisHearing } from '../../src/store/hearing.ts';
import { createRedisLedger } from '../../src/store/ledger.ts';
import { createDeliveryQueue } from '../../src/store/queue/delivery-queue.ts';
import { createTaskQueue } from '../../src/store/queue/task-queue.ts';
import { connectRedis } from '../../src/store/redis/connection.ts';

/**
 * The bots' process, to be started and killed by tests: one chat platform's adapter and the telling of debates over a
 * Redis that outlives it. Settings come as JSON in PARLEY_TEST_BOTS; "ready" is said on standard output.
 */

export type ChatConfig =
  | { readonly name: 'discord'; readonly config: DiscordConfig }
  | { readonly name: 'slack'; readonly config: SlackConfig };
export type BotSettings = { readonly redisUrl: string; readonly prefix: string; readonly chat: ChatConfig };

const council: Persona[] = [
  { id: 'aiin', name: 'AIIN', avatar: 'aiin', weight: 0.4, environment: 'default' },
  { id: 'manual', name: 'Manual', avatar: 'manual', weight: 0.3, environment: 'default' },
  { id: 'warden', name: 'Warden', avatar: 'warden', weight: 0.3, environment: 'default' },
];

const { redisUrl, prefix, chat } = JSON.parse(process.env.PARLEY_TEST_BOTS ?? '{}') as BotSettings;
const log = pino({ level: process.env.PARLEY_TEST_LOG ?? 'silent' }, pino.destination(2));
const connection = await connectRedis(redisUrl, { prefix, onTrouble: (message) => log.warn(message) });
const ledger = createRedisLedger(connection);
const queue = createTaskQueue(connection);
const blobs = createRedisBlobs(connection, { maxBytes: 25 * 1024 * 1024, totalBytes: 1024 * 1024 * 1024 });
const activity = await withPresence(createRedisActivity(connection), ledger);
const deliveries = createRedisDeliveries(connection, chat.name);
const hearing = createRedisHearing(connection, chat.name);
const intake = createIntake({ house: prefix, ledger, queue, blobs, council, rules, language: 'auto', messageKb: 64 });
const board = await createBoard({ ledger, activity, seats: council.map((it) => ({ ...it, model: 'offline rules' })) });
const deps = {
  intake,
  deliveries,
  hearing,
  ledger,
  blobs,
  activity,
  log,
  status: async () => ({
    offline: true,
    personas: board.seats(),
    queues: await queue.depth(),
    redis: await connection.health(),
    docker: { ok: true, detail: 'looked after by the workers' },
  }),
};
const platform =
  chat.name === 'discord'
    ? await createDiscordPlatform({ ...deps, config: chat.config })
    : await createSlackPlatform({ ...deps, config: chat.config });
const stopTelling = await startTelling({
  platform,
  ledger,
  deliveries,
  queue: createDeliveryQueue(connection, chat.name),
  log,
});

process.on('SIGTERM', () => {
  void (async () => {
    await stopTelling();
    await platform.close();
    await board.close();
    await activity.close();
    await connection.close();
    process.exit(0);
  })();
});
process.stdout.write('ready\n');
