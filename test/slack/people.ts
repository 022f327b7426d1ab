import { described } from './methods.ts';
import type { Channel, KeptFile, Message, State } from './state.ts';
import type { Envelope } from './transports.ts';

export type Attached = { readonly name: string; readonly bytes: Uint8Array };

/** What somebody in the workspace can do, in the channel given or `#general`. */
export type Member = {
  /** Writes a message; returns its time stamp. */
  write(
    text: string,
    options?: { thread?: string; channel?: string; files?: readonly Attached[]; minutesAgo?: number },
  ): string;
  react(ts: string, emoji: string, channel?: string): void;
  unreact(ts: string, emoji: string, channel?: string): void;
  /** Clicks the button of this name on a message. */
  click(ts: string, action: string, channel?: string): void;
  command(text: string, channel?: string): void;
  openHome(): void;
};

type Deps = { readonly state: State; readonly origin: string; deliver(envelope: Envelope): void; changed(): void };

const general = 'C0GENERAL';

export function createMember(userId: string, { state, origin, deliver, changed }: Deps): Member {
  const channelOf = (id: string) => state.channels.get(id) as Channel;
  const messageOf = (channel: string, ts: string) => channelOf(channel).messages.find((it) => it.ts === ts) as Message;
  const event = (event: object) =>
    deliver({
      type: 'events_api',
      payload: {
        token: 'legacy',
        team_id: state.team,
        api_app_id: 'A0STAND',
        type: 'event_callback',
        event_id: state.nextId('Ev'),
        event_time: Math.floor(Date.now() / 1000),
        authorizations: [
          {
            enterprise_id: null,
            team_id: state.team,
            user_id: state.bot.userId,
            is_bot: true,
            is_enterprise_install: false,
          },
        ],
        event,
      },
    });
  const reaction = (type: 'reaction_added' | 'reaction_removed', channel: string, ts: string, emoji: string) => {
    const { user } = messageOf(channel, ts);
    // Messages under another name have no author, whatever the documentation's types say.
    event({
      type,
      user: userId,
      reaction: emoji,
      ...(user ? { item_user: user } : {}),
      item: { type: 'message', channel, ts },
      event_ts: state.nextTs(),
    });
  };
  return {
    write(text, { thread, channel = general, files = [], minutesAgo = 0 } = {}) {
      const { isDirect } = channelOf(channel);
      const kept = files.map((it): KeptFile => {
        const file = { id: state.nextId('F'), name: it.name, bytes: Buffer.from(it.bytes), complete: true };
        state.files.set(file.id, file);
        return file;
      });
      const message: Message = {
        ts: state.nextTs(minutesAgo),
        ...(thread ? { thread_ts: thread } : {}),
        user: userId,
        text,
        files: kept,
        reactions: new Map(),
      };
      channelOf(channel).messages.push(message);
      changed();
      const common = {
        user: userId,
        ts: message.ts,
        text,
        channel,
        event_ts: message.ts,
        ...(thread ? { thread_ts: thread } : {}),
      };
      // A mention is told twice: first without the files, then as a message with them.
      if (!isDirect && text.includes(`<@${state.bot.userId}>`)) event({ type: 'app_mention', ...common });
      event({
        type: 'message',
        ...common,
        channel_type: isDirect ? 'im' : 'channel',
        ...(kept.length > 0 ? { subtype: 'file_share', files: kept.map((it) => described(it, origin)) } : {}),
      });
      return message.ts;
    },
    react(ts, emoji, channel = general) {
      const { reactions } = messageOf(channel, ts);
      reactions.set(emoji, (reactions.get(emoji) ?? new Set()).add(userId));
      changed();
      reaction('reaction_added', channel, ts, emoji);
    },
    unreact(ts, emoji, channel = general) {
      messageOf(channel, ts).reactions.get(emoji)?.delete(userId);
      changed();
      reaction('reaction_removed', channel, ts, emoji);
    },
    click(ts, action, channel = general) {
      const message = messageOf(channel, ts);
      const button = message.blocks
        ?.flatMap((it) => (it.type === 'actions' ? it.elements : []))
        .find((it) => it.action_id === action);
      if (!button) throw new Error(`there is no button ${action} on ${ts}`);
      deliver({
        type: 'interactive',
        payload: {
          type: 'block_actions',
          team: { id: state.team, domain: 'stand-in' },
          user: { id: userId, team_id: state.team },
          api_app_id: 'A0STAND',
          token: 'legacy',
          container: { type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: false },
          trigger_id: 'trigger',
          channel: { id: channel, name: 'general' },
          message: { ts, text: message.text },
          response_url: `${origin}/response/${channel}-${userId}`,
          actions: [{ ...button, block_id: 'parley', type: 'button', action_ts: state.nextTs() }],
        },
      });
    },
    command(text, channel = general) {
      deliver({
        type: 'slash_commands',
        payload: {
          token: 'legacy',
          team_id: state.team,
          team_domain: 'stand-in',
          channel_id: channel,
          channel_name: 'general',
          user_id: userId,
          user_name: 'someone',
          command: '/parley',
          text,
          response_url: `${origin}/response/${channel}-${userId}`,
          trigger_id: 'trigger',
        },
      });
    },
    openHome() {
      event({ type: 'app_home_opened', user: userId, channel: 'D0ALEX', tab: 'home', event_ts: state.nextTs() });
    },
  };
}
