import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keys, modelsOf } from '../../../../test/models/room.ts';
import { type ModelServer, startModelServer } from '../../../../test/models/server.ts';
import { modelSpecSchema, pricesSchema, providersSchema } from '../config.ts';
import { knownProviders } from '../providers/providers.ts';
import { absence } from './absence.ts';
import { defaultSeats } from './default-seats.ts';
import { examineModel } from './examine.ts';
import { createModelProbe, type ModelProbe } from './probe.ts';

/** Who may sit at the table, and what a person is told. */

const probe = createModelProbe();
let server: ModelServer;
beforeAll(async () => {
  server = await startModelServer({ models: ['nomic-embed-text:latest', 'llama3.2:latest', 'qwen3:8b'] });
});
afterAll(() => server.close());

const nothing = 'http://127.0.0.1:9';
const withOllama = (baseUrl: string) => modelsOf(server, { settings: { ollama: { baseUrl } } });

describe('absence', () => {
  it('is none when a key is there or the server answers', async () => {
    expect(await absence(modelsOf(server)('anthropic/claude-sonnet-5-5'), probe, 'en')).toBeNull();
    expect(await absence(modelsOf(server)('local/whatever-it-serves'), probe, 'en')).toBeNull();
    for (const id of ['llama3.2', 'qwen3:8b'])
      expect(await absence(withOllama(server.url)(`ollama/${id}`), probe, 'en')).toBeNull();
  });

  it('names the missing key', async () => {
    const model = modelsOf(server, { env: { OPENAI_API_KEY: '' } })('openai/gpt-6.1-terra');
    expect(await absence(model, probe, 'en')).toEqual({
      reason: 'There is no key for openai/gpt-6.1-terra: OPENAI_API_KEY is not set.',
      fix: 'Set OPENAI_API_KEY in the environment and start Parley again.',
    });
  });

  it('says what to start and what to pull', async () => {
    expect(await absence(withOllama(nothing)('ollama/llama3.2'), probe, 'ko')).toEqual({
      reason: 'ollama/llama3.2의 주소 http://127.0.0.1:9에서 아무 응답이 없습니다.',
      fix: 'Ollama를 켜세요(ollama serve). 다른 곳에서 돌고 있으면 OLLAMA_HOST를 넣으세요.',
    });
    expect(await absence(withOllama(server.url)('ollama/mistral'), probe, 'en')).toEqual({
      reason: 'Ollama has no model called mistral.',
      fix: 'Run: ollama pull mistral',
    });
    const gone = modelsOf(server, { settings: { lab: { baseUrl: nothing } } })('lab/big');
    expect((await absence(gone, probe, 'en'))?.fix).toMatch(/baseUrl in parley\.yaml/);
  });

  it('is a fault of the settings when nobody described the provider', () => {
    expect(() => modelsOf(server)('nowhere/model')).toThrow(
      expect.objectContaining({
        code: 'config.invalid',
        fix: expect.stringContaining('anthropic, openai, google, ollama'),
      }),
    );
    expect(() => modelsOf(server)('constructor/model')).toThrow(/no model provider called constructor/);
  });
});

describe('the default council', () => {
  const never: ModelProbe = { models: () => Promise.reject(new Error('was asked')) };

  it('seats one persona for each key, and says why', async () => {
    const { seats, say } = await defaultSeats({ ...keys, GOOGLE_GENERATIVE_AI_API_KEY: '' }, never);
    expect(seats.map((it) => [it.id, it.name, it.model])).toEqual([
      ['claude', 'Claude', 'anthropic/claude-sonnet-5-5'],
      ['gpt', 'GPT', 'openai/gpt-6.1-terra'],
    ]);
    expect(say('en')[0]).toBe(
      'Claude (anthropic/claude-sonnet-5-5) joins the council, because ANTHROPIC_API_KEY is set. Its calls are billed to that account.',
    );
    expect(say('ko')).toHaveLength(2);
    expect(say('en').join()).not.toContain(keys.ANTHROPIC_API_KEY);
  });

  it('seats the model of an Ollama that answers, but none that only embeds', async () => {
    const asked: string[] = [];
    const counting: ModelProbe = {
      models(baseUrl) {
        asked.push(baseUrl);
        return probe.models(server.url);
      },
    };
    const { seats, say } = await defaultSeats({ OLLAMA_HOST: '0.0.0.0' }, counting);
    expect(asked).toEqual(['http://127.0.0.1:11434/v1']);
    expect(seats).toMatchObject([{ id: 'ollama', name: 'Llama3.2', model: 'ollama/llama3.2:latest' }]);
    expect(say('en')[0]).toMatch(/because Ollama answers/);
  });

  it('stays offline when there is neither', async () => {
    const { seats, say } = await defaultSeats({}, { models: async () => null });
    expect(seats).toEqual([]);
    expect(say('en')).toEqual([]);
  });

  it('finds Ollama where OLLAMA_HOST says', () => {
    const at = (host: string) => knownProviders({ OLLAMA_HOST: host }).ollama?.baseUrl;
    expect(at('')).toBe('http://127.0.0.1:11434/v1');
    expect(at('10.0.0.7')).toBe('http://10.0.0.7:11434/v1');
    expect(at('box:8000')).toBe('http://box:8000/v1');
    expect(at('https://ollama.example.com/')).toBe('https://ollama.example.com/v1');
  });
});

describe('the doctor’s call', () => {
  it('is one, tiny, and says how long it took', async () => {
    server.calls.length = 0;
    const finding = await examineModel(modelsOf(server)('google/gemini-3.8-flash'), { locale: 'en' });
    expect(finding).toEqual({
      state: 'ok',
      detail: expect.stringMatching(/^google\/gemini-3\.8-flash answered in \d+ ms$/),
    });
    expect(server.calls).toHaveLength(1);
    expect(server.calls[0]?.instructions.length).toBeLessThan(100);
  });

  it('tells what is wrong and how to mend it', async () => {
    server.react(() => ({ kind: 'status', status: 404 }));
    expect(await examineModel(modelsOf(server)('openai/gpt-66'), { locale: 'en' })).toEqual({
      state: 'bad',
      detail: 'The provider does not know the model openai/gpt-66.',
      fix: 'Check its name in parley.yaml; with Ollama, pull it first.',
    });
    server.react(() => ({ kind: 'say', text: '', finish: 'length' }));
    expect(await examineModel(modelsOf(server)('openai/thinker'), { locale: 'ko' })).toMatchObject({ state: 'ok' });
    server.react(() => ({ kind: 'stall', text: '' }));
    const signal = AbortSignal.timeout(50);
    expect(await examineModel(modelsOf(server)('openai/thinker'), { locale: 'en', signal })).toMatchObject({
      state: 'bad',
      detail: 'openai/thinker did not answer in time.',
    });
  });
});

describe('settings', () => {
  it('take a model in one line, and any name a provider gives it', () => {
    for (const spec of ['anthropic/claude-sonnet-5-5', 'ollama/qwen3:8b', 'lab/meta-llama/Llama-3.3-70B'])
      expect(modelSpecSchema.parse(spec)).toBe(spec);
    for (const spec of ['claude', '/x', 'x/', 'Open AI/x', 'a/b c'])
      expect(modelSpecSchema.safeParse(spec).success).toBe(false);
  });

  it('never take a key', () => {
    expect(providersSchema.safeParse({ lab: { baseUrl: 'http://x/v1', apiKeyEnv: 'sk-proj-123456' } }).success).toBe(
      false,
    );
    expect(providersSchema.safeParse({ lab: { baseUrl: 'http://x/v1', apiKey: 'x' } }).success).toBe(false);
    expect(providersSchema.safeParse({ lab: { baseUrl: 'file:///etc/passwd' } }).success).toBe(false);
    expect(providersSchema.safeParse({ lab: { baseUrl: 'https://me:secret@x/v1' } }).success).toBe(false);
    expect(providersSchema.parse({ lab: { baseUrl: 'http://x/v1', apiKeyEnv: 'LAB_KEY' } })).toBeTruthy();
    expect(pricesSchema.safeParse({ 'openai/x': { input: -1, output: 1 } }).success).toBe(false);
    expect(pricesSchema.safeParse({ 'openai/x': { input: 1 } }).success).toBe(false);
    expect(pricesSchema.safeParse({ 'openai/x': {} }).success).toBe(false);
    expect(pricesSchema.safeParse({ 'openai/gpt-image-1': { image: 0.04 } }).success).toBe(true);
  });
});
