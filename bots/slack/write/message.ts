import type { types } from '@slack/bolt';
import { groupParts, type Part } from '../../markdown/index.ts';
import { blockLimit, inert, plainDialect, richBlocks } from './rich.ts';

/** Limits of one message, from Slack's documentation; the sum is what `msg_blocks_too_long` was seen to allow. */
export const limits = { blocks: 50, characters: 12_000, fallback: 1_000, userName: 80, contextElements: 10 } as const;

export type Block =
  | types.RichTextBlock
  | types.ContextBlock
  | types.ActionsBlock
  | types.HeaderBlock
  | types.DividerBlock;

/** One message as Parley writes it; who speaks and where is added when it is sent. */
export type Message = { readonly text: string; readonly blocks: readonly Block[] };

type Measured = { readonly block: Block; readonly length: number; readonly text: string };

/** Parts as messages within Slack's limits, each with a text for notifications and screen readers. */
export function messages(parts: readonly Part[], quiet = false): Message[] {
  const measured = quiet ? small(parts) : loud(parts);
  const grouped: Measured[][] = [];
  let length = 0;
  for (const it of measured) {
    const group = grouped.at(-1);
    // Room is left for what a card adds below.
    if (group && group.length < limits.blocks - 4 && length + it.length <= limits.characters - 1_500) group.push(it);
    else {
      grouped.push([it]);
      length = 0;
    }
    length += it.length;
  }
  return grouped.map((group) => ({
    text: fallback(group.map((it) => it.text).join('\n')),
    blocks: group.map((it) => it.block),
  }));
}

function loud(parts: readonly Part[]): Measured[] {
  return groupParts(parts, plainDialect, blockLimit).flatMap((group) =>
    richBlocks(group).map((it) => ({ ...it, text: plainText(group) })),
  );
}

/** Remarks in passing are small print, so that the talk stays in front; code keeps its frame. */
function small(parts: readonly Part[]): Measured[] {
  return parts.flatMap((part): Measured[] => {
    if (part.kind === 'code') return loud([part]);
    return groupParts([part], plainDialect, 1_900).map((group) => {
      const text = plainText(group);
      return { block: context(text), length: text.length, text };
    });
  });
}

/** Small grey print. Plain text: Slack reads no markup in it. */
export function context(text: string): types.ContextBlock {
  return { type: 'context', elements: [{ type: 'plain_text', text: text || ' ', emoji: false }] };
}

export function plainText(parts: readonly Part[]): string {
  return parts.map((part) => (part.kind === 'code' ? plainDialect.code(part) : plainDialect.line(part))).join('\n');
}

/** What notifications show: escaped, so that it can mention nobody either. */
export function fallback(text: string): string {
  return inert(shorten(text.replace(/\s+/g, ' ').trim(), limits.fallback)) || '…';
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** At most `most` UTF-16 units, ending in an ellipsis when something was left out. */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  let kept = '';
  for (const { segment } of graphemes.segment(text.slice(0, most))) {
    if (kept.length + segment.length > most - 1) break;
    kept += segment;
  }
  return `${kept}…`;
}

/** The beginning of a text, to call something by. */
export function oneLine(text: string): string {
  return shorten(text.replace(/\s+/g, ' ').trim(), 120);
}
