import { z } from 'zod';
import type { Desk } from '../desk.ts';
import { messageId } from '../place.ts';
import { type Carried, postType } from '../write/recall.ts';
import { decide, type Told, type Wish } from './decide.ts';

const eventSchema = z.object({
  type: z.enum(['reaction_added', 'reaction_removed']),
  user: z.string(),
  reaction: z.string(),
  /** Who wrote the message. Absent for posts under a persona's name. */
  item_user: z.string().nullish(),
  item: z.object({ type: z.literal('message'), channel: z.string(), ts: z.string() }),
});

// Maps: a workspace may call an emoji of its own `constructor`.
const added = new Map<string, Wish>(
  Object.entries({
    white_check_mark: 'approve',
    heavy_check_mark: 'approve',
    ballot_box_with_check: 'approve',
    x: 'deny',
    negative_squared_cross_mark: 'deny',
    octagonal_sign: 'stop',
    '+1': 'up',
    thumbsup: 'up',
    '-1': 'down',
    thumbsdown: 'down',
  }),
);
const removed = new Map<string, Wish>(
  Object.entries({
    white_check_mark: 'withdraw',
    heavy_check_mark: 'withdraw',
    ballot_box_with_check: 'withdraw',
    '+1': 'unrated',
    thumbsup: 'unrated',
    '-1': 'unrated',
    thumbsdown: 'unrated',
  }),
);

/** A reaction on one of Parley's posts, however old. */
export async function hearReaction(desk: Desk, given: unknown): Promise<void> {
  const parsed = eventSchema.safeParse(given);
  if (!parsed.success) return;
  const { type, user, reaction, item, item_user } = parsed.data;
  // Skin tones come behind the name.
  const wish = (type === 'reaction_added' ? added : removed).get(reaction.split('::')[0] ?? '');
  if (!wish || user === desk.self.userId) return;
  const { userId, team } = desk.self;
  const told =
    (await desk.deliveries.find(messageId({ team, channel: item.channel }, item.ts))) ??
    (!item_user || item_user === userId ? await lookUp(desk, item.channel, item.ts) : null);
  if (told) await desk.inTurn(`decide ${told.debate}`, () => decide(desk, wish, told, user, item.channel));
}

// Somebody may be quicker than the note of which message said what; the message itself knows, too.
async function lookUp({ client, self }: Desk, channel: string, ts: string): Promise<Told | null> {
  try {
    const { messages } = await client.conversations.replies({
      channel,
      ts,
      oldest: ts,
      latest: ts,
      inclusive: true,
      include_all_metadata: true,
      limit: 2,
    });
    const message = messages?.find((it) => it.ts === ts);
    if (message?.metadata?.event_type !== postType || message.bot_id !== self.botId) return null;
    return readMark((message.metadata.event_payload as Carried | undefined)?.mark);
  } catch {
    return null;
  }
}

/** `<debate>/<seq>` */
export function readMark(mark: unknown): Told | null {
  const found = typeof mark === 'string' ? /^([\w-]+)\/(\d{1,9})$/.exec(mark) : null;
  return found ? { debate: found[1] as string, seq: Number(found[2]) } : null;
}
