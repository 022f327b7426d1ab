import { webApi } from '@slack/bolt';
import { ParleyError } from '../../../src/errors.ts';
import type { Log, SlackConfig } from '../deps.ts';
import { codeOf, deliveryError } from '../trouble.ts';

export type Client = webApi.WebClient;

/** How long Slack may take for one answer. */
const timeoutMs = 15_000;

/** What is safe to ask twice is asked again for about ten seconds, and after every rate limit. */
const patience = { retries: 5, minTimeout: 300, factor: 2, maxTimeout: 5_000 };

/**
 * `saying` fails at once and says so: after a lost answer the message may be there already, so trying again is the business
 * of whoever knows what was to be said. `asking` is for everything that does no harm when it is done twice.
 */
export type Clients = { readonly saying: Client; readonly asking: Client };

export function createClients(config: Pick<SlackConfig, 'botToken' | 'apiUrl'>, log: Log): Clients {
  const options = {
    ...(config.apiUrl ? { slackApiUrl: config.apiUrl } : {}),
    timeout: timeoutMs,
    allowAbsoluteUrls: false,
    logger: boltLogger(log),
  };
  return {
    saying: new webApi.WebClient(config.botToken, {
      ...options,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
    }),
    asking: new webApi.WebClient(config.botToken, { ...options, retryConfig: patience }),
  };
}

/** Bolt's logger on ours. What Slack's libraries warn about is handled here, and told with a fix where it matters. */
export function boltLogger(log: Log) {
  const say = (...message: unknown[]) => message.map(String).join(' ');
  return {
    debug() {},
    info() {},
    warn: (...message: unknown[]) => log.info({}, `slack: ${say(...message)}`),
    error: (...message: unknown[]) => log.info({}, `slack: ${say(...message)}`),
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
  const { message, fixFor } = deliveryError(error);
  const refused = codeOf(error) !== '';
  return new ParleyError(refused ? 'config.invalid' : 'platform.unreachable', message, {
    fix: fixFor,
    retryable: !refused,
    cause: error,
  });
}
