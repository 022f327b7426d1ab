import { type APIMessage, type APIUser, ChannelType } from 'discord.js';
import type { Incoming, Pending } from './books.ts';
import type { Faults } from './faults.ts';
import { createGateway, type Gateway } from './gateway.ts';
import { guildCreate, makeGuild } from './guild.ts';
import { type Request, startRest } from './rest.ts';
import { createRoutes } from './routes.ts';
import { type Channel, createWorld, type Guild, member, snowflake, user, type World } from './world.ts';

export type Answer = { readonly ackMs: number; readonly content: string; readonly message: APIMessage | undefined };

/** Discord on this machine: its REST API and gateway, and people who write, react and press buttons. */
export type Discord = {
  readonly world: World;
  readonly apiUrl: string;
  readonly gateway: Gateway;
  readonly faults: Faults;
  /** Requests against Discord's own description; a test ends with none. */
  readonly offences: readonly string[];
  readonly requests: readonly Request[];
  readonly guild: Guild;
  limit(requests: number, windowMs: number): void;
  person(name: string, roles?: string[]): APIUser;
  channel(name: string): Channel;
  direct(person: APIUser): Channel;
  say(
    by: APIUser,
    channel: string,
    text: string,
    options?: { files?: Record<string, string | Uint8Array>; replyTo?: APIMessage; webhook?: boolean; at?: number },
  ): APIMessage;
  /** `text` after a mention of the bot. */
  mention(
    by: APIUser,
    channel: string,
    text: string,
    files?: Record<string, string | Uint8Array>,
    at?: number,
  ): APIMessage;
  react(by: APIUser, message: APIMessage, emoji: string): void;
  unreact(by: APIUser, message: APIMessage, emoji: string): void;
  press(by: APIUser, message: APIMessage, label: string): Promise<Answer>;
  command(by: APIUser, channel: string, name: string, options?: Record<string, string>): Promise<Answer>;
  messages(channel: string): readonly APIMessage[];
  /** Resolves once the check gives something; looks again after every request and event. */
  until<T>(check: () => T | undefined | null | false, what?: string, patienceMs?: number): Promise<T>;
  close(): Promise<void>;
};

const interactionMs = 3_000;

export async function startDiscord(options: { flags?: number } = {}): Promise<Discord> {
  const world = createWorld();
  if (options.flags !== undefined) world.application.flags = options.flags;
  const rest = await startRest(world);
  const guild = makeGuild(world);
  const pending = new Map<string, Pending>();
  const gateway = createGateway(rest.server, world, () => ({
    guilds: [...world.guilds.values()].filter((it) => it.members.has(world.bot.id)).map((it) => guildCreate(world, it)),
    url: `${rest.base.replace('http', 'ws')}/gateway`,
  }));
  const waiting = new Set<() => void>();
  const changed = () => {
    for (const look of [...waiting]) look();
  };
  const handlers = createRoutes(world, gateway, pending);
  rest.serve(
    Object.fromEntries(
      Object.entries(handlers).map(([name, handle]) => [
        name,
        (request) => {
          setImmediate(changed);
          return handle(request);
        },
      ]),
    ),
  );
  const act = (
    name: 'react' | 'unreact' | 'write',
    body: Record<string, unknown>,
    files: Incoming['files'] = new Map(),
  ) => {
    setImmediate(changed);
    return handlers[name]?.({
      route: { method: '', template: '', params: {} },
      query: new URLSearchParams(),
      body,
      files,
      base: rest.base,
    });
  };

  function say(by: APIUser, channelId: string, text: string, given: Parameters<Discord['say']>[3] = {}): APIMessage {
    const target = world.channels.get(channelId);
    if (!target) throw new Error(`no channel ${channelId}`);
    const files = new Map(
      Object.entries(given.files ?? {}).map(([name, content], index) => [
        `files[${index}]`,
        { name, bytes: typeof content === 'string' ? Buffer.from(content) : content },
      ]),
    );
    const mentions = [...text.matchAll(/<@!?(\d+)>/g)].flatMap((it) => world.users.get(it[1] ?? '') ?? []);
    const replied = given.replyTo;
    const at = world.guilds.get(target.guild_id ?? '')?.members.get(by.id);
    return act(
      'write',
      {
        channel: target,
        message: {
          content: text,
          allowed_mentions: { parse: [] },
          ...(given.at === undefined ? {} : { at: given.at }),
        },
        by: {
          author: by,
          mentions: replied ? [...mentions, replied.author] : mentions,
          ...(at ? { member: at } : {}),
          ...(replied
            ? {
                type: 19,
                message_reference: { message_id: replied.id, channel_id: channelId, guild_id: target.guild_id },
                referenced_message: replied,
              }
            : {}),
          ...(given.webhook ? { webhook_id: snowflake() } : {}),
        },
      },
      files,
    ) as APIMessage;
  }

  async function interact(
    by: APIUser,
    channelId: string,
    type: number,
    data: object,
    message?: APIMessage,
  ): Promise<Answer> {
    const target = world.channels.get(channelId) as Channel;
    const token = crypto.randomUUID();
    const it: Pending = { token, channel: channelId, at: Date.now() };
    pending.set(token, it);
    const at = world.guilds.get(target.guild_id ?? '')?.members.get(by.id);
    const who = at
      ? {
          member: { ...at, permissions: '0' },
          guild_id: target.guild_id,
          guild: { id: target.guild_id, locale: 'en-US', features: [] },
        }
      : { user: by };
    gateway.dispatch(
      'INTERACTION_CREATE',
      {
        id: snowflake(),
        application_id: world.application.id,
        type,
        data,
        channel_id: channelId,
        channel: target,
        token,
        version: 1,
        locale: 'en-US',
        guild_locale: 'en-US',
        app_permissions: '0',
        entitlements: [],
        authorizing_integration_owners: {},
        attachment_size_limit: 10_485_760,
        context: at ? 0 : 1,
        ...(message ? { message } : {}),
        ...who,
      },
      0,
    );
    await until(() => it.ackMs !== undefined, 'an acknowledged interaction', interactionMs);
    await until(
      () => it.message && (it.message.content !== '' || it.message.embeds.length > 0),
      'an answer to the interaction',
    );
    return { ackMs: it.ackMs ?? 0, content: it.message?.content ?? '', message: it.message };
  }

  function until<T>(
    check: () => T | undefined | null | false,
    what = 'what was waited for',
    patienceMs = 20_000,
  ): Promise<T> {
    return new Promise((resolve, reject) => {
      const end = () => {
        waiting.delete(look);
        clearTimeout(timer);
      };
      const look = () => {
        const found = check();
        if (found === undefined || found === null || found === false) return;
        end();
        resolve(found);
      };
      const timer = setTimeout(() => {
        end();
        reject(new Error(`${what} did not come`));
      }, patienceMs);
      waiting.add(look);
      look();
    });
  }

  return {
    world,
    apiUrl: `${rest.base}/api`,
    gateway,
    faults: rest.faults,
    offences: rest.offences,
    requests: rest.requests,
    guild,
    limit(requests, windowMs) {
      rest.limit = { requests, windowMs };
    },
    person(name, roles = []) {
      const made = user(name);
      world.users.set(made.id, made);
      guild.members.set(made.id, member(made, roles));
      return made;
    },
    channel(name) {
      const made = {
        id: snowflake(),
        type: ChannelType.GuildText,
        guild_id: guild.id,
        name,
        position: 0,
        parent_id: null,
        permission_overwrites: [],
        nsfw: false,
        topic: null,
        last_message_id: null,
        rate_limit_per_user: 0,
        flags: 0,
      } as unknown as Channel;
      world.channels.set(made.id, made);
      gateway.dispatch('CHANNEL_CREATE', made, 1);
      return made;
    },
    direct(person) {
      const made = {
        id: snowflake(),
        type: ChannelType.DM,
        recipients: [person],
        last_message_id: null,
        flags: 0,
      } as unknown as Channel;
      world.channels.set(made.id, made);
      return made;
    },
    say,
    mention: (by, channelId, text, files, at) =>
      say(by, channelId, `<@${world.bot.id}> ${text}`, {
        ...(files ? { files } : {}),
        ...(at === undefined ? {} : { at }),
      }),
    react: (by, message, emoji) => void act('react', { message, emoji, user: by.id }),
    unreact: (by, message, emoji) => void act('unreact', { message, emoji, user: by.id }),
    press(by, message, label) {
      const rows = (message.components ?? []) as { components?: { label?: string; custom_id?: string }[] }[];
      const button = rows.flatMap((it) => it.components ?? []).find((it) => it.label === label);
      if (!button) throw new Error(`no button ${label}`);
      return interact(by, message.channel_id, 3, { custom_id: button.custom_id, component_type: 2 }, message);
    },
    command(by, channelId, name, given = {}) {
      const values = Object.entries(given).map(([option, value]) => ({ name: option, type: 3, value }));
      const data = {
        id: world.commands[0]?.id ?? snowflake(),
        name: 'parley',
        type: 1,
        options: [{ type: 1, name, options: values }],
      };
      return interact(by, channelId, 2, data);
    },
    messages: (id) => world.messages.get(id) ?? [],
    until,
    async close() {
      await gateway.close();
      await rest.close();
    },
  };
}
