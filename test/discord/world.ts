import type {
  APIApplicationCommand,
  APIAttachment,
  APIChannel,
  APIEmoji,
  APIGuildMember,
  APIMessage,
  APIRole,
  APIThreadChannel,
  APIUser,
  APIWebhook,
} from 'discord.js';
import { PermissionFlagsBits } from 'discord.js';

/** What Discord knows: one bot, its servers, people, channels and messages. */
export type World = {
  readonly application: { readonly id: string; name: string; flags: number };
  readonly bot: APIUser;
  token: string;
  readonly users: Map<string, APIUser>;
  readonly guilds: Map<string, Guild>;
  readonly channels: Map<string, Channel>;
  readonly messages: Map<string, APIMessage[]>;
  readonly webhooks: Map<string, APIWebhook>;
  readonly emojis: APIEmoji[];
  commands: APIApplicationCommand[];
  /** Bytes behind attachments' addresses, by path. */
  readonly files: Map<string, Uint8Array>;
  /** Messages that would have notified somebody, which none of Parley's may. */
  readonly pings: string[];
};

export type Guild = {
  readonly id: string;
  readonly name: string;
  readonly owner: string;
  readonly roles: APIRole[];
  readonly members: Map<string, APIGuildMember>;
};

export type Channel = APIChannel & {
  guild_id?: string;
  parent_id?: string | null;
  thread_metadata?: APIThreadChannel['thread_metadata'];
  permission_overwrites?: { id: string; type: 0 | 1; allow: string; deny: string }[];
};

let counter = 0n;

/** Ids in the order of their making, with the time inside as Discord has it. */
export function snowflake(at = Date.now()): string {
  counter += 1n;
  return String(((BigInt(at) - 1_420_070_400_000n) << 22n) + (counter & 0x3fffffn));
}

export function createWorld(): World {
  const id = snowflake();
  const bot = user('Parley', true, id);
  return {
    application: { id, name: 'Parley', flags: 1 << 19 },
    bot,
    token: `${Buffer.from(id).toString('base64url')}.Gstand.${'x'.repeat(38)}`,
    users: new Map([[id, bot]]),
    guilds: new Map(),
    channels: new Map(),
    messages: new Map(),
    webhooks: new Map(),
    emojis: [],
    commands: [],
    files: new Map(),
    pings: [],
  };
}

export function user(name: string, bot = false, id = snowflake()): APIUser {
  return {
    id,
    username: name.toLowerCase().replace(/\W/g, ''),
    discriminator: '0',
    global_name: name,
    avatar: null,
    bot,
  };
}

export function role(id: string, name: string, permissions: bigint, managedBy?: string): APIRole {
  const color = { primary_color: 0, secondary_color: null, tertiary_color: null };
  return {
    id,
    name,
    permissions: String(permissions),
    color: 0,
    colors: color,
    hoist: false,
    position: 1,
    managed: managedBy !== undefined,
    mentionable: false,
    flags: 0 as APIRole['flags'],
    ...(managedBy === undefined ? {} : { tags: { bot_id: managedBy } }),
  };
}

export function member(of: APIUser, roles: string[] = []): APIGuildMember {
  return {
    user: of,
    nick: null,
    avatar: null,
    banner: null,
    roles,
    joined_at: new Date().toISOString(),
    deaf: false,
    mute: false,
    flags: 0 as APIGuildMember['flags'],
  };
}

export function attachment(world: World, base: string, name: string, bytes: Uint8Array): APIAttachment {
  const id = snowflake();
  const path = `/files/${id}/${encodeURIComponent(name)}`;
  world.files.set(path, bytes);
  const url = base + path;
  return { id, filename: name, size: bytes.byteLength, url, proxy_url: url };
}

/** What the bot may do in a channel, by Discord's rules. */
export function botPermissions(world: World, channel: Channel): bigint {
  const guild = world.guilds.get(channel.guild_id ?? '');
  const own = guild?.members.get(world.bot.id);
  if (!guild || !own)
    return channel.guild_id
      ? 0n
      : PermissionFlagsBits.SendMessages |
          PermissionFlagsBits.ViewChannel |
          PermissionFlagsBits.AddReactions |
          PermissionFlagsBits.AttachFiles |
          PermissionFlagsBits.EmbedLinks |
          PermissionFlagsBits.ReadMessageHistory;
  const parent = channel.parent_id ? (world.channels.get(channel.parent_id) ?? channel) : channel;
  let permissions = guild.roles
    .filter((it) => it.id === guild.id || own.roles.includes(it.id))
    .reduce((sum, it) => sum | BigInt(it.permissions), 0n);
  for (const ids of [[guild.id], own.roles, [world.bot.id]]) {
    const matching = (parent.permission_overwrites ?? []).filter((it) => ids.includes(it.id));
    for (const it of matching) permissions &= ~BigInt(it.deny);
    for (const it of matching) permissions |= BigInt(it.allow);
  }
  return permissions;
}

/** Text by others is hidden from a bot that may not read messages, unless it is meant for it. */
export function seenByBot(world: World, message: APIMessage, channel: Channel, intent: boolean): APIMessage {
  const meant = message.mentions.some((it) => it.id === world.bot.id) || message.author.id === world.bot.id;
  if (intent || meant || !channel.guild_id) return message;
  return { ...message, content: '', attachments: [], embeds: [], components: [] };
}
