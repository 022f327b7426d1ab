import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withServicesHeld } from './services-held.mjs';

let folder: string;
let policy: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-policy-'));
  policy = join(folder, 'policy-rc.d');
});
afterEach(() => rmSync(folder, { recursive: true }));

const read = () => readFileSync(policy, 'utf8');
const ours = () => existsSync(policy) && read().includes('exit 101');

test('services are held during the installation only', async () => {
  await withServicesHeld(async () => {
    expect(ours()).toBe(true);
    expect(statSync(policy).mode & 0o111).not.toBe(0);
  }, policy);
  expect(existsSync(policy)).toBe(false);
});

test('a policy that was there is back afterwards, whatever happened', async () => {
  writeFileSync(policy, 'the owner’s own');
  await withServicesHeld(async () => expect(ours()).toBe(true), policy);
  expect(read()).toBe('the owner’s own');
  await expect(withServicesHeld(() => Promise.reject(new Error('no room')), policy)).rejects.toThrow('no room');
  expect(read()).toBe('the owner’s own');
});

test('what a killed run left behind is put right by the next one', async () => {
  writeFileSync(policy, 'the owner’s own');
  let kill = () => {};
  const killed = withServicesHeld(() => new Promise<void>((resolve) => (kill = resolve)), policy);
  const leftByKill = read();
  const kept = readFileSync(`${policy}.before-parley`, 'utf8');
  kill();
  await killed;
  writeFileSync(policy, leftByKill);
  writeFileSync(`${policy}.before-parley`, kept);

  await withServicesHeld(async () => expect(ours()).toBe(true), policy);
  expect(read()).toBe('the owner’s own');
  expect(existsSync(`${policy}.before-parley`)).toBe(false);
});
