type Token = { readonly kind: 'word' | 'text' | 'pattern' | 'sign'; readonly value: string };
export type AwkFound =
  | { readonly kind: 'command'; readonly word: string }
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
    if (value === '|' || value === '|&' || value === '@') found.push({ kind: 'command', word: around(tokens, index) });
    if (value === '(' || value === '[') parentheses++;
    if (value === ')' || value === ']') parentheses--;
    if (/^[;{}\n]$/.test(value)) printing = false;
    if (value === '>>' || (value === '>' && printing && parentheses <= 0)) found.push(output(tokens, index));
  });
  return found;
}

/** Where `>` prints to: known only when it is one text, followed by the end of the statement. */
function output(tokens: readonly Token[], index: number): AwkFound {
  const target = tokens[index + 1];
  const after = tokens[index + 2];
  const ends = !after || (after.kind === 'sign' && /^[;}\n]$/.test(after.value));
  const path = target?.kind === 'text' && ends && !target.value.includes('\\') ? target.value : undefined;
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
  let at = 0;
  while (at < program.length) {
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
      if (kind) tokens.push({ kind, value: kind === 'text' ? (match[1] ?? '') : match[0] });
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
  return !/^(\)|\]|\$|\+\+|--)$/.test(before.value);
}
