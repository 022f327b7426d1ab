import type { Seat, SeatStatus } from '../board.ts';
import type { Config, SeatConfig } from '../config.ts';
import type { Locale, Persona } from '../debate/event.ts';
import type { Absence, Agent } from '../ports/agent.ts';
import { inLanguage, type LocalText } from '../status.ts';
import { createLanguageModels, type LanguageModels } from './language-model/index.ts';
import { defaultSeats } from './language-model/seat/default-seats.ts';
import { createModelProbe } from './language-model/seat/probe.ts';
import { manusKeyName, manusSchema, manusWeight } from './manus/config.ts';
import type { Manus, ManusOptions } from './manus/index.ts';
import { words as manusWords } from './manus/words.ts';
import { createAgent, mindOf } from './seat.ts';

/** A persona of the configuration, what thinks for it, and whether it can sit at the table now. */
export type SeatedPersona = {
  readonly seat: SeatConfig;
  readonly mind: LocalText;
  /** Null when it cannot think now; `absence` says why. */
  readonly agent: Agent | null;
  readonly absence: Absence | null;
};

export type Council = {
  readonly seats: readonly SeatedPersona[];
  /** What is said at start: who joined by itself, and why. */
  readonly news: readonly string[];
  readonly models: LanguageModels;
  /** Null when nobody at the table is Manus. */
  readonly manus: Manus | null;
};

const offlineCouncil: readonly SeatConfig[] = [
  { id: 'aiin', name: 'AIIN', agent: 'aiin', weight: 0.4, avatar: '', environment: 'default' },
  { id: 'manual', name: 'Manual', agent: 'manual', weight: 0.3, avatar: '', environment: 'default' },
  { id: 'warden', name: 'Warden', agent: 'warden', weight: 0.3, avatar: '', environment: 'default' },
];

/** Joins them where it has a key, or is spoken of in the file. */
const manusSeat: SeatConfig = {
  id: 'manus',
  name: 'Manus',
  agent: 'manus',
  weight: manusWeight,
  avatar: '',
  environment: 'default',
};

type Seating = {
  readonly config: Config;
  readonly env: NodeJS.ProcessEnv;
  readonly locale: Locale;
  /** Programs that an environment's image offers, for models that are told what they can use. */
  readonly programs?: ((environment: string) => Promise<ReadonlySet<string>>) | undefined;
  /** Set `webhooks` only in a process that both thinks and serves the web: elsewhere nobody hears them. */
  readonly manus?: (Pick<ManusOptions, 'onTrouble'> & { webhooks?: boolean }) | undefined;
};

/**
 * Seats the configured council, or without one the offline council and the models at hand. A model that cannot be
 * reached is absent, with the reason; the others debate without it. Throws `config.invalid` for an unknown provider.
 */
export async function seatCouncil(seating: Seating): Promise<Council> {
  const { config, env, locale, programs } = seating;
  const models = createLanguageModels({ providers: config.providers, prices: config.prices, env });
  const found = config.council ? null : await defaultSeats(env, createModelProbe());
  const seats: readonly SeatConfig[] = config.council ?? [
    ...offlineCouncil,
    ...(found?.seats ?? []),
    ...(config.manus || env[manusKeyName] ? [manusSeat] : []),
  ];
  const manus = seats.some((it) => it.agent === 'manus') ? await openManus(seating) : null;
  const seated = await Promise.all(
    seats.map(async (seat): Promise<SeatedPersona> => {
      const surroundings = {
        ...(seat.role === undefined ? {} : { role: seat.role }),
        ...(programs ? { programs: () => programs(seat.environment) } : {}),
      };
      if (seat.agent === 'manus') {
        const absence = manus?.absence(locale) ?? null;
        return {
          seat,
          mind: mindOfManus(config),
          agent: absence ? null : (manus?.agent(surroundings) ?? null),
          absence,
        };
      }
      if (seat.agent !== 'model')
        return { seat, mind: mindOf(seat.agent), agent: createAgent(seat.agent), absence: null };
      const spec = seat.model ?? '';
      const agent = models.agent({
        model: spec,
        ...surroundings,
        ...(seat.maxOutputTokens === undefined ? {} : { maxOutputTokens: seat.maxOutputTokens }),
      });
      const absence = await models.absence(spec, locale);
      return { seat, mind: spec, agent: absence ? null : agent, absence };
    }),
  );
  const joined = config.council === null && env[manusKeyName];
  const news = [
    ...(found?.say(locale) ?? []),
    ...(joined ? [manusWords[locale].joins({ key: manusKeyName, profile: manusSettings(config).profile })] : []),
  ];
  return { seats: seated, news, models, manus };
}

const manusSettings = ({ manus }: Config) => manus ?? manusSchema.parse({});
const mindOfManus = (config: Config) => `manus/${manusSettings(config).profile}`;

// Loaded only where somebody is Manus.
async function openManus({ config, env, manus: { webhooks = false, ...surroundings } = {} }: Seating): Promise<Manus> {
  const { createManus } = await import('./manus/index.ts');
  const { publicUrl } = config.web;
  return createManus({
    ...manusSettings(config),
    ...surroundings,
    apiKey: env[manusKeyName] || undefined,
    // Manus calls no other addresses.
    publicUrl: webhooks && publicUrl?.startsWith('https:') ? publicUrl : undefined,
  });
}

/** Those who can think now, as debates know them. */
export function personasOf({ seats }: Council): Persona[] {
  return seats.flatMap(({ seat: { id, name, avatar, weight, environment }, agent }) =>
    agent ? [{ id, name, avatar: avatar || id, weight, environment }] : [],
  );
}

/** The seats as they are now; that of Manus tells also what came in by webhook. */
export function withWebhooks(seats: readonly SeatStatus[], council: Council): SeatStatus[] {
  const news = council.manus?.webhookNews();
  const isManus = (id: string) => council.seats.some(({ seat }) => seat.id === id && seat.agent === 'manus');
  return seats.map((it) => {
    if (!news || !isManus(it.id)) return it;
    const told = (locale: Locale) => `${inLanguage(it.model, locale)} · ${news[locale]}`;
    return { ...it, model: { en: told('en'), ko: told('ko') } };
  });
}

/** All of them, as the status board knows them. */
export function shownSeats({ seats }: Council): Seat[] {
  return seats.map(({ seat: { id, name, avatar, weight }, mind, absence }) => ({
    id,
    name,
    avatar: avatar || id,
    weight,
    model: mind,
    ...(absence ? { absence } : {}),
  }));
}
