import { access, constants, readFile, statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import { delimiter, dirname, join } from 'node:path';
import { connectRedis } from '../store/redis/connection.ts';
import type { Probes, RedisFacts } from './finding.ts';

/** Looks at this machine; what the Docker engine says comes from whoever holds the sandbox. */
export function createLocalProbes(docker: Pick<Probes, 'engine' | 'hasImage'>): Probes {
  return {
    ...docker,
    node: () => process.versions.node,
    packagesMatch,
    redis: redisFacts,
    redisProgram: () => findProgram('redis-server'),
    isWritable,
    freeBytes,
    portIsFree,
  };
}

const root = join(import.meta.dirname, '../..');
type Lock = { packages: Record<string, { version?: string; optional?: boolean }> };

async function packagesMatch(): Promise<boolean> {
  const wanted = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')) as Lock;
  const present = JSON.parse(await readFile(join(root, 'node_modules/.package-lock.json'), 'utf8')) as Lock;
  return Object.entries(wanted.packages).every(([path, { version, optional }]) => {
    const found = present.packages[path];
    return path === '' || (found ? found.version === version : optional === true);
  });
}

async function redisFacts(url: string): Promise<RedisFacts> {
  const connection = await connectRedis(url, { onTrouble: () => {}, waitMs: 3_000 });
  try {
    const { redis } = connection;
    // CONFIG is often forbidden on a Redis that others run; INFO is not.
    const told = (await Promise.all(['server', 'persistence', 'memory'].map((it) => redis.info(it)))).join('\n');
    const fact = (name: string) => new RegExp(`^${name}:(\\S+)`, 'm').exec(told)?.[1];
    return {
      version: fact('redis_version') ?? '0',
      durable: fact('aof_enabled') !== '0',
      eviction: fact('maxmemory_policy') ?? 'noeviction',
    };
  } finally {
    await connection.close();
  }
}

async function findProgram(name: string): Promise<string | null> {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(folder, name);
    if (
      await access(path, constants.X_OK).then(
        () => true,
        () => false,
      )
    )
      return path;
  }
  return null;
}

async function isWritable(folder: string): Promise<boolean> {
  try {
    await access(folder, constants.W_OK | constants.X_OK);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || dirname(folder) === folder) return false;
    return isWritable(dirname(folder));
  }
}

/** The data folder is made on the first start: until then its nearest parent answers. */
async function freeBytes(folder: string): Promise<number> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || dirname(folder) === folder) throw error;
    return freeBytes(dirname(folder));
  }
}

function portIsFree(host: string, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(false) : reject(error),
    );
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}
