import { afterEach, beforeEach, expect, test } from 'vitest';
import { inLanguage } from '../../../src/i18n/local-text.ts';
import { type Discord, startDiscord } from '../../../test/discord/stand-in.ts';
import { examineDiscord as inBoth } from './examine.ts';
import { inviteUrl } from './invite.ts';

/** In English; that each finding has Korean words as well is seen on the way. */
const examineDiscord = async (...asked: Parameters<typeof inBoth>) =>
  (await inBoth(...asked)).map(({ state, detail, fix }) => {
    for (const text of [detail, fix ?? detail]) if (typeof text !== 'string') expect(text.ko).toMatch(/[가-힣]/);
    return { state, detail: inLanguage(detail, 'en'), ...(fix === undefined ? {} : { fix: inLanguage(fix, 'en') }) };
  });

let discord: Discord;
beforeEach(async () => {
  discord = await startDiscord();
});
afterEach(async () => {
  await discord.close();
  expect(discord.offences).toEqual([]);
});

const look = (token = discord.world.token) => examineDiscord({ token, apiUrl: discord.apiUrl });

test('the invitation asks for the bot, its commands and exactly the needed permissions', () => {
  const url = new URL(inviteUrl('123'));
  expect(Object.fromEntries(url.searchParams)).toEqual({
    client_id: '123',
    scope: 'bot applications.commands',
    permissions: String(
      (1n << 6n) |
        (1n << 10n) |
        (1n << 11n) |
        (1n << 14n) |
        (1n << 15n) |
        (1n << 16n) |
        (1n << 29n) |
        (1n << 35n) |
        (1n << 38n),
    ),
  });
});

test('a server that was entered by the invitation lacks nothing', async () => {
  discord.channel('general');
  const checks = await look();
  expect(checks.map((it) => it.state)).toEqual(['ok', 'ok', 'ok', 'ok']);
  expect(checks.map((it) => it.detail).join('\n')).toContain('In Acme, Parley may do all it needs.');
});

test('a wrong token is told with the way to a new one', async () => {
  expect(await look('wrong')).toMatchObject([{ state: 'bad', fix: expect.stringContaining('DISCORD_TOKEN') }]);
});

test('a Discord that does not answer is told as such', async () => {
  discord.faults.next('GET', /applications/, { status: 503 }, 10);
  expect(await look()).toMatchObject([{ state: 'bad', fix: expect.stringContaining('status.discord.com') }]);
});

test('no intent, no server', async () => {
  discord.world.application.flags = 0;
  discord.guild.members.delete(discord.world.bot.id);
  expect((await look()).map((it) => [it.state, it.fix])).toEqual([
    ['ok', undefined],
    ['warn', expect.stringContaining('Message Content Intent')],
    ['bad', `Open ${inviteUrl(discord.world.application.id)}`],
  ]);
});

test('a missing permission is named with what it is for; one taken away in a channel is named with the channel', async () => {
  const [, own] = discord.guild.roles;
  const narrow = discord.channel('narrow');
  narrow.permission_overwrites = [{ id: discord.guild.id, type: 0, allow: '0', deny: String(1n << 38n) }];
  discord.channel('hidden').permission_overwrites = [
    { id: discord.guild.id, type: 0, allow: '0', deny: String(1n << 10n) },
  ];
  expect((await look()).at(-1)).toMatchObject({
    state: 'warn',
    detail: expect.stringContaining('#narrow: "Send Messages In Threads"'),
  });
  if (own) own.permissions = String(BigInt(own.permissions) & ~(1n << 14n));
  expect((await look()).at(-1)).toMatchObject({
    state: 'bad',
    detail: 'In Acme, Parley lacks "Embed Links".',
    fix: expect.stringContaining('show the approval card'),
  });
});
