import { checkRead } from '../files.ts';
import type { Call, Judge } from '../inquiry.ts';
import { readOptions } from '../options.ts';
import { type Argument, isOpen, known } from '../words.ts';

/** What Bash and a plain POSIX shell read differently, so that a plain one might run more than it seems. */
const BASH_ONLY =
  /&>|\|&|<<<|[<>]\(|\$['"]|(?<!\$)\(\(|\[\[|;;?&|[<>]&(?!\d|-)|\bfunction\b|\$\[|\{[^}\s]*(,|\.\.)[^}\s]*\}|\$\{[^}]*[/^,@[:][^}]*\}/;

/** `bash`, `sh`, `dash`: the text of `-c` and of a here-document is judged like any command. `-l` and `-i` run files at home. */
export const judgeShell: Judge = (call) => {
  const { name, args, inquiry } = call;
  const { options, operands, uncertain } = readOptions(args, { short: 'oO', ordered: true });
  for (const option of options)
    if (!/^(-[ceuxnvsfoOli]|--(norc|noprofile|posix|version|help))$/.test(option.name))
      inquiry.report('option.runs-program', option.text);
  for (const option of options)
    if (option.name === '-l' || option.name === '-i') inquiry.report('code.file', `${name} ${option.text}`);
  if (options.some(({ name: it }) => it === '--version' || it === '--help')) return;
  const [first] = operands;
  if (first && uncertain.includes(first)) {
    inquiry.report('code.dynamic', first.text);
    return;
  }
  if (options.some((it) => it.name === '-c')) return first ? judgeCode(first, name, call) : undefined;
  if (options.some((it) => it.name === '-s') || !first) {
    judgeInput(call);
    return;
  }
  const path = known(first);
  if (path === undefined || /^(-$|\/dev\/|\/proc\/)/.test(path)) {
    inquiry.report('code.dynamic', first.text);
    return;
  }
  checkRead(first, inquiry);
  if (!options.some((it) => it.name === '-n')) inquiry.report('code.file', `${name} ${first.text}`);
};

function judgeCode(code: Argument, name: string, { inquiry }: Call): void {
  for (const value of code.values) {
    if (code.many || isOpen(value)) inquiry.report('code.dynamic', code.text);
    else judgeShellText(value, name, inquiry);
  }
}

function judgeInput({ name, stdin, inquiry }: Call): void {
  if (typeof stdin === 'string') judgeShellText(stdin, name, inquiry);
  else inquiry.report('code.dynamic', name);
}

/** Judges text that a shell of this name runs. */
export function judgeShellText(source: string, name: string, inquiry: Call['inquiry']): void {
  const difference = name === 'bash' ? undefined : BASH_ONLY.exec(source)?.[0];
  if (difference) inquiry.report('syntax.unsupported', difference);
  inquiry.script(source, false);
}
