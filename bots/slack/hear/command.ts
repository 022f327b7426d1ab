import { z } from 'zod';
import { tongueOf } from '../../chat/tongue.ts';
import { readMarkdown } from '../../markdown/index.ts';
import type { Desk } from '../desk.ts';
import type { Someone } from '../people.ts';
import { originOf } from '../place.ts';
import { personaParts, statusParts } from '../status.ts';
import { deliveryError } from '../trouble.ts';
import { slackWords } from '../words.ts';
import { sayPlainly } from '../write/draw.ts';
import { parleyFace } from '../write/face.ts';
import { type Message, messages, oneLine, shorten } from '../write/message.ts';
import { sayTo } from './message.ts';
import { readText } from './text.ts';

const commandSchema = z.object({
  text: z.string().default(''),
  user_id: z.string(),
  channel_id: z.string(),
});

/** `/parley ask|status|stop|personas|help`. Answers are for the one who typed it. */
export async function hearCommand(
  desk: Desk,
  given: unknown,
  answer: (message: Message) => Promise<void>,
): Promise<void> {
  const parsed = commandSchema.safeParse(given);
  if (!parsed.success) return;
  const { text, user_id, channel_id: channel } = parsed.data;
  const by = await desk.people.find(user_id);
  if (!by) return;
  const [, word = '', rest = ''] = /^\s*(\S*)\s*([\s\S]*)$/.exec(text) ?? [];
  const reply = await obey(desk, word.toLowerCase(), rest, by, channel);
  if (reply) await answer(reply);
}

async function obey(desk: Desk, word: string, rest: string, by: Someone, channel: string): Promise<Message | null> {
  switch (word) {
    case 'ask':
      return ask(
        desk,
        readText(rest, desk.self.userId, () => undefined),
        by,
        channel,
      );
    case 'status': {
      const [report, open] = await Promise.all([desk.status(), desk.ledger.open()]);
      return whole(messages(statusParts(report, open.length, by.locale)));
    }
    case 'stop':
      return stop(desk, by, channel);
    case 'personas':
      return whole(messages(personaParts(await desk.status(), by.locale)));
    default:
      return whole(messages(readMarkdown(tongueOf(by.locale).words('help.text'))));
  }
}

/** The thread hangs on a message of Parley's own that says who asks for what. */
async function ask(desk: Desk, text: string, by: Someone, channel: string): Promise<Message | null> {
  const words = slackWords(by.locale);
  if (text === '') return sayPlainly(words('ask.usage'));
  const [root] = messages([
    {
      kind: 'line',
      gap: false,
      lead: noQuote,
      runs: [{ text: words('ask.asks', { name: by.name }), marks: ['strong'] }],
    },
    ...shorten(text, 2_000)
      .split('\n')
      .map((line) => ({
        kind: 'line' as const,
        gap: false,
        lead: { ...noQuote, quote: true },
        runs: [{ text: line, marks: [] }],
      })),
  ]);
  if (!root) return null;
  try {
    const { ts } = await desk.saying.chat.postMessage({
      channel,
      ...parleyFace,
      text: root.text,
      blocks: [...root.blocks],
    });
    if (ts) await sayTo(desk, { team: desk.self.team, channel, thread: ts }, by, { text, attachments: [] });
    return null;
  } catch (error) {
    const trouble = deliveryError(error);
    desk.log.warn({ fix: trouble.fix }, trouble.message);
    return sayPlainly(trouble.trouble === 'gone' ? words('ask.invite') : tongueOf(by.locale).words('ask.failed'));
  }
}

const noQuote = { quote: false, depth: 0, marker: '', heading: 0 };

/** Commands cannot be given inside a thread, so this one looks for what goes on in the channel. */
async function stop(desk: Desk, by: Someone, channel: string): Promise<Message> {
  const words = slackWords(by.locale);
  const here = originOf({ team: desk.self.team, channel, thread: '' });
  const states = await Promise.all((await desk.ledger.open()).map((it) => desk.states.load(it)));
  const open = states.filter(
    (it) => it?.request.origin.platform === 'slack' && it.request.origin.channel === here.channel && !it.end,
  );
  const [only, ...others] = open;
  if (!only) return sayPlainly(words('stop.none'));
  if (others.length > 0)
    return sayPlainly([words('stop.which'), ...open.map((it) => `• ${oneLine(it?.request.text ?? '')}`)].join('\n'));
  await desk.intake.stop(only.id, { id: by.id, name: by.name });
  return sayPlainly(words('stop.done', { text: oneLine(only.request.text) }));
}

// A response takes one message; the board of a large table is cut rather than spread over several.
function whole(all: readonly Message[]): Message {
  const [first = sayPlainly('…')] = all;
  return first;
}
