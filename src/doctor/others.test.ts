import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startGabriel } from '../../test/gabriel/server.ts';
import { startModelServer } from '../../test/models/server.ts';
import { readConfig } from '../config.ts';
import { ParleyError } from '../errors.ts';
import { examineOthers } from './others.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-doctor-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function configOf(yaml: string) {
  const file = join(folder, 'parley.yaml');
  await writeFile(file, yaml);
  return readConfig({ file, env: {} });
}

it('calls each model once, draws nothing, and asks Gabriel for nothing to run', async () => {
  const models = await startModelServer({ models: ['llama', 'qwen', 'sdxl'] });
  const gabriel = await startGabriel('a-token', () => ({ lines: [], exit: 0 }));
  const config = await configOf(
    `providers: { local: { baseUrl: "${models.url}" } }\n` +
      'council: [{ id: a, model: local/llama }, { id: b, model: local/qwen }, { id: aiin, agent: aiin }]\n' +
      `imageModel: local/sdxl\ngabriel: { url: "${gabriel.url}" }\n`,
  );
  const how = { config, env: { GABRIEL_TOKEN: 'a-token' }, locale: 'en' as const, bots: async () => [] };
  const findings = await examineOthers(how);
  expect(findings.map(({ name, state }) => `${name} ${state}`)).toEqual([
    'model ok',
    'model ok',
    'model ok',
    'gabriel ok',
  ]);
  expect(models.calls.map((it) => it.model).sort()).toEqual(['llama', 'qwen']);
  expect(models.drawn).toEqual([]);
  expect(gabriel.started).toEqual([]);
  await Promise.all([models.close(), gabriel.close()]);
});

it('tells each trouble by itself, in the reader’s language', async () => {
  const config = await configOf(
    'council: [{ id: aiin, agent: aiin }]\nimageModel: anthropic/claude-sonnet-5-5\n' +
      'gabriel: { url: "http://127.0.0.1:9/commands" }\n',
  );
  const bots = () => Promise.reject(new ParleyError('config.invalid', 'no token', { fix: 'set it' }));
  const findings = await examineOthers({ config, env: {}, locale: 'ko', bots });
  expect(findings).toEqual([
    { name: 'model', state: 'bad', detail: expect.stringMatching(/이미지 모델이 없는/), fix: expect.any(String) },
    {
      name: 'gabriel',
      state: 'bad',
      detail: expect.stringMatching(/GABRIEL_TOKEN이 없습니다/),
      fix: expect.any(String),
    },
    { name: 'slack', state: 'bad', detail: 'no token', fix: 'set it' },
  ]);
});
