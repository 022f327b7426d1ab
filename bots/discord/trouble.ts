import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import type { LocalText } from '../../src/i18n/local-text.ts';
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

const seeStatus = { en: 'See status.discord.com.', ko: 'status.discord.com을 보세요.' };

const forbiddenWaitMs = 60_000;

/** What an error of Discord's API means for a post, and what the operator can do about it. */
export function deliveryError(error: unknown): DeliveryError {
  if (error instanceof DeliveryError) return error;
  const make = (trouble: DeliveryError['trouble'], fix: LocalText, afterMs = 0) =>
    new DeliveryError(trouble, describe(error), { fix, afterMs, cause: error });
  if (error instanceof RateLimitError)
    return make(
      'retry',
      {
        en: 'Nothing to do: Discord asked to wait.',
        ko: '할 일은 없습니다. Discord가 기다려 달라고 했습니다.',
      },
      Math.max(error.retryAfter, error.timeToReset, 250),
    );
  if (!(error instanceof DiscordAPIError))
    return make('retry', {
      en: 'Check that this machine reaches discord.com; see status.discord.com.',
      ko: '이 컴퓨터가 discord.com에 닿는지 확인하고 status.discord.com을 보세요.',
    });
  switch (error.code) {
    case codes.unknownChannel:
    case codes.unknownGuild:
      return make('gone', {
        en: 'The thread or channel was deleted, or Parley was removed from the server. Ask again elsewhere.',
        ko: '스레드나 채널이 지워졌거나 Parley가 서버에서 빠졌습니다. 다른 곳에서 다시 요청해 주세요.',
      });
    case codes.locked:
      return make('gone', {
        en: 'The thread is locked. Unlock it and ask again there, or ask in a new thread.',
        ko: '잠긴 스레드입니다. 잠금을 풀고 다시 요청하거나 새 스레드에서 요청해 주세요.',
      });
    case codes.noDirectMessages:
      return make('gone', {
        en: 'This person takes no direct messages from Parley. Ask in a channel instead.',
        ko: '이 사람은 Parley의 개인 메시지를 받지 않습니다. 채널에서 요청해 주세요.',
      });
    case codes.missingAccess:
    case codes.missingPermissions:
      return make(
        'retry',
        {
          en: 'Give Parley "View Channel", "Send Messages in Threads", "Embed Links", "Attach Files", "Add Reactions" and "Read Message History" in this channel; `npx parley doctor` tells which is missing.',
          ko: '이 채널에서 Parley에게 "View Channel", "Send Messages in Threads", "Embed Links", "Attach Files", "Add Reactions", "Read Message History" 권한을 주세요. 무엇이 빠졌는지는 `npx parley doctor`가 알려 줍니다.',
        },
        forbiddenWaitMs,
      );
    case codes.slowmode:
      return make(
        'retry',
        {
          en: 'The thread is in slow mode; turn it off for Parley with "Bypass Slowmode".',
          ko: '슬로우 모드인 스레드입니다. Parley에게 "Bypass Slowmode" 권한을 주세요.',
        },
        5_000,
      );
    case codes.archived:
      return make('retry', {
        en: 'Give Parley "Send Messages in Threads", so that it can reopen archived threads.',
        ko: '보관된 스레드를 다시 열 수 있도록 Parley에게 "Send Messages in Threads" 권한을 주세요.',
      });
  }
  if (error.status === 429 || error.status >= 500) return make('retry', seeStatus);
  if (error.status === 401)
    return make(
      'retry',
      {
        en: 'Discord no longer accepts the bot token: reset it and set DISCORD_TOKEN anew.',
        ko: 'Discord가 봇 토큰을 더 받지 않습니다. 토큰을 다시 만들어 DISCORD_TOKEN에 넣으세요.',
      },
      forbiddenWaitMs,
    );
  return make('refused', {
    en: 'Report this with the log: Discord refused a message that Parley thought was right.',
    ko: '로그와 함께 알려 주세요. Parley가 옳다고 본 메시지를 Discord가 거절했습니다.',
  });
}

/** One line, without the request's body. */
export function describe(error: unknown): string {
  if (error instanceof DiscordAPIError) return `Discord: ${error.message.split('\n').join(' ')} (${error.code})`;
  if (error instanceof HTTPError) return `Discord answered ${error.status}`;
  if (error instanceof RateLimitError) return 'Discord asked to wait (rate limit)';
  return `Discord gave no answer: ${error instanceof Error ? error.message : String(error)}`;
}
