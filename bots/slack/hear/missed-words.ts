import { detectLocale } from '../../../src/i18n/index.ts';
import type { Missed } from '../../chat/attention.ts';
import { isLate } from '../../chat/past.ts';
import { tongueOf } from '../../chat/tongue.ts';
import type { Client } from '../connect/client.ts';
import type { Desk } from '../desk.ts';
import { originOf, type Room, roomOf } from '../place.ts';
import { describe } from '../trouble.ts';
import { hearMissed } from './message.ts';

/** Slack lets an app read about fifty pages a minute. */
const mostChannels = 30;
const mostThreads = 50;
const mostPages = 5;
const pageSize = 200;

type Message = NonNullable<Awaited<ReturnType<Client['conversations']['history']>>['messages']>[number];
type Page = { readonly messages?: readonly Message[]; readonly response_metadata?: { readonly next_cursor?: string } };

/**
 * Words that nobody was there to hear. Slack sends an event again for a few minutes only, so channels and threads are read
 * on from where listening ended.
 */
export async function hearMissedWords(desk: Desk, missed: Missed): Promise<void> {
  const { client, self } = desk;
  const oldest = stampOf(missed.since);
  // Threads first: a new request in the channel may hang on nothing, words in a thread may change what goes on.
  for (const room of await knownRooms(desk))
    await carefully(desk, room, missed, () =>
      hear(desk, room, missed, () =>
        pages((cursor) =>
          client.conversations.replies({ channel: room.channel, ts: room.thread, oldest, limit: pageSize, ...cursor }),
        ),
      ),
    );
  for (const place of missed.channels.slice(0, mostChannels)) {
    const channel = place.split('/')[1] ?? '';
    const room = { team: self.team, channel, thread: '' };
    await carefully(desk, room, missed, async () => {
      const messages = await pages((cursor) =>
        client.conversations.history({ channel, oldest, limit: pageSize, ...cursor }),
      );
      for (const message of messages) await hearRoot(desk, { ...room, thread: message.ts ?? '' }, message, missed);
    });
  }
}

/** A message in a channel, with what was said below it meanwhile. */
async function hearRoot(desk: Desk, room: Room, message: Message, missed: Missed): Promise<void> {
  // A reply that was sent to the channel as well is heard in its thread.
  if (message.thread_ts !== undefined && message.thread_ts !== message.ts) return;
  await hear(desk, room, missed, async () => {
    const isMeant = room.channel.startsWith('D') || message.text?.includes(`<@${desk.self.userId}`);
    if (!isMeant || !message.reply_count) return [message];
    const { channel, thread: ts } = room;
    const below = await pages((cursor) =>
      desk.client.conversations.replies({ channel, ts, limit: pageSize, ...cursor }),
    );
    return [message, ...below.filter((it) => it.ts !== message.ts)];
  });
}

async function hear(desk: Desk, room: Room, missed: Missed, read: () => Promise<readonly Message[]>): Promise<void> {
  const taken = await hearMissed(desk, room, read, (ts) => ({
    late: true,
    quiet: Number(ts) * 1000 <= missed.heardUntil,
  }));
  const late = taken.find(({ ts }) => isLate(Number(ts) * 1000));
  if (late) await desk.notes.toAll(room, tongueOf(detectLocale(late.text)).words('ask.late'));
}

/** Threads of debates that go on, and of the newest others. */
async function knownRooms({ ledger, states, self }: Desk): Promise<readonly Room[]> {
  const rooms = new Map<string, Room>();
  for (const debate of new Set([...(await ledger.open()), ...(await ledger.recent(mostThreads))])) {
    const origin = (await states.load(debate))?.request.origin;
    if (origin?.platform !== 'slack') continue;
    const room = roomOf(origin);
    if (room.team === self.team) rooms.set(originOf(room).channel + room.thread, room);
  }
  return [...rooms.values()].slice(0, mostThreads);
}

/** All pages, oldest message first: channels come newest first, threads the other way round. */
async function pages(ask: (cursor: { cursor?: string }) => Promise<Page>): Promise<Message[]> {
  const messages: Message[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const found = await ask(cursor ? { cursor } : {});
    messages.push(...(found.messages ?? []));
    cursor = found.response_metadata?.next_cursor || undefined;
    if (!cursor) break;
  }
  return messages.toSorted((a, b) => Number(a.ts) - Number(b.ts));
}

async function carefully(
  { log }: Desk,
  { channel }: Room,
  { signal }: Missed,
  work: () => Promise<void>,
): Promise<void> {
  signal.throwIfAborted();
  try {
    await work();
  } catch (error) {
    // Of a channel that Parley was removed from, nothing is to be heard.
    log.info({ channel }, `slack: messages could not be read: ${describe(error)}`);
  }
}

const stampOf = (at: number) => (at / 1000).toFixed(6);
