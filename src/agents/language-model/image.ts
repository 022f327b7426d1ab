import { generateImage, type ImageModel } from 'ai';
import type { ImageMaker } from '../../ports/image-maker.ts';
import { ModelFailure, ModelTrouble } from './call/failure.ts';
import { persist } from './call/persist.ts';
import { imageUsage } from './call/usage.ts';
import type { Provider, ResolvedModel } from './providers/providers.ts';

/** A maker of pictures on a vendor's image model. */
export function createImageMaker({ spec, id, provider }: ResolvedModel): ImageMaker {
  return async (prompt, { locale, signal }) => {
    const began = performance.now();
    try {
      if (provider.apiKeyEnv !== undefined && provider.apiKey === undefined)
        throw new ModelTrouble('noKey', `${provider.apiKeyEnv} is not set`);
      const model = await imageModelOf(provider, id);
      const secrets = provider.apiKey === undefined ? [] : [provider.apiKey];
      const draw = () => generateImage({ model, prompt, abortSignal: signal, maxRetries: 0 });
      const { image, usage } = await provider.breaker.call(() => persist(draw, { signal, secrets }));
      return { bytes: image.uint8Array, mime: image.mediaType, usage: imageUsage(spec, provider.prices, usage) };
    } catch (error) {
      signal.throwIfAborted();
      const trouble = error instanceof ModelTrouble ? error : new ModelTrouble('broken', 'no picture came');
      const usage = { latencyMs: performance.now() - began };
      throw new ModelFailure(trouble, { model: spec, keyName: provider.apiKeyEnv ?? '', locale, usage });
    }
  };
}

async function imageModelOf({ type, name, baseUrl: baseURL, apiKey }: Provider, id: string): Promise<ImageModel> {
  // Without a key of its own an SDK would look for one in the process's environment.
  const common = { baseURL, apiKey: apiKey ?? 'none' };
  switch (type) {
    case 'openai':
      return (await import('@ai-sdk/openai')).createOpenAI(common).image(id);
    case 'google':
      return (await import('@ai-sdk/google')).createGoogle(common).image(id);
    case 'openai-compatible': {
      const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
      const key = apiKey === undefined ? {} : { apiKey };
      return createOpenAICompatible({ name, baseURL, ...key }).imageModel(id);
    }
    case 'anthropic':
      throw new ModelTrouble('request', 'this vendor has no image models');
  }
}
