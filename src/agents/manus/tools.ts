import { z } from 'zod';
import type { Toolbox } from '../../ports/agent.ts';
import { toolDefinitions } from '../../tools/definitions.ts';
import { clip, fence } from '../language-model/prompts/fence.ts';

/** Tools of Manus's environment here. Manus asks for them in its structured output, and reads what they gave. */

const requestShape = z.object({
  name: z.string(),
  input: z.preprocess((it) => (typeof it === 'string' ? it : JSON.stringify(it ?? {})), z.string()),
});
export type ToolRequest = z.infer<typeof requestShape>;

/** An answer, or tools that it needs first. */
export type Equipped<T> = { readonly tools: readonly ToolRequest[]; readonly answer: T | null };

/** The form of an answer where tools are offered. */
export function equippedWire<T>(wire: z.ZodType<T>): z.ZodType<Equipped<T>> {
  return z
    .object({
      tools: z
        .array(requestShape)
        .nullish()
        .transform((it) => it ?? []),
      answer: wire.nullable().default(null),
    })
    .refine((it) => it.answer !== null || it.tools.length > 0, 'needs an answer, or tools to use before it');
}

/** The schema for Manus: what comes out is what goes in. */
export const equippedSchemaWire = (wire: z.ZodType) =>
  z.object({ tools: z.array(z.object({ name: z.string(), input: z.string() })), answer: wire.nullable() });

/** How tools are asked for. Null where there are none. */
export function toolRule({ names }: Toolbox): string | null {
  if (names.length === 0) return null;
  const offered = names.map((name) => {
    const { description, input } = toolDefinitions[name];
    const { $schema: _, ...schema } = z.toJSONSchema(input, { target: 'draft-7', io: 'input' });
    return `- ${name}: ${description} Its input: ${JSON.stringify(schema)}`;
  });
  return [
    'The tools offered to you run where the person’s files are, not on your own computer; what they give counts here. ' +
      'Your structured output has two keys. To use tools, put each into “tools” with its “name” and, in “input”, its ' +
      'input as JSON text, leave “answer” null and stop: what they gave is sent to you. To answer, leave “tools” ' +
      'empty and put the object that is described above into “answer”. The tools:',
    ...offered,
  ].join('\n');
}

const mostCharacters = 8000;

/** Uses them in order; an input that is no JSON is refused by the tool itself, in words. */
export async function useTools(toolbox: Toolbox, requests: readonly ToolRequest[]): Promise<string> {
  const results: string[] = [];
  for (const { name, input } of requests.slice(0, Math.max(1, toolbox.most))) {
    const { text } = await toolbox.use(name, parsed(input));
    const known = toolbox.names.find((it) => it === name);
    results.push(fence(`what ${known ?? 'a tool'} gave`, clip(text, mostCharacters)));
  }
  return results.join('\n\n');
}

function parsed(input: string): unknown {
  try {
    return JSON.parse(input);
  } catch {
    return input;
  }
}
