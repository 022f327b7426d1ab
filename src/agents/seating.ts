import type { Seat } from '../board.ts';
import type { Config, SeatConfig } from '../config.ts';
import type { Locale, Persona } from '../debate/event.ts';
import type { Absence, Agent } from '../ports/agent.ts';
import type { LocalText } from '../status.ts';
import { defaultSeats } from './language-model/default-seats.ts';
import { createLanguageModels, type LanguageModels } from './language-model/index.ts';
import { createModelProbe } from './language-model/probe.ts';
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
};

const offlineCouncil: readonly SeatConfig[] = [
  { id: 'aiin', name: 'AIIN', agent: 'aiin', weight: 0.4, avatar: '', environment: 'default' },
  { id: 'manual', name: 'Manual', agent: 'manual', weight: 0.3, avatar: '', environment: 'default' },
  { id: 'warden', name: 'Warden', agent: 'warden', weight: 0.3, avatar: '', environment: 'default' },
];

type Seating = {
  readonly config: Config;
  readonly env: NodeJS.ProcessEnv;
  readonly locale: Locale;
  /** Programs that an environment's image offers, for models that are told what they can use. */
  readonly programs?: ((environment: string) => Promise<ReadonlySet<string>>) | undefined;
};

/**
 * Seats the configured council, or without one the offline council and the models at hand. A model that cannot be
 * reached is absent, with the reason; the others debate without it. Throws `config.invalid` for an unknown provider.
 */
export async function seatCouncil({ config, env, locale, programs }: Seating): Promise<Council> {
  const models = createLanguageModels({ providers: config.providers, prices: config.prices, env });
  const found = config.council ? null : await defaultSeats(env, createModelProbe());
  const seats: readonly SeatConfig[] = config.council ?? [...offlineCouncil, ...(found?.seats ?? [])];
  const seated = await Promise.all(
    seats.map(async (seat): Promise<SeatedPersona> => {
      if (seat.agent !== 'model')
        return { seat, mind: mindOf(seat.agent), agent: createAgent(seat.agent), absence: null };
      const spec = seat.model ?? '';
      const agent = models.agent({
        model: spec,
        ...(seat.role === undefined ? {} : { role: seat.role }),
        ...(seat.maxOutputTokens === undefined ? {} : { maxOutputTokens: seat.maxOutputTokens }),
        ...(programs ? { programs: () => programs(seat.environment) } : {}),
      });
      const absence = await models.absence(spec, locale);
      return { seat, mind: spec, agent: absence ? null : agent, absence };
    }),
  );
  return { seats: seated, news: found?.say(locale) ?? [], models };
}

/** Those who can think now, as debates know them. */
export function personasOf({ seats }: Council): Persona[] {
  return seats.flatMap(({ seat: { id, name, avatar, weight, environment }, agent }) =>
    agent ? [{ id, name, avatar: avatar || id, weight, environment }] : [],
  );
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
