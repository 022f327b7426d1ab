import { checkRead, checkWrite } from '../files.ts';
import type { Call, Judge } from '../inquiry.ts';
import { readOptions } from '../options.ts';
import { type Argument, exactly, isOpen, known } from '../words.ts';
import { checkOptions } from './operands.ts';

const RUNS = [
  '-F',
  '--use-compress-program',
  '--to-command',
  '--checkpoint-action',
  '--info-script',
  '--new-volume-script',
  '--rsh-command',
  '--rmt-command',
];
const VALUED = 'fCTXbIFHgKLNV';
const SAFE_FILTERS = /^(gzip|bzip2|xz|zstd|lz4|pigz|pbzip2|pxz)( -\d+)?$/;

/** `tar`: old spelling (`tar czf`) too; options that run programs, where it writes, what it removes. */
export const judgeTar: Judge = (call) => {
  const args = modernised(call.args);
  const read = readOptions(args, {
    short: VALUED,
    long: [
      '--file',
      '--directory',
      '--files-from',
      '--exclude',
      '--exclude-from',
      '--use-compress-program',
      '--transform',
    ],
  });
  const filters = read.options.filter(({ name }) => name === '-I' || name === '--use-compress-program');
  const rest = read.options.filter((it) => !filters.includes(it));
  checkOptions(call, { ...read, options: rest }, RUNS, ['--checkpoint', '--to-stdout']);
  for (const { value, text } of filters)
    if (!SAFE_FILTERS.test(known(value) ?? '')) call.inquiry.report('option.runs-program', text);
  const has = (pattern: RegExp) => rest.some(({ name }) => pattern.test(name));
  const makes = has(/^(-[cruA]|--(create|append|update|concatenate|catenate|delete))$/);
  for (const { name, value } of rest) judgeOption(name, value, makes, call);
  if (has(/^(-P|--ab.*)$/)) call.inquiry.report('path.unknown', 'tar -P');
  if (has(/^--remove-f/)) call.inquiry.report('delete.file', 'tar --remove-files');
  if (has(/^--recu.*-u/)) call.inquiry.report('delete.recursive', 'tar --recursive-unlink');
  if (has(/^--(transform|xform|s[a-z]*-script)/)) call.inquiry.report('option.unknown', 'tar --transform');
  if (makes) for (const path of read.operands) checkRead(path, call.inquiry);
};

function judgeOption(name: string, value: Argument | undefined, makes: boolean, { inquiry }: Call): void {
  if (!value) return;
  if (/^(-f|--file)$/.test(name)) {
    if (value.values.some((it) => /^[^/]*:/.test(it))) inquiry.report('program.network', value.text);
    if (makes) checkWrite(value, inquiry);
    else checkRead(value, inquiry);
  } else if (/^(-C|--directory)$/.test(name)) {
    if (makes) checkRead(value, inquiry);
    else checkWrite(value, inquiry);
  } else if (/^(-T|--files-from)$/.test(name)) {
    // A list may hold options as well as names.
    if (value.values.some((it) => isOpen(it) || it !== '')) inquiry.report('option.dynamic', value.text);
  } else if (/^(-X|--exclude-from|-g|--listed-incremental|--index-file|--one-top-level)$/.test(name))
    checkWrite(value, inquiry);
}

/** Turns `czf name` into `-c -z -f name`, the way tar reads its first word. */
function modernised(args: readonly Argument[]): readonly Argument[] {
  const [first, ...rest] = args;
  const word = known(first);
  if (!first || word === undefined || !/^[A-Za-z]+$/.test(word)) return args;
  const values = [...rest];
  const options = [...word].flatMap((letter) => {
    const option = { ...exactly(`-${letter}`), text: first.text };
    const value = VALUED.includes(letter) ? values.shift() : undefined;
    return value ? [option, value] : [option];
  });
  return [...options, ...values];
}
