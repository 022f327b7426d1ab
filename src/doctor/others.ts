import { type Council, seatCouncil } from '../agents/seating.ts';
import type { Config } from '../config.ts';
import type { Locale } from '../debate/event.ts';
import { ParleyError } from '../errors.ts';
import { examineGabriel } from '../gabriel/examine.ts';
import type { Finding } from './finding.ts';

type Name = Finding['name'];
type Looks = {
  readonly config: Config;
  readonly env: NodeJS.ProcessEnv;
  readonly locale: Locale;
  /** How the chat platforms are that have tokens, in this language. */
  readonly bots: () => Promise<Finding[]>;
};

/** Everybody whom Parley talks to besides its own house: each model with one tiny call, Manus, Gabriel, the platforms. */
export async function examineOthers({ config, env, locale, bots }: Looks): Promise<Finding[]> {
  const bad = (name: Name, error: unknown): Finding => {
    if (!(error instanceof ParleyError)) throw error;
    const { message, fix } = error.told(locale);
    return { name, state: 'bad', detail: message, fix };
  };
  const look = (name: Name, looking: () => Promise<readonly Omit<Finding, 'name'>[]>): Promise<Finding[]> =>
    looking().then(
      (all) => all.map((it) => ({ name, ...it })),
      (error) => [bad(name, error)],
    );
  const gabriel = async () => {
    if (!config.gabriel) return [];
    await examineGabriel(config.gabriel, env);
    return [{ state: 'ok' as const, detail: config.gabriel.url }];
  };
  const minds = async (): Promise<Finding[]> => {
    const { seats, models, manus }: Council = await seatCouncil({ config, env, locale });
    const specs = seats.flatMap(({ seat }) => (seat.model ? [seat.model] : []));
    const { imageModel } = config;
    const all = await Promise.all([
      ...(manus ? [look('model', async () => [await manus.examine({ locale })])] : []),
      ...(imageModel ? [look('model', async () => [await models.examineImages(imageModel, { locale })])] : []),
      ...specs.map((spec) => look('model', async () => [await models.examine(spec, { locale })])),
    ]);
    return all.flat();
  };
  const asked = [
    minds().catch((error) => [bad('model', error)]),
    look('gabriel', gabriel),
    bots().catch((error) => [bad('slack', error)]),
  ];
  return (await Promise.all(asked)).flat();
}
