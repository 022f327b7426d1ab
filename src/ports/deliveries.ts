/** Where the telling of one debate stands in its thread. */
export type DeliveryState = {
  /** Every event up to this sequence has been said, or needed no words. */
  readonly delivered: number;
  /** The event whose post was begun last; above `delivered` after an unclean stop: then it may be there or not. */
  readonly begun: number;
  /** Set when nothing more can be said there, with the reason. */
  readonly closed: string | null;
};

/** What has been said in which thread, and which message said it. */
export type Deliveries = {
  state(debate: string): Promise<DeliveryState>;
  /** Notes that the post of this event is about to be sent. */
  begin(debate: string, seq: number): Promise<void>;
  /** Notes that everything up to `seq` is said, the last of it in these messages (none when it needed no words). */
  record(debate: string, seq: number, messages: readonly string[]): Promise<void>;
  /** Nothing more can be said in this debate's thread. */
  close(debate: string, reason: string): Promise<void>;
  /** Which event a message said; null for a message that is not Parley's. */
  find(message: string): Promise<{ debate: string; seq: number } | null>;
  /** The messages that said an event. */
  messages(debate: string, seq: number): Promise<string[]>;
};

/** Asks for deliveries: one runs at a time per debate, and a request during one is followed by another. */
export type DeliveryQueue = {
  ask(debate: string): Promise<void>;
  /** Starts this process's share; `deliver` throws to be called again later. */
  start(deliver: (debate: string, signal: AbortSignal) => Promise<void>): Promise<{ close(): Promise<void> }>;
};
