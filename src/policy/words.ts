import type { DoubleQuotedChild, Word, WordPart } from 'unbash';
import type { Scope, Source } from './scope.ts';
import { namesSomething, printsNumber } from './substitution.ts';

/** Stands for text that is only known when the command runs. */
export const ANY = '\uFFFF';
/** Stands for unknown text without a slash, such as a file name that a pattern finds. */
export const NAME = '\uFFFE';
/** Stands for a number that is worked out when the command runs. */
export const NUMBER = '\uFFFB';

/** What one word of a command can become. */
export type Argument = {
  /** As written. */
  readonly text: string;
  /** All values it can have, with `ANY` and `NAME` for what is not known. Never empty. */
  readonly values: readonly string[];
  /** True when it can become several words, or none. */
  readonly many: boolean;
};

type Piece = { readonly values: readonly string[]; readonly many: boolean };
const MAX_VALUES = 32;
const MAX_DEPTH = 8;
const WELL_KNOWN: Record<string, string> = { HOME: '/home/agent', PWD: ANY, OLDPWD: ANY, TMPDIR: '/tmp', USER: NAME };
const UNKNOWN: Piece = { values: [ANY], many: true };

/** An argument that stands for exactly this text. */
export function exactly(text: string): Argument {
  return { text, values: [text], many: false };
}

/** The value when it is known for certain. */
export function known(argument: Argument | undefined): string | undefined {
  if (!argument || argument.many || argument.values.length !== 1) return undefined;
  const value = argument.values[0];
  return value === undefined || isOpen(value) ? undefined : value;
}

/** True when a value has parts that are only known when the command runs. */
export function isOpen(value: string): boolean {
  return /[\uFFFB\uFFFE\uFFFF]/.test(value);
}

/** Works out what a word can become. */
export function evaluate(word: Word, scope: Scope): Argument {
  return { text: word.text, ...wordPiece(word, scope, 0) };
}

function wordPiece(word: Word, scope: Scope, depth: number): Piece {
  if (depth > MAX_DEPTH) return UNKNOWN;
  if (!word.parts) return { values: [tilde(word.value, word.text)], many: false };
  return join(word.parts.map((part, index) => partPiece(part, index === 0, word.parts?.length === 1, scope, depth)));
}

function join(pieces: readonly Piece[]): Piece {
  let values: string[] = [''];
  for (const piece of pieces) {
    values = values.flatMap((start) => piece.values.map((end) => start + end));
    if (values.length > MAX_VALUES) values = [ANY];
  }
  return { values: [...new Set(values)], many: pieces.some((piece) => piece.many) };
}

function partPiece(part: WordPart, first: boolean, alone: boolean, scope: Scope, depth: number): Piece {
  switch (part.type) {
    case 'Literal':
      return { values: [first ? tilde(part.value, part.text) : part.value], many: false };
    case 'SingleQuoted':
    case 'AnsiCQuoted':
      return { values: [part.value], many: false };
    case 'DoubleQuoted':
    case 'LocaleString':
      return join(part.parts.map((child) => expansion(child, true, scope, depth)));
    case 'Glob':
    case 'ExtendedGlob':
      return { values: [NAME], many: true };
    case 'ProcessSubstitution':
      return { values: ['/dev/fd/63'], many: false };
    case 'BraceExpansion':
      return { values: braces(part.text), many: true };
    default: {
      const piece = expansion(part, false, scope, depth);
      if (!piece.values.some((value) => isOpen(value) || /[\s*?[]/.test(value))) return piece;
      if (!alone) return { values: piece.values.some((value) => /\s/.test(value)) ? [ANY] : piece.values, many: true };
      return { values: piece.values.flatMap((value) => value.trim().split(/\s+/).map(patterns)), many: true };
    }
  }
}

function expansion(part: DoubleQuotedChild, quoted: boolean, scope: Scope, depth: number): Piece {
  switch (part.type) {
    case 'Literal':
      return { values: [part.value], many: false };
    case 'SimpleExpansion':
      return variable(part.text.slice(1), scope, depth);
    case 'ArithmeticExpansion':
      return { values: [NUMBER], many: false };
    case 'CommandExpansion':
      if (printsNumber(part)) return { values: [NUMBER], many: false };
      return { values: [namesSomething(part) ? NAME : ANY], many: !quoted };
    case 'ParameterExpansion': {
      if (part.prefix === '#') return { values: [NUMBER], many: false };
      if (part.prefix === '!') return UNKNOWN;
      const own = variable(part.parameter, scope, depth);
      const many = own.many || (part.index !== undefined && /^[@*]$/.test(part.index.value));
      const operation = part.operation;
      if (!operation) return { values: own.values, many };
      if (operation.type === 'Default') {
        const other = wordPiece(operation.operand, scope, depth + 1);
        return { values: [...own.values, ...other.values], many: many || other.many };
      }
      const operator = 'operator' in operation ? operation.operator : '';
      const flat =
        operation.type === 'Replace' && !operation.replacement.parts && !operation.replacement.value.includes('/');
      const kind = flat ? 'Slice' : operation.type;
      return { values: own.values.flatMap((value) => changed(value, kind, operator, part.text)), many };
    }
  }
}

/** What is left of a value when a part of it is cut away or replaced. */
function changed(value: string, kind: string, operator: string, text: string): string[] {
  const flat = !value.includes('/') && !value.includes(ANY);
  if (kind === 'Remove' && operator.startsWith('%')) {
    if (flat) return [NAME, ''];
    if (value.startsWith(ANY)) return [ANY];
    return [value.slice(0, value.search(/[^/]*$/)) + NAME];
  }
  if (kind === 'Remove' && text.includes('##*/')) return [NAME];
  return flat && kind !== 'Replace' && kind !== 'Transform' ? [NAME, ''] : [ANY];
}

function variable(name: string, scope: Scope, depth: number): Piece {
  if (/^[#?$!]$/.test(name)) return { values: [NUMBER], many: false };
  if (/^([@*\d-]|\d+)$/.test(name)) return UNKNOWN;
  const sources = scope.variables.get(name);
  if (scope.tainted) return { values: [ANY], many: false };
  if (!sources) {
    const value = Object.hasOwn(WELL_KNOWN, name) ? WELL_KNOWN[name] : undefined;
    return { values: value === undefined ? ['', ANY] : [value], many: false };
  }
  if (sources.length > MAX_VALUES) return { values: [ANY], many: false };
  const pieces = sources.map((source) => sourcePiece(source, scope, depth + 1));
  const values = [...new Set(pieces.flatMap((piece) => piece.values))];
  return { values: values.length > MAX_VALUES ? [ANY] : values, many: false };
}

function sourcePiece(source: Source, scope: Scope, depth: number): Piece {
  if (source === 'unknown') return UNKNOWN;
  return source === 'number' ? { values: [NUMBER], many: false } : wordPiece(source, scope, depth);
}

function tilde(value: string, text: string): string {
  if (!text.startsWith('~')) return value;
  const [, user = '', rest = ''] = /^~([^/]*)(.*)$/s.exec(value) ?? [];
  if (user === '') return `/home/agent${rest}`;
  return /^[-+\d]/.test(user) ? ANY + rest : `/home/${user}${rest}`;
}

/** A value without quotes around it is a file name pattern once more. */
function patterns(value: string): string {
  return value.replace(/[*?]+|\[[^\]]*\]/g, NAME);
}

/** Alternatives of `{a,b}` when they are plain; a sequence such as `{1..9}` gives a name. */
function braces(text: string): string[] {
  if (/^\{[\w-]+\.\.[\w-]+(\.\.-?\d+)?\}$/.test(text)) return [NAME];
  if (!/^\{[^{}$`"'\\*?[\]]*\}$/.test(text)) return [ANY];
  const values = text.slice(1, -1).split(',');
  return values.length > MAX_VALUES ? [ANY] : values;
}
