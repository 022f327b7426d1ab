import type { types } from '@slack/bolt';
import { type Code, type Dialect, groupParts, type Line, type Part, type Run } from '../../markdown/index.ts';

/**
 * Rich text instead of mrkdwn: every element is typed, so text of others is never parsed. It can mention nobody, hide
 * no address and leave no code block, and there is nothing to escape.
 */

/** Characters of one block; Slack says 3,000 for a section and is silent about rich text. */
export const blockLimit = 2_900;

type Element = types.RichTextElement;
type Style = { bold?: true; italic?: true; strike?: true; code?: true };
type Child = types.RichTextBlock['elements'][number];

/** Parts as plain text: for measuring, fallbacks and notifications. */
export const plainDialect: Dialect = {
  line({ lead, runs }: Line) {
    const item = lead.depth === 0 ? '' : `${'  '.repeat(lead.depth - 1)}${lead.marker === '-' ? '•' : lead.marker} `;
    return `${lead.quote ? '> ' : ''}${item}${runs.map((run) => run.text).join('')}`;
  },
  code: ({ text }: Code) => text,
};

/** Parts as rich text blocks, each within Slack's limits. */
export function richBlocks(parts: readonly Part[]): { block: types.RichTextBlock; length: number }[] {
  return groupParts(parts, plainDialect, blockLimit).map((group) => ({
    block: { type: 'rich_text', elements: elements(group) },
    length: group.reduce((sum, part) => sum + plainDialect[part.kind](part as never).length + 2, 0),
  }));
}

function elements(parts: readonly Part[]): Child[] {
  const children: Child[] = [];
  for (const part of parts) {
    if (part.kind === 'code') children.push({ type: 'rich_text_preformatted', elements: [plain(part.text || ' ')] });
    else addLine(children, part);
  }
  return children;
}

function addLine(children: Child[], line: Line): void {
  const { lead } = line;
  const words = runs(line);
  const last = children.at(-1);
  if (lead.depth > 0 && lead.marker !== '') {
    addItem(children, line, words);
    return;
  }
  if (lead.depth > 0 && last?.type === 'rich_text_list' && (last.indent ?? 0) === lead.depth - 1) {
    last.elements.at(-1)?.elements.push(plain('\n'), ...words);
    return;
  }
  const type = lead.quote ? 'rich_text_quote' : 'rich_text_section';
  if (last?.type === type) last.elements.push(plain(line.gap ? '\n\n' : '\n'), ...words);
  else children.push({ type, elements: [...(line.gap && last ? [plain('\n')] : []), ...words] });
}

function addItem(children: Child[], { lead }: Line, words: Element[]): void {
  const section: types.RichTextSection = { type: 'rich_text_section', elements: words };
  const style = lead.marker === '-' ? 'bullet' : 'ordered';
  const indent = Math.min(lead.depth - 1, 8);
  const last = children.at(-1);
  if (last?.type === 'rich_text_list' && last.style === style && (last.indent ?? 0) === indent) {
    last.elements.push(section);
    return;
  }
  const offset = style === 'ordered' ? Number.parseInt(lead.marker, 10) - 1 : 0;
  const list = {
    type: 'rich_text_list',
    style,
    indent,
    elements: [section],
    ...(offset > 0 ? { offset } : {}),
  } as const;
  // A list of its own between others of the same number goes on counting by its offset.
  children.push({ ...list, elements: [section] });
}

function runs({ lead, runs: given }: Line): Element[] {
  const written = given.filter((run) => run.text !== '').map((run) => element(run, lead.heading > 0));
  return written.length > 0 ? written : [plain(' ')];
}

function element({ text, marks }: Run, heading: boolean): Element {
  const style: Style = {
    ...(heading || marks.includes('strong') ? { bold: true as const } : {}),
    ...(marks.includes('emphasis') ? { italic: true as const } : {}),
    ...(marks.includes('strike') ? { strike: true as const } : {}),
    ...(marks.includes('code') ? { code: true as const } : {}),
  };
  const styled = Object.keys(style).length > 0 ? { style } : {};
  // An address is shown as itself: Slack puts the text it is given over the link.
  if (marks.includes('link')) return { type: 'link', url: text, ...styled };
  return { type: 'text', text, ...styled };
}

const plain = (text: string): types.RichTextText => ({ type: 'text', text });

/** Slack's own markup made inert, where only text can be given: fallbacks, notes. */
export function inert(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
