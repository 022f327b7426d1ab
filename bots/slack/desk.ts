import type { States } from '../../src/states.ts';
import type { Client, Self } from './client.ts';
import type { SlackDeps } from './deps.ts';
import type { Notes } from './notes.ts';
import type { People } from './people.ts';

/** What everything that listens to Slack works with. */
export type Desk = SlackDeps & {
  readonly client: Client;
  readonly self: Self;
  readonly people: People;
  readonly notes: Notes;
  readonly states: States;
  /** True the first time a key is seen. */
  readonly once: (key: string) => boolean;
  readonly inTurn: <T>(key: string, work: () => Promise<T>) => Promise<T>;
};
