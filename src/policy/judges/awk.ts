import { checkRead, checkWrite } from '../files.ts';
import type { Call, Judge } from '../inquiry.ts';
import { readOptions } from '../options.ts';
import { exactly, isOpen, NUMBER } from '../words.ts';
import { inspectAwk } from './awk-program.ts';
import { judgeShellText } from './shells.ts';

const KNOWN =
  /^(-[Fvfe]|-[cCPrsStnbV]|--(field-separator|assign|file|source|version|posix|traditional|re-interval|sandbox|csv|non-decimal-data|characters-as-bytes|bignum|sandbox))$/;

/** `awk`: its program is read, because it can run commands and write files. */
export const judgeAwk: Judge = ({ name, args, inquiry }) => {
  const { options, operands } = readOptions(args, {
    short: 'Fvfeil',
    attached: 'dDoLpWE',
    long: ['--field-separator', '--assign', '--file', '--source', '--include', '--load', '--exec'],
    ordered: true,
  });
  const programs = options.filter((it) => it.name === '-e' || it.name === '--source').map((it) => it.value);
  const files = options.filter((it) => it.name === '-f' || it.name === '--file');
  for (const option of options) {
    if (/^(-i|-l|--include|--load)$/.test(option.name)) inquiry.report('option.runs-program', option.text);
    else if (!KNOWN.test(option.name)) inquiry.report('option.unknown', option.text);
  }
  for (const option of files) inquiry.report('code.file', `${name} ${option.text}`);
  const rest = [...operands];
  if (programs.length === 0 && files.length === 0) programs.push(rest.shift());
  for (const program of programs) {
    if (!program) continue;
    if (program.many) inquiry.report('code.unknown-part', program.text);
    for (const value of program.values) judgeProgram(value, program.text, inquiry);
  }
  for (const path of rest) checkRead(path, inquiry);
};

function judgeProgram(value: string, text: string, inquiry: Call['inquiry']): void {
  const program = value.replaceAll(NUMBER, '1');
  if (isOpen(program)) inquiry.report('code.unknown-part', text);
  for (const found of inspectAwk(program)) {
    if (found.kind === 'command') inquiry.report('awk.runs-command', found.word);
    else if (found.kind === 'shell') judgeShellText(found.word, 'sh', inquiry);
    else if (found.kind === 'unreadable') inquiry.report('code.unknown-part', found.word);
    else if (found.path === undefined) inquiry.report('awk.writes-file', found.word);
    else checkWrite(exactly(found.path), inquiry);
  }
}
