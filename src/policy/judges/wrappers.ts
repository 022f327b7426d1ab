import { checkRead, checkWrite } from '../files.ts';
import type { Call, Judge } from '../inquiry.ts';
import { type OptionShape, readOptions } from '../options.ts';
import { checkVariable } from '../variables.ts';
import { ANY, type Argument, known } from '../words.ts';

type Shape = OptionShape & { readonly accepts: RegExp; readonly skip?: number };

const shapes: Record<string, Shape> = {
  nice: { short: 'n', long: ['--adjustment'], accepts: /^(-n|-\d|--adjustment)$/ },
  timeout: {
    short: 'ks',
    long: ['--kill-after', '--signal'],
    accepts: /^(-k|-s|-v|-p|-f|--kill-after|--signal|--preserve-status|--foreground|--verbose)$/,
    skip: 1,
  },
  nohup: { accepts: /^$/ },
  stdbuf: { short: 'ioe', long: ['--input', '--output', '--error'], accepts: /^(-[ioe]|--(input|output|error))$/ },
  time: {
    short: 'fo',
    long: ['--format', '--output'],
    accepts: /^(-[apvqfo]|--(format|output|append|portability|verbose|quiet))$/,
  },
  setsid: { accepts: /^-[cfw]$/ },
};

/** Programs that only run another one: what they run is judged; an option not known here hides where it begins. */
export const judgeWrapper: Judge = ({ name, args, inquiry }) => {
  const shape = shapes[name] as Shape;
  const { options, operands, uncertain } = readOptions(args, { ...shape, ordered: true });
  for (const option of options) {
    if (!shape.accepts.test(option.name)) inquiry.report('wrapper.unreadable', option.text);
    if (/^(-o|--output)$/.test(option.name) && name === 'time' && option.value) checkWrite(option.value, inquiry);
  }
  if (name === 'setsid') inquiry.report('syntax.background', name);
  const [head] = operands;
  if (uncertain.some((it) => it === head && shape.skip === undefined))
    inquiry.report('wrapper.unreadable', head?.text ?? name);
  const skipped = operands.slice(0, shape.skip ?? 0);
  if (skipped.some((it) => it.many || !/^[\d.]+[smhd]?$/.test(known(it) ?? '')))
    inquiry.report('wrapper.unreadable', name);
  const command = operands.slice(shape.skip ?? 0);
  checkBefore(args, command, name, inquiry);
  if (command.length > 0) inquiry.command(command, true);
};

/** `env`: assignments, then a command. */
export const judgeEnv: Judge = ({ args, inquiry }) => {
  const { options, operands } = readOptions(args, {
    short: 'uCS',
    long: ['--unset', '--chdir', '--split-string'],
    ordered: true,
  });
  for (const option of options) {
    if (/^(-S|--s.*)$/.test(option.name)) inquiry.report('option.runs-program', option.text);
    else if (!/^(-|-i|-u|-0|-C|--ignore-environment|--unset|--null|--chdir)$/.test(option.name))
      inquiry.report('wrapper.unreadable', option.text);
    if (/^(-C|--chdir)$/.test(option.name)) inquiry.report('wrapper.unreadable', option.text);
  }
  let index = 0;
  if (known(operands[0]) === '-') index++;
  for (; index < operands.length; index++) {
    const operand = operands[index] as Argument;
    if (operand.many || operand.values.length !== 1) break;
    const [, name] = /^([^=]+)=/s.exec(operand.values[0] ?? '') ?? [];
    if (name === undefined) break;
    checkVariable(name, operand.text, inquiry);
  }
  checkBefore(args, operands.slice(index), 'env', inquiry);
  if (index < operands.length) inquiry.command(operands.slice(index), true);
};

/** `xargs`: its command is judged with unknown words at the end, or where the mark of `-I` stands. */
export const judgeXargs: Judge = ({ args, inquiry }: Call) => {
  const { options, operands, uncertain } = readOptions(args, {
    short: 'adEILnPs',
    attached: 'eil',
    long: ['--arg-file', '--delimiter', '--max-args', '--max-procs', '--max-chars', '--process-slot-var'],
    ordered: true,
  });
  let mark: string | undefined;
  for (const { name, value, text } of options) {
    if (
      !/^(-[0adEILnPsrtxeil]|--(null|arg-file|delimiter|max-args|max-procs|max-chars|no-run-if-empty|verbose|exit|replace|eof|max-lines))$/.test(
        name,
      )
    )
      inquiry.report('wrapper.unreadable', text);
    if (/^(-I|-i|--replace)$/.test(name)) mark = (value && (value.values[0] as string)) || '{}';
    if (/^(-a|--arg-file)$/.test(name) && value) checkRead(value, inquiry);
  }
  checkBefore(args, operands, 'xargs', inquiry);
  const [head] = operands;
  if (!head) return;
  if (uncertain.includes(head)) inquiry.report('wrapper.unreadable', head.text);
  const data: Argument = { text: '(xargs input)', values: [ANY], many: true };
  const command = operands.map((argument): Argument => {
    if (mark === undefined || !argument.values.some((value) => value.includes(mark))) return argument;
    return { text: argument.text, values: argument.values.map((value) => value.replaceAll(mark, ANY)), many: false };
  });
  inquiry.command(mark === undefined ? [...command, data] : command, true);
};

/** A word before the command that can become several would move the place where the command begins. */
function checkBefore(
  args: readonly Argument[],
  command: readonly Argument[],
  name: string,
  inquiry: Call['inquiry'],
): void {
  if (args.slice(0, args.length - command.length).some((it) => it.many)) inquiry.report('wrapper.unreadable', name);
}
