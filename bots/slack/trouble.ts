import { webApi } from '@slack/bolt';
import { ParleyError } from '../../src/errors.ts';
import type { LocalText } from '../../src/i18n/local-text.ts';
import { DeliveryError, type Trouble } from '../chat-platform.ts';

const operatorWaitMs = 60_000;

const reinstall = 'install the app again from its "OAuth & Permissions" page and set SLACK_BOT_TOKEN anew';
const reinstallInKorean = '앱의 "OAuth & Permissions" 페이지에서 다시 설치하고 SLACK_BOT_TOKEN을 새로 넣으세요';
const nothingToDo = {
  en: 'Nothing to do: Slack asked to wait.',
  ko: '할 일은 없습니다. Slack이 기다려 달라고 했습니다.',
};

/** What Slack's error codes mean for a post, and what can be done about them. */
const known: Readonly<Record<string, readonly [trouble: Trouble, fix: LocalText]>> = {
  is_archived: [
    'gone',
    {
      en: 'The channel is archived. Unarchive it and ask again, or ask elsewhere.',
      ko: '보관된 채널입니다. 보관을 풀고 다시 요청하거나 다른 곳에서 요청해 주세요.',
    },
  ],
  channel_not_found: [
    'gone',
    {
      en: 'The channel was deleted, or Parley was removed from it: /invite @Parley, then ask again.',
      ko: '채널이 지워졌거나 Parley가 빠졌습니다. /invite @Parley 뒤에 다시 요청해 주세요.',
    },
  ],
  not_in_channel: [
    'gone',
    {
      en: 'Parley is not in the channel: /invite @Parley, then ask again.',
      ko: 'Parley가 채널에 없습니다. /invite @Parley 뒤에 다시 요청해 주세요.',
    },
  ],
  thread_not_found: [
    'gone',
    { en: 'The thread was deleted. Ask again.', ko: '스레드가 지워졌습니다. 다시 요청해 주세요.' },
  ],
  message_not_found: [
    'gone',
    { en: 'The message was deleted. Ask again.', ko: '메시지가 지워졌습니다. 다시 요청해 주세요.' },
  ],
  cannot_reply_to_message: [
    'gone',
    {
      en: 'Nobody can reply to that message. Ask again in a new one.',
      ko: '답글을 달 수 없는 메시지입니다. 새 메시지로 요청해 주세요.',
    },
  ],
  restricted_action: [
    'gone',
    {
      en: 'A setting of the workspace keeps Parley from posting. Ask a workspace admin, or ask elsewhere.',
      ko: '워크스페이스 설정 때문에 Parley가 글을 쓸 수 없습니다. 관리자에게 문의하거나 다른 곳에서 요청해 주세요.',
    },
  ],
  restricted_action_read_only_channel: [
    'gone',
    { en: 'The channel is read-only. Ask in another one.', ko: '읽기 전용 채널입니다. 다른 채널에서 요청해 주세요.' },
  ],
  restricted_action_thread_locked: [
    'gone',
    { en: 'The thread is locked. Ask in a new one.', ko: '잠긴 스레드입니다. 새 스레드에서 요청해 주세요.' },
  ],
  restricted_action_non_threadable_channel: [
    'gone',
    {
      en: 'The channel has no threads. Ask in another one.',
      ko: '스레드가 없는 채널입니다. 다른 채널에서 요청해 주세요.',
    },
  ],
  restricted_action_thread_only_channel: [
    'gone',
    {
      en: 'The channel takes no new messages of this kind. Ask in another one.',
      ko: '이런 새 메시지를 받지 않는 채널입니다. 다른 채널에서 요청해 주세요.',
    },
  ],
  messages_tab_disabled: [
    'gone',
    {
      en: 'Turn on "Messages Tab" under "App Home" in the app\'s settings, then ask again.',
      ko: '앱 설정의 "App Home"에서 "Messages Tab"을 켜고 다시 요청해 주세요.',
    },
  ],
  user_not_found: ['gone', { en: 'That person is no longer here.', ko: '더 이상 없는 사람입니다.' }],
  missing_scope: [
    'retry',
    {
      en: `The app lacks a permission: update it from docs/slack-manifest.yaml, then ${reinstall}.`,
      ko: `앱에 권한이 모자랍니다. docs/slack-manifest.yaml로 앱을 고친 뒤 ${reinstallInKorean}.`,
    },
  ],
  invalid_auth: [
    'retry',
    {
      en: `Slack does not accept the bot token: ${reinstall}.`,
      ko: `Slack이 봇 토큰을 받지 않습니다. ${reinstallInKorean}.`,
    },
  ],
  not_authed: [
    'retry',
    {
      en: 'No token reached Slack: set SLACK_BOT_TOKEN.',
      ko: '토큰이 Slack에 전달되지 않았습니다. SLACK_BOT_TOKEN을 넣으세요.',
    },
  ],
  token_revoked: [
    'retry',
    { en: `The bot token was revoked: ${reinstall}.`, ko: `봇 토큰이 취소되었습니다. ${reinstallInKorean}.` },
  ],
  token_expired: [
    'retry',
    { en: `The bot token has expired: ${reinstall}.`, ko: `봇 토큰이 만료되었습니다. ${reinstallInKorean}.` },
  ],
  account_inactive: [
    'retry',
    {
      en: `The app was uninstalled or its account deactivated: ${reinstall}.`,
      ko: `앱이 제거되었거나 계정이 꺼졌습니다. ${reinstallInKorean}.`,
    },
  ],
  not_allowed_token_type: [
    'retry',
    {
      en: 'SLACK_BOT_TOKEN must be the bot token, which begins with xoxb-.',
      ko: 'SLACK_BOT_TOKEN은 xoxb-로 시작하는 봇 토큰이어야 합니다.',
    },
  ],
  ekm_access_denied: [
    'retry',
    {
      en: 'The workspace has locked its keys. Ask a workspace admin.',
      ko: '워크스페이스가 키를 잠갔습니다. 관리자에게 문의하세요.',
    },
  ],
  org_login_required: [
    'retry',
    {
      en: 'The workspace is being moved. It passes by itself.',
      ko: '워크스페이스를 옮기는 중입니다. 저절로 끝납니다.',
    },
  ],
  team_access_not_granted: [
    'retry',
    {
      en: 'The app may not use this workspace: have an admin approve it.',
      ko: '앱이 이 워크스페이스를 쓸 수 없습니다. 관리자의 승인이 필요합니다.',
    },
  ],
};

const passing = new Set([
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
]);

/** Slack's error code, or an empty string when it gave none. */
export function codeOf(error: unknown): string {
  return error instanceof webApi.WebAPIPlatformError ? error.data.error : '';
}

export const isRateLimit = (error: unknown): boolean => error instanceof webApi.WebAPIRateLimitedError;

/** What an error of Slack's Web API means for a post, and what the operator can do about it. */
export function deliveryError(error: unknown): DeliveryError {
  if (error instanceof DeliveryError) return error;
  const make = (trouble: Trouble, fix: LocalText, afterMs = 0) =>
    new DeliveryError(trouble, describe(error), { fix, afterMs, cause: error });
  if (error instanceof webApi.WebAPIRateLimitedError) return make('retry', nothingToDo, error.retryAfter * 1000);
  const code = codeOf(error);
  if (code === '')
    return make('retry', {
      en: 'Check that this machine reaches slack.com; see slack-status.com.',
      ko: '이 컴퓨터가 slack.com에 닿는지 확인하고 slack-status.com을 보세요.',
    });
  if (/^rate_?limited$/.test(code)) return make('retry', nothingToDo, 1_000);
  if (passing.has(code)) return make('retry', { en: 'See slack-status.com.', ko: 'slack-status.com을 보세요.' });
  const [trouble, fix] = known[code] ?? [
    'refused',
    {
      en: 'Report this with the log: Slack refused a message that Parley thought was right.',
      ko: '로그와 함께 알려 주세요. Parley가 옳다고 본 메시지를 Slack이 거절했습니다.',
    },
  ];
  return make(trouble, fix, trouble === 'retry' ? operatorWaitMs : 0);
}

/** What the operator can do about any error. */
export function fixOf(error: unknown): LocalText {
  if (error instanceof ParleyError) return error.said.fix;
  if (error instanceof webApi.SlackError) return deliveryError(error).fixFor;
  return { en: 'Report this with the log.', ko: '로그와 함께 알려 주세요.' };
}

/** One line, without the request's content. */
export function describe(error: unknown): string {
  if (error instanceof webApi.WebAPIPlatformError) {
    const { needed } = error.data as { needed?: string };
    return `Slack: ${error.data.error}${needed ? ` (needs ${needed})` : ''}`;
  }
  if (error instanceof webApi.WebAPIHTTPError) return `Slack answered ${error.statusCode}`;
  if (error instanceof webApi.WebAPIRateLimitedError) return 'Slack asked to wait (rate limit)';
  return `Slack gave no answer: ${error instanceof Error ? error.message : String(error)}`;
}

/** For the log: an error of Slack's in one line, since it may carry a whole answer; any other with its stack. */
export function loggable(error: unknown): unknown {
  return error instanceof webApi.SlackError ? describe(error) : error;
}
