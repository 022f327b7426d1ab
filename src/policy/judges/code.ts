import { checkRead, checkWrite } from '../files.ts';
import type { Call, Judge } from '../inquiry.ts';
import { readOptions } from '../options.ts';
import { known } from '../words.ts';

const ASKS_ONLY = /^(-v|-V|-VV|--version|-h|--help)$/;
const HARMLESS_MODULES = new Set(['json.tool', 'calendar', 'tabnanny', 'tokenize', 'this', 'base64']);

/** Interpreters: their code is not read here, except for questions about themselves and plain sums. */
export const judgeInterpreter: Judge = (call) => {
  const { name, args, inquiry } = call;
  const [first, second] = args;
  const option = known(first);
  if (args.length === 1 && option !== undefined && ASKS_ONLY.test(option)) return;
  if (/^python3?$/.test(name) && (option === '-m' || (option === '-I' && known(second) === '-m'))) {
    judgeModule(option === '-m' ? call : { ...call, args: args.slice(1) }, option === '-I');
    return;
  }
  if (/^python3?$/.test(name) && option === '-c' && args.length === 2) {
    if (/^\s*print\([\d\s+\-/%().,]*(\*(?!\*)[\d\s+\-/%().,]*)*\)\s*$/.test(known(second) ?? '')) return;
  }
  if (name === 'node' && (option === '--check' || option === '-c') && second) {
    checkRead(second, inquiry);
    return;
  }
  const inline = option === undefined || option.startsWith('-') || option === '';
  if (inline) inquiry.report('code.opaque', name);
  else if (first) {
    checkRead(first, inquiry);
    inquiry.report('code.file', `${name} ${first.text}`);
  }
};

/** Unless it is isolated, Python looks for modules in the current folder first: a file there may bear the same name. */
function judgeModule({ name, args, inquiry }: Call, isolated: boolean): void {
  const module = known(args[1]) ?? '';
  if (/^(http\.server|smtpd|ftplib|telnetlib|socketserver)$/.test(module))
    inquiry.report('program.network', `${name} -m ${module}`);
  else if (!HARMLESS_MODULES.has(module)) inquiry.report('program.build', `${name} -m ${args[1]?.text ?? ''}`);
  else {
    if (!isolated) inquiry.report('program.build', `${name} -m ${module}`);
    const [input, ...output] = args.slice(2).filter((it) => !it.values.some((value) => value.startsWith('-')));
    if (input) checkRead(input, inquiry);
    for (const path of output) checkWrite(path, inquiry);
  }
}

/** `npm`: questions pass; what runs a package's own scripts is for a person to see. */
export const judgeNpm: Judge = ({ args, inquiry }) => {
  const [first] = readOptions(args).operands;
  const asks = args.length === 1 && ASKS_ONLY.test(known(args[0]) ?? '');
  if (asks || /^(ls|list|ll|la|root|prefix|help|explain|pkg)$/.test(known(first) ?? '')) return;
  inquiry.report('program.build', `npm ${first?.text ?? ''}`.trim());
};

const GIT_KNOWN = new Set(
  `status log diff show add commit branch tag init rev-parse ls-files blame shortlog describe stash checkout switch restore
  merge mv rm reset cat-file rev-list clean version help ls-tree reflog apply cherry-pick revert worktree notes`.split(
    /\s+/,
  ),
);

/** `git`: always for a person to see, because a repository's settings can name programs. */
export const judgeGit: Judge = ({ args, inquiry }) => {
  const { options, operands } = readOptions(args, { short: 'C', ordered: true });
  for (const { name, text } of options)
    if (/^(-c|--exec-path|--config-env|--git-dir|--work-tree)$/.test(name)) inquiry.report('option.runs-program', text);
  const [command, ...rest] = operands;
  const subcommand = known(command) ?? '';
  if (/^(clone|fetch|pull|push|ls-remote|remote|submodule|send-email|request-pull)$/.test(subcommand)) {
    inquiry.report('program.network', `git ${subcommand}`);
    return;
  }
  if (command && !GIT_KNOWN.has(subcommand)) inquiry.report('option.runs-program', `git ${command.text}`);
  for (const argument of rest)
    if (
      argument.values.some((value) =>
        /^(--(exec|upload-pack|receive-pack|ext-diff|textconv|open-files|output)|-O|ext::)/.test(value),
      )
    )
      inquiry.report('option.runs-program', argument.text);
};
