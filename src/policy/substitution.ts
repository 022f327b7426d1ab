import type { CommandExpansionPart, Word } from 'unbash';

const PLAIN = new Set(
  'date nproc wc basename whoami hostname id uname seq md5sum sha256sum cksum arch expr'.split(' '),
);

/** The last program of a substitution's pipeline and its words: what its output looks like depends on that. */
function lastCommand(part: CommandExpansionPart): readonly string[] {
  const statements = part.script?.commands ?? [];
  let node = statements.length === 1 ? statements[0]?.command : undefined;
  if (node?.type === 'Pipeline') node = node.commands.at(-1);
  if (node?.type !== 'Command' || !node.name) return [];
  return [node.name.value, ...node.args.map((arg) => (arg.type === 'Word' ? arg.value : arg.text))];
}

/** True when the output is one name without slashes, such as a date, a count or a base name. */
export function namesSomething(part: CommandExpansionPart): boolean {
  const [name, ...args] = lastCommand(part);
  return name !== undefined && PLAIN.has(name) && !args.some((arg) => name === 'date' && arg.includes('/'));
}

/** True when the whole word is a substitution whose output is a number, whatever the data. */
export function numericSubstitution(word: Word): boolean {
  let part = word.parts?.length === 1 ? word.parts[0] : undefined;
  if (part?.type === 'DoubleQuoted') part = part.parts.length === 1 ? part.parts[0] : undefined;
  if (part?.type === 'ArithmeticExpansion') return true;
  if (part?.type === 'ParameterExpansion') return part.prefix === '#';
  if (part?.type === 'SimpleExpansion') return /^\$[#?$!]$/.test(part.text);
  return part?.type === 'CommandExpansion' && printsNumber(part);
}

/** True when a substitution prints a number, whatever the data. */
export function printsNumber(part: CommandExpansionPart): boolean {
  const [name, ...args] = lastCommand(part);
  if (name === 'nproc') return args.length === 0;
  if (name === 'wc') return args.length === 0 || (args.length === 1 && /^-[lwcm]$/.test(args[0] ?? ''));
  if (name === 'grep') return /^-[a-zA-Z]*c[a-zA-Z]*$/.test(args[0] ?? '') && args.length <= 3 && !args.includes('-r');
  if (name === 'date') return args.length === 1 && /^\+%([sNYmdHMSujy])$/.test(args[0] ?? '');
  if (name === 'stat') return args[0] === '-c' && /^%[sYXZa]$/.test(args[1] ?? '') && args.length === 3;
  return false;
}
