import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dot } from '../../../test/models/pictures.ts';
import { failureOf, keys, modelsOf, settingsOf } from '../../../test/models/room.ts';
import { type ModelServer, startModelServer } from '../../../test/models/server.ts';
import { createImageMaker } from './image.ts';
import { createLanguageModels } from './index.ts';

let server: ModelServer;
beforeEach(async () => {
  server = await startModelServer();
});
afterEach(() => server.close());

const how = { locale: 'en' as const, signal: new AbortController().signal };
const specs = ['openai/gpt-image-1', 'local/sdxl', 'google/gemini-2.5-flash-image'];

it.each(specs)('%s draws through the real SDK', async (spec) => {
  const draw = createLanguageModels(settingsOf(server)).imageMaker(spec);
  const { bytes, mime, usage } = await draw('a small dot', how);
  expect({ mime, picture: Buffer.from(bytes).toString('base64') }).toEqual({ mime: 'image/png', picture: dot });
  expect(server.drawn).toEqual([{ model: spec.split('/')[1], prompt: 'a small dot' }]);
  // No price, no cost claimed.
  const tokens = spec === 'local/sdxl' ? {} : { inputTokens: 12, outputTokens: 272 };
  expect(usage).toEqual({ calls: 1, model: spec, ...tokens });
});

describe('a picture costs', () => {
  const costOf = async (spec: string, price: object) => {
    const { usage } = await createLanguageModels(settingsOf(server, { prices: { [spec]: price } })).imageMaker(spec)(
      'a small dot',
      how,
    );
    return usage?.costUsd;
  };

  it('what the table says for one, whatever tokens it took', async () => {
    expect(await costOf('local/sdxl', { image: 0.02 })).toBe(0.02);
    expect(await costOf('openai/gpt-image-1', { image: 0.04, input: 1, output: 1 })).toBe(0.04);
  });

  it('else what its tokens cost, where they are counted', async () => {
    const price = { input: 10, output: 40 };
    expect(await costOf('openai/gpt-image-1', price)).toBeCloseTo((12 * 10 + 272 * 40) / 1e6, 12);
    expect(await costOf('google/gemini-2.5-flash-image', price)).toBeCloseTo((12 * 10 + 272 * 40) / 1e6, 12);
    expect(await costOf('local/sdxl', price)).toBeUndefined();
  });
});

it.each(specs)('%s: asks again when its server fails', async (spec) => {
  server.brush({ kind: 'status', status: 503 });
  expect(await createImageMaker(modelsOf(server)(spec))('a dot', how)).toMatchObject({ mime: 'image/png' });
  expect(server.drawn).toHaveLength(2);
});

it.each(['openai/gpt-image-1', 'google/gemini-2.5-flash-image'])(
  '%s: may decline, and is not asked again',
  async (spec) => {
    server.brush({ kind: 'declined' });
    const error = await failureOf(createImageMaker(modelsOf(server)(spec))('x', how));
    expect(error.message).toBe(`${spec} declined to answer.`);
    expect(server.drawn).toHaveLength(1);
  },
);

it('says in words for the thread why no picture came, without the key', async () => {
  const gone = { url: 'http://127.0.0.1:1/v1' };
  const error = await failureOf(createImageMaker(modelsOf(gone)('openai/gpt-image-1'))('x', how));
  expect(error.message).toMatch(/openai\/gpt-image-1/);
  expect(`${error.message} ${error.fix}`).not.toContain(keys.OPENAI_API_KEY);
  const keyless = modelsOf(server, { env: {} })('openai/gpt-image-1');
  expect((await failureOf(createImageMaker(keyless)('x', { ...how, locale: 'ko' }))).message).toMatch(/OPENAI_API_KEY/);
  expect(server.drawn).toEqual([]);
});

it.each([
  ['anthropic/claude-sonnet-5-5', /no image models/],
  ['google/imagen-4', /none of Google's image models/],
])('%s draws nothing: refused before anybody asks for a picture', (spec, reason) => {
  const models = createLanguageModels(settingsOf(server));
  expect(() => models.imageMaker(spec)).toThrow(reason);
});

describe('the doctor', () => {
  const examined = async (spec: string, more: Parameters<typeof settingsOf>[1] = {}, locale: 'en' | 'ko' = 'en') =>
    createLanguageModels(settingsOf(server, more)).examineImages(spec, { locale });

  it.each(specs)('%s: looks whether it is there, and draws nothing', async (spec) => {
    expect(await examined(spec)).toEqual({
      state: 'ok',
      detail: `${spec} is there; no picture was drawn, as each costs money`,
    });
    expect(server.drawn).toEqual([]);
    expect(server.calls).toEqual([]);
  });

  it('names what keeps it from drawing', async () => {
    expect(await examined('openai/gpt-image-1', { env: {} }, 'ko')).toMatchObject({
      state: 'bad',
      detail: expect.stringContaining('OPENAI_API_KEY'),
    });
    const other = await startModelServer({ models: ['gpt-image-1'] });
    const models = createLanguageModels(settingsOf(other));
    expect(await models.examineImages('openai/gpt-image-1', { locale: 'en' })).toMatchObject({ state: 'ok' });
    expect(await models.examineImages('openai/gpt-image-9', { locale: 'en' })).toMatchObject({
      state: 'bad',
      detail: 'The provider does not know the model openai/gpt-image-9.',
    });
    await other.close();
    expect(await models.examineImages('openai/gpt-image-1', { locale: 'en' })).toMatchObject({ state: 'bad' });
    await expect(models.examineImages('google/imagen-4', { locale: 'en' })).rejects.toThrow(/none of Google's/);
  });
});
