import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

const parley = join(import.meta.dirname, 'parley.mjs');
let folder: string;
let child: ChildProcess | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-start-'));
});
afterEach(async () => {
  if (child?.exitCode === null && child.signalCode === null) {
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
  await rm(folder, { recursive: true, force: true });
});

/** Runs the command in an empty folder of its own, on any free port. */
function run(...args: string[]) {
  const { REDIS_URL: _, ...env } = process.env;
  const running = spawn(process.execPath, [parley, ...args], {
    cwd: folder,
    env: { ...env, PARLEY_DATA: join(folder, 'data'), PARLEY_PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child = running;
  const said = { out: '', all: '' };
  running.stdout.on('data', (chunk) => {
    said.out += chunk;
    said.all += chunk;
  });
  running.stderr.on('data', (chunk) => {
    said.all += chunk;
  });
  const ended = once(running, 'close').then(([code]) => code as number | null);
  const ready = new Promise<void>((resolve, reject) => {
    running.stderr.on('data', () => said.all.includes('Parley is ready') && resolve());
    void ended.then((code) => reject(new Error(`ended with ${code}:\n${said.all}`)));
  });
  ready.catch(() => {});
  return { running, said, ended, ready };
}

test('the output and the exit code are the command’s own', async () => {
  const { said, ended } = run('check', 'rm -rf /');
  const code = await ended;
  expect(JSON.parse(said.out)).toMatchObject({ verdict: 'deny' });
  expect(code).not.toBe(0);
});

test('help sets nothing up', async () => {
  const { said, ended } = run('start', '--help');
  expect(await ended).toBe(0);
  expect(said.all).toContain('--only');
  expect(said.all).not.toContain('Sandbox image');
});

test.each(['SIGINT', 'SIGTERM'] as const)('%s ends everything that start began', async (signal) => {
  const { running, ended, ready } = run('start');
  await ready;
  const place = JSON.parse(await readFile(join(folder, 'data/redis/redis.json'), 'utf8').catch(() => '{}')) as {
    pid?: number;
  };
  running.kill(signal);
  expect(await ended).toBe(0);
  if (place.pid !== undefined) expect(() => process.kill(place.pid as number, 0)).toThrow('ESRCH');
});
