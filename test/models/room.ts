import { ModelFailure } from '../../src/agents/language-model/call/failure.ts';
import type { Prices, ProviderSettings } from '../../src/agents/language-model/config.ts';
import {
  createProviders,
  type ResolvedModel,
  resolveModel,
} from '../../src/agents/language-model/providers/providers.ts';
import type { Packet } from '../../src/ports/agent.ts';
import type { ModelServer } from './server.ts';

/** Keys as the tests' environment has them; no answer, error or log may ever show them. */
export const keys = {
  ANTHROPIC_API_KEY: 'sk-ant-tested-0123456789',
  OPENAI_API_KEY: 'sk-proj-tested-0123456789',
  GOOGLE_GENERATIVE_AI_API_KEY: 'AIzaTested0123456789abcdef',
};

type More = { prices?: Prices; env?: NodeJS.ProcessEnv; settings?: Record<string, ProviderSettings> };

/** Settings by which every vendor's server is the double. */
export function settingsOf(server: Pick<ModelServer, 'url'>, more: More = {}) {
  const baseUrl = server.url;
  const providers: Record<string, ProviderSettings> = {
    anthropic: { baseUrl },
    openai: { baseUrl },
    google: { baseUrl },
    'openai-chat': { type: 'openai', baseUrl, api: 'chat', apiKeyEnv: 'OPENAI_API_KEY' },
    local: { baseUrl },
    ...more.settings,
  };
  return { providers, prices: more.prices ?? {}, env: more.env ?? keys };
}

/** Models as those settings name them. */
export function modelsOf(server: Pick<ModelServer, 'url'>, more: More = {}): (spec: string) => ResolvedModel {
  const { providers: settings, ...rest } = settingsOf(server, more);
  const providers = createProviders({ settings, ...rest });
  return (spec) => resolveModel(spec, providers);
}

/** Two proposals on the table, as one who judges them sees them. */
export const twoPackets: readonly Packet[] = ['A', 'B'].map((label) => ({
  label,
  proposal: {
    approach: 'x',
    expectedOutcome: '',
    confidence: 1,
    steps: [{ id: 's1', owner: 'x', purpose: '', action: { kind: 'shell' as const, command: 'ls' } }],
  },
}));

/** The error that a persona's failure is; anything else fails the test. */
export async function failureOf(work: Promise<unknown>): Promise<ModelFailure> {
  const error = await work.then(
    () => undefined,
    (it: unknown) => it,
  );
  if (!(error instanceof ModelFailure)) throw new Error(`not a persona’s failure: ${String(error)}`);
  return error;
}
