import { ParleyError } from '../../../src/errors.ts';
import type { SlackConfig } from '../deps.ts';

type Rest = Pick<SlackConfig, 'uploadMb' | 'artifactMb' | 'publicUrl'>;

const whereTokens = {
  en: 'docs/slack.md says where each token is found.',
  ko: '토큰을 어디서 찾는지는 docs/slack.md에 있습니다.',
};

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
  if (uneven)
    throw wrong(
      `${uneven} has not as many entries as SLACK_BOT_TOKEN: one for each workspace, with commas`,
      `${uneven}: SLACK_BOT_TOKEN과 개수가 다릅니다. 워크스페이스마다 하나씩 쉼표로 나누어 적으세요`,
    );
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
    throw wrong(
      `${appToken ? 'SLACK_APP_TOKEN' : 'SLACK_SIGNING_SECRET'} is set, but SLACK_BOT_TOKEN is not`,
      `${appToken ? 'SLACK_APP_TOKEN' : 'SLACK_SIGNING_SECRET'}은 있는데 SLACK_BOT_TOKEN이 없습니다`,
    );
  }
  if (!botToken.startsWith('xoxb-'))
    throw wrong(
      'SLACK_BOT_TOKEN is not a bot token: those begin with xoxb-',
      'SLACK_BOT_TOKEN이 봇 토큰이 아닙니다. 봇 토큰은 xoxb-로 시작합니다',
    );
  if (appToken && !appToken.startsWith('xapp-'))
    throw wrong(
      'SLACK_APP_TOKEN is not an app-level token: those begin with xapp-',
      'SLACK_APP_TOKEN이 앱 토큰이 아닙니다. 앱 토큰은 xapp-로 시작합니다',
    );
  if (!appToken && !signingSecret)
    throw wrong(
      'SLACK_BOT_TOKEN is set, but neither SLACK_APP_TOKEN nor SLACK_SIGNING_SECRET: no events can arrive',
      'SLACK_BOT_TOKEN만 있고 SLACK_APP_TOKEN도 SLACK_SIGNING_SECRET도 없어 이벤트를 받을 수 없습니다',
    );
  return { ...rest, botToken, appToken, signingSecret, port: readPort(port), apiUrl: readApiUrl(apiUrl) };
}

function readPort(text: string | undefined): number {
  if (!text) return 3000;
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new ParleyError(
    'config.invalid',
    { en: `SLACK_PORT=${text} is not a port number`, ko: `포트 번호가 아닙니다: SLACK_PORT=${text}` },
    {
      fix: { en: 'Use a whole number from 1 to 65535.', ko: '1부터 65535까지의 정수를 쓰세요.' },
    },
  );
}

function readApiUrl(text: string | undefined): string | undefined {
  if (!text) return undefined;
  if (URL.canParse(text) && /^https?:.*\/api\/$/.test(text)) return text;
  throw new ParleyError(
    'config.invalid',
    {
      en: `SLACK_API_URL=${text} is not the address of a Slack API`,
      ko: `Slack API 주소가 아닙니다: SLACK_API_URL=${text}`,
    },
    {
      fix: {
        en: 'For GovSlack use https://slack-gov.com/api/ (the slash at the end counts); else leave it out.',
        ko: 'GovSlack이면 https://slack-gov.com/api/ 를 쓰고(끝의 빗금까지), 아니면 빼세요.',
      },
    },
  );
}

const wrong = (en: string, ko: string) => new ParleyError('config.invalid', { en, ko }, { fix: whereTokens });
