import { checkRead, checkWrite } from '../files.ts';
import type { Call } from '../inquiry.ts';
import { type OptionShape, type Options, readOptions } from '../options.ts';
import type { Argument } from '../words.ts';

type Shape = OptionShape & {
  /** Options that make it run a program. */
  readonly runs?: readonly string[];
  /** Options that look like the start of one in `runs` but are harmless. */
  readonly safe?: readonly string[];
  /** Options whose value is written to. */
  readonly writes?: readonly string[];
  /** Which operands are paths that it writes; all others are read. */
  readonly target?: 'all' | 'last' | 'first' | 'second';
  /** Operands at the start that are text, not paths. */
  readonly text?: number;
};

const WRITES_ALL: Shape = { target: 'all' };
const TEXT_ONLY: Shape = { text: Number.POSITIVE_INFINITY };
const GREP: Shape = {
  short: 'efmABCdD',
  long: ['--regexp', '--file', '--max-count', '--include', '--exclude', '--exclude-dir', '--context'],
  text: 1,
};

const shapes = new Map<string, Shape>();
const add = (names: string, shape: Shape) => {
  for (const name of names.split(' ')) shapes.set(name, shape);
};
add(
  'echo printf tr basename dirname expr seq date yes factor sleep test [ true false numfmt getconf cal ncal which',
  TEXT_ONLY,
);
add('whereis printenv uname hostname whoami id groups locale kill pkill killall', TEXT_ONLY);
add('tee rmdir mkfifo gzip gunzip bzip2 bunzip2 xz unxz zstd unzstd', WRITES_ALL);
add('mkdir', { short: 'm', long: ['--mode'], target: 'all' });
add('touch', { short: 'drt', long: ['--date', '--reference'], target: 'all' });
add('truncate', { short: 'sr', long: ['--size', '--reference'], target: 'all' });
add('chmod chown chgrp setfacl chattr', { text: 1, target: 'all' });
add('grep egrep fgrep zgrep', GREP);
add('rg', { ...GREP, short: 'efmABCgtTrj', runs: ['--pre', '--hostname-bin'], safe: ['--pre-glob', '--pretty'] });
add('jq yq', { short: 'fL', long: ['--indent', '--tab'], text: 1 });
add('look', { text: 1 });
add('cut', { short: 'bcdf', long: ['--delimiter', '--fields', '--characters', '--bytes', '--output-delimiter'] });
add('paste', { short: 'd', long: ['--delimiters'] });
add('join', { short: 'aeotvj12', long: [] });
add('column', { short: 'scoNHRTWEl', long: ['--separator', '--output-separator', '--table-columns'] });
add('sort', {
  short: 'kStTo',
  long: [
    '--key',
    '--output',
    '--buffer-size',
    '--temporary-directory',
    '--field-separator',
    '--parallel',
    '--batch-size',
  ],
  runs: ['--compress-program'],
  writes: ['-o', '--output', '-T', '--temporary-directory'],
});
add('shuf', { short: 'nio', long: ['--head-count', '--input-range', '--output'], writes: ['-o', '--output'] });
add('uniq', { short: 'fsw', long: ['--skip-fields', '--skip-chars', '--check-chars'], target: 'second' });
add('ptx', { target: 'second' });
add('xxd', { short: 'closgn', target: 'second' });
add('tree', { short: 'LPIoH', writes: ['-o'] });
add('iconv', { short: 'fto', long: ['--from-code', '--to-code', '--output'], writes: ['-o', '--output'] });
add('split', { short: 'abCnl', runs: ['--filter'], target: 'second' });
add('csplit', { short: 'fbn', long: ['--prefix', '--suffix-format', '--digits'], writes: ['-f', '--prefix'] });
add('diff', { short: 'UCxXIF', long: ['--exclude', '--label'] });
add('sdiff', { short: 'ow', runs: ['--diff-program'], writes: ['-o', '--output'] });
add('diff3', { runs: ['--diff-program'] });
add('zip', { short: 'bitnx', runs: ['-TT', '--unzip-command'], writes: ['-b'], target: 'first' });
add('unzip', { short: 'dxP', writes: ['-d'] });
add('mktemp', { short: 'p', long: ['--suffix', '--tmpdir'], target: 'all' });
add('csvsort csvcut csvgrep csvstat csvlook csvjoin csvformat', { short: 'cdmrfqetuD' });
add('ls dir vdir du df', { short: 'IwTd', long: ['--max-depth', '--exclude', '--block-size', '--hide', '--ignore'] });
add('head tail', { short: 'nc', long: ['--lines', '--bytes', '--pid'] });
add('stat', { short: 'cf', long: ['--format', '--printf'] });
add('od hexdump', { short: 'AjNtwSefns' });
add('nl pr fmt fold', { short: 'bdfhilnpsvwgo' });
add('patch', { short: 'pidoBzYr', writes: ['-o', '-d', '-r'], target: 'all' });

/** A file name that a pattern finds can start with `-`; these programs would then run what it says. */
const STRICT = new Set(['tar', 'zip', 'split']);
const OPTIONS_MATTER = new Set(['sort', 'zip', 'split', 'rg', 'tar', 'sed', 'sdiff', 'diff3']);

/** Judges a program by its options that run or write something, and by the paths among its operands. */
export function checkOperands(call: Call): void {
  const shape = shapes.get(call.name) ?? {};
  const read = readOptions(call.args, shape);
  checkOptions(call, read, shape.runs ?? [], shape.safe ?? []);
  checkOptionPaths(call, read, shape.writes ?? []);
  for (const { name } of read.options)
    if (call.name === 'zip' && /^(-m|--mo.*)$/.test(name)) call.inquiry.report('delete.file', `zip ${name}`);
  const patternGiven = read.options.some(({ name }) => shape === GREP && /^(-e|-f|--regexp|--file)$/.test(name));
  const paths = read.operands.slice(patternGiven ? 0 : (shape.text ?? 0));
  paths.forEach((path, index) => {
    if (writes(shape, index, paths.length)) checkWrite(path, call.inquiry);
    else checkRead(path, call.inquiry);
  });
}

/** Reports options that make a program run another one, in any spelling that getopt takes, and hidden ones. */
export function checkOptions(call: Call, read: Options, runs: readonly string[], safe: readonly string[] = []): void {
  const hidden = read.uncertain.flatMap(({ values, text }) =>
    values.filter((it) => it.startsWith('--')).map((it) => ({ name: it.replace(/=.*/s, ''), text })),
  );
  for (const { name, text } of [...read.options, ...hidden]) {
    const long = name.startsWith('--') && name.length > 2;
    if (safe.includes(name)) continue;
    if (
      runs.some(
        (it) =>
          it === name || (long && it.startsWith(name)) || (/^-..+$/.test(it) && !it.startsWith('--') && text === it),
      )
    )
      call.inquiry.report('option.runs-program', text);
  }
  if (!OPTIONS_MATTER.has(call.name)) return;
  for (const argument of read.uncertain)
    if (STRICT.has(call.name) || argument.values.some((value) => !value.startsWith('\uFFFE')))
      call.inquiry.report('option.dynamic', argument.text);
}

function checkOptionPaths(call: Call, read: Options, written: readonly string[]): void {
  for (const { name, value } of read.options) {
    if (!value) continue;
    if (written.some((it) => it === name || (name.length > 3 && it.startsWith(name)))) checkWrite(value, call.inquiry);
    else if (name.startsWith('--') && looksAbsolute(value)) checkRead(value, call.inquiry);
  }
}

function looksAbsolute(argument: Argument): boolean {
  return argument.values.some((value) => /^\/\w/.test(value));
}

function writes(shape: Shape, index: number, count: number): boolean {
  if (shape.target === 'all') return true;
  if (shape.target === 'last') return index === count - 1;
  if (shape.target === 'first') return index === 0;
  return shape.target === 'second' && index === 1;
}
