export type Token = { readonly kind: string; readonly text: string };

const pattern =
  /(?<comment>(?<=^|\s)#[^\n]*)|(?<string>'[^']*'|"(?:\\.|[^"\\])*")|(?<variable>\$\{[^}]*\}|\$[\w@#?*!-]+)|(?<operator>\|\||&&|;;|[|;&]|[0-9]*[<>]+&?[0-9-]*|\$\(|[()])|(?<flag>(?<=\s)--?[A-Za-z][\w-]*)|(?<word>[^\s|;&<>()$'"#]+)|(?<space>\s+|.)/gu;
const keywords = new Set(
  'if then else elif fi for while until do done case esac in function select time { } [[ ]] !'.split(' '),
);

const hereDocument = /<<-?\s*(['"]?)(\w+)\1[^\n]*\n([\s\S]*?\n)?[ \t]*\2(?=\n|$)/gu;

/** Here-documents are text for another program; only what is around them is shell. */
export function tokens(source: string): Token[] {
  const found: Token[] = [];
  let from = 0;
  for (const match of source.matchAll(hereDocument)) {
    const bodyAt = match.index + match[0].indexOf('\n');
    const end = match.index + match[0].length;
    found.push(...shellTokens(source.slice(from, bodyAt)), { kind: 'string', text: source.slice(bodyAt, end) });
    from = end;
  }
  return [...found, ...shellTokens(source.slice(from))];
}

/** Splits shell source for the eye only: programs, flags, strings. What it may do is the policy's business. */
function shellTokens(source: string): Token[] {
  const found: Token[] = [];
  let expectsProgram = true;
  for (const match of source.matchAll(pattern)) {
    const [kind] = Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined) ?? ['space'];
    const text = match[0];
    if (kind === 'word' && expectsProgram) {
      const keyword = keywords.has(text);
      const assignment = /^\w+=/.test(text);
      found.push({ kind: keyword ? 'keyword' : assignment ? 'variable' : 'program', text });
      expectsProgram = keyword || assignment;
    } else {
      found.push({ kind, text });
      if (kind === 'operator') expectsProgram = !/[<>]/.test(text);
      else if (kind === 'space') expectsProgram ||= text.includes('\n');
      else if (kind !== 'comment') expectsProgram = false;
    }
  }
  return found;
}
