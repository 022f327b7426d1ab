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
import type { LocalText } from '../../../src/i18n/local-text.ts';
import { fetchApplication } from '../connect/log-in.ts';
import type { DiscordConfig } from '../deps.ts';
import { describe } from '../trouble.ts';
import { inviteUrl, type NeededPermission, neededPermissions, readsMessages } from './invite.ts';

export type DiscordCheck = {
  readonly state: 'ok' | 'warn' | 'bad';
  /** What was looked at and found, in one line. */
  readonly detail: LocalText;
  readonly fix?: LocalText;
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
      {
        state: 'ok',
        detail: {
          en: `The token belongs to ${application.name}. Invitation: ${invite}`,
          ko: `토큰의 주인은 ${application.name}입니다. 초대 주소: ${invite}`,
        },
      },
      intentCheck(readsMessages(application)),
      guilds.length > 0
        ? {
            state: 'ok',
            detail: {
              en: `In ${guilds.length} server${guilds.length === 1 ? '' : 's'}: ${guilds.map((it) => it.name).join(', ')}.`,
              ko: `서버 ${guilds.length}곳에 있습니다: ${guilds.map((it) => it.name).join(', ')}.`,
            },
          }
        : {
            state: 'bad',
            detail: { en: 'The bot is in no server yet.', ko: '봇이 아직 어느 서버에도 없습니다.' },
            fix: { en: `Open ${invite}`, ko: `${invite} 을(를) 여세요` },
          },
    ];
    for (const guild of guilds.slice(0, mostGuilds))
      checks.push(await guildCheck(rest, guild.id, application.id, invite));
    return checks;
  } catch (error) {
    if (!(error instanceof ParleyError))
      return [
        {
          state: 'bad',
          detail: describe(error),
          fix: { en: 'See status.discord.com.', ko: 'status.discord.com을 보세요.' },
        },
      ];
    return [{ state: 'bad', detail: error.said.message, fix: error.said.fix }];
  }
}

function intentCheck(reads: boolean): DiscordCheck {
  if (reads)
    return {
      state: 'ok',
      detail: {
        en: 'Message Content Intent is on: people can simply reply in threads.',
        ko: 'Message Content Intent가 켜져 있어 스레드에서 그냥 답글을 달면 됩니다.',
      },
    };
  return {
    state: 'warn',
    detail: {
      en: 'Message Content Intent is off: replies in threads have to mention the bot.',
      ko: 'Message Content Intent가 꺼져 있어 스레드의 답글에서 봇을 멘션해야 합니다.',
    },
    fix: {
      en: 'Discord Developer Portal → your application → Bot → Message Content Intent.',
      ko: 'Discord Developer Portal → 애플리케이션 → Bot → Message Content Intent를 켜세요.',
    },
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
      detail: {
        en: `In ${guild.name}, Parley lacks ${missing.map(readable).join(', ')}.`,
        ko: `${guild.name}: Parley에게 없는 권한: ${missing.map(readable).join(', ')}.`,
      },
      fix: {
        en: `Needed to ${missing.map((it) => neededPermissions[it].en).join('; ')}. Open ${invite} again, or give its role these permissions.`,
        ko: `이런 일에 필요합니다: ${missing.map((it) => neededPermissions[it].ko).join('; ')}. ${invite} 을(를) 다시 열거나 역할에 권한을 주세요.`,
      },
    };
  const narrowed = channels.flatMap((channel) => {
    if (channel.type !== ChannelType.GuildText) return [];
    const lost = lacking(channelPermissions(base, channel, guild.id, member, bot));
    // A channel it cannot see at all is one it was kept out of on purpose.
    return lost.length > 0 && !lost.includes('ViewChannel')
      ? [`#${channel.name}: ${lost.map(readable).join(', ')}`]
      : [];
  });
  if (narrowed.length === 0)
    return {
      state: 'ok',
      detail: {
        en: `In ${guild.name}, Parley may do all it needs.`,
        ko: `${guild.name}: 필요한 권한이 모두 있습니다.`,
      },
    };
  return {
    state: 'warn',
    detail: {
      en: `In ${guild.name}, some channels take permissions away: ${narrowed.slice(0, mostChannels).join('; ')}.`,
      ko: `${guild.name}: 일부 채널이 권한을 막습니다: ${narrowed.slice(0, mostChannels).join('; ')}.`,
    },
    fix: {
      en: 'Channel settings → Permissions: allow these for Parley where it should work.',
      ko: '채널 설정 → Permissions에서, Parley가 일할 채널에 이 권한을 허용하세요.',
    },
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
