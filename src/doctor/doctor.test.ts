import { describe, expect, test } from 'vitest';
import { type Config, readConfig } from '../config.ts';
import { ParleyError } from '../errors.ts';
import { examine } from './examine.ts';
import type { Finding, Probes } from './finding.ts';
import { printFindings } from './print.ts';

const healthy: Probes = {
  node: () => '24.21.0',
  packagesMatch: async () => true,
  redis: async () => kept,
  redisProgram: async () => '/usr/bin/redis-server',
  engine: async () => ({ ok: true, engine: 'Docker 28.1', detail: 'Debian 12, cgroup v2', containers: 0 }),
  hasImage: async () => true,
  isWritable: async () => true,
  freeBytes: async () => 20 * 1024 ** 3,
  portIsFree: async () => true,
};

const defaults = readConfig({ file: undefined, env: { PARLEY_DATA: '/var/parley' } });
const kept = { version: '7.0.15', durable: true, eviction: 'noeviction' };
const withRedis: Config = { ...defaults, redisUrl: 'redis://cache:6379' };

function look(probes: Partial<Probes> = {}, config: Config | ParleyError = defaults): Promise<Finding[]> {
  return examine({ config, probes: { ...healthy, ...probes }, locale: 'en' });
}

const named = (findings: Finding[], name: Finding['name']) => findings.find((finding) => finding.name === name);

test('a healthy machine has nothing to mend', async () => {
  const findings = await look();
  expect(findings.map(({ name }) => name)).toEqual([
    'node',
    'packages',
    'settings',
    'redis',
    'engine',
    'image',
    'disk',
    'port',
  ]);
  expect(findings.filter(({ state, fix }) => state !== 'ok' || fix !== undefined)).toEqual([]);
  expect(named(findings, 'engine')?.detail).toContain('cgroup v2');
});

describe('what is wrong is told with what to do', () => {
  const dead = { ok: false, engine: 'Docker', detail: 'does not answer', fix: 'Start Docker', containers: 0 };

  test.each<[string, Finding['name'], Finding['state'], Partial<Probes>, Config | undefined, RegExp, RegExp]>([
    ['Node 20', 'node', 'bad', { node: () => '20.20.2' }, undefined, /20\.20\.2/, /npm start/],
    ['other packages', 'packages', 'bad', { packagesMatch: async () => false }, undefined, /lock/, /npm ci/],
    ['no Redis', 'redis', 'bad', { redisProgram: async () => null }, undefined, /not installed/, /apt-get.*REDIS_URL/],
    ['an old Redis', 'redis', 'bad', { redis: async () => ({ ...kept, version: '6.2.1' }) }, withRedis, /6\.2\.1/, /7/],
    [
      'a Redis that evicts',
      'redis',
      'warn',
      { redis: async () => ({ ...kept, eviction: 'allkeys-lru' }) },
      withRedis,
      /allkeys-lru/,
      /noeviction/,
    ],
    [
      'a Redis that forgets',
      'redis',
      'warn',
      { redis: async () => ({ ...kept, durable: false }) },
      withRedis,
      /append-only/,
      /appendonly yes/,
    ],
    ['no engine', 'engine', 'bad', { engine: async () => dead }, undefined, /does not answer/, /Start Docker/],
    ['no image', 'image', 'warn', { hasImage: async () => false }, undefined, /parley-sandbox:1/, /npm start/],
    ['a full disk', 'disk', 'warn', { freeBytes: async () => 5e8 }, undefined, /\/var\/parley/, /PARLEY_DATA/],
    ['a closed folder', 'disk', 'bad', { isWritable: async () => false }, undefined, /\/var\/parley/, /PARLEY_DATA/],
    ['a used port', 'port', 'warn', { portIsFree: async () => false }, undefined, /127\.0\.0\.1:8080/, /PARLEY_PORT/],
  ])('%s', async (_, name, state, probes, config, detail, fix) => {
    const found = named(await look(probes, config), name);
    expect(found).toMatchObject({ state });
    expect(found?.detail).toMatch(detail);
    expect(found?.fix).toMatch(fix);
  });

  test('without an engine nothing is claimed about the image', async () => {
    const hasImage = () => Promise.reject(new Error('asked all the same'));
    expect(named(await look({ engine: async () => dead, hasImage }), 'image')).toMatchObject({ state: 'warn' });
  });

  test('the image for screenshots is asked about only where somebody may look at web pages', async () => {
    const hasImage = async (name: string) => name !== 'parley-browser:1';
    const { default: usual } = defaults.environments;
    if (!usual) throw new Error('no environment');
    const listed: Config = { ...defaults, environments: { default: { ...usual, egress: ['example.org'] } } };
    const images = async (config: Config) =>
      (await look({ hasImage }, config)).filter(({ name }) => name === 'image').map(({ detail, fix }) => [detail, fix]);
    const [sandbox, browser] = await images(listed);
    expect(sandbox).toEqual(['parley-sandbox:1 is there', undefined]);
    expect(browser).toEqual([expect.stringMatching(/^parley-browser:1 is not/), expect.stringContaining('npm start')]);
    expect(await images(defaults)).toEqual([sandbox]);
    expect(await images({ ...listed, tools: { ...listed.tools, perStage: 0 } })).toEqual([sandbox]);
  });

  test('settings that cannot be read hide what depends on them, and nothing else', async () => {
    const error = new ParleyError('config.invalid', 'parley.yaml:1:1: one', { fix: 'Correct it.' });
    const findings = await look({}, error);
    expect(findings.map(({ name }) => name)).toEqual(['node', 'packages', 'settings']);
    expect(named(findings, 'settings')).toEqual({
      name: 'settings',
      state: 'bad',
      detail: 'parley.yaml:1:1: one',
      fix: 'Correct it.',
    });
  });

  test('a probe that breaks is a finding, and the others go on', async () => {
    const findings = await look({ freeBytes: () => Promise.reject(new Error('EIO')) });
    expect(named(findings, 'disk')).toMatchObject({ state: 'bad', detail: expect.stringContaining('EIO') });
    expect(named(findings, 'port')?.state).toBe('ok');
  });

  test('a Redis that does not answer keeps its own advice', async () => {
    const error = new ParleyError('redis.unreachable', 'Redis at cache:6379 does not answer', { fix: 'Start it.' });
    expect(named(await look({ redis: () => Promise.reject(error) }, withRedis), 'redis')).toMatchObject({
      state: 'bad',
      fix: 'Start it.',
    });
  });
});

describe('in print', () => {
  test('details stand under each other, fixes under details', async () => {
    const text = printFindings(await look({ hasImage: async () => false }), { locale: 'en' });
    const lines = text.split('\n');
    const column = lines[0]?.indexOf('24.21.0');
    expect(lines.find((line) => line.startsWith('! Sandbox image'))?.indexOf('parley-sandbox')).toBe(column);
    expect(lines.find((line) => line.includes('→'))?.indexOf('→')).toBe(column);
    expect(text).toContain('one thing deserves a look');
  });

  test('Korean is all Korean, and as wide as terminals draw it', async () => {
    const findings = await examine({ config: defaults, probes: healthy, locale: 'ko' });
    const text = printFindings(findings, { locale: 'ko' });
    expect(text).toContain('✓ Docker 엔진      Docker 28.1');
    expect(text).toContain('✓ Node             24.21.0');
    expect(text).toContain('준비가 되었습니다');
  });

  test('the count of what is broken is told', async () => {
    const findings = await look({ packagesMatch: async () => false, redisProgram: async () => null });
    expect(printFindings(findings, { locale: 'en' })).toContain('2 things have to be mended first');
  });
});
