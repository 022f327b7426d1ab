import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { inLanguage } from '../../../src/i18n/local-text.ts';
import { appToken, botToken, createSlackStandIn, type SlackStandIn } from '../../../test/slack/stand-in.ts';
import { examineSlack as inBoth } from './examine.ts';
import { botEvents, botScopes } from './manifest.ts';
import { readSlackSettings } from './settings.ts';

/** In English; that each finding has Korean words as well is seen on the way. */
const examineSlack = async (...asked: Parameters<typeof inBoth>) =>
  (await inBoth(...asked)).map(({ state, detail, fix }) => {
    for (const text of [detail, fix ?? detail]) if (typeof text !== 'string') expect(text.ko).toMatch(/[가-힣]/);
    return { state, detail: inLanguage(detail, 'en'), ...(fix === undefined ? {} : { fix: inLanguage(fix, 'en') }) };
  });

describe('examination', () => {
  let slack: SlackStandIn;
  beforeEach(async () => {
    slack = await createSlackStandIn();
  });
  afterEach(() => slack.close());

  const bad = async (changed: object = {}, approvers: string[] = []) => {
    const checks = await examineSlack({ botToken, appToken, apiUrl: slack.apiUrl, ...changed }, approvers);
    return checks.filter((it) => it.state !== 'ok');
  };

  test('all is well with the manifest as it is', async () => {
    expect(await bad({}, ['slack:group:S0OPS', 'slack:U0ALEX'])).toEqual([]);
  });

  test.each([
    [{ botToken: 'xoxb-wrong' }, 'invalid_auth', 'SLACK_BOT_TOKEN'],
    [{ appToken: 'xapp-wrong' }, 'invalid_auth', 'connections:write'],
    [{ appToken: undefined, signingSecret: 'short' }, 'SLACK_SIGNING_SECRET', 'Signing Secret'],
    [{ apiUrl: 'http://127.0.0.1:9/api/' }, 'no answer', 'slack-status.com'],
  ])('%o is told with its fix', async (changed, detail, fix) => {
    expect(await bad(changed)).toEqual([
      { state: 'bad', detail: expect.stringContaining(detail), fix: expect.stringContaining(fix) },
    ]);
  });

  test('a permission that is missing or too much, and a group that is gone', async () => {
    slack.scopes.delete('reactions:read');
    expect(await bad()).toMatchObject([{ state: 'bad', detail: expect.stringContaining('reactions:read (hear ✅') }]);
    slack.scopes.add('reactions:read').add('admin');
    expect(await bad()).toMatchObject([{ state: 'warn', detail: expect.stringContaining('admin') }]);
    slack.scopes.delete('admin');
    expect(await bad({}, ['slack:group:S0GONE'])).toMatchObject([
      { state: 'bad', detail: expect.stringContaining('S0GONE') },
    ]);
  });
});

test('the manifest asks for exactly what the code needs', () => {
  const manifest = parse(readFileSync(new URL('../../../docs/slack-manifest.yaml', import.meta.url), 'utf8'));
  expect(manifest.oauth_config.scopes.bot).toEqual(Object.keys(botScopes));
  expect(manifest.settings.event_subscriptions.bot_events).toEqual([...botEvents]);
  // Slack's own limits for these texts.
  expect(manifest.display_information.description.length).toBeLessThanOrEqual(140);
});

describe('settings', () => {
  const rest = { uploadMb: 1, artifactMb: 1, publicUrl: undefined };
  const read = (env: Record<string, string>) => readSlackSettings(env, rest);

  test('none, Socket Mode, or HTTP', () => {
    expect(read({})).toEqual([]);
    expect(read({ SLACK_BOT_TOKEN: '' })).toEqual([]);
    expect(read({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' })).toMatchObject([{ appToken: 'xapp-1' }]);
    expect(read({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 's', SLACK_PORT: '3100' })).toMatchObject([
      { port: 3100 },
    ]);
  });

  test('several workspaces, in the same order in each variable', () => {
    expect(read({ SLACK_BOT_TOKEN: 'xoxb-1, xoxb-2', SLACK_APP_TOKEN: 'xapp-1,xapp-2' })).toMatchObject([
      { botToken: 'xoxb-1', appToken: 'xapp-1' },
      { botToken: 'xoxb-2', appToken: 'xapp-2' },
    ]);
    expect(() => read({ SLACK_BOT_TOKEN: 'xoxb-1,xoxb-2', SLACK_APP_TOKEN: 'xapp-1' })).toThrow(/SLACK_APP_TOKEN/);
  });

  test.each([
    [{ SLACK_APP_TOKEN: 'xapp-1' }, 'SLACK_BOT_TOKEN is not'],
    [{ SLACK_BOT_TOKEN: 'xoxp-1', SLACK_APP_TOKEN: 'xapp-1' }, 'xoxb-'],
    [{ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xoxb-1' }, 'xapp-'],
    [{ SLACK_BOT_TOKEN: 'xoxb-1' }, 'neither'],
    [{ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 's', SLACK_PORT: 'x' }, 'SLACK_PORT=x'],
    [{ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1', SLACK_API_URL: 'slack-gov.com' }, 'SLACK_API_URL'],
  ])('%o is refused with a reason', (env, reason) => {
    expect(() => read(env as unknown as Record<string, string>)).toThrow(reason);
  });
});
