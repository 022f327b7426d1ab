import { data, namesOf, type Protocol, type Tokens, textOf } from './protocol.ts';

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
      turns: contents.map((it) => ({ role: it.role, text: textOf(it.parts) + given(it.parts) })),
      schema: config?.responseSchema ?? config?.responseJsonSchema,
      tools: ((body.tools ?? []) as { functionDeclarations?: unknown }[]).flatMap((it) =>
        namesOf(it.functionDeclarations),
      ),
    };
  },
  open: () => [],
  piece: (text) => data({ candidates: [{ content: { role: 'model', parts: [{ text }] }, index: 0 }] }),
  use: ({ tool, input }, tokens) => [end('STOP', [{ functionCall: { name: tool, args: input } }], tokens)],
  close: (finish, tokens) => [
    end({ stop: 'STOP', length: 'MAX_TOKENS', refusal: 'SAFETY' }[finish], [{ text: '' }], tokens),
  ],
  overloaded: () => data({ error: { code: 503, message: 'The model is overloaded.', status: 'UNAVAILABLE' } }),
  error: (status, message) => ({ error: { code: status, message, status: 'UNAVAILABLE' } }),
};

const end = (finishReason: string, parts: readonly object[], tokens: Tokens) =>
  data({
    candidates: [{ content: { role: 'model', parts }, finishReason, index: 0 }],
    usageMetadata: {
      promptTokenCount: tokens.input,
      candidatesTokenCount: tokens.output,
      totalTokenCount: tokens.input + tokens.output,
    },
  });

/** What tools answered, among a message's parts. */
const given = (parts: unknown) =>
  (parts as { functionResponse?: { response?: { content?: unknown } } }[])
    .map((it) => textOf(it.functionResponse?.response?.content))
    .join('');
