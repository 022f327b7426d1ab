import { z } from 'zod';

const messageSchema = z.union([
  z.object({ stream: z.enum(['stdout', 'stderr']), text: z.string() }),
  z.object({ exit: z.int() }),
]);
export type Message = z.infer<typeof messageSchema>;

/** A line without an end is no answer: what holds it would grow for ever. */
const longestLine = 1024 * 1024;

/** Reads newline-delimited JSON; empty lines keep a quiet connection alive. Throws `SyntaxError` on anything else. */
export async function* messagesOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<Message> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const bytes of body) {
    rest += decoder.decode(bytes, { stream: true });
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line.trim() !== '') yield parse(line);
    if (rest.length > longestLine) throw tooLong();
  }
  if (rest.trim() !== '') yield parse(rest);
}

const tooLong = () => new SyntaxError('a line is too long');

function parse(line: string): Message {
  if (line.length > longestLine) throw tooLong();
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new SyntaxError('a line is not JSON');
  }
  const parsed = messageSchema.safeParse(value);
  if (!parsed.success) throw new SyntaxError('a line is neither output nor an exit code');
  return parsed.data;
}
