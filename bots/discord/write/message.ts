import type { APIEmbed, APIMessageTopLevelComponent } from 'discord.js';
import type { File } from '../../chat/enclose.ts';

/** Limits of one message, from Discord's documentation. */
export const limits = {
  content: 2000,
  description: 4096,
  fieldValue: 1024,
  footer: 2048,
  fileBytes: 10 * 1024 * 1024,
  /** 25 MiB a request, less room for its other parts. */
  requestBytes: 24 * 1024 * 1024,
  files: 10,
  userName: 80,
  threadName: 100,
} as const;

/** One message as Parley writes it; who speaks and where is added when it is sent. */
export type Message = {
  readonly content: string;
  readonly files: readonly File[];
  readonly embeds: readonly APIEmbed[];
  readonly components: readonly APIMessageTopLevelComponent[];
  /** Emoji that the bot puts on, so that people need only click. */
  readonly reactions: readonly string[];
};

export const textMessage = (content: string): Message => ({
  content,
  files: [],
  embeds: [],
  components: [],
  reactions: [],
});

/** A display name that Discord accepts for a webhook's post. */
export function userName(name: string): string {
  const kept = name
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .replace(/[@#:`]/g, ' ')
    .replace(/(cl)(yde)|(dis)(cord)/gi, '$1$3·$2$4')
    .replace(/\s+/g, ' ')
    .trim();
  const reserved = /^(everyone|here)?$/i.test(kept);
  return shorten(reserved ? `Persona ${kept}`.trim() : kept, limits.userName);
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** At most `most` UTF-16 units, ending in an ellipsis when something was left out. */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  let kept = '';
  for (const { segment } of graphemes.segment(text)) {
    if (kept.length + segment.length > most - 1) break;
    kept += segment;
  }
  return `${kept}…`;
}
