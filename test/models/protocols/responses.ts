import { named, type Protocol, split } from './protocol.ts';

/** OpenAI responses. */
export const responses: Protocol = {
  name: 'responses',
  matches: (path) => path.endsWith('/responses'),
  read(body) {
    const text = body.text as { format?: { schema?: unknown } } | undefined;
    return { model: String(body.model), ...split(body.input as []), schema: text?.format?.schema };
  },
  open: (asked) => [
    named(event('response.created', { response: { id: 'r1', created_at: 1, model: asked.model } })),
    named(
      event('response.output_item.added', { output_index: 0, item: { ...item, status: 'in_progress', content: [] } }),
    ),
  ],
  piece: (text) =>
    named(event('response.output_text.delta', { item_id: 'm1', output_index: 0, content_index: 0, delta: text })),
  close(finish, tokens) {
    const reason = { stop: null, length: 'max_output_tokens', refusal: 'content_filter' }[finish];
    return [
      named(
        event('response.output_item.done', { output_index: 0, item: { ...item, status: 'completed', content: [] } }),
      ),
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
      ),
    ];
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
