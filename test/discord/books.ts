import { type APIMessage, type APIWebhook, ChannelType, GatewayIntentBits, PermissionFlagsBits } from 'discord.js';
import type { Route } from './contract.ts';
import type { Gateway } from './gateway.ts';
import { attachment, botPermissions, type Channel, seenByBot, snowflake, type World } from './world.ts';

export type Incoming = {
  readonly route: Route;
  readonly query: URLSearchParams;
  // Checked against the contract before it comes here.
  readonly body: Record<string, unknown>;
  readonly files: ReadonlyMap<string, { name: string; bytes: Uint8Array }>;
  readonly base: string;
};

export class Refusal extends Error {
  readonly status: number;
  readonly code: number;
  constructor(status: number, code: number, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** Interactions wait here for their acknowledgement. */
export type Pending = {
  readonly token: string;
  readonly channel: string;
  readonly at: number;
  ackMs?: number;
  type?: number;
  message?: APIMessage;
  flags?: number;
};

const P = PermissionFlagsBits;
export const unknown = (code: number, what: string) => new Refusal(404, code, `Unknown ${what}`);

/** Discord's own books: who may see and do what, and what becomes of messages and reactions. */
export function createBooks(world: World, gateway: Gateway, pending: Map<string, Pending>) {
  const users = new Map<string, string[]>();
  const key = (it: APIMessage, emoji: string) => `${it.id}/${emoji}`;
  const reactors = (it: APIMessage, emoji: string) => users.get(key(it, emoji)) ?? [];
  const channel = (id: string, needed: bigint = P.ViewChannel): Channel => {
    const found = world.channels.get(id);
    if (!found) throw unknown(10003, 'Channel');
    if (found.guild_id && !world.guilds.get(found.guild_id)?.members.has(world.bot.id))
      throw new Refusal(403, 50001, 'Missing Access');
    const permissions = botPermissions(world, found);
    if ((permissions & P.ViewChannel) === 0n) throw new Refusal(403, 50001, 'Missing Access');
    if ((permissions & needed) !== needed) throw new Refusal(403, 50013, 'Missing Permissions');
    return found;
  };
  const sending = (of: Channel) => (of.type === ChannelType.PublicThread ? P.SendMessagesInThreads : P.SendMessages);
  const message = (channelId: string, id: string): APIMessage => {
    const found = world.messages.get(channelId)?.find((it) => it.id === id);
    if (!found) throw unknown(10008, 'Message');
    return found;
  };
  const intents = (of: Channel) => (of.guild_id ? GatewayIntentBits.GuildMessages : GatewayIntentBits.DirectMessages);
  const seen = (it: APIMessage, of: Channel) => ({
    ...(world.channels.has(it.id) ? { thread: world.channels.get(it.id) as APIMessage['thread'] } : {}),
    ...seenByBot(world, it, of, (gateway.intents() & GatewayIntentBits.MessageContent) !== 0),
  });

  function webhookOf(params: Route['params']): APIWebhook {
    const found = world.webhooks.get(params.webhook_id ?? '');
    if (!found || found.token !== params.webhook_token) throw unknown(10015, 'Webhook');
    return found;
  }

  function write(target: Channel, request: Incoming, by: Pick<APIMessage, 'author'> & Partial<APIMessage>): APIMessage {
    if (target.thread_metadata?.locked) throw new Refusal(403, 160005, 'This thread is locked');
    const { body, files } = request;
    const content = String(body.content ?? '').trim();
    if (content === '' && files.size === 0 && !(body.embeds as unknown[] | undefined)?.length)
      throw new Refusal(400, 50006, 'Cannot send an empty message');
    for (const { bytes } of files.values())
      if (bytes.byteLength > 10 * 1024 * 1024) throw new Refusal(413, 40005, 'Request entity too large');
    const nonce = typeof body.nonce === 'string' ? body.nonce : undefined;
    const all = world.messages.get(target.id) ?? [];
    const before = body.enforce_nonce && nonce ? all.find((it) => it.nonce === nonce) : undefined;
    if (before) return before;
    if (target.thread_metadata) target.thread_metadata.archived = false;
    const allowed = body.allowed_mentions as { parse?: string[] } | undefined;
    if (/@everyone|@here|<@/.test(content) && (allowed?.parse === undefined || allowed.parse.length > 0))
      world.pings.push(content);
    const at = typeof body.at === 'number' ? body.at : Date.now();
    const sent: APIMessage = {
      id: snowflake(at),
      channel_id: target.id,
      content,
      timestamp: new Date(at).toISOString(),
      edited_timestamp: null,
      tts: false,
      mention_everyone: false,
      mentions: [],
      mention_roles: [],
      attachments: [...files.values()].map(({ name, bytes }) => attachment(world, request.base, name, bytes)),
      embeds: (body.embeds as APIMessage['embeds']) ?? [],
      components: (body.components as APIMessage['components']) ?? [],
      pinned: false,
      type: 0,
      ...(nonce === undefined ? {} : { nonce }),
      ...by,
    };
    world.messages.set(target.id, [...all, sent]);
    Object.assign(target, { last_message_id: sent.id });
    gateway.dispatch(
      'MESSAGE_CREATE',
      { ...seen(sent, target), channel_type: target.type, ...(target.guild_id ? { guild_id: target.guild_id } : {}) },
      intents(target),
    );
    return sent;
  }

  function edit(it: APIMessage, body: Record<string, unknown>): APIMessage {
    Object.assign(
      it,
      { edited_timestamp: new Date().toISOString() },
      body.content === undefined ? {} : { content: String(body.content ?? '').trim() },
      body.embeds ? { embeds: body.embeds } : {},
      body.components ? { components: body.components } : {},
    );
    const of = world.channels.get(it.channel_id) as Channel;
    gateway.dispatch(
      'MESSAGE_UPDATE',
      { ...seen(it, of), ...(of.guild_id ? { guild_id: of.guild_id } : {}) },
      intents(of),
    );
    return it;
  }

  function remove(it: APIMessage): void {
    world.messages.set(
      it.channel_id,
      (world.messages.get(it.channel_id) ?? []).filter((other) => other.id !== it.id),
    );
    const of = world.channels.get(it.channel_id) as Channel;
    gateway.dispatch('MESSAGE_DELETE', { id: it.id, channel_id: it.channel_id, guild_id: of.guild_id }, intents(of));
  }

  /** The message of a webhook, or the answer to an interaction. */
  function hooked({ route: { params, template }, query }: Incoming): APIMessage {
    const interaction =
      params.webhook_id === world.application.id ? pending.get(params.webhook_token ?? '') : undefined;
    if (interaction) {
      if (!template.endsWith('@original')) throw unknown(10008, 'Message');
      interaction.message ??= createAnswer(interaction);
      return interaction.message;
    }
    const webhook = webhookOf(params);
    return message(query.get('thread_id') ?? webhook.channel_id ?? '', params.message_id ?? '');
  }

  function createAnswer(interaction: Pending): APIMessage {
    const answer: APIMessage = {
      id: snowflake(),
      channel_id: interaction.channel,
      author: world.bot,
      content: '',
      timestamp: new Date().toISOString(),
      edited_timestamp: null,
      tts: false,
      mention_everyone: false,
      mentions: [],
      mention_roles: [],
      attachments: [],
      embeds: [],
      components: [],
      pinned: false,
      type: 20,
      flags: (interaction.flags ?? 0) as APIMessage['flags'] & number,
      webhook_id: world.application.id,
      application_id: world.application.id,
    };
    // An answer for one person's eyes is not in the channel.
    if (!((interaction.flags ?? 0) & 64))
      world.messages.set(interaction.channel, [...(world.messages.get(interaction.channel) ?? []), answer]);
    return answer;
  }

  function own(it: APIMessage): APIMessage {
    if (it.author.id !== world.bot.id) throw new Refusal(403, 50005, 'Cannot edit a message authored by another user');
    return it;
  }

  function react(it: APIMessage, emoji: string, by: string): void {
    const there = users.get(key(it, emoji)) ?? [];
    if (there.includes(by)) return;
    users.set(key(it, emoji), [...there, by]);
    count(it, emoji);
    tell('MESSAGE_REACTION_ADD', it, emoji, by);
  }

  function unreact(it: APIMessage, emoji: string, by: string): void {
    users.set(
      key(it, emoji),
      (users.get(key(it, emoji)) ?? []).filter((id) => id !== by),
    );
    count(it, emoji);
    tell('MESSAGE_REACTION_REMOVE', it, emoji, by);
  }

  function count(it: APIMessage, emoji: string): void {
    const by = users.get(key(it, emoji)) ?? [];
    const others = (it.reactions ?? []).filter((other) => other.emoji.name !== emoji);
    const me = by.includes(world.bot.id);
    const own = {
      emoji: { id: null, name: emoji },
      count: by.length,
      count_details: { burst: 0, normal: by.length },
      me,
      me_burst: false,
      burst_colors: [],
    };
    const at = (it.reactions ?? []).findIndex((other) => other.emoji.name === emoji);
    it.reactions = by.length > 0 ? others.toSpliced(at < 0 ? others.length : at, 0, own) : others;
  }

  function tell(type: string, it: APIMessage, emoji: string, by: string): void {
    const of = world.channels.get(it.channel_id) as Channel;
    const guild = world.guilds.get(of.guild_id ?? '');
    const intent = guild ? GatewayIntentBits.GuildMessageReactions : GatewayIntentBits.DirectMessageReactions;
    const memberOf = type === 'MESSAGE_REACTION_ADD' && guild ? { member: guild.members.get(by) } : {};
    gateway.dispatch(
      type,
      {
        user_id: by,
        channel_id: it.channel_id,
        message_id: it.id,
        ...(guild ? { guild_id: guild.id } : {}),
        emoji: { id: null, name: emoji },
        burst: false,
        type: 0,
        ...memberOf,
      },
      intent,
    );
  }

  return {
    channel,
    sending,
    message,
    seen,
    webhookOf,
    write,
    edit,
    remove,
    hooked,
    createAnswer,
    own,
    react,
    unreact,
    reactors,
  };
}
