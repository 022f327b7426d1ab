import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createLocalProbes } from './local-probes.ts';

const probes = createLocalProbes({
  engine: () => Promise.reject(new Error('not asked')),
  hasImage: () => Promise.reject(new Error('not asked')),
});

test('a port is free until somebody listens on it', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  expect(await probes.portIsFree('127.0.0.1', port)).toBe(false);
  server.close();
  await once(server, 'close');
  expect(await probes.portIsFree('127.0.0.1', port)).toBe(true);
});

test('a data folder that is not made yet has the room of its parent', async () => {
  expect(await probes.freeBytes(join(tmpdir(), 'not', 'made', 'yet'))).toBeGreaterThan(0);
});

test('a folder can be written where this user may, made or not; a file is none', async () => {
  expect(await probes.isWritable(join(tmpdir(), 'not', 'made', 'yet'))).toBe(true);
  expect(await probes.isWritable(join(import.meta.filename, 'below'))).toBe(false);
});

test('the Node that runs is the one that is named', () => {
  expect(probes.node()).toBe(process.versions.node);
});

test('a Redis that does not answer is told as unreachable', async () => {
  await expect(probes.redis('redis://127.0.0.1:1')).rejects.toMatchObject({ code: 'redis.unreachable' });
});
