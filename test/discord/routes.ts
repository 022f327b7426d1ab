import {
  type APIEmoji,
  type APIMessage,
  type APIWebhook,
  ChannelType,
  GatewayIntentBits,
  PermissionFlagsBits,
} from 'discord.js';
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

type Handler = (request: Incoming) => unknown;

const P = PermissionFlagsBits;
const unknown = (code: number, what: string) => new Refusal(404, code, `Unknown ${what}`);

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

/** What Discord does with each request that Parley makes, by operation. */
export function createRoutes(world: World, gateway: Gateway, pending: Map<string, Pending>): Record<string, Handler> {
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
  const seen = (it: APIMessage, of: Channel) =>
    seenByBot(world, it, of, (gateway.intents() & GatewayIntentBits.MessageContent) !== 0);

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
    const sent: APIMessage = {
      id: snowflake(),
      channel_id: target.id,
      content,
      timestamp: new Date().toISOString(),
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

  const users = new Map<string, string[]>();
  const key = (it: APIMessage, emoji: string) => `${it.id}/${emoji}`;

  return {
    'GET /gateway/bot': ({ base }) => ({
      url: `${base.replace('http', 'ws')}/gateway`,
      shards: 1,
      session_start_limit: { total: 1000, remaining: 999, reset_after: 0, max_concurrency: 1 },
    }),
    'GET /applications/@me': () => ({
      ...world.application,
      icon: null,
      description: '',
      bot_public: true,
      bot_require_code_grant: false,
      verify_key: '',
      summary: '',
      team: null,
    }),
    'GET /users/@me/guilds': () =>
      [...world.guilds.values()]
        .filter((it) => it.members.has(world.bot.id))
        .map(({ id, name }) => ({ id, name, icon: null, owner: false, permissions: '0', features: [] })),
    'GET /users/{user_id}': ({ route }) => world.users.get(route.params.user_id ?? '') ?? fail(unknown(10013, 'User')),
    'GET /guilds/{guild_id}': ({ route }) => {
      const guild = world.guilds.get(route.params.guild_id ?? '') ?? fail(unknown(10004, 'Guild'));
      return { id: guild.id, name: guild.name, owner_id: guild.owner, roles: guild.roles, emojis: [], features: [] };
    },
    'GET /guilds/{guild_id}/channels': ({ route }) =>
      [...world.channels.values()].filter((it) => it.guild_id === route.params.guild_id && !it.thread_metadata),
    'GET /guilds/{guild_id}/members/{user_id}': ({ route }) =>
      world.guilds.get(route.params.guild_id ?? '')?.members.get(route.params.user_id ?? '') ??
      fail(unknown(10007, 'Member')),
    'PUT /applications/{application_id}/commands': ({ body }) => {
      world.commands = (body as unknown as { name: string }[]).map((it) => ({
        ...it,
        id: snowflake(),
        application_id: world.application.id,
        version: snowflake(),
        type: 1,
      })) as unknown as World['commands'];
      return world.commands;
    },
    'GET /applications/{application_id}/emojis': () => ({ items: world.emojis }),
    'POST /applications/{application_id}/emojis': ({ body }) => {
      if (!/^\w{2,32}$/.test(String(body.name)) || !String(body.image).startsWith('data:image/'))
        throw new Refusal(400, 50035, 'Invalid Form Body');
      const emoji = {
        id: snowflake(),
        name: String(body.name),
        roles: [],
        user: world.bot,
        animated: false,
      } as APIEmoji;
      world.emojis.push(emoji);
      return emoji;
    },
    'GET /channels/{channel_id}': ({ route }) => channel(route.params.channel_id ?? ''),
    'PATCH /channels/{channel_id}': ({ route, body }) => {
      const it = channel(route.params.channel_id ?? '');
      if (it.thread_metadata && body.archived === false) it.thread_metadata.archived = false;
      return it;
    },
    'GET /channels/{channel_id}/messages': ({ route, query }) => {
      const of = channel(route.params.channel_id ?? '', P.ReadMessageHistory);
      return (world.messages.get(of.id) ?? [])
        .slice(-Number(query.get('limit') ?? 50))
        .toReversed()
        .map((it) => seen(it, of));
    },
    'POST /channels/{channel_id}/messages': (request) => {
      const id = request.route.params.channel_id ?? '';
      const of = channel(id);
      channel(
        id,
        sending(of) | (request.files.size > 0 ? P.AttachFiles : 0n) | (request.body.embeds ? P.EmbedLinks : 0n),
      );
      return write(of, request, { author: world.bot });
    },
    'GET /channels/{channel_id}/messages/{message_id}': ({ route }) => {
      const of = channel(route.params.channel_id ?? '', P.ReadMessageHistory);
      return seen(message(of.id, route.params.message_id ?? ''), of);
    },
    'PATCH /channels/{channel_id}/messages/{message_id}': ({ route, body }) =>
      edit(own(message(route.params.channel_id ?? '', route.params.message_id ?? '')), body),
    'DELETE /channels/{channel_id}/messages/{message_id}': ({ route }) =>
      remove(own(message(route.params.channel_id ?? '', route.params.message_id ?? ''))),
    'GET /channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}': ({ route: { params } }) => {
      const it = message(params.channel_id ?? '', params.message_id ?? '');
      return (users.get(key(it, params.emoji_name ?? '')) ?? []).map((id) => world.users.get(id));
    },
    'PUT /channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me': ({ route: { params } }) => {
      const of = channel(params.channel_id ?? '', P.AddReactions | P.ReadMessageHistory);
      if (of.thread_metadata?.archived) throw new Refusal(400, 50083, 'Thread is archived');
      react(message(of.id, params.message_id ?? ''), params.emoji_name ?? '', world.bot.id);
    },
    'POST /channels/{channel_id}/messages/{message_id}/threads': ({ route: { params }, body }) => {
      const of = channel(params.channel_id ?? '', P.CreatePublicThreads);
      const start = message(of.id, params.message_id ?? '');
      if (world.channels.has(start.id))
        throw new Refusal(400, 160004, 'A thread has already been created for this message');
      const now = new Date().toISOString();
      const thread = {
        id: start.id,
        type: ChannelType.PublicThread,
        guild_id: of.guild_id,
        parent_id: of.id,
        owner_id: world.bot.id,
        name: String(body.name),
        message_count: 0,
        member_count: 1,
        rate_limit_per_user: 0,
        last_message_id: null,
        flags: 0,
        thread_metadata: {
          archived: false,
          auto_archive_duration: 1440,
          archive_timestamp: now,
          locked: false,
          create_timestamp: now,
        },
        member: { id: start.id, user_id: world.bot.id, join_timestamp: now, flags: 0 },
      } as unknown as Channel;
      world.channels.set(thread.id, thread);
      gateway.dispatch('THREAD_CREATE', { ...thread, newly_created: true }, GatewayIntentBits.Guilds);
      return thread;
    },
    'POST /channels/{channel_id}/typing': ({ route }) => void channel(route.params.channel_id ?? ''),
    'GET /channels/{channel_id}/webhooks': ({ route }) => {
      const of = channel(route.params.channel_id ?? '', P.ManageWebhooks);
      return [...world.webhooks.values()].filter((it) => it.channel_id === of.id);
    },
    'POST /channels/{channel_id}/webhooks': ({ route, body }) => {
      const of = channel(route.params.channel_id ?? '', P.ManageWebhooks);
      if ([...world.webhooks.values()].filter((it) => it.channel_id === of.id).length >= 15)
        throw new Refusal(400, 30007, 'Maximum number of webhooks reached (15)');
      const webhook = {
        id: snowflake(),
        type: 1,
        channel_id: of.id,
        guild_id: of.guild_id,
        name: String(body.name),
        avatar: null,
        token: crypto.randomUUID().replaceAll('-', '').padEnd(68, 'w'),
        application_id: world.application.id,
      } as APIWebhook;
      world.webhooks.set(webhook.id, webhook);
      return webhook;
    },
    'POST /webhooks/{webhook_id}/{webhook_token}': (request) => {
      const interaction =
        request.route.params.webhook_id === world.application.id
          ? pending.get(request.route.params.webhook_token ?? '')
          : undefined;
      if (interaction)
        return write(world.channels.get(interaction.channel) as Channel, request, {
          author: world.bot,
          webhook_id: world.application.id,
          application_id: world.application.id,
        });
      const webhook = webhookOf(request.route.params);
      const id = request.query.get('thread_id') ?? webhook.channel_id ?? '';
      const target = world.channels.get(id);
      if (!target || (target.parent_id ?? target.id) !== webhook.channel_id) throw unknown(10003, 'Channel');
      const name = String(request.body.username ?? webhook.name);
      if (/clyde|discord/i.test(name)) throw new Refusal(400, 50035, 'Username cannot contain that');
      const author = {
        id: webhook.id,
        username: name,
        discriminator: '0000',
        global_name: null,
        avatar: (request.body.avatar_url as string) ?? null,
        bot: true,
      };
      return write(target, request, {
        author,
        webhook_id: webhook.id,
        application_id: webhook.application_id as string,
      });
    },
    'GET /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}': hooked,
    'PATCH /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}': (request) =>
      edit(hooked(request), request.body),
    'DELETE /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}': (request) => remove(hooked(request)),
    'GET /webhooks/{webhook_id}/{webhook_token}/messages/@original': hooked,
    'PATCH /webhooks/{webhook_id}/{webhook_token}/messages/@original': (request) => edit(hooked(request), request.body),
    'DELETE /webhooks/{webhook_id}/{webhook_token}/messages/@original': (request) => remove(hooked(request)),
    'POST /interactions/{interaction_id}/{interaction_token}/callback': ({ route, body }) => {
      const it = pending.get(route.params.interaction_token ?? '');
      if (!it) throw unknown(10062, 'interaction');
      if (it.type !== undefined) throw new Refusal(400, 40060, 'Interaction has already been acknowledged.');
      it.type = Number(body.type);
      it.ackMs = Date.now() - it.at;
      it.flags = (body.data as { flags?: number } | undefined)?.flags ?? 0;
      if (it.type === 4) it.message = Object.assign(createAnswer(it), body.data);
    },
    'POST /users/@me/channels': ({ body }) => {
      const to = world.users.get(String(body.recipient_id)) ?? fail(unknown(10013, 'User'));
      const known = [...world.channels.values()].find(
        (it) => it.type === ChannelType.DM && it.recipients?.[0]?.id === to.id,
      );
      const made =
        known ??
        ({
          id: snowflake(),
          type: ChannelType.DM,
          recipients: [to],
          last_message_id: null,
          flags: 0,
        } as unknown as Channel);
      world.channels.set(made.id, made);
      return made;
    },
    // Not of the API: what people do, through the same books.
    react: ({ body }) => react(body.message as APIMessage, String(body.emoji), String(body.user)),
    unreact: ({ body }) => unreact(body.message as APIMessage, String(body.emoji), String(body.user)),
    write: (request) =>
      write(
        request.body.channel as Channel,
        { ...request, body: request.body.message as Incoming['body'] },
        request.body.by as APIMessage,
      ),
  };

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
}

function fail(error: Refusal): never {
  throw error;
}
