import type { Locale } from '../../../debate/event.ts';
import { knownProviders } from '../providers/providers.ts';
import { settled, words } from '../words.ts';
import type { ModelProbe } from './probe.ts';

/** A seat as `parley.yaml` would describe it. */
export type ModelSeat = {
  readonly id: string;
  readonly name: string;
  readonly agent: 'model';
  readonly model: string;
  readonly weight: number;
  readonly avatar: string;
  readonly environment: string;
};

export type DefaultSeats = {
  readonly seats: readonly ModelSeat[];
  /** What is said at start: one sentence for each seat, with the reason why it is there. */
  say(locale: Locale): string[];
};

/** For each vendor, a model that is quick and not dear; `parley.yaml` chooses freely. */
const usual = [
  { provider: 'anthropic', id: 'claude', name: 'Claude', model: 'claude-sonnet-5-5' },
  { provider: 'openai', id: 'gpt', name: 'GPT', model: 'gpt-6.1-terra' },
  { provider: 'google', id: 'gemini', name: 'Gemini', model: 'gemini-3.8-flash' },
] as const;

/** The offline council has 1.0 between its three: a model weighs as much as all of them. */
const weight = 1;

// Served beside chat models by the same list, but nothing to talk to.
const notForTalk = /embed|rerank|whisper|clip|tts|ocr|guard|moderation/i;

/**
 * Who joins the default council without any configuration: one persona for each vendor whose key is in the
 * environment, or else the model of an Ollama that answers on this machine.
 */
export async function defaultSeats(env: NodeJS.ProcessEnv, probe: ModelProbe): Promise<DefaultSeats> {
  const known = knownProviders(env);
  const joined = usual.flatMap(({ provider, id, name, model }) => {
    const key = known[provider]?.apiKeyEnv ?? '';
    return env[key] ? [{ seat: seatOf(id, name, `${provider}/${model}`), key }] : [];
  });
  if (joined.length > 0) {
    return {
      seats: joined.map((it) => it.seat),
      say: (locale) => joined.map(({ seat, key }) => settled(words[locale].start.byKey({ ...seat, key }), locale)),
    };
  }
  const local = (await probe.models(known.ollama?.baseUrl ?? ''))?.find((it) => !notForTalk.test(it));
  if (local === undefined) return { seats: [], say: () => [] };
  const seat = seatOf('ollama', titleOf(local), `ollama/${local}`);
  return { seats: [seat], say: (locale) => [settled(words[locale].start.byOllama(seat), locale)] };
}

function seatOf(id: string, name: string, model: string): ModelSeat {
  return { id, name, agent: 'model', model, weight, avatar: '', environment: 'default' };
}

/** `llama3.2:latest` → `Llama3.2`. */
function titleOf(model: string): string {
  const [short = model] = (model.split('/').at(-1) ?? model).split(':');
  return `${short.charAt(0).toUpperCase()}${short.slice(1)}`.slice(0, 60);
}
