import { checkRead, checkWrite } from '../files.ts';
import type { Call, Judge } from '../inquiry.ts';
import { type Option, readOptions } from '../options.ts';
import { type Argument, isOpen, NUMBER } from '../words.ts';
import { checkOptions } from './operands.ts';
import { inspectSed } from './sed-program.ts';

const KNOWN =
  /^(-[nrEsuzbeflib]|--(quiet|silent|regexp-extended|separate|unbuffered|null-data|zero-terminated|expression|file|line-length|in-place|posix|follow-symlinks|debug|sandbox|version|help))$/;

/** `sed`: its program is read, because it can run commands and write files. */
export const judgeSed: Judge = (call) => {
  const { args, inquiry } = call;
  const read = readOptions(args, { short: 'efl', attached: 'i', long: ['--expression', '--file', '--line-length'] });
  const isScript = ({ name }: Option) => name === '-e' || name === '--expression';
  const isFile = ({ name }: Option) => name === '-f' || name === '--file';
  checkOptions(call, { ...read, uncertain: read.uncertain.filter((it) => it !== read.operands[0]) }, []);
  for (const { name, text } of read.options) if (!KNOWN.test(name)) inquiry.report('option.unknown', text);
  const given = read.options.filter((it) => isScript(it) || isFile(it));
  const scripts = read.options.filter(isScript).map((it) => it.value);
  const operands = [...read.operands];
  if (given.length === 0) scripts.push(operands.shift());
  for (const option of given.filter(isFile)) inquiry.report('code.file', `sed ${option.text}`);
  if (!read.options.some(({ name }) => name === '--sandbox')) judgeScripts(scripts, call);
  const edits = read.options.some(({ name }) => name === '-i' || name === '--in-place');
  for (const path of operands) {
    if (edits) checkWrite(path, inquiry);
    else checkRead(path, inquiry);
  }
};

function judgeScripts(scripts: readonly (Argument | undefined)[], { inquiry }: Call): void {
  for (const script of scripts) {
    if (!script) continue;
    if (script.many) inquiry.report('code.unknown-part', script.text);
    for (const value of script.values) {
      const text = value.replaceAll(NUMBER, '1');
      if (isOpen(text)) inquiry.report('code.unknown-part', script.text);
      for (const { rule, word } of inspectSed(text))
        if (rule !== 'code.unknown-part' || !isOpen(text)) inquiry.report(rule, word);
    }
  }
}
