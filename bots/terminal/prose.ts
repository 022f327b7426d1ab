import type { Token, Tokens } from 'marked';
import { safe } from './control.ts';
import { hang, narrower, prefix, type Style, wrap } from './style.ts';
import { drawTable } from './table.ts';
import { tokensOf } from './tokens.ts';

/** Markdown as a terminal can show it. HTML is shown as the text it is; links name their address. */
export function prose(style: Style, markdown: string): string {
  const text = safe(markdown, { colors: false });
  const tokens = tokensOf(text);
  return tokens === null ? wrap(text, style.width) : blocks(style, tokens);
}

function blocks(style: Style, tokens: readonly Token[]): string {
  return tokens
    .map((token) => block(style, token as Tokens.Generic))
    .filter((it) => it !== '')
    .join('\n\n');
}

function block(style: Style, token: Tokens.Generic): string {
  const { paint, width } = style;
  switch (token.type) {
    case 'space':
    case 'def':
      return '';
    case 'heading':
      return paint.bold(wrap(inline(style, token.tokens), width));
    case 'code':
      return prefix('    ', String(token.text));
    case 'blockquote':
      return prefix(`${paint.dim('│')} `, blocks(narrower(style, 2), token.tokens ?? []));
    case 'hr':
      return paint.dim('─'.repeat(Math.min(width, 40)));
    case 'list':
      return list(style, token as Tokens.List);
    case 'table': {
      const { header, rows, align } = token as Tokens.Table;
      const columns = header.map((cell, index) => ({
        title: inline(style, cell.tokens),
        align: align[index] === 'right' ? ('right' as const) : ('left' as const),
      }));
      return drawTable(
        style,
        columns,
        rows.map((row) => row.map((cell) => inline(style, cell.tokens))),
      );
    }
    case 'paragraph':
    case 'text':
      return wrap(inline(style, token.tokens ?? [token]), width);
    default:
      return wrap(token.raw.trim(), width);
  }
}

function list(style: Style, token: Tokens.List): string {
  return token.items
    .map((item, index) => {
      const mark = token.ordered ? `${Number(token.start || 1) + index}. ` : '• ';
      const box = item.task ? (item.checked ? '[x] ' : '[ ] ') : '';
      const body = item.tokens
        .filter((it) => it.type !== 'checkbox')
        .map((it) => block(narrower(style, mark.length), it as Tokens.Generic))
        .filter((it) => it !== '');
      return hang(mark, box + body.join('\n'));
    })
    .join('\n');
}

function inline(style: Style, tokens: readonly Token[] = []): string {
  const { paint } = style;
  return tokens
    .map((each) => {
      const token = each as Tokens.Generic;
      switch (token.type) {
        case 'strong':
          return paint.bold(inline(style, token.tokens));
        case 'em':
          return paint.italic(inline(style, token.tokens));
        case 'del':
          return paint.strikethrough(inline(style, token.tokens));
        case 'codespan':
          return style.color ? paint.cyan(token.text) : `\`${token.text}\``;
        case 'br':
          return '\n';
        case 'link': {
          const words = inline(style, token.tokens);
          return words === token.href || token.href === `mailto:${words}` ? words : `${words} (${token.href})`;
        }
        case 'image':
          return `${token.text} (${token.href})`;
        case 'text':
          return token.tokens ? inline(style, token.tokens) : unescaped(token.text);
        case 'escape':
          return token.text;
        default:
          return token.raw;
      }
    })
    .join('');
}

// Only those that stand for printable marks: a number could name a character that steers the terminal.
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

function unescaped(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|apos|nbsp);/g, (_, entity: string) => entities[entity] ?? '');
}
