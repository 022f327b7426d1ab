import { checkDelete, checkRead, checkSettings, checkWrite } from '../files.ts';
import type { Judge } from '../inquiry.ts';
import { readOptions } from '../options.ts';
import { known } from '../words.ts';

/** `rm`, `unlink`, `shred`. */
export const judgeRemove: Judge = ({ name, args, inquiry }) => {
  const { options, operands, uncertain } = readOptions(args, name === 'shred' ? { short: 'ns' } : {});
  const recursive =
    name === 'rm' &&
    (uncertain.some((it) => it.values.some((value) => !value.startsWith('\uFFFE'))) ||
      options.some((it) => /^(-r|-R|--r.*|--no-preserve-root)$/.test(it.name)));
  const given = options.some((it) => /^(-r|-R|--r.*)$/.test(it.name));
  if (given) inquiry.report('delete.recursive', [name, ...args.map((arg) => arg.text)].join(' '));
  for (const path of operands)
    checkDelete(path, recursive || path.values.some((it) => /^\/*\uFFFE?$/.test(it) && it.startsWith('/')), inquiry);
};

/** `mv`: the sources vanish from where they were, so they count as written. */
export const judgeMove: Judge = ({ name, args, inquiry }) => {
  const { options, operands } = readOptions(args, { short: 'tS', long: ['--target-directory', '--suffix'] });
  const keeps = options.some((it) => /^(-n|-b|-i|--no-clobber|--backup|--interactive)$/.test(it.name));
  const forced = options.some((it) => /^(-f|--force)$/.test(it.name));
  if (!keeps && (forced || operands.some((it) => it.many)))
    inquiry.report('overwrite.forced', [name, ...args.map((arg) => arg.text)].join(' '));
  for (const path of operands.slice(0, -1)) checkDelete(path, !path.many, inquiry);
  for (const path of operands.slice(-1)) checkWrite(path, inquiry);
  for (const { name: option, value } of options) if (/^(-t|--t.*)$/.test(option) && value) checkWrite(value, inquiry);
};

/** `cp`, `install`, `ln`. A link may point anywhere to read, but what it points to could then be written. */
export const judgeCopy: Judge = ({ name, args, inquiry }) => {
  const { options, operands } = readOptions(args, {
    short: name === 'install' ? 'tSmog' : 'tS',
    long: ['--target-directory', '--suffix', '--mode', '--owner', '--group'],
  });
  const target = options.find((it) => /^(-t|--t.*)$/.test(it.name))?.value;
  const sources = target ? operands : operands.slice(0, -1);
  if (target) checkWrite(target, inquiry);
  else for (const path of operands.slice(-1)) checkWrite(path, inquiry);
  for (const path of sources) {
    checkRead(path, inquiry);
    if (name === 'ln') checkSettings(path, inquiry);
  }
};

/** `dd`: `of=` is written; a device would be overwritten as a whole. */
export const judgeDd: Judge = ({ args, inquiry }) => {
  for (const argument of args) {
    for (const value of argument.values) {
      const [, key, path = ''] = /^(of|if)=(.*)$/s.exec(value) ?? [];
      const named = { text: argument.text, values: [path], many: false };
      if (key === 'of' && /^\/dev\/(?!null|stdout|stderr)/.test(path)) inquiry.report('disk.format', argument.text);
      else if (key === 'of') checkWrite(named, inquiry);
      else if (key === 'if') checkRead(named, inquiry);
      else if (known(argument) === undefined) inquiry.report('option.dynamic', argument.text);
    }
  }
};
