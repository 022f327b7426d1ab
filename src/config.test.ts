import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readConfig } from './config.ts';
import { ParleyError } from './errors.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-config-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const path = () => join(folder, 'parley.yaml');

function read(text: string, env: NodeJS.ProcessEnv = {}) {
  writeFileSync(path(), text);
  return readConfig({ file: path(), env });
}

function refusal(work: () => unknown): ParleyError {
  try {
    work();
  } catch (error) {
    if (error instanceof ParleyError) return error;
    throw error;
  }
  throw new Error('it was accepted');
}

const outside = join(tmpdir(), 'no-such-folder-of-parley');

describe('without a file', () => {
  test('nobody is named, and the page is for this machine only', () => {
    const config = readConfig({ env: { PARLEY_DATA: folder } });
    expect(config.council).toBeNull();
    expect(config.web).toMatchObject({ host: '127.0.0.1', port: 8080 });
    expect(config.rules).toMatchObject({ critiqueRounds: 1, deliberationMs: 600_000, approvalMs: 3_600_000 });
    expect(config.redisUrl).toBeUndefined();
    expect(config.file).toBeNull();
  });

  test('one that was named must be there', () => {
    const file = join(outside, 'mine.yaml');
    const named = refusal(() => readConfig({ file, env: {} }));
    expect(named.code).toBe('config.invalid');
    expect(named.message).toContain(file);
    expect(refusal(() => readConfig({ env: { PARLEY_CONFIG: file } })).message).toContain(file);
  });

  test('a folder is not a file', () => {
    const error = refusal(() => readConfig({ file: folder, env: {} }));
    expect(error.message).toContain('cannot be read');
    expect(error.fix).toContain('may read it');
  });
});

describe('with a file', () => {
  test('settings of it and defaults come together', () => {
    const config = read('language: ko\nmethod:\n  critiqueRounds: 2\n  minutes: 0.5\n');
    expect(config.language).toBe('ko');
    expect(config.rules).toMatchObject({ critiqueRounds: 2, deliberationMs: 30_000, margin: 0.5 });
    expect(config.file).toBe(path());
  });

  test.each(['', '# nothing but a remark\n', '---\n'])('an empty one (%j) means the defaults', (text) => {
    expect(read(text)).toMatchObject({ council: null, web: { port: 8080 } });
  });

  test('a model is seated with one line', () => {
    const { council } = read('council:\n  - { id: claude, model: anthropic/claude-sonnet-5-5 }\n');
    expect(council).toMatchObject([{ id: 'claude', name: 'claude', agent: 'model', weight: 1 }]);
  });

  test('Manus takes a seat by name, weighs 0.6, and is reached where the file says', () => {
    const { council, manus } = read('manus: { profile: manus-1.6-lite }\ncouncil:\n  - { id: manus, agent: manus }\n');
    expect(council).toMatchObject([{ id: 'manus', agent: 'manus', weight: 0.6 }]);
    expect(manus).toEqual({
      baseUrl: 'https://api.manus.ai',
      profile: 'manus-1.6-lite',
      header: 'x-manus-api-key',
    });
    expect(refusal(() => read('manus: { apiKey: secret }\n')).message).toMatch(/:1:\d+/);
  });

  test('a seat without a mind, or with two, is refused where it stands', () => {
    expect(refusal(() => read('council:\n  - { id: nobody }\n')).message).toMatch(/:2:\d+: .*nobody has no mind/);
    const two = 'council:\n  - { id: both, agent: aiin, model: openai/x }\n';
    expect(refusal(() => read(two)).message).toMatch(/:2:\d+: .*uses no model/);
  });

  test('a channel that seats a stranger is refused', () => {
    const text = 'council:\n  - { id: aiin, agent: aiin }\nchannels:\n  slack:C1: { personas: [oracle] }\n';
    expect(refusal(() => read(text)).message).toMatch(/:4:\d+: .*no persona of the council is called oracle/);
  });

  test('a list where settings belong is refused', () => {
    expect(refusal(() => read('- one\n- two\n')).message).toContain(`${path()}:1:1`);
  });
});

describe('a mistake is told with its place', () => {
  test.each([
    ['unknown setting', 'language: en\nweb:\n  prot: 8080\n', '3:3', 'web.prot: unknown setting'],
    ['unknown setting at the top', 'language: en\ncouncel: []\n', '2:1', 'councel: unknown setting'],
    ['unknown setting in a list', 'council:\n  - {id: a, name: A, agent: aiin, wieght: 1}\n', '2:35', 'wieght'],
    ['broken YAML', 'language: en\nweb: [1, 2\n', '3:1', 'not valid YAML'],
    ['the same setting twice', 'language: en\nlanguage: ko\n', '2:1', 'not valid YAML'],
    ['wrong kind', 'web:\n  port: many\n', '2:3', 'web.port'],
    ['out of range', 'method:\n  critiqueRounds: 9\n', '2:3', 'method.critiqueRounds'],
    ['unknown agent', 'council:\n  - id: a\n    name: A\n    agent: oracle\n', '4:5', 'council.0.agent'],
    ['unfit persona id', 'council:\n  - id: Big Brother\n    name: A\n    agent: aiin\n', '2:5', 'lower-case letters'],
    ['persona id that means something else', 'council:\n  - { id: constructor, agent: aiin }\n', '2:', 'another id'],
    ['program with a path', 'policy:\n  deny: [/bin/rm]\n', '2:', 'without spaces or slashes'],
    ['short token', 'web:\n  token: secret\n', '2:3', 'web.token'],
  ])('%s', (_, text, place, words) => {
    const error = refusal(() => read(text));
    expect(error.code).toBe('config.invalid');
    expect(error.message).toContain(`${path()}:${place}`);
    expect(error.message).toContain(words);
    expect(error.fix).not.toBe('');
  });

  test('every mistake is told, one a line', () => {
    const { message } = refusal(() => read('langauge: en\nweb:\n  port: -1\n  hots: x\n'));
    expect(message.split('\n')).toHaveLength(3);
  });

  test('two unknown settings side by side each have their own place', () => {
    const { message } = refusal(() => read('one: 1\ntwo: 2\n'));
    expect(message).toContain(`${path()}:1:1: one: unknown setting`);
    expect(message).toContain(`${path()}:2:1: two: unknown setting`);
  });

  test('an anchor that names itself is not followed for ever', () => {
    expect(refusal(() => read('council: &a [*a]\n')).code).toBe('config.invalid');
  });
});

describe('settings that do not go together', () => {
  const seat = (id: string, more = '') => `  - {id: ${id}, name: ${id}, agent: aiin${more}}\n`;

  test('two personas of one id', () => {
    const error = refusal(() => read(`council:\n${seat('kim')}${seat('lee')}${seat('kim')}`));
    expect(error.message).toContain('kim');
    expect(error.message).toContain(`${path()}:4:`);
  });

  test('an environment that is not there', () => {
    const error = refusal(() => read(`council:\n${seat('kim', ', environment: moon')}`));
    expect(error.message).toContain('moon');
    expect(error.message).toContain('use one of: default');
  });

  test('an environment named like a property of every object', () => {
    expect(refusal(() => read(`council:\n${seat('kim', ', environment: toString')}`)).message).toContain('toString');
  });

  test.each(['0.0.0.0', '::', '192.168.0.7', 'parley.example'])('a door to %s without a token', (host) => {
    const error = refusal(() => read(`web:\n  host: "${host}"\n`));
    expect(error.message).toContain(host);
    expect(error.fix).toContain('PARLEY_WEB_TOKEN');
  });

  test.each(['127.0.0.1', '::1', 'localhost'])('no token is needed on %s', (host) => {
    expect(read(`web:\n  host: "${host}"\n`).web.token).toBeUndefined();
  });
});

describe('the environment wins over the file', () => {
  const file = 'web:\n  host: 0.0.0.0\n  port: 1234\n  token: token-of-the-file-\ndata: /from/file\n';

  test('for port, token, data and Redis', () => {
    const config = read(file, {
      PARLEY_PORT: '4321',
      PARLEY_WEB_TOKEN: 'token-of-the-environment',
      PARLEY_DATA: '/from/environment',
      REDIS_URL: 'redis://elsewhere:6379',
    });
    expect(config.web).toMatchObject({ port: 4321, token: 'token-of-the-environment' });
    expect(config.data).toBe('/from/environment');
    expect(config.redisUrl).toBe('redis://elsewhere:6379');
  });

  test('for the host, which then needs a token as well', () => {
    expect(refusal(() => read('', { PARLEY_HOST: '0.0.0.0' })).message).toContain('0.0.0.0');
    expect(read(file, { PARLEY_HOST: '127.0.0.1' }).web.host).toBe('127.0.0.1');
  });

  test('an empty variable is as good as none', () => {
    const config = read(file, {
      PARLEY_HOST: '',
      PARLEY_PORT: '',
      PARLEY_WEB_TOKEN: '',
      PARLEY_DATA: '',
      REDIS_URL: '',
    });
    expect(config.web).toMatchObject({ port: 1234, token: 'token-of-the-file-' });
    expect(config.data).toBe('/from/file');
    expect(config.redisUrl).toBeUndefined();
  });

  test.each(['many', '-1', '65536', '80.5'])('PARLEY_PORT=%s is refused', (port) => {
    expect(refusal(() => read('', { PARLEY_PORT: port })).message).toContain(`PARLEY_PORT=${port}`);
  });

  test('a token too short to protect anything is refused, and not repeated', () => {
    const error = refusal(() => read('', { PARLEY_WEB_TOKEN: 'hunter2' }));
    expect(error.message).toContain('PARLEY_WEB_TOKEN');
    expect(error.message + error.fix).not.toContain('hunter2');
  });
});

describe('tools', () => {
  test('are four uses a stage, no web and no pictures unless the file says so', () => {
    const { tools, imageModel, environments } = read('language: en\n');
    expect({ tools, imageModel, egress: environments.default?.egress }).toEqual({
      tools: { perStage: 4, seconds: 20 },
      imageModel: undefined,
      egress: [],
    });
    const open = read(
      'environments: { web: { egress: [example.org, "*.wikipedia.org"] }, default: {} }\ntools: { perStage: 0 }\n',
    );
    expect([open.environments.web?.egress, open.tools.perStage]).toEqual([['example.org', '*.wikipedia.org'], 0]);
  });

  test.each(['https://example.org', '*', 'localhost', 'example.org/path'])('%s is no host to list', (entry) => {
    expect(refusal(() => read(`environments: { default: { egress: ["${entry}"] } }\n`)).message).toContain('host name');
  });
});

describe('in Korean', () => {
  test.each([
    ['unknown setting', 'web:\n  prot: 8080\n', '2:3: web.prot: 모르는 설정입니다'],
    ['broken YAML', 'web: [1, 2\n', '올바른 YAML이 아닙니다'],
    ['wrong kind', 'web:\n  port: many\n', '2:3: web.port: 잘못된 입력'],
    ['unfit persona id', 'council:\n  - { id: Big Brother, agent: aiin }\n', '소문자'],
    ['a seat without a mind', 'council:\n  - { id: nobody }\n', '무엇이 생각할지'],
    ['short token', 'web:\n  token: secret\n', '16자 이상'],
    ['an open door', 'web:\n  host: 0.0.0.0\n', '토큰이 없습니다'],
    ['no such environment', 'council:\n  - { id: a, agent: aiin, environment: moon }\n', '그런 환경이 없습니다: moon'],
  ])('%s', (_, text, words) => {
    const error = refusal(() => read(text));
    expect(error.told('ko').message).toContain(words);
    expect(error.told('ko').fix).toMatch(/[가-힣]/);
    expect(error.message).not.toMatch(/[가-힣\u2063]/);
  });

  test('every mistake is told at the same place in both languages', () => {
    const error = refusal(() => read('langauge: en\nweb:\n  port: -1\n  hots: x\n'));
    const places = (text: string) => text.split('\n').map((line) => /:\d+:\d+: [\w.]+/.exec(line)?.[0]);
    expect(places(error.told('ko').message)).toEqual(places(error.message));
  });
});
