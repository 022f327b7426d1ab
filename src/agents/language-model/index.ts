import type { Locale } from '../../debate/event.ts';
import { fault } from '../../i18n/faults/index.ts';
import type { Absence, Agent } from '../../ports/agent.ts';
import type { ImageMaker } from '../../ports/image-maker.ts';
import type { LanguageModelOptions } from './agent.ts';
import { costsOf } from './call/usage.ts';
import type { Prices, ProviderSettings } from './config.ts';
import { createProviders, type ResolvedModel, resolveModel } from './providers/providers.ts';
import { absence } from './seat/absence.ts';
import type { ModelFinding } from './seat/examine.ts';
import { createModelProbe, type ModelProbe } from './seat/probe.ts';

/** Seats minds that are language models. The SDKs are loaded when the first of them is asked, and not before. */
export type LanguageModels = {
  /** Throws `config.invalid` when nobody described the provider. */
  agent(seat: { readonly model: string } & Omit<LanguageModelOptions, 'model'>): Agent;
  /** Why this model cannot sit at the table now; null when nothing speaks against it. */
  absence(spec: string, locale: Locale): Promise<Absence | null>;
  /** Draws pictures; throws `config.invalid` for a provider that nobody described, or that has no image models. */
  imageMaker(spec: string): ImageMaker;
  /** Whether this model could draw, for the doctor. Throws as `imageMaker` does. */
  examineImages(spec: string, options: { readonly locale: Locale }): Promise<ModelFinding>;
  /** One tiny call, for the doctor. */
  examine(spec: string, options: { readonly locale: Locale; readonly signal?: AbortSignal }): Promise<ModelFinding>;
};

export function createLanguageModels(options: {
  readonly providers: Readonly<Record<string, ProviderSettings>>;
  readonly prices: Prices;
  readonly env: NodeJS.ProcessEnv;
  readonly probe?: ModelProbe;
}): LanguageModels {
  const providers = createProviders({ settings: options.providers, prices: options.prices, env: options.env });
  const probe = options.probe ?? createModelProbe();
  const painter = (spec: string): ResolvedModel => {
    const model = resolveModel(spec, providers);
    if (model.provider.type === 'anthropic')
      throw fault('config.invalid', 'noImageModels', { provider: model.provider.name });
    if (model.provider.type === 'google' && !model.id.startsWith('gemini-'))
      throw fault('config.invalid', 'notGoogleImages', { model: spec });
    return model;
  };
  return {
    agent: ({ model, ...rest }) => whenAsked({ model: resolveModel(model, providers), ...rest }),
    absence: (spec, locale) => absence(resolveModel(spec, providers), probe, locale),
    imageMaker(spec) {
      const model = painter(spec);
      return async (...asked) => (await import('./image.ts')).createImageMaker(model)(...asked);
    },
    examineImages: async (spec, how) =>
      (await import('./seat/examine-image.ts')).examineImageModel(painter(spec), probe, how),
    examine: async (spec, how) => (await import('./seat/examine.ts')).examineModel(resolveModel(spec, providers), how),
  };
}

function whenAsked(options: LanguageModelOptions): Agent {
  let loading: Promise<Agent> | undefined;
  const agent = () => {
    loading ??= import('./agent.ts').then((it) => it.createLanguageModelAgent(options));
    return loading;
  };
  return {
    costs: costsOf(options.model),
    analyse: async (...asked) => (await agent()).analyse(...asked),
    propose: async (...asked) => (await agent()).propose(...asked),
    critique: async (...asked) => (await agent()).critique(...asked),
    revise: async (...asked) => (await agent()).revise(...asked),
    vote: async (...asked) => (await agent()).vote(...asked),
    combine: async (...asked) => (await agent()).combine(...asked),
    integrate: async (...asked) => (await agent()).integrate(...asked),
  };
}
