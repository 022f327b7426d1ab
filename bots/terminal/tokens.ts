import { lexer, type Token } from 'marked';

/** Markdown as tokens; null for lists nested deeper than anybody writes, which exhaust the parser's stack. */
export function tokensOf(markdown: string): readonly Token[] | null {
  try {
    return lexer(markdown);
  } catch {
    return null;
  }
}
