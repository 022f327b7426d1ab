import { type Line, type Part, plainLine } from '../markdown/index.ts';
import type { Block, Post } from '../post.ts';
import { ballotParts, checkParts, outputParts, stepParts, textParts } from './blocks.ts';
import type { Tongue } from './tongue.ts';

type Of<K extends Block['kind']> = Extract<Block, { kind: K }>;

/** What each platform has a form of its own for. */
export type OwnForms = {
  consensus(block: Of<'consensus'>, tongue: Tongue): Part[];
  approval(block: Of<'approval'>, tongue: Tongue): Part[];
};

/** A post as lines and code, with a sign in front when it tells of a problem. Its files are enclosed elsewhere. */
export function postParts(post: Post, tongue: Tongue, own: OwnForms): readonly Part[] {
  const parts = post.blocks.flatMap((block) => blockParts(block, post, tongue, own));
  return post.manner === 'problem' && post.blocks[0]?.kind === 'text' ? inFront(parts, '⚠️ ') : parts;
}

function blockParts(block: Block, post: Post, tongue: Tongue, own: OwnForms): Part[] {
  switch (block.kind) {
    case 'text':
      return textParts(block);
    case 'steps':
      return stepParts(block.steps, post.speaker.name, textOf(post));
    case 'checks':
      return checkParts(block);
    case 'ballot':
      return ballotParts(block, tongue);
    case 'consensus':
      return own.consensus(block, tongue);
    case 'approval':
      return own.approval(block, tongue);
    case 'output':
      return outputParts(block, tongue);
    // They come as files, or as remarks.
    case 'artifacts':
      return [];
  }
}

const textOf = (post: Post) => post.blocks.map((it) => (it.kind === 'text' ? it.markdown : '')).join('\n');

/** Text before the first words, or in a line of its own where they are a heading, an item, a quote or code. */
export function inFront(
  parts: readonly Part[],
  text: string,
  marks: Line['runs'][number]['marks'] = [],
): readonly Part[] {
  const [first, ...rest] = parts;
  const joins = first?.kind === 'line' && first.lead.depth === 0 && first.lead.heading === 0 && !first.lead.quote;
  if (!joins) return [plainLine(text.trimEnd(), marks), ...parts];
  return [{ ...first, runs: [{ text, marks }, ...first.runs] }, ...rest];
}
