import { ApiError } from './api-error.ts';
import { type Block, checkMessage, checkView } from './blocks.ts';
import type { Channel, KeptFile, Message, State } from './state.ts';

type Args = Readonly<Record<string, string>>;
export type Context = {
  readonly state: State;
  readonly origin: string;
  /** Tells everyone who follows what happens: a message came, changed, or went. */
  changed(): void;
  emit(event: Record<string, unknown>): void;
  socketUrl(): string;
};
type Handler = (args: Args, context: Context) => Record<string, unknown>;

const json = (value: string | undefined) => (value === undefined ? undefined : JSON.parse(value));

function channelOf({ state }: Context, id: string | undefined): Channel {
  const channel = state.channels.get(id ?? '');
  if (!channel) throw new ApiError('channel_not_found');
  return channel;
}

function writable(context: Context, id: string | undefined): Channel {
  const channel = channelOf(context, directWith(context, id) ?? id);
  if (channel.archived) throw new ApiError('is_archived');
  if (!channel.members.has(context.state.bot.userId)) throw new ApiError('not_in_channel');
  return channel;
}

// What is written to a person goes to the bot's own conversation with them.
function directWith({ state }: Context, id: string | undefined): string | undefined {
  return [...state.channels.values()].find((it) => it.isDirect && id !== undefined && it.members.has(id))?.id;
}

function messageOf(channel: Channel, ts: string | undefined): Message {
  const message = channel.messages.find((it) => it.ts === ts);
  if (!message) throw new ApiError('message_not_found');
  return message;
}

function checked(args: Args): { text: string; blocks?: Block[] } {
  const blocks = json(args.blocks);
  const problem = checkMessage({ text: args.text, blocks });
  if (problem) throw new ApiError(problem.split(':')[0] ?? problem, { detail: problem });
  return { text: args.text ?? '', ...(blocks ? { blocks } : {}) };
}

/** Files as events and answers describe them. */
export function described(file: KeptFile, origin: string) {
  return {
    id: file.id,
    name: file.name,
    title: file.name,
    size: file.bytes.byteLength,
    mode: 'hosted',
    is_external: false,
    url_private: `${origin}/files/${file.id}`,
    url_private_download: `${origin}/files/${file.id}/download`,
  };
}

function shown(message: Message, context: Context, withMetadata: boolean) {
  const { files, reactions, icon, metadata, ...rest } = message;
  return {
    type: 'message',
    ...rest,
    ...(icon ? { icons: { emoji: icon } } : {}),
    ...(files.length > 0 ? { files: files.map((it) => described(it, context.origin)) } : {}),
    ...(reactions.size > 0
      ? { reactions: [...reactions].map(([name, users]) => ({ name, users: [...users], count: users.size })) }
      : {}),
    ...(withMetadata && metadata ? { metadata } : {}),
  };
}

const postMessage: Handler = (args, context) => {
  const { state } = context;
  const channel = writable(context, args.channel);
  if (args.thread_ts && !channel.messages.some((it) => it.ts === args.thread_ts && !it.thread_ts))
    throw new ApiError('thread_not_found');
  const metadata = json(args.metadata);
  if (
    metadata &&
    (!/^[\w.]+$/.test(metadata.event_type) || args.metadata === undefined || args.metadata.length > 8_000)
  )
    throw new ApiError('invalid_metadata_format');
  const named = args.username !== undefined;
  const message: Message = {
    ts: state.nextTs(),
    ...(args.thread_ts ? { thread_ts: args.thread_ts } : {}),
    ...(named ? { subtype: 'bot_message', username: args.username ?? '' } : { user: state.bot.userId }),
    ...((args.icon_url ?? args.icon_emoji) ? { icon: args.icon_url ?? args.icon_emoji ?? '' } : {}),
    bot_id: state.bot.botId,
    ...checked(args),
    ...(metadata ? { metadata } : {}),
    files: [],
    reactions: new Map(),
  };
  channel.messages.push(message);
  context.changed();
  context.emit({
    ...shown(message, context, false),
    channel: channel.id,
    channel_type: 'channel',
    event_ts: message.ts,
  });
  return { channel: channel.id, ts: message.ts, message: shown(message, context, true) };
};

const replies: Handler = (args, context) => {
  const channel = channelOf(context, args.channel);
  const asked = messageOf2(channel, args.ts);
  const root = asked.thread_ts ?? asked.ts;
  const within = (ts: string) =>
    args.inclusive === 'true'
      ? (!args.oldest || ts >= args.oldest) && (!args.latest || ts <= args.latest)
      : (!args.oldest || ts > args.oldest) && (!args.latest || ts < args.latest);
  const all =
    asked.thread_ts && asked.ts !== root
      ? [asked]
      : channel.messages.filter((it) => it.ts === root || (it.thread_ts === root && within(it.ts)));
  const from = Number(args.cursor ?? 0);
  const limit = Number(args.limit ?? 1000);
  const next = from + limit < all.length ? String(from + limit) : '';
  return {
    messages: all.slice(from, from + limit).map((it) => shown(it, context, args.include_all_metadata === 'true')),
    has_more: next !== '',
    response_metadata: { next_cursor: next },
  };
};

function messageOf2(channel: Channel, ts: string | undefined): Message {
  const message = channel.messages.find((it) => it.ts === ts);
  if (!message) throw new ApiError('thread_not_found');
  return message;
}

const history: Handler = (args, context) => {
  const channel = channelOf(context, args.channel);
  if (!channel.members.has(context.state.bot.userId)) throw new ApiError('not_in_channel');
  const repliesTo = (ts: string) => channel.messages.filter((it) => it.thread_ts === ts).length;
  const all = channel.messages.filter((it) => !it.thread_ts && (!args.oldest || it.ts > args.oldest)).toReversed();
  const from = Number(args.cursor ?? 0);
  const limit = Number(args.limit ?? 100);
  const next = from + limit < all.length ? String(from + limit) : '';
  return {
    messages: all.slice(from, from + limit).map((it) => ({
      ...shown(it, context, args.include_all_metadata === 'true'),
      ...(repliesTo(it.ts) > 0 ? { thread_ts: it.ts, reply_count: repliesTo(it.ts) } : {}),
    })),
    has_more: next !== '',
    response_metadata: { next_cursor: next },
  };
};

/** Each method as Slack describes it, on the stand-in's own workspace. */
export const handlers: Readonly<Record<string, Handler>> = {
  'auth.test': (_, { state }) => ({
    url: 'https://stand-in.slack.com/',
    team: 'Stand-in',
    user: state.bot.name,
    team_id: state.team,
    user_id: state.bot.userId,
    bot_id: state.bot.botId,
  }),
  'apps.connections.open': (_, context) => ({ url: context.socketUrl() }),
  'chat.postMessage': postMessage,
  'chat.update'(args, context) {
    const channel = writable(context, args.channel);
    const message = messageOf(channel, args.ts);
    if (message.bot_id !== context.state.bot.botId) throw new ApiError('cant_update_message');
    // Without metadata what was there is gone: nobody should count on more.
    delete message.metadata;
    const metadata = json(args.metadata);
    Object.assign(message, checked(args), metadata ? { metadata } : {});
    context.changed();
    return { channel: channel.id, ts: message.ts, text: message.text };
  },
  'chat.delete'(args, context) {
    const channel = channelOf(context, args.channel);
    channel.messages.splice(channel.messages.indexOf(messageOf(channel, args.ts)), 1);
    context.changed();
    return { channel: channel.id, ts: args.ts };
  },
  'chat.postEphemeral'(args, context) {
    const channel = writable(context, args.channel);
    if (!channel.members.has(args.user ?? '')) throw new ApiError('user_not_in_channel');
    const { text } = checked(args);
    context.state.whispers.push({
      channel: channel.id,
      ...(args.thread_ts ? { thread: args.thread_ts } : {}),
      user: args.user ?? '',
      text,
    });
    context.changed();
    return { message_ts: context.state.nextTs() };
  },
  'conversations.history': history,
  'conversations.replies': replies,
  'reactions.add'(args, context) {
    const message = messageOf(writable(context, args.channel), args.timestamp);
    const users = message.reactions.get(args.name ?? '') ?? new Set();
    if (users.has(context.state.bot.userId)) throw new ApiError('already_reacted');
    message.reactions.set(args.name ?? '', users.add(context.state.bot.userId));
    context.changed();
    return {};
  },
  'reactions.get'(args, context) {
    return {
      type: 'message',
      message: shown(messageOf(channelOf(context, args.channel), args.timestamp), context, false),
    };
  },
  'users.info'(args, { state }) {
    const user = state.users.get(args.user ?? '');
    if (!user) throw new ApiError('user_not_found');
    const profile = { display_name: user.name, real_name: user.name };
    return {
      user: {
        id: user.id,
        team_id: user.team,
        name: user.name.toLowerCase(),
        is_bot: user.isBot,
        locale: user.locale,
        profile,
      },
    };
  },
  'usergroups.users.list'(args, { state }) {
    const users = state.groups.get(args.usergroup ?? '');
    if (!users) throw new ApiError('no_such_subteam');
    return { users };
  },
  'files.getUploadURLExternal'(args, { state, origin }) {
    const file = { id: state.nextId('F'), name: args.filename ?? '', bytes: Buffer.alloc(0), complete: false };
    state.files.set(file.id, file);
    return { upload_url: `${origin}/upload/${file.id}?length=${args.length}`, file_id: file.id };
  },
  'files.completeUploadExternal'(args, context) {
    const { state } = context;
    const files = (json(args.files) as { id: string }[]).map(({ id }) => state.files.get(id));
    if (files.some((it) => !it || it.bytes.byteLength === 0)) throw new ApiError('file_not_found');
    if (files.some((it) => it?.complete)) throw new ApiError('file_update_failed');
    const channel = writable(context, args.channel_id);
    for (const file of files) if (file) file.complete = true;
    channel.messages.push({
      ts: state.nextTs(),
      ...(args.thread_ts ? { thread_ts: args.thread_ts } : {}),
      user: state.bot.userId,
      bot_id: state.bot.botId,
      text: args.initial_comment ?? '',
      files: files as KeptFile[],
      reactions: new Map(),
    });
    context.changed();
    return { files: files.map((it) => ({ id: it?.id, title: it?.name })) };
  },
  'files.info'(args, { state, origin }) {
    const file = state.files.get(args.file ?? '');
    if (!file) throw new ApiError('file_not_found');
    return { file: described(file, origin) };
  },
  'assistant.threads.setStatus'(args, { state, changed }) {
    state.statuses.push({ channel: args.channel_id ?? '', thread: args.thread_ts ?? '', status: args.status ?? '' });
    changed();
    return {};
  },
  'views.publish'(args, { state, changed }) {
    const view = json(args.view);
    const problem = checkView(view);
    if (problem) throw new ApiError('invalid_arguments', { detail: problem });
    state.views.set(args.user_id ?? '', view);
    changed();
    return { view };
  },
};
