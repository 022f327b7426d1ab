import type { States } from '../../src/states.ts';
import type { Attention } from '../chat/attention.ts';
import type { Client, Self } from './connect/client.ts';
import type { SlackDeps } from './deps.ts';
import type { People } from './people.ts';
import type { Notes } from './write/notes.ts';

/** What everything that listens to Slack works with. */
export type Desk = SlackDeps & {
  /** For what does no harm when it is done twice. */
  readonly client: Client;
  /** For new messages in channels. */
  readonly saying: Client;
  readonly self: Self;
  readonly people: People;
  readonly notes: Notes;
  readonly states: States;
  readonly attention: Attention;
  /** True the first time a key is seen. */
  readonly once: (key: string) => boolean;
  readonly inTurn: <T>(key: string, work: () => Promise<T>) => Promise<T>;
};
