import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createDockerSandbox } from '../../sandbox/docker.ts';
import { connectDocker } from '../../sandbox/engine/engine.ts';
import { ensureImage } from '../../sandbox/image/build.ts';
import { createAgent } from '../../src/agents/seat.ts';
import { createPolicy } from '../../src/policy/index.ts';
import { createRedisBlobs } from '../../src/store/blobs.ts';
import { connectRedis } from '../../src/store/redis/connection.ts';
import { type House, openHouse } from '../house.ts';
import { removeWorkspaces } from '../journeys/engine.ts';
import type { BotSettings, ChatConfig } from './bots.ts';

/** A chat platform's stand-in, and how the adapter reaches it. */
export type StandIn = { readonly chat: ChatConfig; close(): Promise<void> };

export type Whole = {
  readonly house: House;
  /** Ends the bots' process without a word, as a crash does. */
  killBots(): Promise<void>;
  startBots(): Promise<void>;
  close(): Promise<void>;
};

/** A whole Parley on a chat platform's stand-in: Redis, Docker and the bots' process are real, the council thinks by rules. */
export async function openWhole(redisUrl: string, standIn: StandIn): Promise<Whole> {
  const prefix = `${standIn.chat.name}-${crypto.randomUUID().slice(0, 8)}`;
  const signal = new AbortController().signal;
  await ensureImage({ docker: connectDocker(), tag: 'parley-sandbox:1', signal, progress: () => undefined });
  const connection = await connectRedis(redisUrl, { prefix, onTrouble: () => undefined });
  const blobs = createRedisBlobs(connection, { maxBytes: 25 * 1024 * 1024, totalBytes: 1024 * 1024 * 1024 });
  const sandbox = createDockerSandbox({ house: prefix, blobs, artifactMb: 25 });
  const house = await openHouse({
    agents: Object.fromEntries((['aiin', 'manual', 'warden'] as const).map((id) => [id, createAgent(id)])),
    sandbox,
    policy: createPolicy({ allow: [], review: [], deny: [] }),
    prefix,
    redisUrl,
  });
  const settings: BotSettings = { redisUrl, prefix, chat: standIn.chat };
  let bots: ChildProcess | null = null;

  const end = async (how: NodeJS.Signals) => {
    const ending = bots;
    bots = null;
    if (!ending || ending.exitCode !== null) return;
    const ended = once(ending, 'exit');
    ending.kill(how);
    await ended;
  };

  return {
    house,
    killBots: () => end('SIGKILL'),
    async startBots() {
      const started = spawn(process.execPath, [fileURLToPath(new URL('bots.ts', import.meta.url))], {
        env: { ...process.env, PARLEY_TEST_BOTS: JSON.stringify(settings) },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      bots = started;
      await Promise.race([
        once(started.stdout, 'data'),
        once(started, 'exit').then(([code]) => {
          throw new Error(`the bots' process ended with ${code}`);
        }),
      ]);
    },
    async close() {
      const workspaces = new Set<string>();
      for (const debate of await house.ledger.recent(100)) {
        const opened = (await house.ledger.read(debate))[0]?.event;
        if (opened?.type === 'debate.opened') workspaces.add(opened.workspace);
      }
      await end('SIGTERM');
      await house.close();
      await sandbox.close();
      await connection.close();
      await removeWorkspaces(workspaces);
      await removeVolumes(prefix);
      await standIn.close();
    },
  };
}

/** What else this house leaves: its personas' homes. */
async function removeVolumes(house: string): Promise<void> {
  const docker = connectDocker();
  const { Volumes } = await docker.listVolumes({ filters: { label: [`parley.house=${house}`] } });
  for (const { Name } of Volumes ?? []) await docker.getVolume(Name).remove({ force: true });
}
