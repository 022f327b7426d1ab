import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, card, result } from '../../test/discord/main-job.ts';
import { openDiscord, type WholeDiscord } from '../../test/discord/whole.ts';

let whole: WholeDiscord;

beforeAll(async () => {
  whole = await openDiscord(process.env.PARLEY_TEST_REDIS_URL ?? '');
  await whole.startBots();
});
afterAll(async () => {
  const { offences } = whole.discord;
  await whole.close();
  expect(offences).toEqual([]);
});

function artifact(message: Awaited<ReturnType<typeof result>>): string {
  const [file] = message.attachments;
  return Buffer.from(whole.discord.world.files.get(new URL(file?.url ?? 'http://none').pathname) ?? '').toString();
}

test('mention with a file → debate → ✅ → the artifact lies in the thread', async () => {
  const asked = ask(whole);
  whole.discord.react(asked.jiwon, await card(whole, asked), '✅');
  const message = await result(whole, asked);
  expect(message.attachments.map((it) => it.filename)).toEqual(['errors.csv']);
  // Two at nine, three at two o'clock.
  expect(artifact(message)).toMatch(/09[^\n]*\b2$[\s\S]*14[^\n]*\b3$/m);
  const speakers = new Set(whole.discord.messages(asked.asked.id).map((it) => it.author.username));
  for (const name of ['AIIN', 'Manual', 'Warden']) expect(speakers).toContain(name);
}, 120_000);

test('the bots’ process is killed between request and reaction: nothing is said twice, and what happened meanwhile counts', async () => {
  const asked = ask(whole, 'Sort the lines of access.log and save them as sorted.txt');
  // Somewhere in the middle of the debate.
  await whole.discord.until(() => whole.discord.messages(asked.asked.id).length >= 3, 'some talk', 60_000);
  await whole.killBots();
  await whole.startBots();
  const waiting = await card(whole, asked);
  await whole.killBots();
  whole.discord.react(asked.jiwon, waiting, '✅');
  const meanwhile = whole.discord.mention(asked.jiwon, asked.asked.channel_id, 'what is in access.log?');
  await whole.startBots();
  const message = await result(whole, asked);
  expect(message.attachments.map((it) => it.filename)).toEqual(['sorted.txt']);
  const said = whole.discord.messages(asked.asked.id).map((it) => it.content);
  expect(new Set(said).size).toBe(said.length);
  await whole.discord.until(
    () => whole.discord.messages(meanwhile.id).length > 0,
    'an answer to what was missed',
    60_000,
  );
  expect(whole.discord.world.webhooks.size).toBe(2);
}, 120_000);
