import { named, namesOf, type Protocol, split, type Tokens } from './protocol.ts';

/** OpenAI responses. */
export const responses: Protocol = {
  name: 'responses',
  matches: (path) => path.endsWith('/responses'),
  read(body) {
    const text = body.text as { format?: { schema?: unknown } } | undefined;
    const input = body.input as { type?: string; role: string; content: unknown; output?: unknown }[];
    const messages = input.flatMap((it) => {
      if (it.type === 'function_call_output') return [{ role: 'tool', content: it.output }];
      return it.role === undefined ? [] : [it];
    });
    return {
      model: String(body.model),
      ...split(messages),
      schema: text?.format?.schema,
      tools: namesOf(body.tools),
    };
  },
  open: (asked) => [
    named(event('response.created', { response: { id: 'r1', created_at: 1, model: asked.model } })),
    named(
      event('response.output_item.added', { output_index: 0, item: { ...item, status: 'in_progress', content: [] } }),
    ),
  ],
  piece: (text) =>
    named(event('response.output_text.delta', { item_id: 'm1', output_index: 0, content_index: 0, delta: text })),
  use({ tool, input }, tokens, asked) {
    const call = { id: 'f1', type: 'function_call', call_id: 'call1', name: tool };
    const written = JSON.stringify(input);
    return [
      named(event('response.created', { response: { id: 'r1', created_at: 1, model: asked.model } })),
      named(event('response.output_item.added', { output_index: 0, item: { ...call, arguments: '' } })),
      named(event('response.function_call_arguments.delta', { item_id: 'f1', output_index: 0, delta: written })),
      named(
        event('response.output_item.done', {
          output_index: 0,
          item: { ...call, arguments: written, status: 'completed' },
        }),
      ),
      end(null, tokens),
    ];
  },
  close(finish, tokens) {
    const done = { output_index: 0, item: { ...item, status: 'completed', content: [] } };
    const reason = { stop: null, length: 'max_output_tokens', refusal: 'content_filter' }[finish];
    return [named(event('response.output_item.done', done)), end(reason, tokens)];
  },
  overloaded: () =>
    named(
      event('error', { error: { type: 'server_error', code: 'server_error', message: 'Overloaded', param: null } }),
    ),
  error: (status, message) => ({
    error: { message, type: status === 429 ? 'rate_limit' : 'error', code: null, param: null },
  }),
};

const item = { id: 'm1', type: 'message', role: 'assistant' };
const event = (type: string, rest: object) => ({ type, sequence_number: 1, ...rest });
const end = (reason: string | null, tokens: Tokens) =>
  named(
    event(reason === null ? 'response.completed' : 'response.incomplete', {
      response: {
        id: 'r1',
        incomplete_details: reason === null ? null : { reason },
        usage: {
          input_tokens: tokens.input,
          output_tokens: tokens.output,
          input_tokens_details: { cached_tokens: 0 },
          output_tokens_details: { reasoning_tokens: 0 },
        },
      },
    }),
  );
