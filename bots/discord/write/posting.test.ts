import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDebate } from '../../../test/discord/opened.ts';
import { openRig, type Rig } from '../../../test/discord/rig.ts';
import type { ChatPlatform, Delivery } from '../../chat-platform.ts';
import type { Block, Post } from '../../post.ts';
import { readMark } from './marks.ts';

let rig: Rig;
let platform: ChatPlatform;
let thread: string;
let channel: string;
let number = 0;

beforeEach(async () => {
  rig = await openRig({ publicUrl: 'https://parley.example/' });
  await open();
});
afterEach(async () => {
  await rig.close();
  expect(rig.discord.offences).toEqual([]);
});

async function open(): Promise<void> {
  const { discord } = rig;
  channel = discord.channel('general').id;
  platform = await rig.start();
  thread = discord.mention(discord.person('Jiwon'), channel, 'do it').id;
  await rig.debate();
}

const sage = { id: 'sage', name: 'Sage', avatar: 'sage' };
const text = (markdown: string): Block => ({ kind: 'text', markdown });

function post(blocks: readonly Block[], manner: Post['manner'] = 'talk', speaker = sage): Promise<string[]> {
  number += 1;
  const delivery: Delivery = {
    place: { platform: 'discord', channel, thread },
    post: { debate: 'd', seq: number, speaker, manner, blocks },
    mark: `d/${number}`,
    locale: 'en',
  };
  return platform.post(delivery);
}

const said = () => rig.discord.messages(thread);
const last = () =>
  said()
    .at(-1)
    ?.content.replace(/[\u2061-\u2064]/g, '');

describe('faces and names', () => {
  test('one webhook a channel, found again after a restart, made anew when deleted', async () => {
    await post([text('one')]);
    platform = await rig.start();
    await post([text('two')]);
    expect(rig.discord.world.webhooks.size).toBe(1);
    rig.discord.world.webhooks.clear();
    await post([text('three')]);
    expect(rig.discord.world.webhooks.size).toBe(1);
    expect(said().map((it) => it.author.username)).toEqual(['Sage', 'Sage', 'Sage']);
  });

  test('a face is uploaded once and served by Discord itself', async () => {
    await post([text('one')]);
    platform = await rig.start();
    await post([text('two')]);
    expect(rig.discord.world.emojis.map((it) => it.name)).toEqual(['parley_sage']);
    expect(said()[1]?.author.avatar).toBe(`https://cdn.discordapp.com/emojis/${rig.discord.world.emojis[0]?.id}.png`);
  });

  test('names that Discord refuses are written so that it takes them', async () => {
    for (const name of ['Clyde of Discord', 'everyone', '한'.repeat(200), ' \u200b '])
      await post([text('hello')], 'talk', { ...sage, name });
    for (const { author } of said()) {
      expect(author.username.length).toBeGreaterThan(0);
      expect(author.username.length).toBeLessThanOrEqual(80);
    }
  });

  test('without "Manage Webhooks" personas sign their words, and the log names the fix', async () => {
    rig.discord.guild.roles[1] = {
      ...rig.discord.guild.roles[1],
      permissions: String(BigInt(rig.discord.guild.roles[1]?.permissions ?? 0) & ~(1n << 29n)),
    } as never;
    await post([text('hello')]);
    expect(last()).toBe('**Sage:** hello');
    expect(rig.warnings[0]?.details).toMatchObject({ fix: expect.stringContaining('Manage Webhooks') });
  });
});

describe('files', () => {
  test('artifacts are attached, what is too large is named with size and link', async () => {
    const blob = await rig.blobs.put(Buffer.from('a,b\n'));
    const large = 'f'.repeat(64);
    await post(
      [
        text('Here.'),
        {
          kind: 'artifacts',
          items: [
            { path: 'out/a.csv', bytes: 4, mime: 'text/csv', change: 'added', blob },
            { path: 'a.csv', bytes: 4, mime: 'text/csv', change: 'added', blob },
            { path: 'movie.bin', bytes: 12_000_000, mime: 'application/octet-stream', change: 'added', blob: large },
            { path: 'huge.bin', bytes: 90_000_000, mime: 'application/octet-stream', change: 'added' },
            { path: 'old.txt', bytes: 3, mime: 'text/plain', change: 'removed' },
          ],
        },
      ],
      'result',
    );
    expect(said()[0]?.attachments.map((it) => it.filename)).toEqual(['a.csv', '2_a.csv']);
    expect(last()).toContain(
      `movie.bin (12 MB) is too large to attach here: https:\u200b//parley.example/api/blobs/${large}?name=movie.bin`,
    );
    expect(last()).toContain('huge.bin (90 MB) is too large to attach here.');
    expect(last()).toContain('old.txt (deleted)');
  });

  test('more than one message can carry goes into several', async () => {
    const items = await Promise.all(
      Array.from({ length: 4 }, async (_, index) => {
        const bytes = new Uint8Array(9 * 1024 * 1024).fill(index);
        return {
          path: `f${index}.bin`,
          bytes: bytes.byteLength,
          mime: 'x/y',
          change: 'added' as const,
          blob: await rig.blobs.put(bytes),
        };
      }),
    );
    await post([text('Files.'), { kind: 'artifacts', items }], 'result');
    expect(said().map((it) => it.attachments.length)).toEqual([2, 2]);
  });

  test('long output shows head and tail, and comes whole as a file', async () => {
    const head = Array.from({ length: 500 }, (_, index) => `line ${index}`).join('\n');
    const step = { id: 's1', owner: 'Sage', purpose: 'List', command: 'ls' };
    await post([
      {
        kind: 'output',
        step,
        exitCode: 0,
        ending: 'exited',
        output: { head, tail: '', bytes: head.length },
        durationMs: 3,
      },
    ]);
    expect(last()).toMatch(/line 0\n[\s\S]*…[\s\S]*line 499/);
    expect(last()?.length).toBeLessThan(700);
    const [file] = said()[0]?.attachments ?? [];
    expect(file?.filename).toBe('output-s1.txt');
    expect(Buffer.from(rig.discord.world.files.get(new URL(file?.url ?? '').pathname) ?? '').toString()).toBe(head);
  });
});

describe('threads in trouble', () => {
  test('an archived thread is opened again by the next post', async () => {
    const thisThread = rig.discord.world.channels.get(thread);
    if (thisThread?.thread_metadata) thisThread.thread_metadata.archived = true;
    await post([text('still here')], 'result');
    expect(thisThread?.thread_metadata?.archived).toBe(false);
  });

  test('a locked thread and a server that removed Parley are gone', async () => {
    const metadata = rig.discord.world.channels.get(thread)?.thread_metadata;
    if (metadata) metadata.locked = true;
    await expect(post([text('x')])).rejects.toMatchObject({ trouble: 'gone', fix: expect.stringContaining('Unlock') });
    rig.discord.world.channels.delete(thread);
    await expect(post([text('x')])).rejects.toMatchObject({ trouble: 'gone' });
  });

  test('a server that Parley was removed from is gone, and the requester hears of it', async () => {
    const { discord } = rig;
    discord.guild.members.delete(discord.world.bot.id);
    discord.gateway.dispatch('GUILD_DELETE', { id: discord.guild.id }, 0);
    const parley = { id: 'parley', name: 'Parley', avatar: 'parley' };
    // What is answered after it came after it.
    const alex = discord.person('Alex');
    const direct = discord.direct(alex);
    discord.say(alex, direct.id, `<@${discord.world.bot.id}>`);
    await discord.until(() => discord.messages(direct.id)[1], 'an answer');
    await expect(post([text('x')], 'talk', parley)).rejects.toMatchObject({
      trouble: 'gone',
      fix: expect.stringContaining('Add it again'),
    });
    const told = [...discord.world.messages.values()].flat().map((it) => it.content);
    expect(told.filter((it) => it.includes('Add it again'))).toHaveLength(1);
  });

  test('a permission taken away is told to the requester and in the log, and tried again later', async () => {
    const own = rig.discord.guild.roles[1];
    if (own) own.permissions = String(BigInt(own.permissions) & ~(1n << 38n));
    const parley = { id: 'parley', name: 'Parley', avatar: 'parley' };
    for (let again = 0; again < 2; again++)
      await expect(post([text('x')], 'talk', parley)).rejects.toMatchObject({
        trouble: 'retry',
        afterMs: 60_000,
        fix: expect.stringContaining('Send Messages in Threads'),
      });
    const direct = [...rig.discord.world.channels.values()].find((it) => it.type === 1);
    expect(rig.discord.messages(direct?.id ?? '')).toHaveLength(1);
    expect(rig.discord.messages(direct?.id ?? '')[0]?.content).toContain(`<#${channel}>`);
  });
});

describe('signs of life', () => {
  test('drafts grow by few edits under the persona’s name and go when the post comes', async () => {
    const place = { platform: 'discord', channel, thread };
    for (let words = 1; words <= 50; words++) await platform.draft?.(place, sage, 'word '.repeat(words));
    const draft = await rig.discord.until(() => said()[0], 'a draft');
    expect(draft).toMatchObject({ author: { username: 'Sage' } });
    expect(draft.content).toMatch(/^(word ){50}✍️/);
    await post([text('All the words.')]);
    expect(said().map((it) => it.content.replace(/[\u2061-\u2064]/g, ''))).toEqual(['All the words.']);
  });

  test('typing shows while somebody thinks', async () => {
    const debate = await rig.debate();
    await rig.activity.publish({ type: 'persona.state', debate, persona: 'aiin', state: 'thinking', at: 1 });
    await rig.discord.until(
      () => rig.discord.requests.find((it) => it.path === `/channels/${thread}/typing`),
      'typing',
    );
  });
});

test('without the message content intent its own posts are still found again', async () => {
  await rig.close();
  rig = await openRig({ flags: 0 });
  await open();
  const ids = await post([text('hello')]);
  const mark = `d/${number}`;
  platform = await rig.start();
  const found = await platform.recall({ platform: 'discord', channel, thread }, [mark]);
  expect(found.get(mark)).toEqual(ids);
  expect(rig.warnings[0]?.details).toMatchObject({ fix: expect.stringContaining('Message Content Intent') });
});

test('marks are read back, and cannot be forged by what is said', async () => {
  await post([text(`forged ${'\u2061'.repeat(32)}`)]);
  expect(readMark(said()[0]?.content ?? '')).toMatchObject({ index: 0, total: 1 });
  expect(said()[0]?.content.match(/[\u2061-\u2064]/g)).toHaveLength(32);
});

test('drafts never hold up the approval card, also when Discord is strict', async () => {
  await rig.close();
  rig = await openRig();
  rig.discord.limit(5, 1_000);
  const drafting = setInterval(() => {
    for (const debate of debates)
      void rig.activity.publish({
        type: 'draft',
        debate,
        persona: 'sage',
        stage: 'proposal',
        text: `word ${Math.random()}`,
      });
  }, 5);
  const debates: string[] = [];
  void rig.debate().then((it) => debates.push(it));
  const opened = await openDebate(rig);
  clearInterval(drafting);
  expect(opened.card().components).toHaveLength(1);
  const edits = rig.discord.requests.filter((it) => it.method === 'PATCH' && it.path.includes('/messages/'));
  expect(edits.length).toBeLessThan(5);
});
