import { consensusParts } from '../../chat/blocks.ts';
import type { Enclosed } from '../../chat/enclose.ts';
import { inFront, postParts } from '../../chat/post-parts.ts';
import type { Tongue } from '../../chat/tongue.ts';
import { cutParts, type Dialect, type Part } from '../../markdown/index.ts';
import type { Block, Post } from '../../post.ts';
import { approvalCard, approvalEmoji, buttons, ratingEmoji } from './card.ts';
import { discordDialect } from './dialect.ts';
import { groupFiles } from './files.ts';
import { markLength, unmarked } from './marks.ts';
import { limits, type Message, textMessage } from './message.ts';

export type RenderOptions = {
  readonly tongue: Tongue;
  readonly enclosed: Enclosed;
  /** True where the speaker's name cannot stand above the post and goes into it. */
  readonly signed: boolean;
  /** A readable name for an approver that is known by id. */
  readonly nameOf: (approver: string) => string;
};

const room = limits.content - markLength;

/** Remarks in passing are small print, so that the talk stays in front. */
const small: Dialect = {
  line(line) {
    const flat = { ...line, lead: { ...line.lead, heading: 0, quote: false, depth: 0, marker: '' } };
    return `-# ${line.lead.depth > 0 ? '• ' : ''}${discordDialect.line(flat)}`;
  },
  code: discordDialect.code,
};

/** A post as the messages that say it; the one that takes reactions and buttons comes last. */
export function render(post: Post, options: RenderOptions): Message[] {
  const { tongue, enclosed } = options;
  // The card is made from its block as a whole.
  const parts = postParts(post, tongue, { consensus: consensusParts, approval: () => [] });
  const dialect = post.manner === 'aside' ? small : discordDialect;
  const spoken = signed([...parts, ...enclosed.remarks], post, options);
  const contents = cutParts(spoken, dialect, room).map(unmarked);
  const messages = attach(contents.map(textMessage), enclosed);
  const card = post.blocks.find((it) => it.kind === 'approval');
  if (card) return withCard(messages, card, post, options);
  if (post.blocks.length > 0 && messages.length === 0) return [textMessage('…')];
  if (post.manner === 'result') return withReactions(messages, ratingEmoji);
  return messages;
}

function signed(parts: readonly Part[], post: Post, { signed: sign }: RenderOptions): readonly Part[] {
  return sign && post.speaker.id !== 'parley' ? inFront(parts, `${post.speaker.name}: `, ['strong']) : parts;
}

/** Files go with the last words; what one message cannot carry follows in others. */
function attach(messages: Message[], { files }: Enclosed): Message[] {
  const [first, ...others] = groupFiles(files);
  if (!first) return messages;
  const last = messages.at(-1) ?? textMessage('');
  return [
    ...messages.slice(0, -1),
    { ...last, files: first },
    ...others.map((group) => ({ ...textMessage(''), files: group })),
  ];
}

function withReactions(messages: readonly Message[], reactions: readonly string[]): Message[] {
  const last = messages.length - 1;
  return messages.map((it, index) => (index === last ? { ...it, reactions } : it));
}

function withCard(
  messages: readonly Message[],
  block: Extract<Block, { kind: 'approval' }>,
  post: Post,
  { tongue, nameOf }: RenderOptions,
): Message[] {
  const { before, embed } = approvalCard(block, tongue, nameOf);
  const last = messages.at(-1) ?? textMessage('');
  const clean = JSON.parse(unmarked(JSON.stringify(embed)));
  const card = {
    ...last,
    embeds: [clean],
    components: buttons(post.debate, post.seq, tongue),
    reactions: approvalEmoji,
  };
  return [...messages.slice(0, -1), ...before.map((it) => textMessage(unmarked(it))), card];
}
