import type { Intake } from '../../src/intake.ts';
import type { ActivityFeed } from '../../src/ports/activity.ts';
import type { Blobs } from '../../src/ports/blobs.ts';
import type { Deliveries } from '../../src/ports/deliveries.ts';
import type { Hearing } from '../../src/ports/hearing.ts';
import type { Ledger } from '../../src/ports/ledger.ts';
import type { Status } from '../../src/status.ts';

export type SlackConfig = {
  /** Bot token, `xoxb-…`. */
  readonly botToken: string;
  /** App-level token, `xapp-…`, for Socket Mode; without it events come by HTTP. */
  readonly appToken?: string | undefined;
  /** Needed for events by HTTP: Slack signs each with it. */
  readonly signingSecret?: string | undefined;
  /** Where events by HTTP arrive, below `/slack/events`. */
  readonly port?: number | undefined;
  readonly uploadMb: number;
  readonly artifactMb: number;
  /** Where Parley's web page is reached from outside: for pictures and files too large for Slack. */
  readonly publicUrl?: string | undefined;
  /** Slack lets a channel have one message a second. */
  readonly messageEveryMs?: number | undefined;
  /** Another Slack than slack.com, ending in `/api/`. */
  readonly apiUrl?: string | undefined;
};

/** As pino writes: details first. */
export type Log = {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
};

export type SlackDeps = {
  readonly config: SlackConfig;
  readonly intake: Intake;
  readonly deliveries: Deliveries;
  readonly hearing: Hearing;
  readonly ledger: Ledger;
  readonly blobs: Blobs;
  readonly activity: ActivityFeed;
  readonly status: () => Promise<Status>;
  readonly log: Log;
};
