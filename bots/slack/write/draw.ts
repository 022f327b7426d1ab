import { postParts } from '../../chat/post-parts.ts';
import type { Tongue } from '../../chat/tongue.ts';
import type { Part } from '../../markdown/index.ts';
import type { Post } from '../../post.ts';
import { approvalEmoji, cardEnd, cardParts, ratingEmoji } from './card.ts';
import { context, fallback, type Message, messages } from './message.ts';
import { consensusTable } from './table.ts';

export type Drawn = {
  readonly messages: readonly Message[];
  /** Which of the messages takes reactions and buttons. */
  readonly main: number;
  /** Emoji that the bot puts on it, so that people need only click. */
  readonly emoji: readonly string[];
};

export type DrawOptions = {
  readonly mark: string;
  readonly tongue: Tongue;
  /** What is said about files that cannot come along. */
  readonly remarks: readonly Part[];
  /** A readable name for an approver that is known by id. */
  readonly nameOf: (approver: string) => string;
};

/** A post as the messages that say it. */
export function draw(post: Post, { mark, tongue, remarks, nameOf }: DrawOptions): Drawn {
  const parts = postParts(post, tongue, { consensus: consensusTable, approval: cardParts });
  const drawn = messages([...parts, ...remarks], post.manner === 'aside');
  const said = drawn.length > 0 ? drawn : [{ text: '…', blocks: [context('…')] }];
  const main = said.length - 1;
  const card = post.blocks.find((it) => it.kind === 'approval');
  if (!card) return { messages: said, main: 0, emoji: post.manner === 'result' ? ratingEmoji : [] };
  const end = cardEnd(card, mark, tongue, nameOf);
  return {
    messages: said.map((it, index) => (index === main ? { ...it, blocks: [...it.blocks, ...end] } : it)),
    main,
    emoji: approvalEmoji,
  };
}

/** A short word outside the ledger. */
export function sayPlainly(text: string): Message {
  return { text: fallback(text), blocks: [context(text.slice(0, 1_900).toWellFormed())] };
}
