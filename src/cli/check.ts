import type { Readable } from 'node:stream';
import type { Verdict } from '../debate/event.ts';

type Judge = (command: string) => Verdict;

/** `parley check "CMD"`: the verdict as JSON. The exit code is 0 for allow, 1 for review, 2 for deny. */
export function checkOne(judge: Judge, command: string, write: (line: string) => void): number {
  const verdict = judge(command);
  write(JSON.stringify({ command, ...verdict }, null, 2));
  return { allow: 0, review: 1, deny: 2 }[verdict.verdict];
}

/** `parley check --stdin`: one command a line in, one JSON document a line out, in the same order. */
export async function checkLines(judge: Judge, input: Readable, write: (line: string) => void): Promise<number> {
  const check = (command: string) => write(JSON.stringify({ command, ...judge(command) }));
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
