import type { Readable } from 'node:stream';
import type { Locale, Verdict } from '../debate/event.ts';
import { inLocale } from '../policy/in-locale.ts';

type Judge = (command: string) => Verdict;

/** `parley check "CMD"`: the verdict as JSON. The exit code is 0 for allow, 1 for review, 2 for deny. */
export function checkOne(judge: Judge, command: string, locale: Locale, write: (line: string) => void): number {
  const verdict = inLocale(judge(command), locale);
  write(JSON.stringify({ command, ...verdict }, null, 2));
  return { allow: 0, review: 1, deny: 2 }[verdict.verdict];
}

/** `parley check --stdin`: one command a line in, one JSON document a line out, in the same order. */
export async function checkLines(
  judge: Judge,
  input: Readable,
  locale: Locale,
  write: (line: string) => void,
): Promise<number> {
  const check = (command: string) => write(JSON.stringify({ command, ...inLocale(judge(command), locale) }));
  let rest = '';
  // Only a line feed ends a line here: a carriage return inside a command is something the policy must see.
  for await (const chunk of input.setEncoding('utf8')) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    lines.forEach(check);
  }
  if (rest !== '') check(rest);
  return 0;
}
