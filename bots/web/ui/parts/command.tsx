import { useMemo } from 'preact/hooks';
import { CopyButton } from './copy.tsx';

type Token = { readonly kind: string; readonly text: string };

const pattern =
  /(?<comment>(?<=^|\s)#[^\n]*)|(?<string>'[^']*'|"(?:\\.|[^"\\])*")|(?<variable>\$\{[^}]*\}|\$[\w@#?*!-]+)|(?<operator>\|\||&&|;;|[|;&]|[0-9]*[<>]+&?[0-9-]*|\$\(|[()])|(?<flag>(?<=\s)--?[A-Za-z][\w-]*)|(?<word>[^\s|;&<>()$'"#]+)|(?<space>\s+|.)/gu;
const keywords = new Set(
  'if then else elif fi for while until do done case esac in function select time { } [[ ]] !'.split(' '),
);

/** Splits shell source for the eye only: programs, flags, strings. What it may do is the policy's business. */
function tokens(source: string): Token[] {
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

export function Command({ source }: { source: string }) {
  const parts = useMemo(() => tokens(source), [source]);
  return (
    <div class="command">
      <pre>
        <code>
          {parts.map(({ kind, text }, at) => (
            <span key={at} class={`sh-${kind}`}>
              {text}
            </span>
          ))}
        </code>
      </pre>
      <CopyButton text={source} />
    </div>
  );
}
