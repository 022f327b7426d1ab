import { afterEach, beforeEach, expect, test } from 'vitest';
import { openRig, type Rig } from '../../../test/slack/rig.ts';
import { bot, openCard } from '../../../test/slack/scenes.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await openRig();
});
afterEach(async () => {
  await rig.close();
  expect(rig.slack.violations).toEqual([]);
});

const events = async (debate: string) => (await rig.ledger.read(debate)).map((it) => it.event);
const whisper = (part: string) => rig.slack.until(() => rig.slack.state.whispers.find((it) => it.text.includes(part)));

test('a mention with a file opens one debate in a thread of its own', async () => {
  const ts = rig.slack.jiwon.write(`${bot} count the lines &amp; words in <http://a.log|a.log>`, {
    files: [{ name: 'a.log', bytes: Buffer.from('one\ntwo\n') }],
  });
  const opened = await rig.happened(await rig.debate(), 'debate.opened');
  expect(opened).toMatchObject({
    request: {
      author: { id: 'slack:U0JIWON', name: 'Jiwon' },
      origin: { platform: 'slack', channel: 'T0STAND/C0GENERAL', thread: ts },
      text: 'count the lines & words in a.log',
      attachments: [{ name: 'a.log', bytes: 8 }],
    },
  });
  await rig.slack.socket.settled();
  expect(await rig.ledger.recent(5)).toHaveLength(1);
});

test('a direct message needs no mention', async () => {
  rig.slack.alex.write('count the files', { channel: 'D0ALEX' });
  const opened = await rig.happened(await rig.debate(), 'debate.opened');
  expect(opened).toMatchObject({ request: { text: 'count the files', origin: { channel: 'T0STAND/D0ALEX' } } });
});

test('a reply in the thread steers, "stop" stops, talk elsewhere is not heard', async () => {
  const thread = rig.slack.alex.write(`${bot} count the files`);
  const debate = await rig.debate();
  const elsewhere = rig.slack.mara.write('lunch?');
  rig.slack.alex.write('pizza', { thread: elsewhere });
  rig.slack.mara.write('only the <#C0GENERAL|csv> ones, says <@U0ALEX>', { thread });
  expect(await rig.happened(debate, 'person.said')).toMatchObject({
    text: 'only the #csv ones, says @Alex',
    by: { name: 'Mara' },
  });
  rig.slack.mara.write('중지', { thread });
  await rig.happened(debate, 'debate.stopped');
  expect((await events(debate)).map((it) => it.type)).toEqual(['debate.opened', 'person.said', 'debate.stopped']);
  expect(await rig.ledger.recent(5)).toHaveLength(1);
});

test('bots, edits, own posts and other workspaces start nothing', async () => {
  const { channel } = { channel: 'C0GENERAL' };
  const ts = () => rig.slack.state.nextTs();
  const said = { type: 'message', channel, channel_type: 'channel', text: `${bot} run this` };
  rig.slack.emit({ ...said, type: 'app_mention', ts: ts(), user: 'U0OTHERBOT', bot_id: 'B0OTHER' });
  rig.slack.emit({ ...said, ts: ts(), user: 'U0OTHERBOT' });
  rig.slack.emit({ ...said, ts: ts(), subtype: 'bot_message', bot_id: 'B0PARLEY', username: 'AIIN' });
  rig.slack.emit({ ...said, ts: ts(), user: 'U0PARLEY' });
  rig.slack.emit({ ...said, ts: ts(), subtype: 'message_changed', message: { text: `${bot} run`, user: 'U0ALEX' } });
  rig.slack.emit({ ...said, ts: ts(), user: 'U0ALEX' }, 'T0ELSEWHERE');
  rig.slack.emit({ type: 'app_mention', nonsense: true });
  const ours = rig.slack.alex.write(`${bot} the real one`);
  expect(await rig.happened(await rig.debate(), 'debate.opened')).toMatchObject({
    request: { origin: { thread: ours } },
  });
  await rig.slack.socket.settled();
  expect(await rig.ledger.recent(5)).toHaveLength(1);
});

test('what Slack sends twice counts once, after a restart as well', async () => {
  rig.slack.socket.repeat = true;
  const { thread, debate } = await openCard(rig);
  rig.slack.alex.write('and the words', { thread });
  await rig.happened(debate, 'person.said');
  await rig.slack.socket.settled();
  await rig.restart();
  rig.slack.emit({ type: 'app_mention', user: 'U0ALEX', channel: 'C0GENERAL', ts: thread, text: `${bot} count again` });
  rig.slack.alex.write('and the bytes', { thread });
  await rig.slack.socket.settled();
  const second = (await events(debate)).filter((it) => it.type === 'person.said');
  expect(second.map((it) => it.text)).toContain('and the words');
  expect(second.map((it) => it.text)).not.toContain('count again');
  expect(second.filter((it) => it.text === 'and the words')).toHaveLength(1);
  expect(await rig.ledger.recent(5)).toHaveLength(1);
});

test('a file over the limit is named to its sender, and the rest goes on', async () => {
  rig.slack.alex.write(`${bot} count them`, {
    files: [
      { name: 'huge.bin', bytes: Buffer.alloc(1024 * 1024 + 1) },
      { name: '../../small.txt', bytes: Buffer.from('x') },
    ],
  });
  const opened = await rig.happened(await rig.debate(), 'debate.opened');
  expect(opened).toMatchObject({ request: { attachments: [{ name: '.._.._small.txt' }] } });
  expect(await whisper('huge.bin')).toMatchObject({ user: 'U0ALEX' });
});

test('the bot token is never sent to an address that is not Slack’s', async () => {
  const ts = rig.slack.state.nextTs();
  rig.slack.emit({
    type: 'message',
    subtype: 'file_share',
    channel_type: 'im',
    channel: 'D0ALEX',
    user: 'U0ALEX',
    ts,
    text: 'read it',
    files: [{ id: 'F1', name: 'a.txt', size: 3, url_private_download: 'https://slack.com.evil.example/a.txt' }],
  });
  expect(await rig.happened(await rig.debate(), 'debate.opened')).toMatchObject({ request: { attachments: [] } });
  expect(rig.log.some((it) => it.message.includes('not Slack’s'))).toBe(true);
});

test('a mention without words is answered, to that person only', async () => {
  rig.slack.jiwon.write(bot);
  expect(await whisper('할 일을')).toMatchObject({ user: 'U0JIWON' });
  expect(await rig.ledger.recent(5)).toHaveLength(0);
});

test('everything is acknowledged at once, even when nothing behind answers', async () => {
  for (const method of ['users.info', 'conversations.replies'])
    rig.slack.faults.add({ method, kind: 'status', status: 500 });
  rig.slack.alex.write(`${bot} one`);
  rig.slack.mara.command('status');
  rig.slack.mara.openHome();
  await rig.slack.socket.settled();
  expect(Math.max(...rig.slack.socket.acks)).toBeLessThan(1_000);
});

test('after the line broke or was asked to come again, Slack’s repeated deliveries are heard', async () => {
  rig.slack.socket.drop();
  rig.slack.alex.write(`${bot} are you there?`);
  const debate = await rig.debate();
  expect(await rig.happened(debate, 'debate.opened')).toMatchObject({ request: { text: 'are you there?' } });
  rig.slack.socket.refresh();
  rig.slack.alex.write('and now?', { thread: rig.slack.channel().messages[0]?.ts as string });
  await rig.happened(debate, 'person.said');
  await rig.slack.socket.connected();
});

test('a connection that Slack refuses is tried again, and the log says what to do', async () => {
  rig.slack.faults.add(
    { method: 'apps.connections.open', kind: 'status', status: 503 },
    { method: 'apps.connections.open', kind: 'error', code: 'invalid_auth' },
  );
  rig.slack.socket.drop();
  rig.slack.alex.write(`${bot} are you there?`);
  await rig.debate();
  expect(rig.log).toContainEqual(
    expect.objectContaining({
      level: 'warn',
      message: expect.stringContaining('invalid_auth'),
      details: { fix: expect.stringContaining('SLACK_APP_TOKEN') },
    }),
  );
});
