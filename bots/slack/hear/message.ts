import { z } from 'zod';
import { ParleyError } from '../../../src/errors.ts';
import { type Said, workspaceOf } from '../../../src/intake.ts';
import { sentences } from '../../chat/not-taken.ts';
import { isPast } from '../../chat/past.ts';
import { tongueOf } from '../../chat/tongue.ts';
import type { Desk } from '../desk.ts';
import type { Someone } from '../people.ts';
import { originOf, type Room } from '../place.ts';
import { describe, loggable } from '../trouble.ts';
import { slackWords } from '../words.ts';
import { type SlackFile, takeFiles } from './download.ts';
import { namedIn, readText } from './text.ts';

const eventSchema = z.object({
  type: z.enum(['message', 'app_mention']),
  subtype: z.string().optional(),
  user: z.string().optional(),
  bot_id: z.string().nullish(),
  text: z.string().default(''),
  ts: z.string(),
  thread_ts: z.string().optional(),
  channel: z.string(),
  channel_type: z.string().optional(),
  files: z.array(z.looseObject({ id: z.string().optional() })).optional(),
});

type Heard = z.infer<typeof eventSchema> & { readonly user: string };

/** How a message came: `late` ones were read afterwards, and `quiet` ones may have been answered already. */
export type Way = { readonly late: boolean; readonly quiet: boolean };

/** Subtypes in which a person speaks; all others report what happened to a message or channel. */
const spoken = new Set([undefined, 'file_share', 'thread_broadcast']);

/**
 * A message that may be meant for Parley: it is named, written to directly, or answered in a thread that it owns.
 * Slack reports a mention twice, as a mention and as a message; whichever comes first counts.
 */
export async function hearMessage(desk: Desk, given: unknown): Promise<void> {
  const event = readEvent(desk, given);
  if (!event) return;
  const room: Room = { team: desk.self.team, channel: event.channel, thread: event.thread_ts ?? event.ts };
  await inRoom(desk, room, () => takeIfMeant(desk, event, room, { late: false, quiet: false }));
}

/** Messages of one thread that were read afterwards, oldest first. Returns those that were taken now. */
export async function hearMissed(
  desk: Desk,
  room: Room,
  read: () => Promise<readonly object[]>,
  wayOf: (ts: string) => Way,
): Promise<readonly { readonly ts: string; readonly text: string }[]> {
  return inRoom(desk, room, async () => {
    const taken: Heard[] = [];
    const kind = room.channel.startsWith('D') ? { channel_type: 'im' } : {};
    for (const message of await read()) {
      const event = readEvent(desk, { ...message, ...kind, type: 'message', channel: room.channel });
      if (event && (await takeIfMeant(desk, event, room, wayOf(event.ts)))) taken.push(event);
    }
    return taken;
  });
}

const inRoom = <T>(desk: Desk, { channel, thread }: Room, work: () => Promise<T>) =>
  desk.inTurn(`${channel} ${thread}`, work);

function readEvent(desk: Desk, given: unknown): Heard | null {
  const parsed = eventSchema.safeParse(given);
  if (!parsed.success) return null;
  const event = parsed.data;
  // Bots, and Parley's own posts, never start anything: no two bots can talk each other into a loop.
  if (!event.user || event.bot_id || event.user === desk.self.userId || !spoken.has(event.subtype)) return null;
  return { ...event, user: event.user };
}

async function takeIfMeant(desk: Desk, event: Heard, room: Room, way: Way): Promise<boolean> {
  if (!(await isForParley(desk, event, room))) return false;
  if (way.late && (await isPast(desk.ledger, originOf(room), event.ts))) return false;
  return desk.once(`said ${event.channel} ${event.ts}`) && take(desk, event, room, way);
}

async function isForParley(desk: Desk, event: Heard, room: Room): Promise<boolean> {
  const isReply = room.thread !== event.ts;
  const named = event.type === 'app_mention' || event.text.includes(`<@${desk.self.userId}`);
  if (!isReply && !named && event.channel_type !== 'im') return false;
  const owned = await owns(desk, room);
  // A thread that hangs on this very message was opened by it, before a restart.
  if (!isReply) return !owned;
  return named || owned || event.channel_type === 'im';
}

async function owns({ ledger }: Desk, room: Room): Promise<boolean> {
  return (await ledger.inWorkspace(workspaceOf(originOf(room)))).length > 0;
}

async function take(desk: Desk, event: Heard, room: Room, { quiet }: Way): Promise<boolean> {
  const by = await desk.people.find(event.user).catch((error) => {
    desk.log.warn({ user: event.user }, `slack: nobody knows who wrote: ${describe(error)}`);
    const stranger: Someone = { id: `slack:${event.user}`, name: event.user, slackId: event.user, locale: 'en' };
    return stranger;
  });
  if (!by) return false;
  const answer = async (words: string) => {
    if (!quiet) await desk.notes.toOne(room, event.user, words);
  };
  const text = await read(desk, event.text);
  const { attachments, remarks } = await takeFiles(await filesOf(desk, event), desk, by.locale);
  if (remarks.length > 0) await answer(remarks.join('\n'));
  if (text === '') {
    await answer(slackWords(by.locale)('ask.empty'));
    return false;
  }
  return sayTo(desk, room, by, { text, attachments, message: event.ts });
}

/** Hands a person's words over; what cannot be taken is told to that person. Returns whether they were news. */
export async function sayTo(desk: Desk, room: Room, by: Someone, said: Omit<Said, 'by'>): Promise<boolean> {
  try {
    const { effect } = await desk.intake.say(originOf(room), { ...said, by: { id: by.id, name: by.name } });
    return effect !== 'known';
  } catch (error) {
    if (!(error instanceof ParleyError))
      desk.log.error(
        { error: loggable(error) },
        `slack: a message was not taken: ${error instanceof Error ? error.message : error}`,
      );
    const words = error instanceof ParleyError ? sentences(error, by.locale) : tongueOf(by.locale).words('ask.failed');
    await desk.notes.toOne(room, by.slackId, words);
    return false;
  }
}

async function read(desk: Desk, text: string): Promise<string> {
  const names = new Map<string, string>();
  for (const id of new Set(namedIn(text, desk.self.userId))) {
    const someone = await desk.people.find(id).catch(() => null);
    if (someone) names.set(id, someone.name);
  }
  return readText(text, desk.self.userId, (id) => names.get(id));
}

// A mention comes without the files of its message.
async function filesOf(desk: Desk, event: Heard): Promise<readonly SlackFile[]> {
  if (event.files || event.type === 'message') return (event.files ?? []) as SlackFile[];
  try {
    const { messages } = await desk.client.conversations.replies({
      channel: event.channel,
      ts: event.thread_ts ?? event.ts,
      oldest: event.ts,
      latest: event.ts,
      inclusive: true,
      limit: 2,
    });
    return (messages?.find((it) => it.ts === event.ts)?.files ?? []) as readonly unknown[] as SlackFile[];
  } catch (error) {
    desk.log.warn({}, `slack: the files of a mention could not be looked up: ${describe(error)}`);
    return [];
  }
}
