import { afterEach, beforeEach, expect, it } from 'vitest';
import { failureOf, keys, modelsOf, settingsOf } from '../../../test/models/room.ts';
import { dot, type ModelServer, startModelServer } from '../../../test/models/server.ts';
import { createImageMaker } from './image.ts';
import { createLanguageModels } from './index.ts';

let server: ModelServer;
beforeEach(async () => {
  server = await startModelServer();
});
afterEach(() => server.close());

const how = { locale: 'en' as const, signal: new AbortController().signal };

it.each(['openai/gpt-image-1', 'local/sdxl'])('%s draws through the real SDK', async (spec) => {
  const draw = createLanguageModels(settingsOf(server)).imageMaker(spec);
  const { bytes, mime } = await draw('a small dot', how);
  expect({ mime, picture: Buffer.from(bytes).toString('base64') }).toEqual({ mime: 'image/png', picture: dot });
  expect(server.drawn).toEqual([{ model: spec.split('/')[1], prompt: 'a small dot' }]);
});

it('says in words for the thread why no picture came, without the key', async () => {
  const gone = { url: 'http://127.0.0.1:1/v1' };
  const error = await failureOf(createImageMaker(modelsOf(gone)('openai/gpt-image-1'))('x', how));
  expect(error.message).toMatch(/openai\/gpt-image-1/);
  expect(`${error.message} ${error.fix}`).not.toContain(keys.OPENAI_API_KEY);
  const keyless = modelsOf(server, { env: {} })('openai/gpt-image-1');
  expect((await failureOf(createImageMaker(keyless)('x', { ...how, locale: 'ko' }))).message).toMatch(/OPENAI_API_KEY/);
  expect(server.drawn).toEqual([]);
});

it('a vendor without image models is refused when the settings are read', () => {
  const models = createLanguageModels(settingsOf(server));
  expect(() => models.imageMaker('anthropic/claude-sonnet-5-5')).toThrow(/no image models/);
});
