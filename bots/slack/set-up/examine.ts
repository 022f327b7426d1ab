import { ParleyError } from '../../../src/errors.ts';
import { type Client, createClients, whoAmI } from '../connect/client.ts';
import type { SlackConfig } from '../deps.ts';
import { groupPrefix } from '../people.ts';
import { codeOf, deliveryError, describe } from '../trouble.ts';
import { botScopes } from './manifest.ts';

export type SlackCheck = {
  readonly state: 'ok' | 'warn' | 'bad';
  /** What was looked at and found, in one line. */
  readonly detail: string;
  readonly fix?: string;
};

type Tokens = Pick<SlackConfig, 'botToken' | 'appToken' | 'signingSecret' | 'apiUrl'>;

const silence = { info() {}, warn() {}, error() {} };
const updateApp =
  'api.slack.com/apps → your app → App Manifest: paste docs/slack-manifest.yaml and save; then Install App → Reinstall, and set SLACK_BOT_TOKEN anew.';

/** Looks at tokens, permissions and approving groups, without connecting. */
export async function examineSlack(tokens: Tokens, approvers: readonly string[] = []): Promise<SlackCheck[]> {
  const { saying: client } = createClients(tokens, silence);
  try {
    const self = await whoAmI(client);
    return [
      { state: 'ok', detail: `The bot token belongs to ${self.name} in the workspace ${self.workspace}.` },
      scopeCheck(await grantedScopes(client)),
      await arrivalCheck(client, tokens),
      ...(await Promise.all(groupsOf(approvers).map((it) => groupCheck(client, it)))),
    ];
  } catch (error) {
    if (!(error instanceof ParleyError)) throw error;
    return [{ state: 'bad', detail: error.message, fix: error.fix }];
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
      detail: `The app lacks ${missing.map(([scope, why]) => `${scope} (${why})`).join(', ')}.`,
      fix: updateApp,
    };
  if (more.length > 0)
    return {
      state: 'warn',
      detail: `The app may do more than Parley needs: ${more.join(', ')}.`,
      fix: `If nothing else uses it: ${updateApp}`,
    };
  return { state: 'ok', detail: 'The app has exactly the permissions of docs/slack-manifest.yaml.' };
}

async function arrivalCheck(client: Client, { appToken, signingSecret }: Tokens): Promise<SlackCheck> {
  if (!appToken) {
    if (/^[0-9a-f]{32}$/.test(signingSecret ?? ''))
      return { state: 'ok', detail: 'Events come by HTTP, signed; whether Slack reaches this machine is not known.' };
    return {
      state: 'bad',
      detail: 'SLACK_SIGNING_SECRET does not look like one: it has 32 hexadecimal digits.',
      fix: 'api.slack.com/apps → your app → Basic Information → Signing Secret → Show.',
    };
  }
  try {
    await client.apps.connections.open({ token: appToken });
    return { state: 'ok', detail: 'Socket Mode is on, and the app-level token opens it.' };
  } catch (error) {
    if (codeOf(error) === '') return { state: 'bad', detail: describe(error), fix: deliveryError(error).fix };
    return {
      state: 'bad',
      detail: `The app-level token does not open Socket Mode (${describe(error)}).`,
      fix: 'api.slack.com/apps → your app → Settings → Socket Mode: switch it on; then Basic Information → App-Level Tokens: make one with connections:write and set SLACK_APP_TOKEN.',
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
      return { state: 'ok', detail: `The approving group ${usergroup} has ${users.length} members.` };
    return { state: 'warn', detail: `The approving group ${usergroup} is empty.`, fix: 'Add people to it in Slack.' };
  } catch (error) {
    return {
      state: 'bad',
      detail: `The approving group ${usergroup} cannot be read (${describe(error)}).`,
      fix: 'In Slack: People → User groups → the group → ⋮ → Copy group ID; put slack:group:<id> under approval.approvers.',
    };
  }
}
