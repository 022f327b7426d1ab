import { z } from 'zod';

/** Block Kit as Slack documents it, as far as Parley uses it, with its limits. */

const style = z
  .strictObject({ bold: z.boolean(), italic: z.boolean(), strike: z.boolean(), code: z.boolean() })
  .partial();
const text = z.strictObject({ type: z.literal('text'), text: z.string().min(1), style: style.optional() });
const link = z.strictObject({
  type: z.literal('link'),
  url: z.url(),
  text: z.string().optional(),
  style: style.optional(),
});
// Mentions are elements of their own. Parley never writes one: they are left out, so that one would be a violation.
const inline = z.array(z.union([text, link])).min(1);
const section = z.strictObject({ type: z.literal('rich_text_section'), elements: inline });
const border = z.union([z.literal(0), z.literal(1)]).optional();
const richText = z.strictObject({
  type: z.literal('rich_text'),
  block_id: z.string().max(255).optional(),
  elements: z
    .array(
      z.discriminatedUnion('type', [
        section,
        z.strictObject({
          type: z.literal('rich_text_list'),
          style: z.enum(['bullet', 'ordered']),
          elements: z.array(section).min(1),
          indent: z.int().min(0).max(8).optional(),
          offset: z.int().min(0).optional(),
          border,
        }),
        z.strictObject({ type: z.literal('rich_text_preformatted'), elements: inline, border }),
        z.strictObject({ type: z.literal('rich_text_quote'), elements: inline, border }),
      ]),
    )
    .min(1),
});
const plain = (most: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: z.string().min(1).max(most), emoji: z.boolean().optional() });
const button = z.strictObject({
  type: z.literal('button'),
  text: plain(75),
  action_id: z.string().max(255),
  value: z.string().max(2000).optional(),
  style: z.enum(['primary', 'danger']).optional(),
  confirm: z
    .strictObject({
      title: plain(100),
      text: plain(300),
      confirm: plain(30),
      deny: plain(30),
      style: z.string().optional(),
    })
    .optional(),
});
const block = z.discriminatedUnion('type', [
  richText,
  z.strictObject({ type: z.literal('header'), text: plain(150), block_id: z.string().optional() }),
  z.strictObject({ type: z.literal('divider'), block_id: z.string().optional() }),
  z.strictObject({
    type: z.literal('context'),
    elements: z.array(plain(2000)).min(1).max(10),
    block_id: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal('actions'),
    elements: z.array(button).min(1).max(25),
    block_id: z.string().max(255).optional(),
  }),
]);

export type Block = z.infer<typeof block>;
const messageBlocks = z.array(block).max(50);
const viewBlocks = z.array(block).max(100);
const view = z.strictObject({ type: z.literal('home'), blocks: viewBlocks });

const mostCharacters = 13_200;
const mostText = 40_000;

/** What Slack would refuse a message for, or null. */
export function checkMessage(message: { text?: string | undefined; blocks?: unknown }): string | null {
  if (!message.text && !message.blocks) return 'no_text';
  if ((message.text?.length ?? 0) > mostText) return 'msg_too_long';
  if (/<[!@#]/.test(message.text ?? '')) return 'the text mentions somebody';
  if (message.blocks === undefined) return null;
  const parsed = messageBlocks.safeParse(message.blocks);
  if (!parsed.success) return `invalid_blocks: ${z.prettifyError(parsed.error)}`;
  if (parsed.data.reduce((sum, it) => sum + blockLength(it), 0) > mostCharacters) return 'msg_blocks_too_long';
  for (const it of parsed.data) if (blockLength(it) > 3_000) return 'invalid_blocks: over 3000 characters';
  return null;
}

export function checkView(given: unknown): string | null {
  const parsed = view.safeParse(given);
  return parsed.success ? null : z.prettifyError(parsed.error);
}

/** Characters that a block shows. */
function blockLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum, it) => sum + blockLength(it), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [key, it]) =>
      sum + (typeof it !== 'string' ? blockLength(it) : key === 'text' || key === 'url' ? it.length : 0),
    0,
  );
}

/** A block as one reads it. */
export function blockText(it: Block): string {
  switch (it.type) {
    case 'header':
      return it.text.text;
    case 'divider':
      return '───';
    case 'context':
      return it.elements.map((element) => element.text).join(' ');
    case 'actions':
      return it.elements.map((element) => `[${element.text.text}]`).join(' ');
    case 'rich_text':
      return it.elements.map(richElementText).join('\n');
  }
}

type Rich = Extract<Block, { type: 'rich_text' }>['elements'][number];
type Inline = z.infer<typeof inline>;

const inlineText = (elements: Inline) =>
  elements.map((it) => (it.type === 'link' ? (it.text ?? it.url) : it.text)).join('');

function richElementText(element: Rich): string {
  switch (element.type) {
    case 'rich_text_section':
      return inlineText(element.elements);
    case 'rich_text_quote':
      return inlineText(element.elements).replace(/^/gm, '▏ ');
    case 'rich_text_preformatted':
      return inlineText(element.elements).replace(/^/gm, '    ');
    case 'rich_text_list':
      return element.elements
        .map((it, index) => {
          const marker = element.style === 'bullet' ? '•' : `${(element.offset ?? 0) + index + 1}.`;
          return `${'  '.repeat(element.indent ?? 0)}${marker} ${inlineText(it.elements)}`;
        })
        .join('\n');
  }
}
