import pino from 'pino';
import { createDeliver } from '../../bots/deliver.ts';
import { createSlackPlatform, type SlackConfig } from '../../bots/slack/index.ts';
import { createDockerSandbox } from '../../sandbox/docker.ts';
import { connectDocker } from '../../sandbox/engine.ts';
import { ensureImage } from '../../sandbox/image/build.ts';
import { createAgent } from '../../src/agents/seat.ts';
import { createBoard } from '../../src/board.ts';
import type { Persona } from '../../src/debate/event.ts';
import { rules } from '../../src/debate/sample.ts';
import { createIntake } from '../../src/intake.ts';
import { createPolicy } from '../../src/policy/index.ts';
import { withPresence } from '../../src/presence.ts';
import { createRedisActivity } from '../../src/store/activity.ts';
import { createRedisBlobs } from '../../src/store/blobs.ts';
import { connectRedis } from '../../src/store/connection.ts';
import { createRedisDeliveries } from '../../src/store/deliveries.ts';
import { createDeliveryQueue } from '../../src/store/delivery-queue.ts';
import { createRedisLedger } from '../../src/store/ledger.ts';
import { createTaskQueue } from '../../src/store/task-queue.ts';
import { openHouse } from '../house.ts';
import { removeWorkspaces } from '../journeys/engine.ts';
import { configFor, createSlackStandIn } from './stand-in.ts';

const council: Persona[] = [
  { id: 'aiin', name: 'AIIN', avatar: 'aiin', weight: 0.4, environment: 'default' },
  { id: 'manual', name: 'Manual', avatar: 'manual', weight: 0.3, environment: 'default' },
  { id: 'warden', name: 'Warden', avatar: 'warden', weight: 0.3, environment: 'default' },
];

/** What the bots' process is made of, on a Redis that outlives it. */
async function startBots(redisUrl: string, prefix: string, config: SlackConfig) {
  const log = pino({ level: process.env.PARLEY_TEST_LOG ?? 'silent' });
  const connection = await connectRedis(redisUrl, { prefix, onTrouble: (message) => log.warn(message) });
  const ledger = createRedisLedger(connection);
  const queue = createTaskQueue(connection);
  const blobs = createRedisBlobs(connection, { maxBytes: 25 * 1024 * 1024 });
  const activity = await withPresence(createRedisActivity(connection), ledger);
  const deliveries = createRedisDeliveries(connection, 'slack');
  const deliveryQueue = createDeliveryQueue(connection, 'slack');
  const intake = createIntake({ house: prefix, ledger, queue, blobs, council, rules, language: 'auto', messageKb: 64 });
  const seats = council.map((it) => ({ ...it, model: 'offline rules' }));
  const board = await createBoard({ ledger, activity, seats });
  const platform = await createSlackPlatform({
    config,
    intake,
    deliveries,
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
  });
  const delivering = await deliveryQueue.start(createDeliver({ platform, ledger, deliveries, log }));
  const ask = (debate: string) => void deliveryQueue.ask(debate).catch(() => undefined);
  const unwatch = await ledger.watch(ask);
  for (const debate of await ledger.recent(100)) ask(debate);
  return {
    async close() {
      await unwatch();
      await delivering.close();
      await platform.close();
      await board.close();
      await activity.close();
      await connection.close();
    },
  };
}

/** A whole Parley on Slack: Redis and Docker are real, the council thinks by rules, and Slack is the stand-in. */
export async function openWhole(redisUrl: string, config: Partial<SlackConfig> = {}) {
  const prefix = `slack-${crypto.randomUUID().slice(0, 8)}`;
  await ensureImage({
    docker: connectDocker(),
    tag: 'parley-sandbox:1',
    signal: new AbortController().signal,
    progress: () => {},
  });
  const slack = await createSlackStandIn();
  const connection = await connectRedis(redisUrl, { prefix, onTrouble: () => {} });
  const blobs = createRedisBlobs(connection, { maxBytes: 25 * 1024 * 1024 });
  const sandbox = createDockerSandbox({ house: prefix, blobs, artifactMb: 1 });
  const house = await openHouse({
    agents: Object.fromEntries((['aiin', 'manual', 'warden'] as const).map((id) => [id, createAgent(id)])),
    sandbox,
    policy: createPolicy({ allow: [], review: [], deny: [] }),
    prefix,
    redisUrl,
  });
  const settings = { ...configFor(slack), ...config };
  let bots = await startBots(redisUrl, prefix, settings);
  await slack.socket.connected();
  return {
    slack,
    house,
    async stopBots() {
      await bots.close();
    },
    async startBots() {
      bots = await startBots(redisUrl, prefix, settings);
      await slack.socket.connected();
    },
    async close() {
      const workspaces = new Set<string>();
      for (const debate of await house.ledger.recent(100)) {
        const [first] = await house.ledger.read(debate);
        if (first?.event.type === 'debate.opened') workspaces.add(first.event.workspace);
      }
      await bots.close();
      await house.close();
      await sandbox.close();
      await connection.close();
      await removeWorkspaces(workspaces);
      await slack.close();
    },
  };
}
