type Token = {
  readonly kind: 'word' | 'text' | 'pattern' | 'sign';
  readonly value: string;
  readonly closesCondition?: true;
};
export type AwkFound =
  /** A command that is not spelled out. */
  | { readonly kind: 'command'; readonly word: string }
  /** A command that a shell runs, all of it known. */
  | { readonly kind: 'shell'; readonly word: string }
  | { readonly kind: 'output'; readonly word: string; readonly path: string | undefined }
  | { readonly kind: 'unreadable'; readonly word: string };

/** What an awk program does beyond reading its input and printing: commands it runs, files it writes. */
export function inspectAwk(program: string): AwkFound[] {
  const tokens = tokenize(program);
  if (typeof tokens === 'string') return [{ kind: 'unreadable', word: tokens }];
  const found: AwkFound[] = [];
  let printing = false;
  let parentheses = 0;
  tokens.forEach((token, index) => {
    if (token.kind === 'word') {
      if (token.value === 'system') found.push({ kind: 'command', word: 'system' });
      if (token.value === 'print' || token.value === 'printf') {
        printing = true;
        parentheses = 0;
      }
    }
    if (token.kind !== 'sign') return;
    const { value } = token;
    if (value === '|') found.push(pipe(tokens, index));
    if (value === '|&' || value === '@') found.push({ kind: 'command', word: around(tokens, index) });
    if (value === '(' || value === '[') parentheses++;
    if (value === ')' || value === ']') parentheses--;
    const goesOn = value === '\n' && /^(,|&&|\|\|)$/.test(tokens[index - 1]?.value ?? '');
    if (/^[;{}\n]$/.test(value) && !goesOn) printing = false;
    if (value === '>>' || (value === '>' && printing && parentheses <= 0)) found.push(output(tokens, index));
  });
  return found;
}

/** `print | "command"` and `"command" | getline`, when nothing is joined to the text. */
function pipe(tokens: readonly Token[], index: number): AwkFound {
  const [start, source, target, end] = [-2, -1, 1, 2].map((step) => tokens[index + step]);
  const command =
    target?.kind === 'text' && endsStatement(end)
      ? target
      : source?.kind === 'text' && target?.value === 'getline' && (!start || /^[;{(\n]$/.test(start.value))
        ? source
        : undefined;
  return command && !command.value.includes('\\')
    ? { kind: 'shell', word: command.value }
    : { kind: 'command', word: around(tokens, index) };
}

function endsStatement(token: Token | undefined): boolean {
  return !token || (token.kind === 'sign' && /^[;}\n]$/.test(token.value));
}

/** Where `>` prints to: known only when it is one text, followed by the end of the statement. */
function output(tokens: readonly Token[], index: number): AwkFound {
  const target = tokens[index + 1];
  const path =
    target?.kind === 'text' && endsStatement(tokens[index + 2]) && !target.value.includes('\\')
      ? target.value
      : undefined;
  return { kind: 'output', word: around(tokens, index), path };
}

function around(tokens: readonly Token[], index: number): string {
  return tokens
    .slice(Math.max(0, index - 1), index + 2)
    .map((token) => (token.kind === 'text' ? `"${token.value}"` : token.value.trim()))
    .join(' ');
}

/** Splits a program; gives the piece that cannot be read instead when there is one. */
function tokenize(program: string): Token[] | string {
  const tokens: Token[] = [];
  const expressions: ReadonlyArray<readonly [Token['kind'] | undefined, RegExp]> = [
    [undefined, /[ \t\r]+|\\\n|#[^\n]*/y],
    ['word', /[A-Za-z_]\w*(::\w+)?|\d+\.?\d*([eE][-+]?\d+)?|\.\d+/y],
    ['text', /"((?:\\[\s\S]|[^"\\\n])*)"/y],
    ['sign', /\n|\|&|\|\||&&|>>|>=|<=|==|!=|!~|\+\+|--|[-+*/%^]=|\*\*=?|[-+*/%^!<>|?:~$=(){}[\];,@]/y],
  ];
  /** For each open parenthesis: does it hold the condition of a statement? */
  const conditions: boolean[] = [];
  let at = 0;
  while (at < program.length) {
    // Whether a slash after these words divides is a matter of the awk.
    if (program[at] === '/' && /^(length|getline|next|nextfile)$/.test(tokens.at(-1)?.value ?? ''))
      return program.slice(at, at + 40);
    const pattern =
      program[at] === '/' && mayStartPattern(tokens.at(-1))
        ? /\/((?:\\.|\[(?:\\.|[^\]\n\\])*\]|[^/\n\\[])*)\//y
        : undefined;
    if (pattern) {
      // A slash inside brackets ends a pattern for some awks and not for others: both must agree.
      pattern.lastIndex = at;
      const match = pattern.exec(program);
      if (!match || /\[[^\]]*\/[^\]]*\]/.test(match[1]?.replace(/\\./g, '') ?? '')) return program.slice(at, at + 40);
      tokens.push({ kind: 'pattern', value: match[0] });
      at += match[0].length;
      continue;
    }
    let moved = false;
    for (const [kind, expression] of expressions) {
      expression.lastIndex = at;
      const match = expression.exec(program);
      if (!match) continue;
      at += match[0].length;
      moved = true;
      if (!kind) break;
      const value = kind === 'text' ? (match[1] ?? '') : match[0];
      if (value === '(' && kind === 'sign') conditions.push(/^(if|while|for)$/.test(tokens.at(-1)?.value ?? ''));
      const closes = value === ')' && kind === 'sign' && conditions.pop();
      tokens.push({ kind, value, ...(closes ? { closesCondition: true } : {}) });
      break;
    }
    if (!moved) return program.slice(at, at + 40);
  }
  return tokens;
}

/** A slash divides after a value and opens a pattern elsewhere. */
function mayStartPattern(before: Token | undefined): boolean {
  if (!before) return true;
  if (before.kind === 'word') return /^(print|printf|return|in|do|else|case|exit)$/.test(before.value);
  if (before.kind !== 'sign') return false;
  return before.closesCondition === true || !/^(\)|\]|\+\+|--)$/.test(before.value);
}
