import {
  type APIEmoji,
  type APIMessage,
  type APIWebhook,
  ChannelType,
  GatewayIntentBits,
  PermissionFlagsBits,
} from 'discord.js';
import { createBooks, type Incoming, type Pending, Refusal, unknown } from './books.ts';
import type { Gateway } from './gateway.ts';
import { type Channel, snowflake, type World } from './world.ts';

type Handler = (request: Incoming) => unknown;

const P = PermissionFlagsBits;

/** What Discord does with each request that Parley makes, by operation. */
export function createRoutes(world: World, gateway: Gateway, pending: Map<string, Pending>): Record<string, Handler> {
  const books = createBooks(world, gateway, pending);
  const { channel, sending, message, seen, webhookOf, write, edit, remove, hooked, createAnswer, own, react, unreact } =
    books;

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
      const all = world.messages.get(of.id) ?? [];
      const limit = Number(query.get('limit') ?? 50);
      // After a message: those that follow on it; else the newest. Either way the newest stands first.
      const after = query.get('after');
      const found =
        after === null ? all.slice(-limit) : all.filter((it) => BigInt(it.id) > BigInt(after)).slice(0, limit);
      return found.toReversed().map((it) => seen(it, of));
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
      return books.reactors(it, params.emoji_name ?? '').map((id) => world.users.get(id));
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
}

function fail(error: Refusal): never {
  throw error;
}
