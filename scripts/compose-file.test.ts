import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '..');
type Service = {
  readonly image: string;
  readonly build?: string;
  readonly command: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly volumes: readonly string[];
  readonly networks: readonly string[];
  readonly cap_drop: readonly string[];
  readonly security_opt: readonly string[];
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly read_only?: boolean;
};
const { services, volumes, networks } = parse(readFileSync(join(root, 'docker-compose.yml'), 'utf8'), {
  merge: true,
}) as {
  services: Record<'redis' | 'bots' | 'workers', Service>;
  volumes: object;
  networks: { inside: { internal: boolean } };
};
const all = Object.entries(services);

describe('docker-compose.yml', () => {
  test('gives no service more than it needs, and tells how each is', () => {
    expect(Object.keys(services)).toEqual(['redis', 'bots', 'workers']);
    for (const [name, service] of all) {
      expect(service.cap_drop, name).toEqual(['ALL']);
      expect(service.security_opt, name).toContain('no-new-privileges:true');
      expect(service.healthcheck?.test[0], name).toBe('CMD');
      for (const port of service.ports ?? []) expect(port, name).toMatch(/^127\.0\.0\.1:/);
    }
  });

  test('lets only the workers reach the engine, and nothing but Parley reach Redis', () => {
    const socket = (service: Service) => service.volumes.some((it) => it.includes('docker.sock'));
    expect(all.filter(([, service]) => socket(service)).map(([name]) => name)).toEqual(['workers']);
    expect(services.redis.networks).toEqual(['inside']);
    expect(networks.inside.internal).toBe(true);
    expect(services.workers.ports).toBeUndefined();
  });

  test('keeps the promise of Redis: on disk before it is acknowledged, and never thrown away', () => {
    const command = services.redis.command.join(' ');
    expect(command).toContain('--appendonly yes --appendfsync always --maxmemory-policy noeviction');
  });

  test('knows every volume, and writes nowhere else', () => {
    for (const [name, service] of all) {
      const named = service.volumes.map((it) => it.split(':')[0] ?? '').filter((it) => /^\w+$/.test(it));
      expect(Object.keys(volumes), name).toEqual(expect.arrayContaining(named));
      if (service.build) expect(service.read_only, name).toBe(true);
    }
  });

  test('says to Parley what the command line knows', () => {
    expect(services.bots.command).toEqual(['start', '--only', 'bots']);
    expect(services.workers.command).toEqual(['start', '--only', 'workers']);
    expect(services.bots.environment?.PARLEY_WEB_TOKEN).toContain(':?');
  });
});

test('the image runs as an ordinary user, on the Node that package.json brings', () => {
  const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8');
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const major = String(dependencies.node).split('.')[0];
  for (const [, base] of dockerfile.matchAll(/^FROM (\S+)/gm)) expect(base).toBe(`node:${major}-bookworm-slim`);
  expect(dockerfile).toMatch(/^USER node$/m);
  expect(dockerfile.indexOf('USER node')).toBeLessThan(dockerfile.indexOf('ENTRYPOINT'));
});
