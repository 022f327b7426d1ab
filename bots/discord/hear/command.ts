import {
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type Client,
  type GuildMember,
  type Interaction,
  MessageFlags,
} from 'discord.js';
import { ParleyError } from '../../../src/errors.ts';
import { workspaceOf } from '../../../src/intake.ts';
import { sentences } from '../../chat/not-taken.ts';
import { type Tongue, tongueOf } from '../../chat/tongue.ts';
import { localeOf } from '../../chat/words.ts';
import type { DiscordDeps } from '../deps.ts';
import { personOf } from '../people.ts';
import { openThread, placeOf } from '../place.ts';
import { personaLines, statusEmbed } from '../status.ts';
import { codeOf, codes, describe } from '../trouble.ts';
import { readPress } from '../write/card.ts';
import { inert } from '../write/dialect.ts';
import { shorten } from '../write/message.ts';
import { takeAttachments } from './download.ts';
import type { Hands } from './reaction.ts';
import { refusal } from './refusals.ts';

/** Slash commands and buttons. Each is acknowledged before anything else is done: Discord waits three seconds. */
export function createInteractions(deps: DiscordDeps, client: Client<true>, hands: Hands) {
  const { intake, ledger } = deps;

  async function press(interaction: ButtonInteraction): Promise<void> {
    const wanted = readPress(interaction.customId);
    if (!wanted) return;
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    const { words } = tongueOf(localeOf(interaction.locale));
    const done = await hands.press(wanted, interaction.user, memberOf(interaction));
    if (!done) return void (await interaction.deleteReply());
    const { heard, by } = done;
    const text =
      heard.kind === 'done' ? words(`done.${wanted.what}`) : refusal(heard.reason, by, localeOf(interaction.locale));
    await interaction.editReply({ content: inert(text) });
  }

  async function command(interaction: ChatInputCommandInteraction): Promise<void> {
    const tongue = tongueOf(localeOf(interaction.locale));
    const { words } = tongue;
    const name = interaction.options.getSubcommand();
    if (name === 'ask') return ask(interaction, tongue);
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    switch (name) {
      case 'status':
        return void (await interaction.editReply({ embeds: [statusEmbed(await deps.status(), tongue)] }));
      case 'personas': {
        const lines = personaLines(await deps.status(), tongue).join('\n');
        return void (await interaction.editReply({ content: shorten(lines, 1900) }));
      }
      case 'stop':
        return void (await interaction.editReply({ content: inert(await stop(interaction, tongue)) }));
      default:
        return void (await interaction.editReply({ content: words('help.text') }));
    }
  }

  async function stop(interaction: ChatInputCommandInteraction, { words, locale }: Tongue): Promise<string> {
    const channel = await channelOf(interaction);
    const debate = channel && (await ledger.inWorkspace(workspaceOf(placeOf(channel)))).at(-1);
    if (!debate) return words(channel?.isThread() || channel?.isDMBased() ? 'stop.nothing' : 'stop.where');
    const by = personOf(interaction.user, memberOf(interaction));
    const heard = await intake.stop(debate, by);
    return heard.kind === 'done' ? words('done.stop') : refusal(heard.reason, by, locale);
  }

  async function ask(interaction: ChatInputCommandInteraction, tongue: Tongue): Promise<void> {
    const { words } = tongue;
    // What was asked stands in the channel for all to see, and the thread opens there.
    await interaction.deferReply();
    const text = interaction.options.getString('request', true).trim();
    const by = personOf(interaction.user, memberOf(interaction));
    const quoted = inert(words('ask.quoted', { name: by.name, text }));
    const message = await interaction.editReply({ content: shorten(quoted, 1900) });
    const channel = await channelOf(interaction);
    if (!channel?.isTextBased()) throw new ParleyError('input.invalid', words('trouble.thread'), { fix: '' });
    const file = interaction.options.getAttachment('file');
    const taken = await takeAttachments(file ? [file] : [], { ...deps, ...deps.config }, tongue);
    const fetched = channel.isThread() || channel.isDMBased() ? null : await channel.messages.fetch(message.id);
    const place = fetched ? await openThread(fetched, text) : placeOf(channel);
    await intake.say(place, { by, text, attachments: taken.attachments });
    for (const problem of taken.problems) await interaction.followUp({ content: inert(problem) });
  }

  async function channelOf(interaction: ChatInputCommandInteraction) {
    return interaction.channel ?? (await client.channels.fetch(interaction.channelId).catch(() => null));
  }

  return async (interaction: Interaction): Promise<void> => {
    try {
      if (interaction.isButton()) await press(interaction);
      else if (interaction.isChatInputCommand() && interaction.commandName === 'parley') await command(interaction);
    } catch (error) {
      deps.log.warn({ error: describe(error) }, 'a command or button failed');
      if (!interaction.isRepliable()) return;
      const { words, locale } = tongueOf(localeOf(interaction.locale));
      const code = codeOf(error);
      const forbidden = code === codes.missingPermissions || code === codes.missingAccess;
      const text =
        error instanceof ParleyError ? sentences(error, locale) : words(forbidden ? 'trouble.thread' : 'ask.failed');
      await interaction.editReply({ content: inert(text) }).catch(() => undefined);
    }
  };
}

function memberOf(interaction: Interaction): GuildMember | null {
  // Of a server that the bot is in, the member is always whole.
  return interaction.inCachedGuild() ? interaction.member : null;
}
