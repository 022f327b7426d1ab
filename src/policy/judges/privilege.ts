import type { Judge } from '../inquiry.ts';

/** `sudo` and its kin never run; when they would delete, that is said too. */
export const judgePrivilege: Judge = ({ name, args, inquiry }) => {
  const deletes = args.some((arg) => arg.values.some((value) => /(^|[\s/])(rm|unlink|shred)(\s|$)/.test(value)));
  if (deletes) inquiry.report('privilege.delete', [name, ...args.map((arg) => arg.text)].join(' '));
};
