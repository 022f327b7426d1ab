import { expect, it } from 'vitest';
import { type ChatPlatform, type Delivery, DeliveryError } from '../../bots/chat-platform.ts';
import type { Block, Post, Speaker } from '../../bots/post.ts';
import { presentAll } from '../../bots/present.ts';
import type { Origin } from '../../src/intake.ts';
import { sampleDebates } from '../samples/index.ts';

/** A message as people in the thread see it. */
export type SeenMessage = {
  readonly id: string;
  /** Who seems to have written it. */
  readonly speaker: string;
  /** Address or name of the picture; empty when the platform shows its own. */
  readonly face: string;
  /** Everything that can be read in it. */
  readonly text: string;
  readonly reactions: readonly string[];
};

export type ChatHarness = {
  /** The platform as a newly started process holds it; a second call is a restart. */
  start(): Promise<ChatPlatform>;
  /** A thread in which nothing has been said by Parley. */
  readonly place: Origin;
  thread(): readonly SeenMessage[];
  /** Longest message that the platform allows, in the units of `text`. */
  readonly limit: number;
  /** How the next request that says something ends; `unanswered`: done, but no answer comes. */
  trouble(what: 'rate-limited' | 'failing' | 'unanswered'): void;
  /** The thread is deleted. */
  remove(): void;
  /** Messages of Parley that would have notified somebody, or look as if; what is inside code does neither. */
  pings(): number;
  close(): Promise<void>;
};

const sage: Speaker = { id: 'sage', name: 'Sage', avatar: 'sage' };
const aiin: Speaker = { id: 'aiin', name: 'AIIN', avatar: 'aiin' };

const bare = (text: string) => text.replace(/[\s\p{Cf}\\`*_~>#|-]/gu, '');

/** What every adapter of the port must do. `open` gives a platform with one thread. */
export function chatPlatformContract(open: () => Promise<ChatHarness>): void {
  let seq = 0;
  const delivery = (
    place: Origin,
    speaker: Speaker,
    blocks: readonly Block[],
    manner: Post['manner'] = 'talk',
  ): Delivery => {
    seq += 1;
    return {
      place,
      post: { debate: 'd-contract', seq, speaker, manner, blocks },
      mark: `d-contract/${seq}`,
      locale: 'en',
    };
  };
  const text = (markdown: string): Block => ({ kind: 'text', markdown });

  const on = (name: string, check: (harness: ChatHarness, platform: ChatPlatform) => Promise<void>) =>
    it(name, async () => {
      const harness = await open();
      try {
        await check(harness, await harness.start());
      } finally {
        await harness.close();
      }
    });

  const troubled = async (posting: Promise<unknown>): Promise<DeliveryError> => {
    const error = await posting.then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(DeliveryError);
    expect((error as DeliveryError).fix).not.toBe('');
    return error as DeliveryError;
  };

  on('shows posts in order, each under its speaker’s name and face', async ({ place, thread }, platform) => {
    for (const [index, speaker] of [sage, aiin, sage].entries())
      await platform.post(delivery(place, speaker, [text(`This is word number ${index}.`)]));
    expect(thread().map((it) => [it.speaker, bare(it.text)])).toEqual([
      ['Sage', 'Thisiswordnumber0.'],
      ['AIIN', 'Thisiswordnumber1.'],
      ['Sage', 'Thisiswordnumber2.'],
    ]);
    const [first, second, third] = thread();
    expect(first?.face).not.toBe('');
    expect(third?.face).toBe(first?.face);
    expect(second?.face).not.toBe(first?.face);
  });

  for (const [id, events] of Object.entries(sampleDebates)) {
    for (const locale of ['en', 'ko'] as const)
      on(`tells the whole of ${id} (${locale})`, async ({ place, thread }, platform) => {
        for (const post of presentAll(events, { debate: id, locale })) {
          const [first] = await platform.post({ place, post, mark: `${id}/${post.seq}`, locale });
          const said = thread().find((it) => it.id === first);
          expect(said?.speaker).toBe(post.speaker.name);
          if (post.blocks.some((it) => it.kind === 'approval'))
            expect(said?.reactions).toEqual(expect.arrayContaining(['✅', '❌', '🛑']));
        }
        for (const { text: written } of thread()) expect(written).not.toMatch(/undefined|\[object|NaN/);
      });
  }

  on(
    'cuts what is long, within the limit and without loss, code blocks closed in each part',
    async ({ place, thread, limit }, platform) => {
      const prose = Array.from({ length: 900 }, (_, index) => `낱말${index} word`).join(' ');
      const code = Array.from({ length: 400 }, (_, index) => `echo line${index}`).join('\n');
      const ids = await platform.post(delivery(place, sage, [text(`${prose}\n\n\`\`\`bash\n${code}\n\`\`\``)]));
      const said = thread();
      expect(new Set(ids)).toEqual(new Set(said.map((it) => it.id)));
      for (const it of said) expect(it.text.length).toBeLessThanOrEqual(limit);
      const whole = bare(
        said
          .map((it) => it.text)
          .join('')
          .replace(/```(?:bash)?/g, ''),
      );
      expect(whole).toBe(bare(prose + code));
    },
  );

  on('says each post once after an unclean stop', async ({ start, place, thread }, platform) => {
    const deliveries = ['one', 'two', 'three '.repeat(1_500)].map((it) => delivery(place, sage, [text(it)]));
    const ids = new Map<string, string[]>();
    for (const it of deliveries) ids.set(it.mark, await platform.post(it));
    const again = await start();
    const found = await again.recall(place, [...deliveries.map((it) => it.mark), 'd-contract/9999']);
    expect(new Map(found)).toEqual(ids);
    expect(thread().map((it) => it.id)).toEqual(expect.arrayContaining([...ids.values()].flat()));
  });

  on('a card that is found again has its ✅, ❌ and 🛑', async ({ start, place, thread, trouble }, platform) => {
    const [events = []] = Object.values(sampleDebates);
    const posts = presentAll(events, { debate: 'd-contract', locale: 'en' });
    const post = posts.find((it) => it.blocks.some((block) => block.kind === 'approval'));
    if (!post) throw new Error('no card in the sample');
    const card: Delivery = { place, post, mark: 'd-contract/card', locale: 'en' };
    trouble('unanswered');
    await troubled(platform.post(card));
    const [first] = (await (await start()).recall(place, [card.mark])).get(card.mark) ?? [];
    expect(thread().find((it) => it.id === first)?.reactions).toEqual(expect.arrayContaining(['✅', '❌', '🛑']));
  });

  on('finishes a post of which only the beginning arrived', async ({ start, place, thread, trouble }, platform) => {
    const whole = delivery(place, sage, [text(Array.from({ length: 2_000 }, (_, index) => `w${index}`).join(' '))]);
    trouble('unanswered');
    expect((await troubled(platform.post(whole))).trouble).toBe('retry');
    const again = await start();
    const found = (await again.recall(place, [whole.mark])).get(whole.mark);
    if (!found) await again.post(whole);
    const said = bare(
      thread()
        .map((it) => it.text)
        .join(''),
    );
    expect(said).toBe(Array.from({ length: 2_000 }, (_, index) => `w${index}`).join(''));
  });

  on(
    'asks to try again when the platform is overloaded or fails, and then says it once',
    async ({ place, thread, trouble }, platform) => {
      for (const what of ['rate-limited', 'failing', 'unanswered'] as const) {
        const before = thread().length;
        const it = delivery(place, aiin, [text(`after ${what}`)]);
        trouble(what);
        // A short wait may also be waited out inside.
        const error = await platform.post(it).then(
          () => null,
          (reason: unknown) => reason,
        );
        if (error !== null) {
          expect(error).toBeInstanceOf(DeliveryError);
          expect((error as DeliveryError).trouble).toBe('retry');
          const arrived = (await platform.recall(place, [it.mark])).has(it.mark);
          expect(arrived).toBe(what === 'unanswered');
          if (!arrived) await platform.post(it);
        }
        expect(thread().length).toBe(before + 1);
      }
    },
  );

  on('knows when a thread is gone', async ({ place, remove }, platform) => {
    await platform.post(delivery(place, sage, [text('hello')]));
    remove();
    expect((await troubled(platform.post(delivery(place, sage, [text('anyone?')])))).trouble).toBe('gone');
    await platform.busy(place, [sage]);
  });

  on('pings nobody, and nothing gets out of its code block', async ({ place, pings }, platform) => {
    const nasty =
      '@everyone @here <!channel> <!here> <@1234> <@U123> <@&99> <!subteam^S1> ＠everyone <#C1> [x](https://evil.example)';
    const output = { head: `\`\`\`\n${nasty}\n\`\`\`\`\n`, tail: '', bytes: 200 };
    const step = { id: 's1', owner: 'Sage', purpose: nasty, command: `echo '\`\`\`' '${nasty}'` };
    await platform.post(
      delivery(place, { ...sage, name: `Sage ${nasty}` }, [text(nasty), { kind: 'steps', steps: [step] }]),
    );
    await platform.post(
      delivery(place, sage, [{ kind: 'output', step, exitCode: 0, ending: 'exited', output, durationMs: 1 }]),
    );
    await platform.note(place, nasty);
    expect(pings()).toBe(0);
  });

  on('says a note outside the ledger', async ({ place, thread }, platform) => {
    await platform.note(place, 'Thanks, but that is for others to decide.');
    expect(bare(thread().at(-1)?.text ?? '')).toContain(bare('that is for others to decide.'));
  });
}
