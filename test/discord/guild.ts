import { PermissionFlagsBits } from 'discord.js';
import { neededPermissions } from '../../bots/discord/set-up/invite.ts';
import { type Guild, member, role, snowflake, user, type World } from './world.ts';

/** A server that invited the bot with exactly the permissions that Parley asks for. */
export function makeGuild(world: World): Guild {
  const id = snowflake();
  const owner = user('Owner');
  world.users.set(owner.id, owner);
  const permissions = (Object.keys(neededPermissions) as (keyof typeof neededPermissions)[]).reduce(
    (sum, name) => sum | PermissionFlagsBits[name],
    0n,
  );
  const own = role(snowflake(), 'Parley', permissions, world.bot.id);
  const guild: Guild = {
    id,
    name: 'Acme',
    owner: owner.id,
    roles: [role(id, '@everyone', PermissionFlagsBits.ViewChannel), own],
    members: new Map([
      [world.bot.id, member(world.bot, [own.id])],
      [owner.id, member(owner)],
    ]),
  };
  world.guilds.set(id, guild);
  return guild;
}

/** What the gateway tells about a server. */
export function guildCreate(world: World, guild: Guild): object {
  const channels = [...world.channels.values()].filter((it) => it.guild_id === guild.id);
  return {
    id: guild.id,
    name: guild.name,
    owner_id: guild.owner,
    icon: null,
    splash: null,
    region: 'deprecated',
    afk_channel_id: null,
    afk_timeout: 300,
    verification_level: 0,
    default_message_notifications: 1,
    explicit_content_filter: 0,
    roles: guild.roles,
    emojis: [],
    stickers: [],
    features: [],
    mfa_level: 0,
    application_id: null,
    system_channel_id: null,
    system_channel_flags: 0,
    rules_channel_id: null,
    vanity_url_code: null,
    description: null,
    banner: null,
    premium_tier: 0,
    preferred_locale: 'en-US',
    public_updates_channel_id: null,
    nsfw_level: 0,
    premium_progress_bar_enabled: false,
    joined_at: new Date().toISOString(),
    large: false,
    unavailable: false,
    member_count: guild.members.size,
    // As in life: only the bot itself, without the privileged intent for members.
    members: [guild.members.get(world.bot.id)],
    channels: channels.filter((it) => !it.thread_metadata),
    threads: channels.filter((it) => it.thread_metadata && !it.thread_metadata.archived),
    voice_states: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}
