import { ParleyError } from '../../../src/errors.ts';
import type { SlackConfig } from '../deps.ts';

type Rest = Pick<SlackConfig, 'uploadMb' | 'artifactMb' | 'publicUrl'>;

const whereTokens = 'docs/slack.md says where each token is found.';

/**
 * Slack's part of the environment: SLACK_BOT_TOKEN with SLACK_APP_TOKEN (Socket Mode), or with SLACK_SIGNING_SECRET and
 * SLACK_PORT (events by HTTP, 3000 unless told); SLACK_API_URL for GovSlack. Several workspaces: each variable is a list
 * with commas, in the same order. Empty when no token is set. Throws `config.invalid`.
 */
export function readSlackSettings(env: NodeJS.ProcessEnv, rest: Rest): SlackConfig[] {
  const names = ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET', 'SLACK_PORT'] as const;
  const lists = names.map((name) => (env[name] || '').split(',').map((it) => it.trim()));
  const workspaces = lists[0]?.length ?? 1;
  const uneven = names.find((name, index) => env[name] && lists[index]?.length !== workspaces);
  if (uneven) throw wrong(`${uneven} has not as many entries as SLACK_BOT_TOKEN: one for each workspace, with commas`);
  return Array.from({ length: workspaces }, (_, index) => {
    const [botToken, appToken, signingSecret, port] = lists.map((list) => list[index] || undefined);
    return readWorkspace({ botToken, appToken, signingSecret, port }, env.SLACK_API_URL, rest);
  }).filter((it) => it !== null);
}

type Given = { readonly [name in 'botToken' | 'appToken' | 'signingSecret' | 'port']: string | undefined };

function readWorkspace(
  { botToken, appToken, signingSecret, port }: Given,
  apiUrl: string | undefined,
  rest: Rest,
): SlackConfig | null {
  if (!botToken) {
    if (!appToken && !signingSecret) return null;
    throw wrong(`${appToken ? 'SLACK_APP_TOKEN' : 'SLACK_SIGNING_SECRET'} is set, but SLACK_BOT_TOKEN is not`);
  }
  if (!botToken.startsWith('xoxb-')) throw wrong('SLACK_BOT_TOKEN is not a bot token: those begin with xoxb-');
  if (appToken && !appToken.startsWith('xapp-'))
    throw wrong('SLACK_APP_TOKEN is not an app-level token: those begin with xapp-');
  if (!appToken && !signingSecret)
    throw wrong('SLACK_BOT_TOKEN is set, but neither SLACK_APP_TOKEN nor SLACK_SIGNING_SECRET: no events can arrive');
  return { ...rest, botToken, appToken, signingSecret, port: readPort(port), apiUrl: readApiUrl(apiUrl) };
}

function readPort(text: string | undefined): number {
  if (!text) return 3000;
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new ParleyError('config.invalid', `SLACK_PORT=${text} is not a port number`, {
    fix: 'Use a whole number from 1 to 65535.',
  });
}

function readApiUrl(text: string | undefined): string | undefined {
  if (!text) return undefined;
  if (URL.canParse(text) && /^https?:.*\/api\/$/.test(text)) return text;
  throw new ParleyError('config.invalid', `SLACK_API_URL=${text} is not the address of a Slack API`, {
    fix: 'For GovSlack use https://slack-gov.com/api/ (the slash at the end counts); else leave it out.',
  });
}

const wrong = (message: string) => new ParleyError('config.invalid', message, { fix: whereTokens });
