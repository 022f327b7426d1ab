import { webApi } from '@slack/bolt';
import { ParleyError } from '../../src/errors.ts';
import { DeliveryError, type Trouble } from '../chat-platform.ts';

const operatorWaitMs = 60_000;

const reinstall = 'install the app again from its "OAuth & Permissions" page and set SLACK_BOT_TOKEN anew';

/** What Slack's error codes mean for a post, and what can be done about them. */
const known: Readonly<Record<string, readonly [trouble: Trouble, fix: string]>> = {
  is_archived: ['gone', 'The channel is archived. Unarchive it and ask again, or ask elsewhere.'],
  channel_not_found: [
    'gone',
    'The channel was deleted, or Parley was removed from it: /invite @Parley, then ask again.',
  ],
  not_in_channel: ['gone', 'Parley is not in the channel: /invite @Parley, then ask again.'],
  thread_not_found: ['gone', 'The thread was deleted. Ask again.'],
  message_not_found: ['gone', 'The message was deleted. Ask again.'],
  cannot_reply_to_message: ['gone', 'Nobody can reply to that message. Ask again in a new one.'],
  restricted_action: [
    'gone',
    'A setting of the workspace keeps Parley from posting. Ask a workspace admin, or ask elsewhere.',
  ],
  restricted_action_read_only_channel: ['gone', 'The channel is read-only. Ask in another one.'],
  restricted_action_thread_locked: ['gone', 'The thread is locked. Ask in a new one.'],
  restricted_action_non_threadable_channel: ['gone', 'The channel has no threads. Ask in another one.'],
  restricted_action_thread_only_channel: [
    'gone',
    'The channel takes no new messages of this kind. Ask in another one.',
  ],
  messages_tab_disabled: ['gone', 'Turn on "Messages Tab" under "App Home" in the app\'s settings, then ask again.'],
  user_not_found: ['gone', 'That person is no longer here.'],
  missing_scope: ['retry', `The app lacks a permission: update it from docs/slack-manifest.yaml, then ${reinstall}.`],
  invalid_auth: ['retry', `Slack does not accept the bot token: ${reinstall}.`],
  not_authed: ['retry', 'No token reached Slack: set SLACK_BOT_TOKEN.'],
  token_revoked: ['retry', `The bot token was revoked: ${reinstall}.`],
  token_expired: ['retry', `The bot token has expired: ${reinstall}.`],
  account_inactive: ['retry', `The app was uninstalled or its account deactivated: ${reinstall}.`],
  not_allowed_token_type: ['retry', 'SLACK_BOT_TOKEN must be the bot token, which begins with xoxb-.'],
  ekm_access_denied: ['retry', 'The workspace has locked its keys. Ask a workspace admin.'],
  org_login_required: ['retry', 'The workspace is being moved. It passes by itself.'],
  team_access_not_granted: ['retry', 'The app may not use this workspace: have an admin approve it.'],
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
  const make = (trouble: Trouble, fix: string, afterMs = 0) =>
    new DeliveryError(trouble, describe(error), { fix, afterMs, cause: error });
  if (error instanceof webApi.WebAPIRateLimitedError)
    return make('retry', 'Nothing to do: Slack asked to wait.', error.retryAfter * 1000);
  const code = codeOf(error);
  if (code === '') return make('retry', 'Check that this machine reaches slack.com; see slack-status.com.');
  if (/^rate_?limited$/.test(code)) return make('retry', 'Nothing to do: Slack asked to wait.', 1_000);
  if (passing.has(code)) return make('retry', 'See slack-status.com.');
  const [trouble, fix] = known[code] ?? [
    'refused',
    'Report this with the log: Slack refused a message that Parley thought was right.',
  ];
  return make(trouble, fix, trouble === 'retry' ? operatorWaitMs : 0);
}

/** What the operator can do about any error. */
export function fixOf(error: unknown): string {
  if (error instanceof ParleyError) return error.fix;
  return error instanceof webApi.SlackError ? deliveryError(error).fix : 'Report this with the log.';
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
