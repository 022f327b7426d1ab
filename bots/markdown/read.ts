import type { Nodes, PhrasingContent, RootContent, Table } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { type Lead, type Mark, noLead, type Part, type Run } from './parts.ts';

/** Deeper nesting than people write is laid flat: it only serves to make a parser or a phone suffer. */
const deepest = 40;

/** Longer addresses are shown as the text they are, because a link must not be cut. */
const longestLink = 300;

/** Reads Markdown (with tables, task lists, strikethrough) into parts. HTML comes out as the text it is. */
export function readMarkdown(markdown: string): Part[] {
  const parts: Part[] = [];
  for (const node of parse(markdown.toWellFormed())) readBlock(node, { ...noLead, nesting: 0 }, parts, true);
  return parts.map((part, index) => (index === 0 ? { ...part, gap: false } : part));
}

/** Nested deeper than people write, and than the parser's stack and patience reach. */
const abyss = /^(?:(?:[ \t]*>){60}|(?:[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]){60})/m;

/** For each closing bracket the parser looks back through everything: more of them than people write take minutes. */
const mostBrackets = 2000;

function tangled(markdown: string): boolean {
  let count = 0;
  for (let at = markdown.indexOf(']'); at >= 0; at = markdown.indexOf(']', at + 1)) count += 1;
  return count > mostBrackets;
}

function parse(markdown: string): RootContent[] {
  if (abyss.test(markdown) || tangled(markdown)) return [{ type: 'html', value: markdown }];
  return fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }).children;
}

type Place = Lead & { readonly nesting: number };

function readBlock(node: RootContent, place: Place, parts: Part[], gap: boolean): void {
  const deeper = { ...place, nesting: place.nesting + 1 };
  if (place.nesting > deepest) {
    addLines([{ text: flat(node), marks: [] }], place, parts, gap);
    return;
  }
  switch (node.type) {
    case 'heading':
      addLines(readRuns(node.children), { ...place, heading: node.depth }, parts, gap);
      return;
    case 'code':
      parts.push({ kind: 'code', gap: false, language: node.lang ?? '', text: node.value });
      return;
    case 'blockquote':
      for (const [index, child] of node.children.entries())
        readBlock(child, { ...deeper, quote: true }, parts, gap && index === 0);
      return;
    case 'list':
      for (const [index, item] of node.children.entries()) {
        const marker = node.ordered ? `${(node.start ?? 1) + index}.` : '-';
        const box = item.checked === true ? '☑ ' : item.checked === false ? '☐ ' : '';
        const before = parts.length;
        const inside = { ...deeper, depth: place.depth + 1, heading: 0 };
        for (const [at, child] of item.children.entries())
          readBlock(
            child,
            at === 0 ? { ...inside, marker } : { ...inside, marker: '' },
            parts,
            gap && index + at === 0,
          );
        if (parts.length > before) mark(parts, before, box);
      }
      return;
    case 'table':
      readTable(node, place, parts, gap);
      return;
    case 'thematicBreak':
      addLines([{ text: '⎯⎯⎯', marks: [] }], place, parts, gap);
      return;
    case 'html':
      addLines([{ text: node.value, marks: [] }], place, parts, gap);
      return;
    case 'definition':
      addLines([{ text: `[${node.label ?? node.identifier}]: ${node.url}`, marks: [] }], place, parts, gap);
      return;
    case 'footnoteDefinition':
      addLines([{ text: `[${node.label ?? node.identifier}]`, marks: [] }], place, parts, gap);
      for (const child of node.children) readBlock(child, deeper, parts, false);
      return;
    case 'paragraph':
      addLines(readRuns(node.children), place, parts, gap);
      return;
    default:
      addLines([{ text: flat(node), marks: [] }], place, parts, gap);
      return;
  }
}

// The box of a task stands in the first line of its item.
function mark(parts: Part[], at: number, box: string): void {
  const first = parts[at];
  if (box !== '' && first?.kind === 'line') parts[at] = { ...first, runs: [{ text: box, marks: [] }, ...first.runs] };
}

/** Tables are poor on a phone: a bold line of titles, then one line a row. */
function readTable(table: Table, place: Place, parts: Part[], gap: boolean): void {
  for (const [index, row] of table.children.entries()) {
    const runs = row.children.flatMap((cell, at): Run[] => [
      ...(at === 0 ? [] : [{ text: ' · ', marks: [] }]),
      ...readRuns(cell.children, index === 0 ? ['strong'] : []),
    ]);
    const inside = index === 0 ? place : { ...place, depth: place.depth + 1, marker: '-' };
    addLines(runs, { ...inside, heading: 0 }, parts, gap && index === 0);
  }
}

// A line break inside a paragraph is a new line here, as people in chats expect.
function addLines(runs: readonly Run[], place: Place, parts: Part[], gap: boolean): void {
  const { nesting: _, ...lead } = place;
  const lines: Run[][] = [[]];
  for (const run of runs) {
    const [first = '', ...others] = run.text.split(/\r\n|\r|\n/);
    if (first !== '') lines.at(-1)?.push({ ...run, text: first });
    for (const text of others) lines.push(text === '' ? [] : [{ ...run, text }]);
  }
  const shown = lines.filter((line) => line.some((run) => run.text.trim() !== ''));
  for (const [index, line] of shown.entries()) {
    const own = index === 0 ? lead : { ...lead, marker: '' };
    parts.push({ kind: 'line', gap: gap && index === 0, lead: own, runs: line });
  }
}

function readRuns(nodes: readonly PhrasingContent[], marks: readonly Mark[] = [], nesting = 0): Run[] {
  return nodes.flatMap((node) => readRun(node, marks, nesting));
}

function readRun(node: PhrasingContent, marks: readonly Mark[], nesting: number): Run[] {
  if (nesting > deepest) return [{ text: flat(node), marks }];
  const within = (mark: Mark, children: readonly PhrasingContent[]) =>
    readRuns(children, marks.includes(mark) ? marks : [...marks, mark], nesting + 1);
  switch (node.type) {
    case 'text':
      return [{ text: node.value, marks }];
    case 'strong':
      return within('strong', node.children);
    case 'emphasis':
      return within('emphasis', node.children);
    case 'delete':
      return within('strike', node.children);
    case 'inlineCode':
      return [{ text: node.value, marks: ['code'] }];
    case 'break':
      return [{ text: '\n', marks }];
    case 'link':
      return link(readRuns(node.children, marks, nesting + 1), node.url);
    case 'image':
      return link([{ text: node.alt ?? '', marks }], node.url);
    case 'linkReference':
      return [
        { text: '[', marks },
        ...readRuns(node.children, marks, nesting + 1),
        { text: `][${node.label ?? node.identifier}]`, marks },
      ];
    case 'imageReference':
    case 'footnoteReference':
      return [{ text: `[${node.label ?? node.identifier}]`, marks }];
    default:
      return [{ text: flat(node), marks }];
  }
}

/** The words, and where they lead, in the open: an address never hides behind other words. */
function link(words: readonly Run[], url: string): Run[] {
  const label = words.map((run) => run.text).join('');
  const isLink = /^https?:\/\/[^\s<>`*|\\]+$/i.test(url) && url.length <= longestLink;
  const address: Run = { text: url, marks: isLink ? ['link'] : [] };
  if (label.trim() === '' || label === url) return url === '' ? [...words] : [address];
  if (url === `http://${label}` || url === `mailto:${label}`) return [...words];
  return url === '' ? [...words] : [...words, { text: ' (', marks: [] }, address, { text: ')', marks: [] }];
}

function flat(node: Nodes): string {
  const texts: string[] = [];
  const rest: Nodes[] = [node];
  for (let next = rest.pop(); next; next = rest.pop()) {
    if ('value' in next) texts.push(next.value);
    else if ('children' in next) rest.push(...[...next.children].reverse());
  }
  return texts.join('');
}
