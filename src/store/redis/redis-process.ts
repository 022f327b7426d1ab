import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fault } from '../../i18n/faults/index.ts';
import type { RedisPlace } from './redis-place.ts';

export type Launched = {
  readonly place: RedisPlace;
  /** How it ended: an exit code or a signal's name. */
  readonly exited: Promise<string>;
  end(): Promise<void>;
};

const forceMs = 10_000;

/** Starts `redis-server` over a folder; `before` keeps port and password of an earlier run. */
export async function launchRedis(folder: string, before?: RedisPlace): Promise<Launched> {
  const port = before?.port ?? (await freePort());
  const password = before?.password ?? randomBytes(24).toString('hex');
  // A group of its own: Ctrl-C in the terminal is for Parley, which ends Redis last.
  const server = spawn('redis-server', ['-'], { cwd: folder, detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  const exited = new Promise<string>((done) => {
    server.once('exit', (code, signal) => done(signal ?? `exit code ${code}`));
  });
  await spawned(server);
  // Over standard input, so that the password shows in no process list and no file but ours.
  server.stdin?.on('error', () => undefined);
  server.stdin?.end(settings(folder, port, password));
  const pid = server.pid as number;
  const guard = guardOf(pid);
  void exited.then(() => guard.kill('SIGKILL'));
  return {
    place: { pid, port, password },
    exited,
    async end() {
      server.kill('SIGTERM');
      // Every acknowledged write is on disk already: nothing is lost when it must be forced.
      const force = setTimeout(() => server.kill('SIGKILL'), forceMs);
      await exited;
      clearTimeout(force);
    },
  };
}

const settings = (folder: string, port: number, password: string) =>
  `${[
    'bind 127.0.0.1',
    `port ${port}`,
    `requirepass ${password}`,
    `dir ${quoted(folder)}`,
    `logfile ${quoted(join(folder, 'redis.log'))}`,
    'loglevel notice',
    'daemonize no',
    'appendonly yes',
    'appendfsync always',
    'save ""',
    'maxmemory-policy noeviction',
  ].join('\n')}\n`;

const quoted = (text: string) => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

async function spawned(server: ChildProcess): Promise<void> {
  try {
    await once(server, 'spawn');
  } catch (cause) {
    const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    throw fault('redis.unreachable', missing ? 'redisMissing' : 'redisUnusable', {}, { cause });
  }
}

/**
 * A shell that waits for our end of its pipe to close, which the system does even when Parley is killed, and then
 * asks Redis to end.
 */
function guardOf(pid: number): ChildProcess {
  const guard = spawn('sh', ['-c', `read -r _; kill -TERM ${pid}`], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.on('error', () => undefined);
  guard.stdin?.on('error', () => undefined);
  guard.unref();
  (guard.stdin as unknown as { unref?(): void } | null)?.unref?.();
  return guard;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}
