import { jsonrepair } from 'jsonrepair';
import type { z } from 'zod';

/** An answer as read from a model's text, or what is wrong with it in words that the model can act on. */
export type ReadObject<T> = { readonly value: T } | { readonly problems: readonly string[] };

/**
 * Finds the one object of the wanted form in whatever a model wrote around it: fences, remarks, small slips of JSON.
 * Nothing that broke off is completed: half a command is another command.
 */
export function readObject<T>(text: string, wire: z.ZodType<T>): ReadObject<T> {
  const { complete, cut } = objectsIn(text);
  const fitting: T[] = [];
  const problems: string[] = [];
  for (const source of complete) {
    const parsed = parse(source);
    if (parsed === undefined) {
      problems.push('It is not valid JSON.');
      continue;
    }
    const checked = wire.safeParse(parsed);
    if (checked.success) fitting.push(checked.data);
    else problems.push(...checked.error.issues.slice(0, 8).map((it) => `${it.path.join('.') || 'It'}: ${it.message}.`));
  }
  // A larger object that broke off may hold smaller complete ones: they are not the answer.
  if (cut) return { problems: ['It breaks off before its end. Give it whole, and shorter.'] };
  const [first, second] = fitting;
  if (second !== undefined) return { problems: ['There are several objects. Give exactly one.'] };
  if (first !== undefined) return { value: first };
  return { problems: problems.length > 0 ? problems : ['There is no JSON object in it.'] };
}

function parse(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    try {
      return JSON.parse(jsonrepair(source));
    } catch {
      return undefined;
    }
  }
}

/** The outermost objects of a text, by their braces outside of strings. */
function objectsIn(text: string): { complete: string[]; cut: boolean } {
  const complete: string[] = [];
  let start = -1;
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (depth > 0 && quoted) {
      if (character === '\\') at += 1;
      else if (character === '"') quoted = false;
    } else if (depth > 0 && character === '"') quoted = true;
    else if (character === '{') {
      if (depth === 0) start = at;
      depth += 1;
    } else if (character === '}' && depth > 0) {
      depth -= 1;
      if (depth === 0) complete.push(text.slice(start, at + 1));
    }
  }
  return { complete, cut: depth > 0 };
}

/** What has come so far of a string in an object that is still being written. */
export function partialString(text: string, key: string): string {
  const found = new RegExp(`"${key}"\\s*:\\s*"((?:[^"\\\\]|\\\\.)*)`, 's').exec(text)?.[1];
  if (found === undefined) return '';
  try {
    return String(JSON.parse(`"${found.replace(/\\u[0-9a-fA-F]{0,3}$/, '').replace(/\n/g, '\\n')}"`));
  } catch {
    return '';
  }
}
