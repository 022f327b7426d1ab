import { hostname } from 'node:os';
import { expect } from 'vitest';

/** What must never be said to people: a stack trace, a path of this machine, a secret. */
const indecent = [
  /\n\s+at .+:\d+:\d+/,
  /\.ts:\d+/,
  /node_modules|node:internal/,
  /\/root\/|\/tmp\/parley-|\/var\/run\//,
  /\b(?:TypeError|ReferenceError|ZodError|ReplyError)\b/,
  /\[object Object\]|\bundefined\b|\bNaN\b/,
];

/** Asserts that nothing in these messages or events tells what only the operator should know. */
export function expectDecent(said: readonly unknown[], secrets: readonly string[] = []): void {
  for (const one of said) {
    const text = typeof one === 'string' ? one : JSON.stringify(one).replaceAll('\\n', '\n');
    for (const pattern of indecent) expect(text).not.toMatch(pattern);
    for (const secret of [hostname(), process.cwd(), ...secrets])
      if (secret.length > 8) expect(text).not.toContain(secret);
  }
}
