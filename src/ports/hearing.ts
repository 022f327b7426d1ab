/** A channel, and when something was heard there last, in milliseconds by the platform's own clock. */
export type HeardChannel = { readonly channel: string; readonly at: number };

/** Until when one chat platform was listened to, and where: what was said later is still to be read. */
export type Hearing = {
  /** Something was heard there then. What is known to be newer stays. */
  heard(channels: readonly HeardChannel[]): Promise<void>;
  /** Where something was heard within the last month, the newest first. */
  channels(): Promise<readonly HeardChannel[]>;
};
