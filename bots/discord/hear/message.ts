import { type Client, cleanContent, type GuildMember, type Message, MessageType } from 'discord.js';
import { ParleyError } from '../../../src/errors.ts';
import { detectLocale } from '../../../src/i18n/index.ts';
import { type Origin, workspaceOf } from '../../../src/intake.ts';
import { sentences } from '../../chat/not-taken.ts';
import { createInTurn } from '../../chat/once.ts';
import { isLate, isPast } from '../../chat/past.ts';
import { Recent } from '../../chat/recent.ts';
import { type Tongue, tongueOf } from '../../chat/tongue.ts';
import type { DiscordDeps } from '../deps.ts';
import { personOf } from '../people.ts';
import { openThread, placeOf } from '../place.ts';
import { codeOf, codes, describe } from '../trouble.ts';
import { inert } from '../write/dialect.ts';
import { shorten } from '../write/message.ts';
import { takeAttachments } from './download.ts';

const heardTypes: readonly MessageType[] = [MessageType.Default, MessageType.Reply];

/** Messages of people: mentions and direct messages open debates, words in Parley's own threads steer them. */
export type Ears = {
  live(message: Message): Promise<void>;
  /** Messages of one channel, read afterwards and oldest first; up to `heardUntil` most were heard. */
  missed(
    channel: { readonly id: string; isThread(): boolean; isDMBased(): boolean },
    read: () => Promise<readonly Message[]>,
    heardUntil: number,
  ): Promise<void>;
};

/** How a message came: `late` ones were read afterwards, and `quiet` ones may have been answered already. */
type Way = { readonly late: boolean; readonly quiet: boolean };

export function createEars(
  deps: DiscordDeps,
  client: Client<true>,
  note: (place: Origin, text: string) => Promise<void>,
): Ears {
  const seen = new Recent<true>(10_000);
  const inTurn = createInTurn();

  const known = async (place: Origin) => (await deps.ledger.inWorkspace(workspaceOf(place))).length > 0;

  async function isMeant(message: Message): Promise<boolean> {
    const { channel } = message;
    if (channel.isDMBased()) return true;
    if (mentionsBot(message, client)) return true;
    if (!channel.isThread() || channel.ownerId !== client.user.id) return false;
    // People may talk to each other in the thread, too.
    const toOthers = message.mentions.users.some((it) => it.id !== client.user.id) && !repliesToParley(message);
    return !toOthers && known(placeOf(channel));
  }

  /** Returns where it was taken. */
  async function take(message: Message, { late, quiet }: Way): Promise<Origin | null> {
    const answer = (words: string) => (quiet ? undefined : reply(message, words));
    const text = await requestOf(message, client);
    const tongue = tongueOf(detectLocale(text));
    if (text === '') {
      if (message.attachments.size > 0 || mentionsBot(message, client))
        await answer(tongue.words('ask.empty', { bot: `@${client.user.displayName}` }));
      return null;
    }
    const place = await openPlace(message, text, tongue, answer);
    if (!place || (late && (await isPast(deps.ledger, place, message.id)))) return null;
    const taken = await takeAttachments(message.attachments.values(), { ...deps, ...deps.config }, tongue);
    const member = message.member ?? (late ? await memberOf(message) : null);
    const by = personOf(message.author, member);
    const said = { by, text, attachments: taken.attachments, message: message.id };
    const { effect } = await deps.intake.say(place, said);
    for (const problem of taken.problems) await answer(problem);
    return effect === 'known' ? null : place;
  }

  async function openPlace(
    message: Message,
    text: string,
    tongue: Tongue,
    answer: (words: string) => unknown,
  ): Promise<Origin | null> {
    if (message.channel.isThread() || message.channel.isDMBased()) return placeOf(message.channel);
    try {
      return await openThread(message, text);
    } catch (error) {
      const code = codeOf(error);
      // The event came a second time; the first time opened the thread.
      if (code === codes.threadExists) {
        const place = { ...placeOf(message.channel), thread: message.id };
        return (await known(place)) ? null : place;
      }
      const full = code === codes.tooManyThreads;
      const fix = tongue.words(full ? 'trouble.threads' : 'trouble.thread');
      deps.log.warn({ channel: message.channelId, fix }, `no thread could be opened: ${describe(error)}`);
      await answer(fix);
      return null;
    }
  }

  async function hear(message: Message, way: Way): Promise<Origin | null> {
    if (message.author.bot || message.webhookId || message.system || !heardTypes.includes(message.type)) return null;
    if (!seen.firstTime(message.id)) return null;
    try {
      await know(message);
      return (await isMeant(message)) ? await take(message, way) : null;
    } catch (error) {
      deps.log.warn({ error: describeAny(error), message: message.id }, 'a message could not be taken');
      const tongue = tongueOf(detectLocale(message.content));
      const words = error instanceof ParleyError && !error.retryable ? sentences(error, tongue.locale) : null;
      if (!way.quiet) await reply(message, words ?? tongue.words('ask.failed'));
      return null;
    }
  }

  // Each mention in a channel is a matter of its own; what is said in a thread, or directly, follows on what was said before.
  const isTalk = (it: { isThread(): boolean; isDMBased(): boolean }) => it.isThread() || it.isDMBased();

  return {
    async live(message) {
      const turn = isTalk(message.channel) ? message.channelId : message.id;
      await inTurn(turn, () => hear(message, { late: false, quiet: false }));
    },
    missed: (channel, read, heardUntil) =>
      inTurn(isTalk(channel) ? channel.id : `missed ${channel.id}`, async () => {
        const told = new Set<string>();
        for (const message of await read()) {
          const at = message.createdTimestamp;
          const place = await hear(message, { late: true, quiet: at <= heardUntil });
          if (!place || !isLate(at) || told.has(place.thread)) continue;
          told.add(place.thread);
          const { words } = tongueOf(detectLocale(message.content));
          await note(place, words('ask.late')).catch(() => undefined);
        }
      }),
  };
}

async function memberOf({ guild, author }: Message): Promise<GuildMember | null> {
  return (await guild?.members.fetch(author.id).catch(() => null)) ?? null;
}

// A thread that was archived when this process started is known by its id only, and discord.js never learns the owner.
async function know({ client, channel }: Message): Promise<void> {
  if (!channel.isThread() || (channel.parentId && channel.ownerId)) return;
  client.channels.cache.delete(channel.id);
  await client.channels.fetch(channel.id);
}

const describeAny = (error: unknown) => (error instanceof ParleyError ? error.message : describe(error));

function mentionsBot(message: Message, client: Client<true>): boolean {
  // A bot's own role is often what the autocomplete offers under its name.
  const role = message.guild?.members.me?.roles.botRole?.id;
  return message.mentions.users.has(client.user.id) || (role !== undefined && message.mentions.roles.has(role));
}

const repliesToParley = (message: Message) => message.mentions.repliedUser?.bot === true;

/** What was asked: without the mention, with readable names, and with the message it answers to. */
async function requestOf(message: Message, client: Client<true>): Promise<string> {
  const role = message.guild?.members.me?.roles.botRole?.id ?? '-';
  const mention = new RegExp(`<@!?${client.user.id}>|<@&${role}>`, 'g');
  const text = cleanContent(message.content.replace(mention, ' '), message.channel)
    .replace(/[ \t]+/g, ' ')
    .trim();
  const quoted = message.type === MessageType.Reply && mentionsBot(message, client) ? await quoteOf(message) : '';
  return [text, quoted].filter((it) => it !== '').join('\n\n');
}

async function quoteOf(message: Message): Promise<string> {
  const before = await message.fetchReference().catch(() => null);
  // Parley's own words are in the ledger already.
  if (!before || before.author.bot || before.cleanContent.trim() === '') return '';
  const name = before.member?.displayName ?? before.author.displayName;
  const title = tongueOf(detectLocale(message.content)).words('ask.reply', { name });
  return `${title}\n${shorten(before.cleanContent, 4_000)}`;
}

async function reply(message: Message, text: string): Promise<void> {
  await message.reply({ content: inert(text) }).catch(() => undefined);
}
