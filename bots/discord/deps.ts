import type { Intake } from '../../src/intake.ts';
import type { ActivityFeed } from '../../src/ports/activity.ts';
import type { Blobs } from '../../src/ports/blobs.ts';
import type { Deliveries } from '../../src/ports/deliveries.ts';
import type { Hearing } from '../../src/ports/hearing.ts';
import type { Ledger } from '../../src/ports/ledger.ts';
import type { Status } from '../../src/status.ts';

export type DiscordConfig = {
  /** From DISCORD_TOKEN; never in a file. */
  readonly token: string;
  /** Base of Discord's API; another one in tests. */
  readonly apiUrl?: string | undefined;
  /** Address of Parley's web page that people can reach: files too large for Discord are linked there. */
  readonly publicUrl?: string | undefined;
  /** Largest file taken from a person, in megabytes of 1024 × 1024 bytes. */
  readonly uploadMb: number;
};

export type Log = {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
};

export type DiscordDeps = {
  readonly config: DiscordConfig;
  readonly intake: Intake;
  readonly deliveries: Deliveries;
  readonly hearing: Hearing;
  readonly ledger: Ledger;
  readonly blobs: Blobs;
  readonly activity: ActivityFeed;
  readonly log: Log;
  /** For `/parley status` and `/parley personas`. */
  status(): Promise<Status>;
};

export const platformName = 'discord';
