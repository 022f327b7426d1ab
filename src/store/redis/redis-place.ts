import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { z } from 'zod';

/** Where a Redis of Parley's own runs. */
const placeSchema = z.object({ pid: z.int(), port: z.int(), password: z.string() });
export type RedisPlace = z.infer<typeof placeSchema>;

/** One process's right to run Redis over a folder. */
export type Claim = {
  /** Tells later starts where it runs; readable by this user only. */
  publish(place: RedisPlace): Promise<void>;
  release(): Promise<void>;
};

export const urlOf = ({ port, password }: RedisPlace) => `redis://:${password}@127.0.0.1:${port}/0`;

const placeFile = (folder: string) => join(folder, 'redis.json');

/** What the last Redis over this folder left word of; null when none did. */
export async function readPlace(folder: string): Promise<RedisPlace | null> {
  try {
    return placeSchema.parse(JSON.parse(await readFile(placeFile(folder), 'utf8')));
  } catch {
    return null;
  }
}

/** Null when a living process holds the folder. What a dead one left behind is taken over. */
export async function claimFolder(folder: string): Promise<Claim | null> {
  const file = join(folder, 'owner');
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, await identity(process.pid), { mode: 0o600 });
  try {
    // A link is made whole or not at all: nobody can read a half-written owner.
    while (!(await tryLink(draft, file))) {
      const owner = await readFile(file, 'utf8').catch(() => '');
      if (owner !== '' && owner === (await identity(Number.parseInt(owner, 10)))) return null;
      await setAside(file, owner);
    }
  } finally {
    await rm(draft, { force: true });
  }
  return {
    async publish(place) {
      await writeFile(`${placeFile(folder)}.new`, JSON.stringify(place), { mode: 0o600 });
      await rename(`${placeFile(folder)}.new`, placeFile(folder));
    },
    async release() {
      await rm(placeFile(folder), { force: true });
      await rm(file, { force: true });
    },
  };
}

async function tryLink(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Removes a dead owner's file, unless another start has just put its own in the place. */
async function setAside(file: string, dead: string): Promise<void> {
  const aside = `${file}.${process.pid}.dead`;
  await rename(file, aside).catch(() => undefined);
  const taken = await readFile(aside, 'utf8').catch(() => dead);
  if (taken !== dead) await tryLink(aside, file);
  await rm(aside, { force: true });
}

/**
 * A process's id with the time it started: ids come back, above all in containers, where every start has the same.
 * Without the system's process table the id alone has to do. Empty when there is no such process.
 */
async function identity(pid: number): Promise<string> {
  if (!(await isAlive(pid))) return '';
  return `${pid} ${(await statusOf(pid))[19] ?? ''}`;
}

/** False for a process that ended, also while nobody has collected its exit code, as in containers without an init. */
export async function isAlive(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return (await statusOf(pid))[0] !== 'Z';
}

/** What Linux tells of a process, from its state on: its name, in front of that, may hold spaces. */
async function statusOf(pid: number): Promise<string[]> {
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return status.slice(status.lastIndexOf(')') + 2).split(' ');
}

/** What is found at a place: our Redis, still reading its data or ready; something that does not speak; or nothing of ours. */
export async function probe(place: RedisPlace): Promise<'ready' | 'loading' | 'silent' | 'none'> {
  const redis = new Redis(urlOf(place), {
    lazyConnect: true,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
    connectTimeout: 1_000,
    commandTimeout: 2_000,
    enableReadyCheck: false,
    disableClientInfo: true,
  });
  let problem = '';
  redis.on('error', (error: Error & { code?: string }) => {
    problem ||= `${error.code ?? ''} ${error.message}`;
  });
  try {
    await redis.connect();
    await redis.ping();
    return /WRONGPASS|NOAUTH/.test(problem) ? 'none' : 'ready';
  } catch (error) {
    const why = `${problem} ${(error as Error).message}`;
    if (why.includes('LOADING')) return 'loading';
    return /timed? ?out/i.test(why) ? 'silent' : 'none';
  } finally {
    redis.disconnect();
  }
}
