import type { Redirection } from 'unbash';
import { checkRead, checkWrite } from './files.ts';
import type { Inquiry } from './inquiry.ts';
import { checkVariable } from './variables.ts';
import { evaluate, isOpen, known } from './words.ts';

/** Judges where a command's input comes from and where its output goes. */
export function checkRedirects(redirects: readonly Redirection[], inquiry: Inquiry): void {
  redirects.forEach((redirect, index) => {
    checkRedirect(redirect, inquiry);
    // In `< 2>file` Bash reads `2>` as one sign, so that `<` has no target.
    const target = redirect.type === 'HereDoc' ? redirect.delimiter : redirect.target;
    if (target && /^\d+$/.test(target.text) && redirects[index + 1]?.pos === target.end)
      inquiry.report('syntax.unreadable', `${redirect.operator} ${target.text}`);
  });
}

function checkRedirect(redirect: Redirection, inquiry: Inquiry): void {
  if (redirect.descriptor?.type === 'FileDescriptorVariable')
    checkVariable(redirect.descriptor.name, redirect.descriptor.name, inquiry);
  if (redirect.type === 'HereDoc') {
    if (!redirect.closing || !redirect.delimiter) inquiry.report('syntax.heredoc', redirect.delimiter?.text ?? '<<');
    return;
  }
  if (!redirect.target) {
    inquiry.report('syntax.unreadable', redirect.operator);
    return;
  }
  if (redirect.type === 'HereString') return;
  const target = evaluate(redirect.target, inquiry.scope);
  if (/^[<>]&$/.test(redirect.operator) && target.values.every((value) => /^(\d+-?|-|\uFFFB)$/.test(value))) return;
  // Bash expands the word after `>&` twice: text in it would be run.
  if (/^[<>]&$/.test(redirect.operator) && target.values.some((value) => isOpen(value) || /[$`\\]/.test(value)))
    inquiry.report('code.dynamic', `${redirect.operator}${target.text}`);
  if (redirect.operator === '<' || redirect.operator === '<&') checkRead(target, inquiry);
  else checkWrite(target, inquiry);
}

/** What the redirections give as standard input: text when known, null when not, undefined when nothing. */
export function stdinOf(redirects: readonly Redirection[], inquiry: Inquiry): string | null | undefined {
  const inputs = redirects.filter((it) => it.type !== 'Redirect' || it.operator.startsWith('<'));
  const last = inputs.at(-1);
  if (!last) return undefined;
  if (redirects.some((it) => it.descriptor && (inputs.includes(it) || descriptorOf(it) === 0))) return null;
  if (last.type === 'HereDoc') {
    if (last.operator === '<<-') return null;
    return last.body.parts?.some((part) => part.type !== 'Literal') ||
      (!last.delimiter?.quoted && /[\\$`]/.test(last.body.text))
      ? null
      : last.body.text;
  }
  if (last.type === 'Redirect' || !last.target) return null;
  const value = known(evaluate(last.target, inquiry.scope));
  return value === undefined || isOpen(value) ? null : value;
}

function descriptorOf(redirect: Redirection): number | undefined {
  return redirect.descriptor?.type === 'FileDescriptor' ? redirect.descriptor.value : undefined;
}
