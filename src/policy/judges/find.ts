import { checkDelete, checkRead, checkWrite } from '../files.ts';
import type { Call, Judge } from '../inquiry.ts';
import { ANY, type Argument, known } from '../words.ts';

const TESTS_WITH_VALUE =
  /^-(amin|anewer|atime|cmin|cnewer|context|ctime|fstype|gid|group|ilname|iname|inum|ipath|iregex|iwholename|links|lname|maxdepth|mindepth|mmin|mtime|name|newer..|newer|path|perm|printf|regex|regextype|samefile|size|type|uid|used|user|wholename|xtype|D|files0-from)$/;
const TESTS_ALONE =
  /^(-(H|L|P|O\d|a|and|o|or|not|true|false|daystart|depth|d|empty|executable|readable|writable|follow|mount|xdev|nouser|nogroup|noleaf|ignore_readdir_race|ls|print|print0|prune|quit|warn|nowarn)|!|\(|\)|,)$/;
const NARROWS = /^-(name|iname|path|ipath|wholename|regex|iregex|empty|size|m?time|mmin|newer|perm|user)/;

/** `find`: what it runs is judged as a command, what it deletes as a deletion. */
export const judgeFind: Judge = (call) => {
  const { args, inquiry } = call;
  const starts: Argument[] = [];
  let narrowed = false;
  let index = 0;
  while (index < args.length && !isExpression(args[index])) {
    const start = args[index++] as Argument;
    if (start.values.some((value) => /^[\uFFFE\uFFFF]/.test(value))) inquiry.report('option.dynamic', start.text);
    if (!/^-[HLPO]/.test(start.values[0] ?? '')) starts.push(start);
    checkRead(start, inquiry);
  }
  while (index < args.length) {
    const argument = args[index] as Argument;
    const word = known(argument);
    index++;
    if (word === undefined) inquiry.report('option.dynamic', argument.text);
    else if (/^-(exec|execdir|ok|okdir)$/.test(word)) index = judgeExec(call, index, argument);
    else if (word === '-delete') judgeDelete(call, starts, narrowed);
    else if (/^-(fprint|fprint0|fls|fprintf)$/.test(word)) {
      const path = args[index];
      if (path) checkWrite(path, inquiry);
      index += word === '-fprintf' ? 2 : 1;
    } else if (TESTS_WITH_VALUE.test(word)) {
      narrowed ||= NARROWS.test(word) && known(args[index]) !== '*';
      index++;
    } else if (!TESTS_ALONE.test(word)) inquiry.report('option.unknown', argument.text);
    else narrowed ||= word === '-empty';
  }
};

function isExpression(argument: Argument | undefined): boolean {
  const word = known(argument);
  return word !== undefined && /^([-!(),])/.test(word) && !/^-([HLP]|O\d)$/.test(word);
}

function judgeExec({ args, inquiry }: Call, from: number, action: Argument): number {
  let end = from;
  while (end < args.length && !isEnd(args, end, from)) end++;
  if (end >= args.length) inquiry.report('wrapper.unreadable', action.text);
  const command = args.slice(from, end).map((argument): Argument => {
    if (!argument.values.some((value) => value.includes('{}'))) return argument;
    // Found paths begin with the start path: they cannot be taken for options.
    const values = argument.values.map((value) => (value === '{}' ? `./${ANY}` : value.replaceAll('{}', ANY)));
    return { text: argument.text, values, many: true };
  });
  inquiry.command(command, true);
  return end + 1;
}

function isEnd(args: readonly Argument[], at: number, from: number): boolean {
  const word = known(args[at]);
  return word === ';' || (word === '+' && at > from && args[at - 1]?.text.replace(/['"\\]/g, '') === '{}');
}

function judgeDelete({ inquiry }: Call, starts: readonly Argument[], narrowed: boolean): void {
  const roots = starts.length > 0 ? starts : [{ text: '.', values: ['.'], many: false }];
  inquiry.report('delete.recursive', 'find -delete');
  for (const root of roots) {
    if (narrowed) checkWrite(root, inquiry);
    else checkDelete(root, true, inquiry);
  }
}
