import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * What every e2e test may count on: a Redis of its own run, named by PARLEY_TEST_REDIS_URL, gone at the end.
 * A caller that sets the variable keeps its own Redis.
 */
export default async function services(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.PARLEY_TEST_REDIS_URL) return undefined;
  const folder = await mkdtemp(join(tmpdir(), 'parley-test-redis-'));
  const port = await freePort();
  const server = await startRedis(port, folder);
  process.env.PARLEY_TEST_REDIS_URL = `redis://127.0.0.1:${port}`;
  return async () => {
    delete process.env.PARLEY_TEST_REDIS_URL;
    const ended = once(server, 'exit');
    server.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
}

async function startRedis(port: number, folder: string): Promise<ChildProcess> {
  const settings = ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', 'no'];
  const server = spawn('redis-server', settings, { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise<void>((resolve, reject) => {
    let said = '';
    server.on('error', (cause) =>
      reject(new Error('redis-server cannot be started: run "npm test", which installs it', { cause })),
    );
    server.on('exit', (code) => reject(new Error(`redis-server ended with ${code}:\n${said}`)));
    server.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.includes('Ready to accept connections')) resolve();
    });
  });
  server.removeAllListeners('exit');
  server.stdout.removeAllListeners('data').resume();
  return server;
}

/** A port that was free a moment ago; nothing else on this machine asks for one at the same time. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no TCP port');
  return address.port;
}
