import type { EventOf, Recorded } from '../../src/debate/event.ts';
import { formatDateTime } from '../../src/i18n/index.ts';
import type { Block, Post } from '../post.ts';
import { byCode, code, fenced, name } from '../present/markdown.ts';
import { safe } from './control.ts';
import { createStyle, type Style } from './style.ts';
import { tokensOf } from './tokens.ts';
import { blockMarkdown } from './transcript-blocks.ts';

/**
 * A debate as a Markdown page: what was asked, then everything that was said, in order, people's replies
 * included. `events` are the debate's own, the language that of its request.
 */
export function renderMarkdown(posts: readonly Post[], events: readonly Recorded[]): string {
  const opening = events[0];
  if (opening?.event.type !== 'debate.opened') return '';
  const { request } = opening.event;
  const { locale } = request;
  const style = createStyle({ color: false, width: 100, locale });
  const parts: string[] = [
    `# ${title(request.text) || style.t('show.untitled')}`,
    asked(style, opening.event, opening.at),
  ];
  let last = '';
  for (const recorded of events) {
    if (recorded.event.type === 'person.said') {
      parts.push(replied(style, recorded.event));
      last = '';
    }
    for (const post of posts.filter((it) => it.seq === recorded.seq)) {
      // One heading for what the same persona says in a row.
      const heading = post.manner === 'aside' || post.speaker.id === last ? '' : `### ${name(post.speaker.name)}`;
      if (post.manner !== 'aside') last = post.speaker.id;
      parts.push(heading, spoken(style, post));
      if (post.manner === 'aside') last = '';
    }
  }
  return `${parts.filter((it) => it !== '').join('\n\n')}\n`;
}

/** A debate in one line, for lists: its name, when it was asked for, and how the request begins. */
export function renderListing(debate: string, { event, at }: Recorded): string {
  const text = event.type === 'debate.opened' ? event.request.text : '';
  return `${debate}  ${new Date(at).toISOString()}  ${firstLine(text)}`;
}

const titleLength = 80;

function firstLine(text: string): string {
  return safe(text.trim(), { colors: false }).split('\n')[0] ?? '';
}

function title(text: string): string {
  const line = firstLine(text);
  const characters = [...line];
  return name(characters.length > titleLength ? `${characters.slice(0, titleLength - 1).join('')}…` : line);
}

function asked({ t, locale }: Style, { request }: EventOf<'debate.opened'>, at: number): string {
  const time = formatDateTime(at, locale);
  return [t('show.asked', { name: name(request.author.name), time }), said(request.text), files(t, request.attachments)]
    .filter((it) => it !== '')
    .join('\n\n');
}

function replied({ t }: Style, event: EventOf<'person.said'>): string {
  return [t('show.said', { name: name(event.by.name) }), said(event.text), files(t, event.attachments)]
    .filter((it) => it !== '')
    .join('\n\n');
}

// People's words are shown as they typed them, not as Markdown.
function said(text: string): string {
  return quote(
    safe(text, { colors: false })
      .trim()
      .split('\n')
      .map((line) => name(line))
      .join('  \n'),
  );
}

function files(t: Style['t'], attachments: readonly { name: string }[]): string {
  return attachments.length === 0
    ? ''
    : t('show.attached', { files: attachments.map((it) => code(it.name)).join(', ') });
}

function spoken(style: Style, post: Post): string {
  const body = post.blocks
    .map((block) =>
      block.kind === 'text' ? closed(block.markdown) : blockMarkdown(style, block as Exclude<Block, { kind: 'text' }>),
    )
    .filter((it) => it !== '');
  if (post.manner !== 'aside') return body.join('\n\n');
  const [first = '', ...rest] = body;
  const own = post.speaker.id === 'parley' ? '' : `**${name(post.speaker.name)}:**`;
  const lead =
    post.blocks[0]?.kind === 'text' && !/^([-#>]|\d|`{3})/.test(first)
      ? `${own} ${first}`.trim()
      : `${own}\n\n${first}`;
  return quote([lead.trim(), ...rest].join('\n\n'));
}

// A persona's own Markdown, made unable to swallow what stands after it: an open fence or HTML block is closed.
function closed(markdown: string): string {
  const text = safe(markdown, { colors: false }).trim();
  const tokens = tokensOf(text);
  if (tokens === null) return fenced(text, '');
  return tokens
    .map((token) => {
      if (token.type === 'code') return fenced(token.text, (token.lang ?? '').replace(/[^\w+#-]/g, ''));
      if (token.type === 'html') return fenced(token.raw, 'html');
      if (token.type === 'heading') return `#### ${inline(token.text)}\n`;
      return inline(token.raw);
    })
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function inline(markdown: string): string {
  return byCode(markdown, (part) => part.replace(/<(?=[a-z/!?])/gi, '\\<'));
}

function quote(markdown: string): string {
  return markdown
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n');
}
