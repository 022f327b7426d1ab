import { extractReasoningMiddleware, type LanguageModel, wrapLanguageModel } from 'ai';
import type { Provider, ResolvedModel } from './providers.ts';

const made = new WeakMap<ResolvedModel, Promise<LanguageModel>>();

/** The SDK's side of a model. Only the vendors in use are loaded. */
export function languageModelOf(model: ResolvedModel): Promise<LanguageModel> {
  const known = made.get(model) ?? make(model.provider, model.id);
  made.set(model, known);
  return known;
}

async function make(provider: Provider, id: string): Promise<LanguageModel> {
  const { name, baseUrl: baseURL } = provider;
  // Without a key of its own an SDK would look for one in the process's environment.
  const common = { baseURL, apiKey: provider.apiKey ?? 'none' };
  switch (provider.type) {
    case 'anthropic':
      return (await import('@ai-sdk/anthropic')).createAnthropic(common)(id);
    case 'google':
      return (await import('@ai-sdk/google')).createGoogle(common)(id);
    case 'openai': {
      const openai = (await import('@ai-sdk/openai')).createOpenAI(common);
      return provider.api === 'chat' ? openai.chat(id) : openai.responses(id);
    }
    case 'openai-compatible': {
      const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
      const compatible = createOpenAICompatible({
        name,
        baseURL,
        includeUsage: true,
        supportsStructuredOutputs: true,
        ...(provider.apiKey === undefined ? {} : { apiKey: provider.apiKey }),
      });
      // Local servers often leave a model's thinking in its answer.
      const middleware = extractReasoningMiddleware({ tagName: 'think' });
      return wrapLanguageModel({ model: compatible.languageModel(id), middleware });
    }
  }
}
