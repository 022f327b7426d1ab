import { webApi } from '@slack/bolt';
import { ParleyError } from '../../src/errors.ts';
import type { Log, SlackConfig } from './deps.ts';
import { codeOf, deliveryError } from './trouble.ts';

export type Client = webApi.WebClient;

/** How long Slack may take for one answer. */
const timeoutMs = 15_000;

/**
 * A client that fails at once and says so: waiting and trying again is the business of whoever knows what was to be
 * said, because after a lost answer the message may be there already.
 */
export function createClient(config: SlackConfig, log: Log): Client {
  return new webApi.WebClient(config.botToken, {
    ...(config.apiUrl ? { slackApiUrl: config.apiUrl } : {}),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: timeoutMs,
    allowAbsoluteUrls: false,
    logger: boltLogger(log),
  });
}

/** Bolt's logger on ours. Slack's libraries warn about much that is handled here. */
export function boltLogger(log: Log) {
  const say = (...message: unknown[]) => message.map(String).join(' ');
  return {
    debug() {},
    info() {},
    warn: (...message: unknown[]) => log.info({}, `slack: ${say(...message)}`),
    error: (...message: unknown[]) => log.warn({}, `slack: ${say(...message)}`),
    setLevel() {},
    getLevel: () => 'warn' as never,
    setName() {},
  };
}

/** Whose token this is. */
export type Self = {
  readonly team: string;
  readonly userId: string;
  readonly botId: string;
  readonly name: string;
  readonly workspace: string;
};

/** Throws `ParleyError` (`config.invalid`, `platform.unreachable`) with a fix. */
export async function whoAmI(client: Client): Promise<Self> {
  try {
    const me = await client.auth.test();
    return {
      team: me.team_id ?? '',
      userId: me.user_id ?? '',
      botId: me.bot_id ?? '',
      name: me.user ?? 'parley',
      workspace: me.team ?? '',
    };
  } catch (error) {
    throw unreachable(error);
  }
}

function unreachable(error: unknown): ParleyError {
  const { message, fix } = deliveryError(error);
  const refused = codeOf(error) !== '';
  return new ParleyError(refused ? 'config.invalid' : 'platform.unreachable', message, {
    fix,
    retryable: !refused,
    cause: error,
  });
}
