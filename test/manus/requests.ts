import { z } from 'zod';

/** What Manus's API takes: a double that takes anything would let mistakes through. */

const id = z.string().min(1);
const part = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string().min(1) }),
  z.strictObject({ type: z.literal('file'), file_id: id }),
]);
const message = z.strictObject({ content: z.array(part).min(1) });
const schema = z.looseObject({ type: z.literal('object'), properties: z.record(z.string(), z.unknown()) });

const bodies: Readonly<Record<string, z.ZodType>> = {
  'task.create': z.strictObject({
    message,
    agent_profile: z.string().min(1),
    title: z.string().min(1),
    locale: z.enum(['en', 'ko']),
    interactive_mode: z.boolean(),
    hide_in_task_list: z.boolean(),
    structured_output_schema: schema,
  }),
  'task.sendMessage': z.strictObject({ task_id: id, message, structured_output_schema: schema }),
  'task.confirmAction': z.strictObject({ task_id: id, event_id: id, input: z.record(z.string(), z.unknown()) }),
  'task.listMessages': z.strictObject({
    task_id: id,
    order: z.enum(['asc', 'desc']),
    limit: z.string().regex(/^(?:[1-9]\d?|1\d\d|200)$/),
    cursor: id.optional(),
  }),
  'task.detail': z.strictObject({ task_id: id }),
  'task.stop': z.strictObject({ task_id: id }),
  'file.upload': z.strictObject({ filename: z.string().regex(/^[^/\\]{1,255}$/) }),
  'webhook.create': z.strictObject({ url: z.url({ protocol: /^https$/ }) }),
};

/** About this much text fits into one message. */
const mostCharacters = 20_000;

/** What is wrong with a request, or null. */
export function faultIn(endpoint: string, body: unknown, isUploaded: (file: string) => boolean): string | null {
  const shape = bodies[endpoint];
  const read = shape?.safeParse(body);
  if (read && !read.success) return z.prettifyError(read.error);
  const asked = body as { message?: z.infer<typeof message>; structured_output_schema?: unknown };
  const content = asked.message?.content ?? [];
  const stranger = content.find((it) => it.type === 'file' && !isUploaded(it.file_id));
  if (stranger) return `no such file: ${JSON.stringify(stranger)}`;
  if (content.reduce((sum, it) => sum + ('text' in it ? it.text.length : 0), 0) > mostCharacters)
    return 'more text than fits into a message';
  return asked.structured_output_schema === undefined ? null : looseness(asked.structured_output_schema, 'schema');
}

/** Every object of a schema names all its keys as required, and allows no others. */
function looseness(node: unknown, path: string): string | null {
  if (Array.isArray(node)) return first(node.map((it, index) => looseness(it, `${path}.${index}`)));
  if (typeof node !== 'object' || node === null) return null;
  const { type, properties, required, additionalProperties } = node as Record<string, unknown>;
  if (type === 'object') {
    const keys = Object.keys((properties ?? {}) as object);
    if (additionalProperties !== false) return `${path} allows other keys`;
    if (keys.toSorted().join() !== ((required ?? []) as string[]).toSorted().join())
      return `${path} does not require all its keys`;
  }
  return first(Object.entries(node).map(([key, value]) => looseness(value, `${path}.${key}`)));
}

const first = (found: readonly (string | null)[]) => found.find((it) => it !== null) ?? null;
