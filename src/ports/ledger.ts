import type { DebateEvent, Recorded } from '../debate/event.ts';

/** Where an event is in its log, and whether this call put it there. */
export type Appended = { readonly seq: number; readonly fresh: boolean };

/** The append-only log of every debate's events: the only truth. */
export type Ledger = {
  /**
   * Appends `event` to the debate's log. With a key, only the first append under that key counts: a later one
   * changes nothing and answers `fresh: false` with the first one's sequence. Key check, append and sequence
   * are one atomic step.
   */
  append(debate: string, event: DebateEvent, key?: string): Promise<Appended>;
  /** The same, and in the same step reads what the log gained after `after`, up to and with the keyed event. */
  appendAndRead(
    debate: string,
    event: DebateEvent,
    key: string,
    after: number,
  ): Promise<Appended & { readonly since: Recorded[] }>;
  /** Events with `seq` greater than `after` (0: all), in order. An unknown debate has none. */
  read(debate: string, after?: number): Promise<Recorded[]>;
  /** True when an outcome under this key is in the log. */
  has(debate: string, key: string): Promise<boolean>;
  /** Debates that have not ended, oldest first. */
  open(): Promise<string[]>;
  /** The newest debates first, ended ones too. */
  recent(limit: number): Promise<string[]>;
  /** Debates of one workspace (one thread), oldest first. */
  inWorkspace(workspace: string): Promise<string[]>;
  /** Calls `heard` soon after every append, by any process. Returns how to end it. Hints only: read for the truth. */
  watch(heard: (debate: string, seq: number) => void): Promise<() => Promise<void>>;
};
