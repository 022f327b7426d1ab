import { checkArithmetic } from '../arithmetic.ts';
import { checkFolder, checkRead } from '../files.ts';
import type { Call, Judge } from '../inquiry.ts';
import { readOptions } from '../options.ts';
import { checkVariable, checkVariableWord } from '../variables.ts';
import { type Argument, exactly, isOpen, known } from '../words.ts';

const HARMLESS = new Set(
  ': break caller continue dirs echo exit false help jobs popd pwd return shift times true type ulimit umask'.split(
    ' ',
  ),
);
const DENIED = new Set(
  'alias unalias enable bind complete compgen compopt fc history coproc logout suspend'.split(' '),
);
const SHOPT = /^(-[squ]|nullglob|globstar|extglob|dotglob|nocaseglob|nocasematch|failglob|lastpipe|inherit_errexit)$/;
const SET_NAMES = /^(errexit|nounset|pipefail|xtrace|verbose|noglob|noclobber|noexec|errtrace|functrace)$/;

/** Judges a command that Bash carries out itself. Not knowing one means denying it. */
export const judgeBuiltin: Judge = (call) => {
  const { name, inquiry } = call;
  if (HARMLESS.has(name)) {
    inquiry.report('allowed.shell', name);
    return;
  }
  if (DENIED.has(name)) {
    inquiry.report('shell.alias', name);
    return;
  }
  const judge = Object.hasOwn(own, name) ? own[name] : undefined;
  if (!judge) {
    inquiry.report('syntax.unsupported', name);
    return;
  }
  inquiry.report('allowed.shell', name);
  judge(call);
};

const own: Record<string, Judge> = {
  cd: judgeFolder,
  pushd: judgeFolder,
  test: judgeTest,
  '[': judgeTest,
  printf: (call) => {
    const [first, second] = call.args;
    if (first && /^-v/.test(first.values[0] ?? '')) {
      const attached = known(first)?.slice(2);
      checkVariableWord(attached || known(second), first.text, call.inquiry);
    } else if (first?.values.some((value) => /^[\uFFFE\uFFFF]/.test(value)) && !call.args[1]?.many)
      if (first.many)
        // `printf "$x" …` could read `-v NAME` only from separate words.
        call.inquiry.report('option.dynamic', first.text);
  },
  read: (call) => judgeNames(call, { short: 'adinNptu' }, ['-a']),
  mapfile: judgeMapfile,
  readarray: judgeMapfile,
  wait: ({ args, inquiry }) => {
    for (const { name, value, text } of readOptions(args, { short: 'p' }).options)
      if (name === '-p') checkVariableWord(known(value), text, inquiry);
  },
  getopts: (call) => checkVariableWord(known(call.args[1]), call.args[1]?.text ?? '', call.inquiry),
  unset: (call) => {
    if (call.args.some((arg) => /^-\w*[fn]/.test(arg.values[0] ?? ''))) call.inquiry.report('shell.option', 'unset -f');
    judgeNames(call, {}, []);
  },
  local: judgeDeclaration,
  declare: judgeDeclaration,
  typeset: judgeDeclaration,
  export: judgeDeclaration,
  readonly: judgeDeclaration,
  set: judgeSet,
  shopt: ({ args, inquiry }) => {
    for (const arg of args) if (!SHOPT.test(known(arg) ?? '')) inquiry.report('shell.option', `shopt ${arg.text}`);
  },
  let: ({ args, inquiry }) => {
    for (const arg of args)
      for (const value of arg.values) {
        if (isOpen(value)) inquiry.report('arithmetic.unknown-value', arg.text);
        else checkArithmetic({ value }, inquiry);
        if (/[$`]|\[(?!\d+\])/.test(value)) inquiry.report('arithmetic.hidden-command', arg.text);
        const [, name] = /^\s*(\w+)(\[\d+\])?\s*[-+*/%]?=/.exec(value) ?? [];
        if (name) checkVariable(name, arg.text, inquiry);
      }
  },
  hash: ({ args, inquiry }) => {
    if (args.some((arg) => known(arg) !== '-r')) inquiry.report('shell.alias', 'hash');
  },
  kill: ({ inquiry }) => inquiry.report('process.signal', 'kill'),
  bg: ({ inquiry }) => inquiry.report('syntax.background', 'bg'),
  fg: ({ inquiry }) => inquiry.report('syntax.background', 'fg'),
  disown: ({ inquiry }) => inquiry.report('syntax.background', 'disown'),
  eval: ({ args, inquiry }) => judgeText(args, 'eval', inquiry),
  trap: ({ args, inquiry }) => {
    const { operands, options } = readOptions(args);
    const [action] = operands;
    if (options.length > 0 || operands.length < 2 || known(action) === '-' || known(action) === '') {
      if (action && operands.length < 2 && known(action) === undefined) inquiry.report('code.dynamic', 'trap');
      return;
    }
    judgeText(operands.slice(0, 1), 'trap', inquiry);
  },
  '.': judgeSource,
  source: judgeSource,
  exec: ({ args, inquiry }) => {
    const { options, operands } = readOptions(args, { short: 'a', ordered: true });
    if (options.some(({ name }) => !/^-[cla]$/.test(name))) inquiry.report('wrapper.unreadable', 'exec');
    if (operands.length > 0) inquiry.command(operands, true);
  },
  command: ({ args, inquiry }) => {
    const { options, operands } = readOptions(args, { ordered: true });
    if (options.some(({ name }) => /^-[vV]$/.test(name))) return;
    if (options.some(({ name }) => name !== '-p')) inquiry.report('wrapper.unreadable', 'command');
    if (operands.length > 0) inquiry.command(operands, false);
  },
  builtin: ({ args, inquiry }) => {
    if (args.length > 0) inquiry.command(args, false);
  },
};

function judgeFolder({ name, args, inquiry }: Call): void {
  const { operands } = readOptions(args);
  const home = name === 'cd' && operands.length === 0 ? [{ ...exactly('/home/agent'), text: 'cd' }] : [];
  for (const path of [...operands, ...home]) checkFolder(path, inquiry);
}

function judgeTest({ args, inquiry }: Call): void {
  args.forEach((arg, index) => {
    if (arg.values.some((value) => /^-[vR]$/.test(value)) && args[index + 1])
      checkVariableWord(known(args[index + 1]), args[index + 1]?.text ?? '', inquiry);
    else if (arg.many && arg.values.some((value) => value.startsWith('\uFFFF')) && args.length <= 3)
      inquiry.report('option.dynamic', arg.text);
  });
}

function judgeNames(call: Call, shape: { short?: string }, named: readonly string[]): void {
  const { options, operands } = readOptions(call.args, shape);
  for (const { name, value, text } of options)
    if (named.includes(name)) checkVariableWord(known(value), text, call.inquiry);
  for (const operand of operands) checkVariableWord(known(operand), operand.text, call.inquiry);
}

function judgeMapfile(call: Call): void {
  const { options } = readOptions(call.args, { short: 'dnOsuCc' });
  if (options.some(({ name }) => name === '-C')) call.inquiry.report('option.runs-program', `${call.name} -C`);
  judgeNames(call, { short: 'dnOsuCc' }, []);
}

function judgeDeclaration({ name, args, inquiry }: Call): void {
  for (const arg of args) {
    const flag = known(arg);
    if (flag !== undefined && /^[-+]/.test(flag)) {
      if (/n/.test(flag) && name !== 'export') inquiry.report('assignment.dynamic', `${name} ${flag}`);
      else if (!/^[-+][aAgrxlupfFt]+$/.test(flag)) inquiry.report('shell.option', `${name} ${flag}`);
      continue;
    }
    const lists = args.some((it) => /^-\w*[aA]/.test(known(it) ?? ''));
    const computed = args.some((it) => /^-\w*i/.test(known(it) ?? ''));
    for (const value of arg.values) {
      // The shell reads `(…)` in such a value as a list, and runs what is in it.
      if (/^[^=]*=\s*\(/.test(value)) inquiry.report('code.dynamic', arg.text);
      else if (lists && /^[^=]*=[\uFFFE\uFFFF]/.test(value)) inquiry.report('code.unknown-part', arg.text);
      if (computed && /[$`]/.test(value)) inquiry.report('arithmetic.hidden-command', arg.text);
      const [, variable] = /^([^=+]*)\+?(=|$)/s.exec(value) ?? [];
      if (arg.many && arg.values.some(isOpen) && !/^\w+\+?=/.test(value))
        inquiry.report('assignment.dynamic', arg.text);
      else if (!/^\w+\[/.test(arg.text)) checkVariable(variable ?? '', variable || arg.text, inquiry);
      else if (!/^\w+\[\d+\]/.test(value)) inquiry.report('assignment.dynamic', arg.text);
    }
  }
}

function judgeSet({ args, inquiry }: Call): void {
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] as Argument;
    const value = known(arg);
    if (value === '--' || value === '-') return;
    if (value === undefined) {
      inquiry.report('shell.option', `set ${arg.text}`);
      return;
    }
    if (!/^[-+]/.test(value)) return;
    if (!/^[-+][euxofvCE]+$/.test(value)) inquiry.report('shell.option', `set ${arg.text}`);
    if (value.endsWith('o') && args[index + 1]) {
      index++;
      if (!SET_NAMES.test(known(args[index]) ?? '')) inquiry.report('shell.option', `set -o ${args[index]?.text}`);
    }
  }
}

function judgeText(args: readonly Argument[], name: string, inquiry: Call['inquiry']): void {
  if (args.length === 0) return;
  const words = args.map(known);
  if (words.some((it) => it === undefined)) {
    const [only] = args;
    if (args.length === 1 && only && !only.many && !only.values.some(isOpen))
      for (const value of only.values) inquiry.script(value, true);
    else inquiry.report('code.dynamic', name);
  } else inquiry.script(words.join(' '), true);
}

function judgeSource({ name, args, inquiry }: Call): void {
  const [path] = args;
  const value = known(path);
  if (!path || value === undefined || /^(-|\/dev\/|\/proc\/)/.test(value)) {
    inquiry.report('code.dynamic', path ? `${name} ${path.text}` : name);
    return;
  }
  checkRead(path, inquiry);
  inquiry.report('code.file', `${name} ${path.text}`);
}
