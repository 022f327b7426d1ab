import { type Command, forEachChild, parse, type SyntaxNode } from 'unbash';

/** What a command's syntax tree shows to a careful reader. */
export type Shape = {
  /** Variables that expand outside quotes where words are split. */
  readonly unquoted: readonly string[];
  /** `xargs` fed with names that are not ended by NUL. */
  readonly plainXargs: boolean;
  /** A pipe of three or more commands, where an early failure is easily lost. */
  readonly longPipe: boolean;
  readonly pipefail: boolean;
  /** It deletes files. */
  readonly removes: boolean;
};

const limit = 8192;
const maxDepth = 200;

/** Reads the tree, or null when the source is not valid Bash or too deep to read. */
export function readShape(source: string): Shape | null {
  if (source.length > limit) return null;
  try {
    const script = parse(source);
    if ((script.errors?.length ?? 0) > 0) return null;
    const shape = { unquoted: [] as string[], plainXargs: false, longPipe: false, pipefail: false, removes: false };
    for (const statement of script.commands) visit(statement, shape, 0);
    return shape;
  } catch {
    return null;
  }
}

type Growing = { unquoted: string[]; plainXargs: boolean; longPipe: boolean; pipefail: boolean; removes: boolean };

function visit(node: SyntaxNode, shape: Growing, depth: number): void {
  if (depth > maxDepth) throw new RangeError('too deep');
  if (node.type === 'Command') readCommand(node, shape);
  if (node.type === 'Pipeline' && node.commands.length >= 3) shape.longPipe = true;
  // Inside `((…))`, `[[…]]` and assignments nothing is split.
  if (node.type === 'TestCommand' || node.type === 'ArithmeticCommand' || node.type === 'Assignment') return;
  forEachChild(node, (child) => {
    visit(child, shape, depth + 1);
  });
}

function readCommand(command: Command, shape: Growing): void {
  const name = command.name?.value ?? '';
  const words = command.args.flatMap((it) => (it.type === 'Word' ? [it] : []));
  const values = words.map((it) => it.value);
  for (const word of words) {
    for (const part of word.parts ?? []) {
      const split = part.type === 'SimpleExpansion' || (part.type === 'ParameterExpansion' && part.prefix !== '#');
      if (split && !/^\$[?#$!0-9]?$/.test(part.text) && !/^\$\{?#/.test(part.text)) shape.unquoted.push(part.text);
    }
  }
  if (name === 'xargs' && !values.some((it) => /^-\w*0|^--null$|^-d|^--delimiter/.test(it))) shape.plainXargs = true;
  if (name === 'set' && values.includes('pipefail')) shape.pipefail = true;
  const deletes =
    name === 'rm' || name === 'rmdir' || name === 'shred' || (name === 'find' && values.includes('-delete'));
  if (deletes || (name === 'xargs' && values.includes('rm'))) shape.removes = true;
}
