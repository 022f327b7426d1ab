import { fault } from '../../../i18n/faults/index.ts';
import { type Breaker, createBreaker } from '../call/breaker.ts';
import type { Prices, ProviderSettings } from '../config.ts';

export type Provider = {
  readonly name: string;
  readonly type: NonNullable<ProviderSettings['type']>;
  readonly baseUrl: string;
  /** Name of the variable that holds the key, when one is needed. */
  readonly apiKeyEnv: string | undefined;
  readonly apiKey: string | undefined;
  readonly breaker: Breaker;
  readonly prices: Prices;
  /** Whether its server takes JSON schemas. */
  readonly structured: boolean;
  /** Which of OpenAI's protocols is spoken. */
  readonly api: 'responses' | 'chat';
};

export type Providers = { find(name: string): Provider };

export type ResolvedModel = {
  /** As configured: `anthropic/claude-…`. */
  readonly spec: string;
  /** As the provider calls it. */
  readonly id: string;
  readonly provider: Provider;
};

type Wiring = Omit<ProviderSettings, 'type' | 'baseUrl'> & {
  readonly type: NonNullable<ProviderSettings['type']>;
  readonly baseUrl: string;
};

/** What is known without configuration. */
export function knownProviders(env: NodeJS.ProcessEnv): Record<string, Wiring> {
  return {
    anthropic: { type: 'anthropic', baseUrl: 'https://api.anthropic.com/v1', apiKeyEnv: 'ANTHROPIC_API_KEY' },
    openai: { type: 'openai', baseUrl: 'https://api.openai.com/v1', apiKeyEnv: 'OPENAI_API_KEY' },
    google: {
      type: 'google',
      baseUrl: 'https://generativelanguage.googleapis.com/v1beta',
      apiKeyEnv: 'GOOGLE_GENERATIVE_AI_API_KEY',
    },
    ollama: { type: 'openai-compatible', baseUrl: ollamaUrl(env) },
  };
}

// OLLAMA_HOST is what `ollama serve` itself reads: often without scheme, or 0.0.0.0 to listen everywhere.
function ollamaUrl(env: NodeJS.ProcessEnv): string {
  const host = (env.OLLAMA_HOST || '127.0.0.1:11434').replace(/^(?!https?:\/\/)/, 'http://').replace(/\/+$/, '');
  const parsed = URL.canParse(host) ? new URL(host) : new URL('http://127.0.0.1:11434');
  if (parsed.hostname === '0.0.0.0') parsed.hostname = '127.0.0.1';
  if (parsed.port === '' && !/:\d+$/.test(host) && parsed.protocol === 'http:') parsed.port = '11434';
  return `${parsed.origin}/v1`;
}

/** Every provider that the configuration and the environment offer. Keys are read from `env` and from nowhere else. */
export function createProviders(options: {
  readonly settings: Readonly<Record<string, ProviderSettings>>;
  readonly prices: Prices;
  readonly env: NodeJS.ProcessEnv;
}): Providers {
  const known = knownProviders(options.env);
  const made = new Map<string, Provider>();
  const make = (name: string): Provider => {
    const said = options.settings[name] ?? {};
    const wiring = { ...(Object.hasOwn(known, name) ? known[name] : {}), ...said };
    const { baseUrl, type = 'openai-compatible' } = wiring;
    if (baseUrl === undefined) {
      const names = [...new Set([...Object.keys(known), ...Object.keys(options.settings)])].join(', ');
      throw fault('config.invalid', 'noProvider', { name, names });
    }
    const apiKey = wiring.apiKeyEnv === undefined ? undefined : options.env[wiring.apiKeyEnv] || undefined;
    return {
      name,
      type,
      baseUrl: baseUrl.replace(/\/+$/, ''),
      apiKeyEnv: wiring.apiKeyEnv,
      apiKey,
      breaker: createBreaker(),
      prices: { 'ollama/*': { input: 0, output: 0 }, ...options.prices },
      structured: wiring.structured ?? true,
      api: wiring.api ?? 'responses',
    };
  };
  return {
    find(name) {
      const provider = made.get(name) ?? make(name);
      made.set(name, provider);
      return provider;
    },
  };
}

/** The model behind `provider/model`. Throws `config.invalid` for a provider that nobody described. */
export function resolveModel(spec: string, providers: Providers): ResolvedModel {
  const slash = spec.indexOf('/');
  if (slash < 1 || slash === spec.length - 1) {
    throw fault('config.invalid', 'noModelName', { spec });
  }
  const provider = providers.find(spec.slice(0, slash));
  const id = spec.slice(slash + 1);
  return { spec, id, provider };
}
