import { type Command, forEachChild, type ParsedScript, type SyntaxNode, type Word } from 'unbash';
import { checkArithmetic, checkElement, checkIndirect } from './arithmetic.ts';
import type { Inquiry } from './inquiry.ts';
import { builtins, reserved, ruleOfName } from './programs.ts';
import { checkRedirects, stdinOf } from './redirects.ts';
import { checkVariable, checkVariableWord } from './variables.ts';
import { type Argument, evaluate, known } from './words.ts';

const MAX_DEPTH = 120;

/** Syntax that needs no rule of its own: its parts are judged. What is in no list is denied. */
const PLAIN = new Set<SyntaxNode['type']>([
  'CompoundList',
  'AndOr',
  'Pipeline',
  'If',
  'Elif',
  'While',
  'Case',
  'CaseItem',
  'Subshell',
  'BraceGroup',
  'ArithmeticFor',
  'TestCommand',
  'TestLogical',
  'TestNot',
  'TestGroup',
  'Time',
  'Negation',
  'Word',
  'Literal',
  'Glob',
  'SingleQuoted',
  'DoubleQuoted',
  'AnsiCQuoted',
  'LocaleString',
  'SimpleExpansion',
  'BraceExpansion',
  'ArrayValue',
  'ArithmeticTernary',
  'ArithmeticGroup',
  'HereDocBody',
  'HereDocDelimiter',
  'FileDescriptor',
  'FileDescriptorVariable',
  'Remove',
  'Replace',
  'CaseModification',
  'Names',
]);

/** What a walk needs besides the inquiry: how to judge one simple command. */
export type Walk = {
  readonly inquiry: Inquiry;
  /** The text that positions count in. */
  readonly source: string;
  /** The functions whose bodies this is inside. */
  readonly within: readonly string[];
  /** Functions that exist at this point. */
  readonly defined: Set<string>;
  readonly simple: (args: readonly Argument[], defined: ReadonlySet<string>, stdin: string | null | undefined) => void;
};

/** Judges everything that a parsed script can run. */
export function walkScript(script: ParsedScript, walk: Walk): void {
  for (const statement of script.commands) {
    visit(statement, walk, 0);
    if (statement.command.type === 'Function' && !statement.background) walk.defined.add(statement.command.name.value);
  }
}

function visit(node: SyntaxNode, walk: Walk, depth: number): void {
  const { inquiry } = walk;
  if (depth > MAX_DEPTH) {
    inquiry.report('syntax.too-deep', node.type);
    return;
  }
  if (node.type === 'Function') {
    visitFunction(node, walk, depth);
    return;
  }
  if (node.type === 'Command') {
    visitCommand(node, walk, depth);
    return;
  }
  if (!checkNode(node, inquiry)) return;
  const inner = node.type === 'Script' && node.source !== undefined ? { ...walk, source: node.source } : walk;
  forEachChild(node, (child) => visit(child, inner, depth + 1));
}

/** Judges one node by itself; false when its children need not be looked at. */
function checkNode(node: SyntaxNode, inquiry: Inquiry): boolean {
  switch (node.type) {
    case 'Script':
      if (node.errors?.length) inquiry.report('syntax.unreadable', node.errors[0]?.message ?? 'error');
      return !node.errors?.length;
    case 'Statement':
      if (node.background) inquiry.report('syntax.background', '&');
      return true;
    case 'Coproc':
      inquiry.report('syntax.coprocess', 'coproc');
      return true;
    case 'For':
      checkVariable(node.name.value, node.name.text, inquiry);
      return true;
    case 'Assignment':
      checkVariable(node.name, node.name, inquiry);
      checkIndex(node.name, node.index, inquiry);
      // `x=(a)$(b)` is a list and a command to Bash, and one plain word to the parser.
      if (node.value.type === 'Word' && hasBareParenthesis(node.value))
        inquiry.report('syntax.unreadable', node.value.text);
      if (node.value.type === 'ArrayValue' && !inquiry.scope.dictionaries.has(node.name))
        for (const element of node.value.elements) checkElement(element, inquiry);
      return true;
    case 'ExtendedGlob':
      inquiry.report('syntax.extended-pattern', node.text);
      return true;
    case 'CommandExpansion':
    case 'ProcessSubstitution':
    case 'ArithmeticCommandExpansion':
      if (!node.script || node.text.startsWith('${')) inquiry.report('syntax.unsupported', node.text);
      return true;
    case 'ParameterExpansion':
      return checkParameter(node, inquiry);
    case 'Default':
    case 'Transform':
      return true;
    case 'Slice':
      checkArithmetic(node.offset, inquiry);
      if (node.length) checkArithmetic(node.length, inquiry);
      return true;
    case 'ArithmeticExpansion':
    case 'ArithmeticCommand':
      if (!node.expression) inquiry.report('syntax.unsupported', 'text' in node ? node.text : `((${node.body}))`);
      return true;
    case 'ArithmeticBinary':
      if (/^([-+*/%&^|]|<<|>>)?=$/.test(node.operator)) checkTarget(node.left, inquiry);
      return true;
    case 'ArithmeticUnary':
      if (/^(\+\+|--)$/.test(node.operator)) checkTarget(node.operand, inquiry);
      return true;
    case 'ArithmeticWord':
      checkArithmetic(node, inquiry);
      return true;
    case 'TestUnary':
      if (node.operator === '-v' || node.operator === '-R')
        checkVariableWord(known(evaluate(node.operand, inquiry.scope)), node.operand.text, inquiry);
      return true;
    case 'TestBinary':
      if (/^-(eq|ne|lt|le|gt|ge)$/.test(node.operator)) {
        checkArithmetic(node.left, inquiry);
        checkArithmetic(node.right, inquiry);
      }
      return true;
    case 'Redirect':
    case 'HereString':
    case 'HereDoc':
      return true;
    case 'Redirected':
      checkRedirects(node.redirects, inquiry);
      return true;
    default:
      if (PLAIN.has(node.type)) return true;
      inquiry.report('syntax.unsupported', 'text' in node && typeof node.text === 'string' ? node.text : node.type);
      return true;
  }
}

function checkParameter(node: Extract<SyntaxNode, { type: 'ParameterExpansion' }>, inquiry: Inquiry): boolean {
  const { operation } = node;
  checkIndex(node.parameter, node.index, inquiry);
  if (node.prefix === '!' && operation?.type !== 'Names' && !/^[@*]$/.test(node.index?.value ?? ''))
    checkIndirect(node.parameter, node.text, inquiry);
  if (operation?.type === 'Default' && operation.operator.endsWith('='))
    checkVariable(node.parameter, node.parameter, inquiry);
  if (operation?.type === 'Transform' && !/^[ULuQEKka]$/.test(operation.operand.value))
    inquiry.report('expansion.prompt', node.text);
  if (operation?.type === 'Unknown') inquiry.report('syntax.unsupported', node.text);
  return true;
}

/** Judges that a calculation sets a variable, or an item of an array. */
function checkTarget(node: SyntaxNode, inquiry: Inquiry): void {
  if (node.type === 'ArithmeticWord') checkVariable(node.value.replace(/\[.*/s, '').trim(), node.value, inquiry);
  else inquiry.report('assignment.dynamic', node.type);
}

function checkIndex(name: string, index: Parameters<typeof evaluate>[0] | undefined, inquiry: Inquiry): void {
  if (!index || /^[@*]$/.test(index.value) || inquiry.scope.dictionaries.has(name)) return;
  checkArithmetic(index, inquiry);
}

function visitFunction(node: Extract<SyntaxNode, { type: 'Function' }>, walk: Walk, depth: number): void {
  const name = node.name.value;
  if (builtins.has(name) || reserved.has(name) || ruleOfName(name) || !/^[\p{L}_][\p{L}\p{N}_-]*$/u.test(name))
    walk.inquiry.report('function.shadows', name);
  const defined = new Set([...walk.defined, ...walk.inquiry.scope.functions]);
  visit(node.body, { ...walk, defined, within: [...walk.within, name] }, depth + 1);
}

/** True for a parenthesis without quotes in the middle of a word, which Bash refuses. */
function hasBareParenthesis(word: Word): boolean {
  const texts = word.parts ? word.parts.flatMap((part) => (part.type === 'Literal' ? [part.text] : [])) : [word.text];
  return texts.some((text) => /[()]/.test(text.replace(/\\[\s\S]/g, '')));
}

/** Without anything to write, `> file` is there to empty it. */
function checkEmptied({ name, redirects }: Command, inquiry: Inquiry): void {
  if (name && !/^(:|true)$/.test(name.value)) return;
  for (const it of redirects) {
    if (it.type !== 'Redirect' || !it.target || !/^(>|>\||&>)$/.test(it.operator)) continue;
    if (!/^\/dev\//.test(known(evaluate(it.target, inquiry.scope)) ?? ''))
      inquiry.report('overwrite.content', `${it.operator} ${it.target.text}`);
  }
}

function visitCommand(node: Command, walk: Walk, depth: number): void {
  const { inquiry } = walk;
  checkRedirects(node.redirects, inquiry);
  checkEmptied(node, inquiry);
  const readsLine = node.name?.value === 'read';
  for (const child of [...node.prefix, ...(node.name ? [node.name] : []), ...node.suffix]) {
    const word = child.type === 'Redirect' || child.type === 'HereString' ? child.target : child;
    if (word?.type === 'Word' && hasBareParenthesis(word)) inquiry.report('syntax.unreadable', word.text);
    // The parser steps over a stray parenthesis that Bash refuses.
    if (/^(?:[ \t]|\\\n)*\(/.test(walk.source.slice(child.end))) inquiry.report('syntax.unreadable', '(');
    if (child.type === 'Assignment' && readsLine && child.name === 'IFS') visit(child.value, walk, depth + 1);
    else visit(child, walk, depth + 1);
  }
  if (!node.name) return;
  if (walk.within.includes(node.name.value)) inquiry.report('function.recursive', node.name.value);
  const args = [node.name, ...node.args].map((word): Argument => {
    if (word.type === 'Word') return evaluate(word, inquiry.scope);
    if (word.value.type !== 'Word') return { text: word.text, values: [`${word.name}=`], many: false };
    const value = evaluate(word.value, inquiry.scope);
    return { text: word.text, values: value.values.map((it) => `${word.name}=${it}`), many: value.many };
  });
  walk.simple(args, walk.defined, stdinOf(node.redirects, inquiry));
}
