import { describe, expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { personasOf, seatCouncil, shownSeats } from './seating.ts';

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
