import type { Duplex } from 'node:stream';
import { z } from 'zod';

/** Largest message taken: a picture in base64, and some. */
const mostCharacters = 16 * 1024 * 1024;

const messageSchema = z.object({
  id: z.int().optional(),
  method: z.string().optional(),
  params: z.record(z.string(), z.unknown()).default({}),
  result: z.record(z.string(), z.unknown()).default({}),
  error: z.object({ message: z.string() }).optional(),
});

export type Devtools = {
  /** Gives a command and its answer's content. Rejects when Chromium refuses it or is gone. */
  send<T>(method: string, params: object, answer: z.ZodType<T>): Promise<T>;
  /** From now on commands go to this session. */
  enter(session: string): void;
  /** Hears what happens; `null` when Chromium is gone. */
  listen(heard: (event: { readonly method: string; readonly params: Record<string, unknown> } | null) => void): void;
};

/** Speaks the DevTools protocol over a pipe: JSON messages, each ended by a zero byte. */
export function createDevtools(pipe: Duplex): Devtools {
  const waiting = new Map<number, { resolve: (result: unknown) => void; reject: (error: Error) => void }>();
  const listeners: Parameters<Devtools['listen']>[0][] = [];
  let sent = 0;
  let session: string | undefined;
  let gone = false;
  let pieces: Buffer[] = [];
  let characters = 0;

  const heard = (text: string) => {
    const { id, method, params, result, error } = messageSchema.parse(JSON.parse(text));
    if (method !== undefined) for (const listener of listeners) listener({ method, params });
    const asked = id === undefined ? undefined : waiting.get(id);
    if (id === undefined || asked === undefined) return;
    waiting.delete(id);
    if (error) asked.reject(new Error(error.message));
    else asked.resolve(result);
  };

  pipe.on('data', (chunk: Buffer) => {
    try {
      let at = 0;
      for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, at)) {
        heard(Buffer.concat([...pieces, chunk.subarray(at, end)]).toString('utf8'));
        pieces = [];
        characters = 0;
        at = end + 1;
      }
      pieces.push(chunk.subarray(at));
      characters += chunk.length - at;
      if (characters > mostCharacters) throw new Error('too long a message');
    } catch {
      pipe.destroy();
    }
  });
  pipe.on('close', () => {
    gone = true;
    for (const { reject } of waiting.values()) reject(new Error('Chromium is gone'));
    waiting.clear();
    for (const listener of listeners) listener(null);
  });

  return {
    async send(method, params, answer) {
      if (gone) throw new Error('Chromium is gone');
      const id = ++sent;
      const result = await new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        pipe.write(`${JSON.stringify({ id, method, params, ...(session ? { sessionId: session } : {}) })}\0`);
      });
      return answer.parse(result);
    },
    enter(id) {
      session = id;
    },
    listen: (listener) => void listeners.push(listener),
  };
}
