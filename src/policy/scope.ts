import { forEachChild, type ParsedScript, type SyntaxNode, type Word } from 'unbash';
import { numericSubstitution } from './substitution.ts';

/** Where a variable can get its value: a word, a calculation (always a number), or something unseen. */
export type Source = Word | 'number' | 'unknown';

/**
 * What a script does to names, wherever it stands in the script: order is ignored, so a variable may hold any
 * value that it is ever given.
 */
export type Scope = {
  readonly variables: ReadonlyMap<string, readonly Source[]>;
  /** Functions that the script defines at its top, so that they exist once the text has passed. */
  readonly functions: ReadonlySet<string>;
  /** Arrays with text keys. */
  readonly dictionaries: ReadonlySet<string>;
  /** Words that `cd` and `pushd` go to; undefined stands for no word (home). */
  readonly folders: readonly (Word | undefined)[];
  /** True when text that is run later may set any variable. */
  readonly tainted: boolean;
};

type Draft = {
  variables: Map<string, Source[]>;
  functions: Set<string>;
  dictionaries: Set<string>;
  folders: (Word | undefined)[];
  tainted: boolean;
};

const MAX_DEPTH = 200;

/** Gathers the scope of a script; `outer` is the scope it shares, as the text of `eval` does. */
export function scopeOf(script: ParsedScript, outer?: Scope): Scope {
  const draft: Draft = {
    variables: new Map([...(outer?.variables ?? [])].map(([name, sources]) => [name, [...sources]])),
    functions: new Set(outer?.functions),
    dictionaries: new Set(outer?.dictionaries),
    folders: [...(outer?.folders ?? [])],
    tainted: outer?.tainted ?? false,
  };
  for (const { command, background } of script.commands)
    if (command.type === 'Function' && !background) draft.functions.add(command.name.value);
  gather(script, draft, 0);
  return draft;
}

function gather(node: SyntaxNode, draft: Draft, depth: number): void {
  if (depth > MAX_DEPTH) {
    draft.tainted = true;
    return;
  }
  note(node, draft);
  forEachChild(node, (child) => gather(child, draft, depth + 1));
}

function note(node: SyntaxNode, draft: Draft): void {
  const give = (name: string, source: Source) => {
    const sources = draft.variables.get(name);
    if (sources) sources.push(source);
    else draft.variables.set(name, [source]);
  };
  if (node.type === 'Assignment') {
    if (node.append) give(node.name, 'unknown');
    if (node.value.type === 'Word') give(node.name, node.append ? 'unknown' : valueSource(node.value));
    else for (const element of node.value.elements) give(node.name, valueSource(element));
  } else if (node.type === 'For' || node.type === 'Select') {
    if (node.wordlist) for (const word of node.wordlist) give(node.name.value, word);
    else give(node.name.value, 'unknown');
  } else if (node.type === 'ParameterExpansion') {
    if (node.operation?.type === 'Default' && node.operation.operator.endsWith('='))
      give(node.parameter, node.operation.operand);
  } else if (node.type === 'ArithmeticBinary') {
    if (/^([-+*/%&^|]|<<|>>)?=$/.test(node.operator) && node.left.type === 'ArithmeticWord')
      give(node.left.value.replace(/\[.*/s, '').trim(), 'number');
  } else if (node.type === 'ArithmeticUnary') {
    if (/^(\+\+|--)$/.test(node.operator) && node.operand.type === 'ArithmeticWord')
      give(node.operand.value.replace(/\[.*/s, '').trim(), 'number');
  } else if (node.type === 'Command' && node.name) {
    noteCommand(
      node.name.value,
      node.args.filter((arg) => arg.type === 'Word'),
      draft,
      give,
    );
  }
}

function noteCommand(
  name: string,
  words: readonly Word[],
  draft: Draft,
  give: (name: string, source: Source) => void,
): void {
  if (name === 'cd' || name === 'pushd') draft.folders.push(words.find((word) => !/^-./.test(word.value)));
  else if (/^(read|mapfile|readarray|getopts|wait)$/.test(name)) {
    give('REPLY', 'unknown');
    give('MAPFILE', 'unknown');
    give('OPTARG', 'unknown');
    for (const word of words) give(word.value.replace(/\[.*/s, ''), 'unknown');
  } else if (name === 'printf') {
    if (words[0]?.value === '-v' && words[1]) give(words[1].value.replace(/\[.*/s, ''), 'unknown');
  } else if (/^(declare|typeset|local|export|readonly)$/.test(name)) {
    const flags = words.filter((word) => /^[-+]/.test(word.value)).map((word) => word.value);
    if (flags.some((flag) => flag.includes('n'))) draft.tainted ||= name !== 'export';
    if (flags.some((flag) => flag.includes('A'))) for (const word of words) draft.dictionaries.add(word.value);
  } else if (/^(eval|source|\.|trap|builtin|command)$/.test(name)) {
    draft.tainted ||= name !== 'command' || !/^-[vV]/.test(words[0]?.value ?? '');
  }
}

function valueSource(word: Word): Source {
  return numericSubstitution(word) ? 'number' : word;
}
