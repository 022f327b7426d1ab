import { type Client, cleanContent, type Message, MessageType } from 'discord.js';
import { ParleyError } from '../../../src/errors.ts';
import { detectLocale } from '../../../src/i18n/index.ts';
import { type Origin, workspaceOf } from '../../../src/intake.ts';
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
export function createEars(deps: DiscordDeps, client: Client<true>): (message: Message) => Promise<void> {
  const seen = new Recent<true>(10_000);

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

  async function take(message: Message): Promise<void> {
    const text = await requestOf(message, client);
    const tongue = tongueOf(detectLocale(text));
    if (text === '') {
      if (message.attachments.size > 0 || mentionsBot(message, client))
        await reply(message, tongue.words('ask.empty', { bot: `@${client.user.displayName}` }));
      return;
    }
    const taken = await takeAttachments(message.attachments.values(), { ...deps, ...deps.config }, tongue);
    const place = await openPlace(message, text, tongue);
    if (!place) return;
    const by = personOf(message.author, message.member);
    await deps.intake.say(place, { by, text, attachments: taken.attachments });
    for (const problem of taken.problems) await reply(message, problem);
  }

  async function openPlace(message: Message, text: string, tongue: Tongue): Promise<Origin | null> {
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
      await reply(message, fix);
      return null;
    }
  }

  return async (message) => {
    if (message.author.bot || message.webhookId || message.system || !heardTypes.includes(message.type)) return;
    if (!seen.firstTime(message.id)) return;
    try {
      await know(message);
      if (await isMeant(message)) await take(message);
    } catch (error) {
      deps.log.warn({ error: describeAny(error), message: message.id }, 'a message could not be taken');
      const tongue = tongueOf(detectLocale(message.content));
      const words = error instanceof ParleyError && !error.retryable ? `${error.message} ${error.fix}` : null;
      await reply(message, words ?? tongue.words('ask.failed'));
    }
  };
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
