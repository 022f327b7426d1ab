import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { analysis } from '../../../test/contracts/events.ts';
import { createRedisLedger } from '../ledger.ts';
import { connectRedis } from './connection.ts';
import { isAlive, readPlace } from './redis-place.ts';
import { startOwnRedis } from './redis-server.ts';

const newFolder = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'parley "own" redis-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
};
const start = async (folder: string, onTrouble = (_: string) => {}) => {
  const own = await startOwnRedis({ folder, onTrouble });
  onTestFinished(own.stop);
  return own;
};
const connect = async (url: string) => {
  const connection = await connectRedis(url, { onTrouble: () => undefined });
  onTestFinished(connection.close);
  return connection;
};
const isGone = (pid: number) => async () => !(await isAlive(pid));

it('listens on this machine only, wants its password, and hides it', async () => {
  const folder = await newFolder();
  await chmod(folder, 0o755);
  const own = await start(folder);
  const place = await readPlace(folder);
  const { redis } = await connect(own.url);
  expect(await redis.config('GET', 'bind')).toEqual(['bind', '127.0.0.1']);
  expect(await redis.config('GET', 'append*')).toContain('always');
  expect(place?.port).not.toBe(6379);
  const commandLine = await readFile(`/proc/${place?.pid}/cmdline`, 'utf8');
  expect(commandLine).not.toContain(place?.password);
  expect((await stat(join(folder, 'redis.json'))).mode & 0o077).toBe(0);
  expect((await stat(folder)).mode & 0o077).toBe(0);
  await expect(
    connectRedis(own.url.replace(/:[0-9a-f]+@/, ':wrong@'), { onTrouble: () => undefined }),
  ).rejects.toMatchObject({ code: 'redis.unreachable', message: expect.not.stringContaining('wrong@') });
});

it('keeps its data over a clean stop, and leaves no process and no claim behind', async () => {
  const folder = await newFolder();
  const first = await start(folder);
  const pid = (await readPlace(folder))?.pid ?? 0;
  await (await connect(first.url)).redis.set('kept', 'yes');
  await first.stop();
  expect(await isAlive(pid)).toBe(false);
  expect((await readdir(folder)).toSorted()).toEqual(['appendonlydir', 'redis.log']);
  const second = await start(folder);
  expect(await (await connect(second.url)).redis.get('kept')).toBe('yes');
});

it('is shared by a second start in the same folder, which does not end it', async () => {
  const folder = await newFolder();
  const [first, second] = await Promise.all([start(folder), start(folder)]);
  expect([first.owned, second.owned].toSorted()).toEqual([false, true]);
  expect(second.url).toBe(first.url);
  await (first.owned ? second : first).stop();
  expect(await (await connect(first.url)).redis.ping()).toBe('PONG');
});

it('loses nothing it acknowledged when it is killed in the middle, and comes back by itself', async () => {
  const folder = await newFolder();
  const troubles: string[] = [];
  const own = await start(folder, (message) => troubles.push(message));
  const connection = await connect(own.url);
  const ledger = createRedisLedger(connection);
  const acknowledged = new Map<number, string>();
  let killed = 0;
  for (let batch = 0; batch < 6; batch++) {
    const pid = (await readPlace(folder))?.pid ?? 0;
    const appends = Array.from({ length: 50 }, async (_, index) => {
      const text = `${batch}/${index}`;
      const { seq, fresh } = await ledger.append('d', analysis(text), index % 2 ? `d/${text}` : undefined);
      expect(fresh).toBe(true);
      acknowledged.set(seq, text);
    });
    if (batch % 2 === 1) {
      await Promise.race(appends);
      process.kill(pid, 'SIGKILL');
      killed++;
    }
    await Promise.all(appends);
    if (batch % 2 === 1) await expect.poll(async () => (await readPlace(folder))?.pid).not.toBe(pid);
  }
  const log = await ledger.read('d');
  expect(log.map(({ seq, event }) => [seq, event])).toEqual(
    Array.from({ length: 300 }, (_, index) => [index + 1, analysis(acknowledged.get(index + 1) ?? 'lost')]),
  );
  expect(troubles).toHaveLength(killed);
});

const holder = `
import { startOwnRedis } from '${import.meta.dirname}/redis-server.ts';
await startOwnRedis({ folder: process.argv[1] });
console.log('ready');
`;
const startHolder = async (folder: string): Promise<ChildProcess> => {
  const child = spawn(process.execPath, ['--input-type=module', '-e', holder, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout as NodeJS.EventEmitter, 'data');
  return child;
};

it('ends when its Parley is killed, and the next start takes over', async () => {
  const folder = await newFolder();
  const holderProcess = await startHolder(folder);
  const place = await readPlace(folder);
  const shared = await start(folder);
  expect(shared.owned).toBe(false);
  holderProcess.kill('SIGKILL');
  await expect.poll(isGone(place?.pid ?? 0), { timeout: 5_000 }).toBe(true);
  const next = await start(folder);
  expect(next.owned).toBe(true);
});

it('ends a server that an unclean stop left behind before it starts another', async () => {
  const folder = await newFolder();
  const holderProcess = await startHolder(folder);
  const place = await readPlace(folder);
  await (await connect((await start(folder)).url)).redis.set('kept', 'yes');
  // Its guard is killed as well, so nothing ends the server.
  for (const entry of await readdir('/proc')) {
    const commandLine = await readFile(`/proc/${entry}/cmdline`, 'utf8').catch(() => '');
    if (commandLine.startsWith('sh\0-c\0') && commandLine.includes(`kill -TERM ${place?.pid}\0`))
      process.kill(Number(entry), 'SIGKILL');
  }
  holderProcess.kill('SIGKILL');
  await once(holderProcess, 'exit');
  expect(await isAlive(place?.pid ?? 0)).toBe(true);
  const next = await start(folder);
  expect(next.owned).toBe(true);
  expect(await isAlive(place?.pid ?? 0)).toBe(false);
  expect(await (await connect(next.url)).redis.get('kept')).toBe('yes');
});

it('says what to install when there is no redis-server', async () => {
  const path = process.env.PATH;
  onTestFinished(() => {
    process.env.PATH = path;
  });
  process.env.PATH = '/nowhere';
  await expect(startOwnRedis({ folder: await newFolder() })).rejects.toMatchObject({
    code: 'redis.unreachable',
    fix: expect.stringContaining('apt-get install -y redis-server'),
  });
});

it('ends when its signal fires', async () => {
  const folder = await newFolder();
  const ender = new AbortController();
  const own = await startOwnRedis({ folder, signal: ender.signal });
  const pid = (await readPlace(folder))?.pid ?? 0;
  ender.abort();
  await own.stop();
  expect(await isAlive(pid)).toBe(false);
});
