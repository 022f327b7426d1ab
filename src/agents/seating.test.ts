import { describe, expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { manusSchema } from './manus/config.ts';
import { personasOf, seatCouncil, shownSeats, withWebhooks } from './seating.ts';

const usual = readConfig({ env: {} });
const env = { OLLAMA_HOST: 'http://127.0.0.1:9' };
const seat = (id: string, model: string) => ({
  id,
  name: id,
  agent: 'model' as const,
  model,
  weight: 1,
  avatar: '',
  environment: 'default',
});

describe('without a council of one’s own', () => {
  test('the offline three sit at the table', async () => {
    const council = await seatCouncil({ config: usual, env, locale: 'en' });
    expect(personasOf(council).map((it) => it.id)).toEqual(['aiin', 'manual', 'warden']);
    expect(council.news).toEqual([]);
  });

  test('a key in the environment seats that vendor’s model, and says so', async () => {
    const council = await seatCouncil({ config: usual, env: { ...env, ANTHROPIC_API_KEY: 'k' }, locale: 'en' });
    expect(personasOf(council).map((it) => it.id)).toContain('claude');
    expect(council.news.join()).toMatch(/ANTHROPIC_API_KEY/);
  });
});

describe('a council of one’s own', () => {
  test('debates without a model whose key is missing, and the board tells why and how to seat it', async () => {
    const config = { ...usual, council: [seat('gpt', 'openai/gpt-x')] };
    const council = await seatCouncil({ config, env, locale: 'en' });
    expect(personasOf(council)).toEqual([]);
    expect(shownSeats(council)[0]?.absence?.fix).toMatch(/OPENAI_API_KEY/);
  });

  test('refuses a provider that nobody described', async () => {
    const config = { ...usual, council: [seat('x', 'nowhere/x')] };
    await expect(seatCouncil({ config, env, locale: 'en' })).rejects.toMatchObject({ code: 'config.invalid' });
  });
});

describe('Manus', () => {
  const key = { MANUS_API_KEY: 'manus-key-0123456789' };

  test('joins the default council by its key, with the weight of the original design', async () => {
    const council = await seatCouncil({ config: usual, env: { ...env, ...key }, locale: 'en' });
    expect(personasOf(council).find((it) => it.id === 'manus')).toMatchObject({ name: 'Manus', weight: 0.6 });
    expect(council.news.join()).toMatch(/Manus \(manus-1\.6\) joins the council, because MANUS_API_KEY is set/);
    expect(council.news.join()).not.toContain(key.MANUS_API_KEY);
  });

  test('is an absent seat where the file speaks of it and the key is missing, and bothers nobody otherwise', async () => {
    const config = { ...usual, manus: manusSchema.parse({ profile: 'manus-1.6-lite' }) };
    const council = await seatCouncil({ config, env, locale: 'ko' });
    expect(shownSeats(council).at(-1)).toMatchObject({
      id: 'manus',
      model: 'manus/manus-1.6-lite',
      absence: { reason: expect.stringContaining('MANUS_API_KEY'), fix: expect.stringContaining('MANUS_API_KEY') },
    });
    expect(council.news).toEqual([]);
    const without = await seatCouncil({ config: usual, env, locale: 'en' });
    expect(without.manus).toBeNull();
    expect(shownSeats(without).map((it) => it.id)).not.toContain('manus');
  });

  test('tells on the status monitor what came in by webhook', async () => {
    const config = { ...usual, web: { ...usual.web, publicUrl: 'https://parley.example.org' } };
    const seating = { config, env: { ...env, ...key }, locale: 'en', manus: { webhooks: true } } as const;
    const council = await seatCouncil(seating);
    const idle = { state: 'idle', lastLatencyMs: null, p50LatencyMs: null, calls: 0, failures: 0 } as const;
    const seats = shownSeats(council).map((it) => ({ ...it, ...idle }));
    expect(withWebhooks(seats, council)).toEqual(seats);
    await council.manus?.handleWebhook({}, Buffer.from('{}'));
    const told = withWebhooks(seats, council);
    expect(told.find((it) => it.id === 'manus')?.model).toEqual({
      en: 'manus/manus-1.6 · webhooks: 0 heard, 1 forged',
      ko: 'manus/manus-1.6 · 웹훅 0건 받음, 위조 1건 거부',
    });
    expect(told.filter((it) => it.id !== 'manus')).toEqual(seats.filter((it) => it.id !== 'manus'));
  });

  test('takes a seat of the council by name', async () => {
    const { model: _, ...rest } = seat('brain', '');
    const config = { ...usual, council: [{ ...rest, agent: 'manus' as const }] };
    const council = await seatCouncil({ config, env: { ...env, ...key }, locale: 'en' });
    expect(personasOf(council).map((it) => it.id)).toEqual(['brain']);
    expect(council.news).toEqual([]);
  });
});
