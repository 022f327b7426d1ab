import { type Channel, type Message, ThreadAutoArchiveDuration } from 'discord.js';
import type { Origin } from '../../src/intake.ts';
import { platformName } from './deps.ts';
import { limits, shorten } from './write/message.ts';

/** A channel or thread as Parley names places. Where there are no threads, the channel is the thread. */
export function placeOf(channel: Channel): Origin {
  const parent = channel.isThread() ? channel.parentId : null;
  return { platform: platformName, channel: parent ?? channel.id, thread: channel.id };
}

/** Opens a thread at the message, or finds the one that is there: its id is the message's. */
export async function openThread(message: Message, title: string): Promise<Origin> {
  if (!('threads' in message.channel)) return placeOf(message.channel);
  const thread =
    message.thread ??
    (await message.startThread({ name: titleOf(title), autoArchiveDuration: ThreadAutoArchiveDuration.OneDay }));
  return { platform: platformName, channel: message.channel.id, thread: thread.id };
}

/** The request's first line, without markup, as a thread's name. */
export function titleOf(text: string): string {
  const line = text.split('\n').find((it) => it.trim() !== '') ?? '';
  const bare = line
    .replace(/[\p{Cc}*_~`|>#]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return shorten(bare || 'Parley', Math.min(80, limits.threadName));
}
