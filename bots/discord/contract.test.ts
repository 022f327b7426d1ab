import { expect } from 'vitest';
import type { ChatHarness, SeenMessage } from '../../test/contracts/chat-platform.ts';
import { frontEndContract, tellingBy } from '../../test/contracts/front-end.ts';
import { tooMany } from '../../test/discord/faults.ts';
import { openRig } from '../../test/discord/rig.ts';

const posting = /\/(messages|webhooks\/\d+\/[^/]+)$/;

const open = async (): Promise<ChatHarness> => {
  const rig = await openRig();
  const { discord } = rig;
  const channel = discord.channel('general');
  const jiwon = discord.person('Jiwon');
  await rig.start();
  const asked = discord.mention(jiwon, channel.id, 'Count the error lines per hour');
  await rig.debate();
  const place = { platform: 'discord', channel: channel.id, thread: asked.id };
  return {
    place,
    limit: 2_000,
    start: rig.start,
    thread: () =>
      discord.messages(asked.id).map((it): SeenMessage => {
        const embeds = it.embeds.flatMap((embed) => [
          embed.description,
          ...(embed.fields ?? []).flatMap((f) => [f.name, f.value]),
        ]);
        return {
          id: it.id,
          speaker: it.author.username === 'parley' ? 'Parley' : it.author.username,
          face: it.author.avatar ?? '',
          text: [it.content, ...embeds].filter(Boolean).join('\n'),
          reactions: (it.reactions ?? []).map((reaction) => reaction.emoji.name ?? ''),
        };
      }),
    trouble: (what) =>
      discord.faults.next(
        'POST',
        posting,
        what === 'unanswered' ? what : what === 'failing' ? { status: 500 } : tooMany(0.2),
      ),
    remove: () => void discord.world.channels.delete(asked.id),
    pings: () => {
      const bare = discord.messages(asked.id).map((it) => it.content.replace(/```[\s\S]*?```|`[^`]*`/g, ''));
      return discord.world.pings.length + bare.filter((it) => /(^|[^\\])<[@#!]|@(everyone|here)/.test(it)).length;
    },
    async close() {
      await rig.close();
      expect(discord.offences).toEqual([]);
    },
  };
};

frontEndContract('Discord', { tells: () => tellingBy(open), posts: open });
