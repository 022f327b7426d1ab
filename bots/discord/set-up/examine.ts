import {
  type APIChannel,
  type APIGuild,
  type APIGuildMember,
  type APIRole,
  ChannelType,
  PermissionFlagsBits,
  REST,
  type RESTAPIPartialCurrentUserGuild,
  Routes,
} from 'discord.js';
import { ParleyError } from '../../../src/errors.ts';
import { fetchApplication } from '../connect/log-in.ts';
import type { DiscordConfig } from '../deps.ts';
import { describe } from '../trouble.ts';
import { inviteUrl, type NeededPermission, neededPermissions, readsMessages } from './invite.ts';

export type DiscordCheck = {
  readonly state: 'ok' | 'warn' | 'bad';
  /** What was looked at and found, in one line. */
  readonly detail: string;
  readonly fix?: string;
};

/** Servers and channels looked at; more would only repeat themselves. */
const mostGuilds = 20;
const mostChannels = 5;

/** Looks at token, intents, servers and permissions without connecting to the gateway. */
export async function examineDiscord(config: Pick<DiscordConfig, 'token' | 'apiUrl'>): Promise<DiscordCheck[]> {
  const whole = { ...config, uploadMb: 1 };
  try {
    const application = await fetchApplication(whole);
    const rest = new REST({ ...(config.apiUrl === undefined ? {} : { api: config.apiUrl }), timeout: 10_000 });
    rest.setToken(config.token);
    const guilds = (await rest.get(Routes.userGuilds())) as RESTAPIPartialCurrentUserGuild[];
    const invite = inviteUrl(application.id);
    const checks: DiscordCheck[] = [
      { state: 'ok', detail: `The token belongs to ${application.name}. Invitation: ${invite}` },
      intentCheck(readsMessages(application)),
      guilds.length > 0
        ? {
            state: 'ok',
            detail: `In ${guilds.length} server${guilds.length === 1 ? '' : 's'}: ${guilds.map((it) => it.name).join(', ')}.`,
          }
        : { state: 'bad', detail: 'The bot is in no server yet.', fix: `Open ${invite}` },
    ];
    for (const guild of guilds.slice(0, mostGuilds))
      checks.push(await guildCheck(rest, guild.id, application.id, invite));
    return checks;
  } catch (error) {
    if (!(error instanceof ParleyError))
      return [{ state: 'bad', detail: describe(error), fix: 'See status.discord.com.' }];
    return [{ state: 'bad', detail: error.message, fix: error.fix }];
  }
}

function intentCheck(reads: boolean): DiscordCheck {
  if (reads) return { state: 'ok', detail: 'Message Content Intent is on: people can simply reply in threads.' };
  return {
    state: 'warn',
    detail: 'Message Content Intent is off: replies in threads have to mention the bot.',
    fix: 'Discord Developer Portal → your application → Bot → Message Content Intent.',
  };
}

async function guildCheck(rest: REST, id: string, bot: string, invite: string): Promise<DiscordCheck> {
  const guild = (await rest.get(Routes.guild(id))) as APIGuild;
  const member = (await rest.get(Routes.guildMember(id, bot))) as APIGuildMember;
  const channels = (await rest.get(Routes.guildChannels(id))) as APIChannel[];
  const base = rolePermissions(guild, member);
  const missing = lacking(base);
  if (missing.length > 0)
    return {
      state: missing.includes('ManageWebhooks') && missing.length === 1 ? 'warn' : 'bad',
      detail: `In ${guild.name}, Parley lacks ${missing.map(readable).join(', ')}.`,
      fix: `Needed to ${missing.map((it) => neededPermissions[it]).join('; ')}. Open ${invite} again, or give its role these permissions.`,
    };
  const narrowed = channels.flatMap((channel) => {
    if (channel.type !== ChannelType.GuildText) return [];
    const lost = lacking(channelPermissions(base, channel, guild.id, member, bot));
    // A channel it cannot see at all is one it was kept out of on purpose.
    return lost.length > 0 && !lost.includes('ViewChannel')
      ? [`#${channel.name}: ${lost.map(readable).join(', ')}`]
      : [];
  });
  if (narrowed.length === 0) return { state: 'ok', detail: `In ${guild.name}, Parley may do all it needs.` };
  return {
    state: 'warn',
    detail: `In ${guild.name}, some channels take permissions away: ${narrowed.slice(0, mostChannels).join('; ')}.`,
    fix: 'Channel settings → Permissions: allow these for Parley where it should work.',
  };
}

function lacking(permissions: bigint): NeededPermission[] {
  if (permissions & PermissionFlagsBits.Administrator) return [];
  return (Object.keys(neededPermissions) as NeededPermission[]).filter(
    (name) => (permissions & PermissionFlagsBits[name]) === 0n,
  );
}

function rolePermissions(guild: APIGuild, member: APIGuildMember): bigint {
  const own = guild.roles.filter((role: APIRole) => role.id === guild.id || member.roles.includes(role.id));
  return own.reduce((sum, role) => sum | BigInt(role.permissions), 0n);
}

type Overwritten = { readonly permission_overwrites?: { id: string; allow: string; deny: string }[] };

// Discord's order: everyone, then all roles together, then the member.
function channelPermissions(
  base: bigint,
  channel: Overwritten,
  everyone: string,
  member: APIGuildMember,
  bot: string,
): bigint {
  const overwrites = channel.permission_overwrites ?? [];
  const groups = [[everyone], member.roles, [bot]];
  return groups.reduce((permissions, ids) => {
    const matching = overwrites.filter((it) => ids.includes(it.id));
    const deny = matching.reduce((sum, it) => sum | BigInt(it.deny), 0n);
    const allow = matching.reduce((sum, it) => sum | BigInt(it.allow), 0n);
    return (permissions & ~deny) | allow;
  }, base);
}

const readable = (name: NeededPermission) => `"${name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ')}"`;
