import { chmod, mkdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fault } from '../../i18n/faults/index.ts';
import { type Claim, claimFolder, isAlive, probe, type RedisPlace, readPlace, urlOf } from './redis-place.ts';
import { type Launched, launchRedis } from './redis-process.ts';

export type OwnRedis = {
  readonly url: string;
  /** False when another Parley runs it for the same folder: then it ends with that one. */
  readonly owned: boolean;
  /** Ends it cleanly, when owned. Everything acknowledged is on disk before and after. */
  stop(): Promise<void>;
};

export type OwnRedisOptions = {
  readonly folder: string;
  /** Ends the start, and later the server. */
  readonly signal?: AbortSignal;
  readonly onTrouble?: (message: string) => void;
};

const shareMs = 10_000;
const readyMs = 60_000;
const restartPauseMs = 500;

/**
 * Runs a Redis of Parley's own: on a free port of this machine only, with a password, every write on disk before it
 * is acknowledged. It ends with this process, however that ends, and is started again should it die alone. A second
 * start with the same folder finds the running one. Throws `redis.unreachable`.
 */
export async function startOwnRedis(options: OwnRedisOptions): Promise<OwnRedis> {
  const folder = resolve(options.folder);
  options.signal?.throwIfAborted();
  await makeFolder(folder);
  const claim = await claimFolder(folder);
  if (claim === null) return share(folder, options.signal);
  try {
    await endOrphan(await readPlace(folder));
    return await run(folder, claim, options);
  } catch (error) {
    await claim.release();
    throw error;
  }
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await chmod(folder, 0o700);
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? '';
    throw fault('redis.unreachable', 'dataFolder', { folder, reason }, { cause });
  }
}

async function run(folder: string, claim: Claim, options: OwnRedisOptions): Promise<OwnRedis> {
  let current = await launch(folder, undefined, options.signal);
  await claim.publish(current.place);
  let stopping: Promise<void> | undefined;

  const restart = async () => {
    try {
      // The same port and password: connections find it again by themselves.
      current = await launch(folder, current.place);
      await claim.publish(current.place);
    } catch (error) {
      options.onTrouble?.(`Parley's own Redis does not start: ${(error as Error).message}`);
      await pause(restartPauseMs);
    }
  };
  const watch = async () => {
    for (;;) {
      const how = await current.exited;
      if (stopping) return;
      options.onTrouble?.(`Parley's own Redis ended by itself (${how}); starting it again`);
      await restart();
      if (stopping) await current.end();
    }
  };
  const watching = watch();

  const stop = () => {
    stopping ??= (async () => {
      await current.end();
      await watching;
      await claim.release();
    })();
    return stopping;
  };
  options.signal?.addEventListener('abort', () => void stop(), { once: true });
  return { url: urlOf(current.place), owned: true, stop };
}

/** Starts the server and waits until it has read its data, which takes its time when there is much. */
async function launch(folder: string, before?: RedisPlace, signal?: AbortSignal): Promise<Launched> {
  const launched = await launchRedis(folder, before);
  const deadline = Date.now() + readyMs;
  let ended: string | undefined;
  void launched.exited.then((how) => {
    ended = how;
  });
  while ((await probe(launched.place)) !== 'ready') {
    if (ended !== undefined)
      throw fault('redis.unreachable', 'redisEnded', { how: ended, words: await lastWords(folder) });
    if (signal?.aborted || Date.now() > deadline) {
      await launched.end();
      signal?.throwIfAborted();
      throw fault('redis.unreachable', 'redisSlow', { seconds: readyMs / 1000 });
    }
    await pause(15);
  }
  return launched;
}

async function lastWords(folder: string): Promise<string> {
  const log = await readFile(join(folder, 'redis.log'), 'utf8').catch(() => '');
  return log.trim().split('\n').slice(-3).join(' | ');
}

/** Another Parley holds the folder: wait until its Redis answers, and use that. */
async function share(folder: string, signal: AbortSignal | undefined): Promise<OwnRedis> {
  const deadline = Date.now() + shareMs;
  while (Date.now() < deadline) {
    signal?.throwIfAborted();
    const place = await readPlace(folder);
    if (place && (await probe(place)) === 'ready')
      return { url: urlOf(place), owned: false, stop: async () => undefined };
    await pause(50);
  }
  throw fault('redis.unreachable', 'redisElsewhere', {}, { retryable: true });
}

/**
 * An unclean end can leave the server behind, writing to the folder with nothing to end it. Two servers would
 * spoil each other's file, so it has to be gone before the next one starts.
 */
async function endOrphan(place: RedisPlace | null): Promise<void> {
  if (place === null || !(await isAlive(place.pid))) return;
  const found = await probe(place);
  if (found === 'none') return;
  if (found !== 'silent') process.kill(place.pid, 'SIGTERM');
  const deadline = Date.now() + shareMs;
  while (await isAlive(place.pid)) {
    if (Date.now() > deadline) throw fault('redis.unreachable', 'redisOrphan', { pid: place.pid }, { retryable: true });
    await pause(20);
  }
}
