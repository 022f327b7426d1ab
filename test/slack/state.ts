import type { Block } from './blocks.ts';

/** A workspace as the stand-in keeps it. */

export type User = {
  readonly id: string;
  readonly name: string;
  readonly isBot: boolean;
  readonly team: string;
  readonly locale: string;
};

export type KeptFile = {
  readonly id: string;
  readonly name: string;
  bytes: Buffer;
  /** True once `files.completeUploadExternal` was called, or a person attached it. */
  complete: boolean;
};

export type Message = {
  readonly ts: string;
  readonly thread_ts?: string;
  readonly user?: string;
  readonly bot_id?: string;
  readonly username?: string;
  readonly icon?: string;
  readonly subtype?: string;
  text: string;
  blocks?: Block[];
  metadata?: { event_type: string; event_payload: Record<string, unknown> };
  readonly files: readonly KeptFile[];
  /** Emoji name → who put it on. */
  readonly reactions: Map<string, Set<string>>;
};

export type Channel = {
  readonly id: string;
  readonly name: string;
  readonly isDirect: boolean;
  archived: boolean;
  readonly members: Set<string>;
  readonly messages: Message[];
};

export type Whisper = {
  readonly channel: string;
  readonly thread?: string;
  readonly user: string;
  readonly text: string;
};

export type State = {
  readonly team: string;
  readonly bot: { readonly userId: string; readonly botId: string; readonly name: string };
  readonly users: Map<string, User>;
  readonly groups: Map<string, readonly string[]>;
  readonly channels: Map<string, Channel>;
  readonly files: Map<string, KeptFile>;
  readonly whispers: Whisper[];
  readonly statuses: { readonly channel: string; readonly thread: string; readonly status: string }[];
  readonly views: Map<string, { readonly blocks: Block[] }>;
  nextTs(minutesAgo?: number): string;
  nextId(kind: string): string;
};

export const botToken = 'xoxb-000000000000-stand-in';
export const appToken = 'xapp-1-A000-stand-in';

export function createState(): State {
  let count = 0;
  const second = Math.floor(Date.now() / 1000);
  const team = 'T0STAND';
  const users: User[] = [
    { id: 'U0PARLEY', name: 'parley', isBot: true, team, locale: 'en-US' },
    { id: 'U0OTHERBOT', name: 'otherbot', isBot: true, team, locale: 'en-US' },
    { id: 'U0JIWON', name: 'Jiwon', isBot: false, team, locale: 'ko-KR' },
    { id: 'U0ALEX', name: 'Alex', isBot: false, team, locale: 'en-US' },
    { id: 'U0MARA', name: 'Mara', isBot: false, team, locale: 'en-US' },
  ];
  const members = () => new Set(users.map((it) => it.id));
  const channels: Channel[] = [
    { id: 'C0GENERAL', name: 'general', isDirect: false, archived: false, members: members(), messages: [] },
    { id: 'C0OTHER', name: 'other', isDirect: false, archived: false, members: new Set(['U0ALEX']), messages: [] },
    {
      id: 'D0ALEX',
      name: 'alex',
      isDirect: true,
      archived: false,
      members: new Set(['U0ALEX', 'U0PARLEY']),
      messages: [],
    },
  ];
  return {
    team,
    bot: { userId: 'U0PARLEY', botId: 'B0PARLEY', name: 'parley' },
    users: new Map(users.map((it) => [it.id, it])),
    groups: new Map([['S0OPS', ['U0MARA']]]),
    channels: new Map(channels.map((it) => [it.id, it])),
    files: new Map(),
    whispers: [],
    statuses: [],
    views: new Map(),
    nextTs: (minutesAgo = 0) =>
      `${second - minutesAgo * 60 + Math.floor(++count / 100)}.${String(count % 100).padStart(2, '0')}0100`,
    nextId: (kind) => `${kind}0${String(++count).padStart(6, '0')}`,
  };
}
