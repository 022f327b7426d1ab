import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import { DeliveryError } from '../chat-platform.ts';

/** Discord's error codes that mean something to Parley. */
export const codes = {
  unknownChannel: 10003,
  unknownGuild: 10004,
  unknownMessage: 10008,
  unknownWebhook: 10015,
  slowmode: 20016,
  tooManyWebhooks: 30007,
  tooLarge: 40005,
  missingAccess: 50001,
  noDirectMessages: 50007,
  missingPermissions: 50013,
  archived: 50083,
  threadExists: 160004,
  locked: 160005,
  tooManyThreads: 160006,
} as const;

export const codeOf = (error: unknown): number =>
  error instanceof DiscordAPIError && typeof error.code === 'number' ? error.code : 0;

const forbiddenWaitMs = 60_000;

/** What an error of Discord's API means for a post, and what the operator can do about it. */
export function deliveryError(error: unknown): DeliveryError {
  if (error instanceof DeliveryError) return error;
  const make = (trouble: DeliveryError['trouble'], fix: string, afterMs = 0) =>
    new DeliveryError(trouble, describe(error), { fix, afterMs, cause: error });
  if (error instanceof RateLimitError)
    return make('retry', 'Nothing to do: Discord asked to wait.', Math.max(error.retryAfter, error.timeToReset, 250));
  if (!(error instanceof DiscordAPIError))
    return make('retry', 'Check that this machine reaches discord.com; see status.discord.com.');
  switch (error.code) {
    case codes.unknownChannel:
    case codes.unknownGuild:
      return make(
        'gone',
        'The thread or channel was deleted, or Parley was removed from the server. Ask again elsewhere.',
      );
    case codes.locked:
      return make('gone', 'The thread is locked. Unlock it and ask again there, or ask in a new thread.');
    case codes.noDirectMessages:
      return make('gone', 'This person takes no direct messages from Parley. Ask in a channel instead.');
    case codes.missingAccess:
    case codes.missingPermissions:
      return make(
        'retry',
        'Give Parley "View Channel", "Send Messages in Threads", "Embed Links", "Attach Files", "Add Reactions" and "Read Message History" in this channel; `npx parley doctor` tells which is missing.',
        forbiddenWaitMs,
      );
    case codes.slowmode:
      return make('retry', 'The thread is in slow mode; turn it off for Parley with "Bypass Slowmode".', 5_000);
    case codes.archived:
      return make('retry', 'Give Parley "Send Messages in Threads", so that it can reopen archived threads.');
  }
  if (error.status === 429 || error.status >= 500) return make('retry', 'See status.discord.com.');
  if (error.status === 401)
    return make(
      'retry',
      'Discord no longer accepts the bot token: reset it and set DISCORD_TOKEN anew.',
      forbiddenWaitMs,
    );
  return make('refused', 'Report this with the log: Discord refused a message that Parley thought was right.');
}

/** One line, without the request's body. */
export function describe(error: unknown): string {
  if (error instanceof DiscordAPIError) return `Discord: ${error.message.split('\n').join(' ')} (${error.code})`;
  if (error instanceof HTTPError) return `Discord answered ${error.status}`;
  if (error instanceof RateLimitError) return 'Discord asked to wait (rate limit)';
  return `Discord gave no answer: ${error instanceof Error ? error.message : String(error)}`;
}
