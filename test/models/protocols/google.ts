import { data, type Protocol, textOf } from './protocol.ts';

/** Google's generative language API. */
export const google: Protocol = {
  name: 'google',
  matches: (path) => path.includes(':streamGenerateContent'),
  read(body, path) {
    const config = body.generationConfig as Record<string, unknown> | undefined;
    const contents = body.contents as { role: string; parts: unknown }[];
    return {
      model: /models\/([^:]+):/.exec(path)?.[1] ?? '',
      instructions: textOf((body.systemInstruction as { parts?: unknown } | undefined)?.parts),
      turns: contents.map((it) => ({ role: it.role, text: textOf(it.parts) })),
      schema: config?.responseSchema ?? config?.responseJsonSchema,
    };
  },
  open: () => [],
  piece: (text) => data({ candidates: [{ content: { role: 'model', parts: [{ text }] }, index: 0 }] }),
  close(finish, tokens) {
    const finishReason = { stop: 'STOP', length: 'MAX_TOKENS', refusal: 'SAFETY' }[finish];
    return [
      data({
        candidates: [{ content: { role: 'model', parts: [{ text: '' }] }, finishReason, index: 0 }],
        usageMetadata: {
          promptTokenCount: tokens.input,
          candidatesTokenCount: tokens.output,
          totalTokenCount: tokens.input + tokens.output,
        },
      }),
    ];
  },
  overloaded: () => data({ error: { code: 503, message: 'The model is overloaded.', status: 'UNAVAILABLE' } }),
  error: (status, message) => ({ error: { code: status, message, status: 'UNAVAILABLE' } }),
};
