import { readFileSync } from 'node:fs';
import { isMap, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { ParleyError } from './errors.ts';

/**
 * Reads a YAML file into what `schema` describes. Throws `config.invalid`: every mistake on a line of its own,
 * with `file:line:column`, the setting's name and what is wrong with it.
 */
export function readYamlFile<T extends z.ZodType>(path: string, schema: T): z.infer<T> {
  const lines = new LineCounter();
  const document = parseDocument(readText(path), { lineCounter: lines, prettyErrors: false });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `${path}:${line}:${col}`;
  };
  const broken = document.errors[0];
  if (broken) throw unfit(`${at(broken.pos[0])}: not valid YAML: ${broken.message}`, 'Mend the YAML at that place.');
  const checked = schema.safeParse(plain(document, path) ?? {});
  if (checked.success) return checked.data;
  const problems = checked.error.issues.flatMap(problemsOf).map(({ where, what }) => {
    return `${at(offsetOf(document.contents, where))}: ${where.join('.') || 'the file'}: ${what}`;
  });
  throw unfit(problems.join('\n'), 'Correct these lines; the README lists every setting under "Configuration".');
}

function unfit(message: string, fix: string, cause?: unknown): ParleyError {
  return new ParleyError('config.invalid', message, { fix, cause });
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw unfit(`${path} cannot be read: ${code}`, 'Check that it is a file and that this user may read it.', cause);
  }
}

// Aliases are the one thing that passes the parser and still fails here: unknown ones, and bombs of them.
function plain(document: ReturnType<typeof parseDocument>, path: string): unknown {
  try {
    return document.toJS();
  } catch (cause) {
    throw unfit(`${path}: not usable YAML: ${(cause as Error).message}`, 'Write it without that alias.', cause);
  }
}

function problemsOf(issue: z.core.$ZodIssue): { where: PropertyKey[]; what: string }[] {
  if (issue.code !== 'unrecognized_keys') return [{ where: issue.path, what: issue.message }];
  return issue.keys.map((key) => ({ where: [...issue.path, key], what: 'unknown setting' }));
}

type Node = { range?: [number, number, number]; get?: (key: unknown, keep: boolean) => unknown } | null | undefined;

/** Where in the text a setting is named; for one that is missing, where its parent is. */
function offsetOf(contents: unknown, path: readonly PropertyKey[]): number {
  let node = contents as Node;
  let offset = node?.range?.[0] ?? 0;
  for (const part of path) {
    const pair =
      isMap(node) && node.items.find((item) => String((item.key as { value?: unknown }).value) === String(part));
    const next = node?.get?.(part, true) as Node;
    offset = (pair ? (pair.key as Node) : next)?.range?.[0] ?? offset;
    node = next;
  }
  return offset;
}
