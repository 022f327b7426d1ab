import { named, namesOf, type Protocol, type Tokens, textOf } from './protocol.ts';

/** Anthropic messages; objects come as a schema in `output_config`, or as the input of a forced tool called `json`. */
export const anthropic: Protocol = {
  name: 'anthropic',
  matches: (path) => path.endsWith('/messages'),
  read(body) {
    const config = body.output_config as { format?: { schema?: unknown } } | undefined;
    const messages = body.messages as { role: string; content: unknown }[];
    return {
      model: String(body.model),
      instructions: textOf(body.system),
      turns: messages.map((it) => ({ role: it.role, text: textOf(it.content) })),
      schema: config?.format?.schema ?? toolOf(body)?.input_schema,
      tools: namesOf(body.tools).filter((it) => it !== 'json'),
    };
  },
  open: (asked, tokens) => [
    begin(asked.model, tokens),
    block(forced(asked) ? { type: 'tool_use', id: 't1', name: 'json', input: {} } : { type: 'text', text: '' }),
  ],
  piece: (text, asked) =>
    named({
      type: 'content_block_delta',
      index: 0,
      delta: forced(asked) ? { type: 'input_json_delta', partial_json: text } : { type: 'text_delta', text },
    } as never),
  use: ({ tool, input }, tokens, asked) => [
    begin(asked.model, tokens),
    block({ type: 'tool_use', id: 'u1', name: tool, input: {} }),
    named({
      type: 'content_block_delta',
      index: 0,
      delta: { type: 'input_json_delta', partial_json: JSON.stringify(input) },
    } as never),
    ...end('tool_use', tokens),
  ],
  close(finish, tokens, asked) {
    const done = forced(asked) ? 'tool_use' : 'end_turn';
    return end({ stop: done, length: 'max_tokens', refusal: 'refusal' }[finish], tokens);
  },
  overloaded: () => named({ type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } } as never),
  error: (status, message) => ({
    type: 'error',
    error: { type: status === 429 ? 'rate_limit_error' : status === 529 ? 'overloaded_error' : 'api_error', message },
  }),
};

type Tool = { readonly name: string; readonly input_schema: unknown };
const toolOf = (body: Record<string, unknown>) => (body.tools as Tool[] | undefined)?.find((it) => it.name === 'json');

// Old models know no schemas: the SDK then forces a tool, and this double tells them by their name.
const forced = (asked: { model: string; schema: unknown }) =>
  asked.schema !== undefined && /claude-3/.test(asked.model);

const begin = (model: string, tokens: Tokens) =>
  named({
    type: 'message_start',
    message: {
      id: 'm1',
      type: 'message',
      role: 'assistant',
      model,
      content: [],
      stop_reason: null,
      usage: { input_tokens: tokens.input, output_tokens: 1 },
    },
  } as never);

const block = (content: object) => named({ type: 'content_block_start', index: 0, content_block: content } as never);

const end = (reason: string, tokens: Tokens) => [
  named({ type: 'content_block_stop', index: 0 } as never),
  named({
    type: 'message_delta',
    delta: { stop_reason: reason, stop_sequence: null },
    usage: { output_tokens: tokens.output },
  } as never),
  named({ type: 'message_stop' }),
];
