import { afterEach, beforeEach, expect, test } from 'vitest';
import { blockText } from '../../../test/slack/blocks.ts';
import { openRig, type Rig } from '../../../test/slack/rig.ts';
import { bot } from '../../../test/slack/scenes.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await openRig();
});
afterEach(async () => {
  await rig.close();
  expect(rig.slack.violations).toEqual([]);
});

const answer = (part: string | RegExp) =>
  rig.slack.until(() => rig.slack.state.whispers.find((it) => it.text.match(part)));

test('/parley ask opens a thread on a message that says who asks', async () => {
  rig.slack.jiwon.command('ask a.log의 줄 수를 세어 줘');
  const opened = await rig.happened(await rig.debate(), 'debate.opened');
  const [root] = rig.slack.channel().messages;
  expect(opened).toMatchObject({
    request: { text: 'a.log의 줄 수를 세어 줘', author: { name: 'Jiwon' }, origin: { thread: root?.ts } },
  });
  expect(root?.blocks?.map(blockText).join('\n')).toBe('Jiwon 님의 요청:\n▏ a.log의 줄 수를 세어 줘');
});

test('where Parley is not, it says how to invite it', async () => {
  rig.slack.alex.command('ask count', 'C0OTHER');
  expect(await answer('/invite')).toMatchObject({ user: 'U0ALEX', channel: 'C0OTHER' });
});

test('/parley stop stops what goes on in the channel; of several it lists which', async () => {
  rig.slack.alex.command('stop');
  await answer('Nothing is going on');
  rig.slack.alex.write(`${bot} count the files`);
  await rig.debate();
  rig.slack.alex.write(`${bot} count the lines`);
  await rig.slack.socket.settled();
  const both = async () => (await rig.ledger.open()).length === 2;
  while (!(await both())) await new Promise<void>((resolve) => void rig.ledger.watch(() => resolve()));
  rig.slack.alex.command('stop');
  await answer(/count the files.*count the lines/);
  const [first] = await rig.ledger.open();
  await rig.intake.stop(first as string, { id: 'slack:U0ALEX', name: 'Alex' });
  rig.slack.alex.command('stop');
  await answer('Stopped: count the');
  expect(await rig.ledger.open()).toEqual([]);
});

test('status, personas, help and nonsense are answered to one person, in their language', async () => {
  rig.slack.alex.command('status');
  await answer(/AIIN.*last 0\.1 s.*7 calls.*one failure.*weight 1/s);
  await answer(/Docker does not answer\. Start it\./);
  rig.slack.jiwon.command('personas');
  await answer(/호출 7회/);
  for (const text of ['', 'help', 'dance']) rig.slack.alex.command(text);
  await rig.slack.until(() =>
    rig.slack.state.whispers.filter((it) => /Mention me/.test(it.text)).length === 3 ? 1 : undefined,
  );
  expect(rig.slack.channel().messages).toEqual([]);
});

test('the App Home shows the board', async () => {
  rig.slack.jiwon.openHome();
  const view = await rig.slack.until(() => rig.slack.state.views.get('U0JIWON'));
  const text = view.blocks.map(blockText).join('\n');
  expect(text).toMatch(/Parley\n[\s\S]*AIIN[\s\S]*think[\s\S]*Docker[\s\S]*\[새로 고침\]/);
});
