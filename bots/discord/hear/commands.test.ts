import { afterEach, beforeEach, expect, test } from 'vitest';
import { openRig, type Rig } from '../../../test/discord/rig.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await openRig();
});
afterEach(async () => {
  await rig.close();
  expect(rig.discord.offences).toEqual([]);
});

test('/parley is registered in both languages, and answers for the person alone', async () => {
  const { discord } = rig;
  const channel = discord.channel('general');
  const jiwon = discord.person('Jiwon');
  await rig.start();
  expect(discord.world.commands).toMatchObject([
    { name: 'parley', options: ['ask', 'status', 'stop', 'personas', 'help'].map((name) => ({ name })) },
  ]);
  const status = await discord.command(jiwon, channel.id, 'status');
  expect(status.message?.embeds[0]?.fields?.map((it) => it.value).join('\n')).toContain(
    '🔴 **Docker** away → start it',
  );
  expect((await discord.command(jiwon, channel.id, 'personas')).content).toContain('**Sage** absent');
  expect((await discord.command(jiwon, channel.id, 'help')).content).toContain('Nothing runs before a ✅');
  expect((await discord.command(jiwon, channel.id, 'stop')).content).toContain('inside the thread');
  expect(discord.messages(channel.id)).toEqual([]);
});

test('/parley ask opens a thread under its answer; stop there ends it', async () => {
  const { discord } = rig;
  const channel = discord.channel('general');
  const jiwon = discord.person('Jiwon');
  await rig.start();
  const answer = await discord.command(jiwon, channel.id, 'ask', { request: 'list the files' });
  expect(answer.content).toBe('Jiwon asks: list the files');
  const debate = await rig.debate();
  const { request } = await rig.event(debate, 'debate.opened');
  expect(request).toMatchObject({
    text: 'list the files',
    origin: { channel: channel.id, thread: answer.message?.id },
  });
  expect((await discord.command(jiwon, request.origin.thread, 'stop')).content).toBe('Stopped.');
  await rig.event(debate, 'debate.stopped');
});
