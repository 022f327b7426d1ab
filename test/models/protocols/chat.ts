import { data, namesOf, type Protocol, split, type Tokens } from './protocol.ts';

/** OpenAI chat completions: what Ollama, vLLM, LM Studio, llama.cpp and most gateways speak. */
export const chat: Protocol = {
  name: 'chat',
  matches: (path) => path.endsWith('/chat/completions'),
  read(body) {
    const format = body.response_format as { json_schema?: { schema: unknown } } | undefined;
    return {
      model: String(body.model),
      ...split(body.messages as []),
      schema: format?.json_schema?.schema,
      tools: namesOf((body.tools as { function: object }[] | undefined)?.map((it) => it.function)),
    };
  },
  open: (asked) => [chunk(asked.model, [{ index: 0, delta: { role: 'assistant', content: '' }, finish_reason: null }])],
  piece: (text, asked) => chunk(asked.model, [{ index: 0, delta: { content: text }, finish_reason: null }]),
  use: ({ tool, input }, tokens, asked) => {
    const call = {
      index: 0,
      id: 'call1',
      type: 'function',
      function: { name: tool, arguments: JSON.stringify(input) },
    };
    const delta = { role: 'assistant', content: null, tool_calls: [call] };
    return [chunk(asked.model, [{ index: 0, delta, finish_reason: null }]), ...end('tool_calls', tokens, asked.model)];
  },
  close: (finish, tokens, asked) => end(finish === 'refusal' ? 'content_filter' : finish, tokens, asked.model),
  overloaded: () => data({ error: { message: 'The server is overloaded', type: 'server_error', code: null } }),
  error: (status, message) => ({ error: { message, type: status === 429 ? 'rate_limit' : 'error', code: null } }),
};

const frame = (model: string) => ({ id: 'c1', object: 'chat.completion.chunk', created: 1, model });
const chunk = (model: string, choices: unknown[]) => data({ ...frame(model), choices });
const end = (reason: string, tokens: Tokens, model: string) => [
  chunk(model, [{ index: 0, delta: {}, finish_reason: reason }]),
  data({
    ...frame(model),
    choices: [],
    usage: {
      prompt_tokens: tokens.input,
      completion_tokens: tokens.output,
      total_tokens: tokens.input + tokens.output,
    },
  }),
  data('[DONE]'),
];
