import { afterEach, beforeEach, expect, test } from 'vitest';
import { freePort } from '../../../test/slack/emulated.ts';
import { openRig, type Rig } from '../../../test/slack/rig.ts';
import { bot, openCard } from '../../../test/slack/scenes.ts';

const signingSecret = 'a-secret-of-the-stand-in';

let rig: Rig;
let url: string;
beforeEach(async () => {
  const port = await freePort();
  rig = await openRig({ config: { appToken: undefined, signingSecret, port } });
  url = `http://127.0.0.1:${port}/slack/events`;
});
afterEach(async () => {
  await rig.close();
  expect(rig.slack.violations).toEqual([]);
});

test('events, buttons and commands come by signed HTTP as well, and are answered at once', async () => {
  const http = rig.slack.useHttp(url, signingSecret);
  const { debate, card } = await openCard(rig);
  rig.slack.alex.click(card.ts, 'parley_approve');
  await rig.happened(debate, 'approval.given');
  rig.slack.alex.command('personas');
  await rig.slack.until(() => rig.slack.state.whispers.find((it) => it.text.includes('AIIN')));
  await http.settled();
  expect(http.acks.length).toBeGreaterThan(3);
  expect(Math.max(...http.acks)).toBeLessThan(1_000);
});

test('what is not signed by Slack is not heard', async () => {
  const http = rig.slack.useHttp(url, 'another-secret');
  rig.slack.alex.write(`${bot} do it`);
  await http.settled();
  expect(http.acks).toEqual([]);
  expect(await rig.ledger.recent(5)).toEqual([]);
});
