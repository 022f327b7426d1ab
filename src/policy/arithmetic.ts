import type { Word, WordPart } from 'unbash';
import type { Inquiry } from './inquiry.ts';
import type { Scope } from './scope.ts';
import { numericSubstitution, printsNumber } from './substitution.ts';
import { evaluate, isOpen, NUMBER } from './words.ts';

const NUMERIC_NAMES = new Set(
  'RANDOM SRANDOM SECONDS LINENO COLUMNS LINES UID EUID PPID BASHPID EPOCHSECONDS OPTIND'.split(' '),
);

type Text = { readonly value: string; readonly parts?: readonly WordPart[] | undefined };

/**
 * Judges text that Bash calculates with. A variable's value is read as a calculation in turn, and an index in
 * it may hold a command: so only values known to be numbers pass.
 */
export function checkArithmetic(text: Text, inquiry: Inquiry): void {
  if (!text.parts) checkLiteral(text.value, inquiry);
  else for (const part of text.parts) checkPart(part, text.value, inquiry);
}

/** Judges `[index]=value` in the list of an array with numbered items. */
export function checkElement(element: Word, inquiry: Inquiry): void {
  const [, index] = /^\[(.*?)\]\+?=/s.exec(element.text) ?? [];
  if (index === undefined) return;
  if (/^[\w\s+*-]*$/.test(index.replace(/"?\$(\w+)"?|\$\{(\w+)\}/g, '$1$2')))
    checkLiteral(index.replace(/["{}]/g, ''), inquiry);
  else inquiry.report('arithmetic.hidden-command', element.text);
}

/** Judges `${!name}`: the value is a name, and an index in it may hold a command. */
export function checkIndirect(name: string, text: string, inquiry: Inquiry): void {
  inquiry.report('expansion.indirect', text);
  for (const source of inquiry.scope.variables.get(name) ?? [])
    if (typeof source === 'object' && evaluate(source, inquiry.scope).values.some((value) => /[$`]/.test(value)))
      inquiry.report('arithmetic.hidden-command', text);
}

function checkPart(part: WordPart, whole: string, inquiry: Inquiry): void {
  switch (part.type) {
    case 'Literal':
      checkLiteral(part.value, inquiry);
      return;
    case 'DoubleQuoted':
    case 'LocaleString':
      for (const child of part.parts) checkPart(child, whole, inquiry);
      return;
    case 'SingleQuoted':
    case 'AnsiCQuoted':
      if (/[$`[]/.test(part.value)) inquiry.report('arithmetic.hidden-command', part.text);
      checkLiteral(part.value, inquiry);
      return;
    case 'SimpleExpansion':
      checkName(part.text.slice(1), inquiry);
      return;
    case 'ParameterExpansion':
      if (part.prefix === '#') return;
      if (part.operation || part.prefix) {
        inquiry.report('arithmetic.unknown-value', part.text);
        return;
      }
      checkName(part.parameter, inquiry);
      return;
    case 'ArithmeticExpansion':
      return;
    case 'CommandExpansion':
      if (!printsNumber(part)) inquiry.report('arithmetic.unknown-value', part.text);
      return;
    case 'Glob':
      if (part.kind !== 'bracket') return;
      checkLiteral(part.value.slice(1, -1), inquiry);
      return;
    default:
      inquiry.report('arithmetic.unknown-value', part.text);
  }
}

function checkLiteral(text: string, inquiry: Inquiry): void {
  const rest = text.replace(/\$(\w+|[#?$!])/g, (_, name: string) => {
    checkName(/^\d/.test(name) ? (name[0] as string) : name, inquiry);
    return '0';
  });
  checkPlain(rest, inquiry);
}

function checkPlain(text: string, inquiry: Inquiry): void {
  if (/[$`]/.test(text)) inquiry.report('arithmetic.hidden-command', text);
  if (/[;{}\\]|[\w\]][ \t\n]+\w/.test(text)) inquiry.report('syntax.unsupported', text);
  const bare = text.replace(/\d+#[\w@]+|0[xX][\da-fA-F]+/g, '0');
  for (const [name] of bare.matchAll(/(?<![\w$])[A-Za-z_]\w*/g)) checkName(name, inquiry);
}

function checkName(name: string, inquiry: Inquiry): void {
  if (/^[#?$!]$/.test(name) || NUMERIC_NAMES.has(name)) return;
  const { scope } = inquiry;
  const sources = scope.variables.get(name);
  if (scope.tainted || /^[@*\d-]/.test(name)) {
    inquiry.report('arithmetic.unknown-value', name);
    return;
  }
  for (const source of sources ?? []) {
    if (source === 'number') continue;
    if (source === 'unknown') inquiry.report('arithmetic.unknown-value', name);
    else checkValue(source, name, scope, inquiry);
  }
}

function checkValue(word: Word, name: string, scope: Scope, inquiry: Inquiry): void {
  if (numericSubstitution(word) || yieldsNumbers(word)) return;
  for (const value of evaluate(word, scope).values) {
    if (/[$`[]/.test(value)) inquiry.report('arithmetic.hidden-command', name);
    else if (isOpen(value.replaceAll(NUMBER, '1')) || !/^\s*[-+]?\d*\s*$/.test(value.replaceAll(NUMBER, '1')))
      inquiry.report('arithmetic.unknown-value', name);
  }
}

/** True for `{1..9}` and `$(seq 9)` in a loop's list. */
function yieldsNumbers(word: Word): boolean {
  const part = word.parts?.length === 1 ? word.parts[0] : undefined;
  if (part?.type === 'BraceExpansion') return /^\{-?\d+\.\.-?\d+(\.\.-?\d+)?\}$/.test(part.text);
  if (part?.type !== 'CommandExpansion') return false;
  const statement = part.script?.commands.length === 1 ? part.script.commands[0]?.command : undefined;
  return (
    statement?.type === 'Command' &&
    statement.name?.value === 'seq' &&
    statement.args.every((arg) => arg.type === 'Word' && /^(-?\d+|\$\w+|\$\{#\w+(\[@\])?\})$/.test(arg.text))
  );
}
