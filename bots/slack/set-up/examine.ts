import { ParleyError } from '../../../src/errors.ts';
import type { LocalText } from '../../../src/i18n/local-text.ts';
import { type Client, createClients, whoAmI } from '../connect/client.ts';
import type { SlackConfig } from '../deps.ts';
import { groupPrefix } from '../people.ts';
import { codeOf, deliveryError, describe } from '../trouble.ts';
import { botScopes } from './manifest.ts';

export type SlackCheck = {
  readonly state: 'ok' | 'warn' | 'bad';
  /** What was looked at and found, in one line. */
  readonly detail: LocalText;
  readonly fix?: LocalText;
};

type Tokens = Pick<SlackConfig, 'botToken' | 'appToken' | 'signingSecret' | 'apiUrl'>;

const silence = { info() {}, warn() {}, error() {} };
const updateApp = {
  en: 'api.slack.com/apps → your app → App Manifest: paste docs/slack-manifest.yaml and save; then Install App → Reinstall, and set SLACK_BOT_TOKEN anew.',
  ko: 'api.slack.com/apps → 앱 → App Manifest에 docs/slack-manifest.yaml을 붙여 넣고 저장한 뒤, Install App → Reinstall을 누르고 SLACK_BOT_TOKEN을 새로 넣으세요.',
};

/** Looks at tokens, permissions and approving groups, without connecting. */
export async function examineSlack(tokens: Tokens, approvers: readonly string[] = []): Promise<SlackCheck[]> {
  const { saying: client } = createClients(tokens, silence);
  try {
    const self = await whoAmI(client);
    return [
      {
        state: 'ok',
        detail: {
          en: `The bot token belongs to ${self.name} in the workspace ${self.workspace}.`,
          ko: `봇 토큰의 주인은 워크스페이스 ${self.workspace}의 ${self.name}입니다.`,
        },
      },
      scopeCheck(await grantedScopes(client)),
      await arrivalCheck(client, tokens),
      ...(await Promise.all(groupsOf(approvers).map((it) => groupCheck(client, it)))),
    ];
  } catch (error) {
    if (!(error instanceof ParleyError)) throw error;
    return [{ state: 'bad', detail: error.said.message, fix: error.said.fix }];
  }
}

// Every answer names what the token may do.
async function grantedScopes(client: Client): Promise<readonly string[]> {
  const { response_metadata } = await client.auth.test();
  return response_metadata?.scopes ?? [];
}

function scopeCheck(granted: readonly string[]): SlackCheck {
  const needed = Object.entries(botScopes);
  const missing = needed.filter(([scope]) => !granted.includes(scope));
  const more = granted.filter((it) => !Object.hasOwn(botScopes, it));
  if (missing.length > 0)
    return {
      state: 'bad',
      detail: {
        en: `The app lacks ${missing.map(([scope, why]) => `${scope} (${why.en})`).join(', ')}.`,
        ko: `앱에 없는 권한: ${missing.map(([scope, why]) => `${scope} (${why.ko})`).join(', ')}.`,
      },
      fix: updateApp,
    };
  if (more.length > 0)
    return {
      state: 'warn',
      detail: {
        en: `The app may do more than Parley needs: ${more.join(', ')}.`,
        ko: `Parley에 필요한 것보다 권한이 많습니다: ${more.join(', ')}.`,
      },
      fix: { en: `If nothing else uses it: ${updateApp.en}`, ko: `다른 데 쓰지 않는다면: ${updateApp.ko}` },
    };
  return {
    state: 'ok',
    detail: {
      en: 'The app has exactly the permissions of docs/slack-manifest.yaml.',
      ko: '권한이 docs/slack-manifest.yaml과 꼭 같습니다.',
    },
  };
}

async function arrivalCheck(client: Client, { appToken, signingSecret }: Tokens): Promise<SlackCheck> {
  if (!appToken) {
    if (/^[0-9a-f]{32}$/.test(signingSecret ?? ''))
      return {
        state: 'ok',
        detail: {
          en: 'Events come by HTTP, signed; whether Slack reaches this machine is not known.',
          ko: '이벤트를 서명된 HTTP로 받습니다. Slack이 이 컴퓨터에 닿는지는 알 수 없습니다.',
        },
      };
    return {
      state: 'bad',
      detail: {
        en: 'SLACK_SIGNING_SECRET does not look like one: it has 32 hexadecimal digits.',
        ko: 'SLACK_SIGNING_SECRET이 올바르지 않아 보입니다. 16진수 32자리여야 합니다.',
      },
      fix: {
        en: 'api.slack.com/apps → your app → Basic Information → Signing Secret → Show.',
        ko: 'api.slack.com/apps → 앱 → Basic Information → Signing Secret → Show.',
      },
    };
  }
  try {
    await client.apps.connections.open({ token: appToken });
    return {
      state: 'ok',
      detail: {
        en: 'Socket Mode is on, and the app-level token opens it.',
        ko: 'Socket Mode가 켜져 있고 앱 토큰으로 열립니다.',
      },
    };
  } catch (error) {
    if (codeOf(error) === '') return { state: 'bad', detail: describe(error), fix: deliveryError(error).fixFor };
    return {
      state: 'bad',
      detail: {
        en: `The app-level token does not open Socket Mode (${describe(error)}).`,
        ko: `앱 토큰으로 Socket Mode를 열 수 없습니다(${describe(error)}).`,
      },
      fix: {
        en: 'api.slack.com/apps → your app → Settings → Socket Mode: switch it on; then Basic Information → App-Level Tokens: make one with connections:write and set SLACK_APP_TOKEN.',
        ko: 'api.slack.com/apps → 앱 → Settings → Socket Mode를 켠 뒤, Basic Information → App-Level Tokens에서 connections:write 권한으로 토큰을 만들어 SLACK_APP_TOKEN에 넣으세요.',
      },
    };
  }
}

function groupsOf(approvers: readonly string[]): string[] {
  return approvers.flatMap((it) => (it.startsWith(groupPrefix) ? [it.slice(groupPrefix.length)] : []));
}

async function groupCheck(client: Client, usergroup: string): Promise<SlackCheck> {
  try {
    const { users = [] } = await client.usergroups.users.list({ usergroup });
    if (users.length > 0)
      return {
        state: 'ok',
        detail: {
          en: `The approving group ${usergroup} has ${users.length} members.`,
          ko: `승인 그룹 ${usergroup}에 ${users.length}명이 있습니다.`,
        },
      };
    return {
      state: 'warn',
      detail: { en: `The approving group ${usergroup} is empty.`, ko: `승인 그룹 ${usergroup}이(가) 비어 있습니다.` },
      fix: { en: 'Add people to it in Slack.', ko: 'Slack에서 사람을 추가하세요.' },
    };
  } catch (error) {
    return {
      state: 'bad',
      detail: {
        en: `The approving group ${usergroup} cannot be read (${describe(error)}).`,
        ko: `승인 그룹 ${usergroup}을(를) 읽을 수 없습니다(${describe(error)}).`,
      },
      fix: {
        en: 'In Slack: People → User groups → the group → ⋮ → Copy group ID; put slack:group:<id> under approval.approvers.',
        ko: 'Slack에서: People → User groups → 그룹 → ⋮ → Copy group ID. approval.approvers에 slack:group:<id>로 적으세요.',
      },
    };
  }
}
