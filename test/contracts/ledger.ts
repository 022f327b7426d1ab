import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { DebateEvent } from '../../src/debate/event.ts';
import type { Ledger } from '../../src/ports/ledger.ts';
import { analysis, closed, opened, stopped } from './events.ts';

/** What every ledger must do. `two` gives two holds on the same new ledger, as two processes would have. */
export function ledgerContract(two: () => Promise<readonly [Ledger, Ledger]>): void {
  const one = async () => (await two())[0];

  describe('append and read', () => {
    it('counts from 1, in order, and gives back what was appended', async () => {
      const ledger = await one();
      const events = [opened(), analysis('one "quoted"\nline'), analysis('둘 — 🛑')];
      for (const [index, event] of events.entries())
        expect(await ledger.append('d', event, index === 0 ? undefined : `d/k${index}`)).toEqual({
          seq: index + 1,
          fresh: true,
        });
      const log = await ledger.read('d');
      expect(log.map(({ event }) => event)).toEqual(events);
      expect(log.map(({ seq, key }) => [seq, key])).toEqual([
        [1, null],
        [2, 'd/k1'],
        [3, 'd/k2'],
      ]);
      const times = log.map(({ at }) => at);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      expect(Math.abs((times[0] ?? 0) - Date.now())).toBeLessThan(60_000);
    });

    it('reads what came after a sequence, and nothing of an unknown debate', async () => {
      const ledger = await one();
      for (const text of ['a', 'b', 'c']) await ledger.append('d', analysis(text));
      expect((await ledger.read('d', 1)).map(({ seq }) => seq)).toEqual([2, 3]);
      expect(await ledger.read('d', 3)).toEqual([]);
      expect(await ledger.read('d', 99)).toEqual([]);
      expect(await ledger.read('other')).toEqual([]);
    });

    it('keeps the first outcome of a key and answers a later one with its sequence', async () => {
      const [ledger, other] = await two();
      await ledger.append('d', opened());
      expect(await ledger.append('d', analysis('first'), 'd/k')).toEqual({ seq: 2, fresh: true });
      expect(await other.append('d', analysis('second'), 'd/k')).toEqual({ seq: 2, fresh: false });
      expect((await other.read('d', 1)).map(({ event }) => event)).toEqual([analysis('first')]);
      expect(await other.has('d', 'd/k')).toBe(true);
      expect(await other.has('d', 'd/other')).toBe(false);
      expect(await other.has('e', 'd/k')).toBe(false);
    });

    it('gives with an outcome what the log gained since, up to and with that outcome', async () => {
      const [ledger, other] = await two();
      await ledger.append('d', opened());
      await other.append('d', analysis('theirs'), 'd/theirs');
      const ours = await ledger.appendAndRead('d', analysis('ours'), 'd/ours', 1);
      expect(ours).toMatchObject({ seq: 3, fresh: true });
      expect(ours.since).toEqual((await ledger.read('d', 1)).slice(0, 2));
      await other.append('d', closed, 'd/end');
      const again = await ledger.appendAndRead('d', analysis('again'), 'd/ours', 1);
      expect(again).toEqual({ ...ours, fresh: false });
    });

    it('takes equal events without a key every time', async () => {
      const ledger = await one();
      expect(await ledger.append('d', analysis('same'))).toEqual({ seq: 1, fresh: true });
      expect(await ledger.append('d', analysis('same'))).toEqual({ seq: 2, fresh: true });
    });

    it('lets exactly one of 200 appends at once under one key through, from two processes', async () => {
      const [ledger, other] = await two();
      const answers = await Promise.all(
        Array.from({ length: 200 }, (_, index) =>
          (index % 2 ? ledger : other).append('d', analysis(String(index)), 'd/race'),
        ),
      );
      expect(answers.filter(({ fresh }) => fresh)).toHaveLength(1);
      expect(new Set(answers.map(({ seq }) => seq))).toEqual(new Set([1]));
      expect(await ledger.read('d')).toHaveLength(1);
    });

    it('leaves no gap and repeats no sequence when two processes append at once', async () => {
      const [ledger, other] = await two();
      const answers = await Promise.all(
        Array.from({ length: 200 }, (_, index) => (index % 2 ? ledger : other).append('d', analysis(String(index)))),
      );
      const all = Array.from({ length: 200 }, (_, index) => index + 1);
      expect(answers.map(({ seq }) => seq).toSorted((a, b) => a - b)).toEqual(all);
      const log = await other.read('d');
      expect(log.map(({ seq }) => seq)).toEqual(all);
      const texts = new Map(log.map(({ seq, event }) => [seq, event]));
      for (const [index, { seq }] of answers.entries()) expect(texts.get(seq)).toEqual(analysis(String(index)));
    });

    it('refuses what is not an event, saying where it is wrong, and keeps nothing of it', async () => {
      const ledger = await one();
      const wrong = { ...analysis('x'), turn: 0 } as DebateEvent;
      await expect(ledger.append('d', wrong)).rejects.toMatchObject({
        code: 'input.invalid',
        message: expect.stringContaining('analysis.given.turn'),
      });
      expect(await ledger.read('d')).toEqual([]);
    });
  });

  describe('which debates there are', () => {
    it('lists open ones oldest first, recent ones newest first, and those of a thread', async () => {
      const [ledger, other] = await two();
      for (const debate of ['b', 'a', 'c', 'd']) await ledger.append(debate, opened(debate === 'c' ? 'w2' : 'w1'));
      await other.append('a', closed, 'a/closed');
      await other.append('d', stopped);
      expect(await other.open()).toEqual(['b', 'c']);
      expect(await ledger.recent(3)).toEqual(['d', 'c', 'a']);
      expect(await ledger.recent(0)).toEqual([]);
      expect(await other.inWorkspace('w1')).toEqual(['b', 'a', 'd']);
      expect(await other.inWorkspace('w3')).toEqual([]);
    });

    it('does not open a debate again when an opening is repeated or a rating follows its end', async () => {
      const ledger = await one();
      await ledger.append('d', opened(), 'd/opened');
      await ledger.append('d', closed, 'd/closed');
      await ledger.append('d', opened(), 'd/opened');
      await ledger.append('d', { type: 'result.rated', by: { id: 'web:ann', name: 'Ann' }, value: 'up' });
      expect(await ledger.open()).toEqual([]);
      expect(await ledger.recent(9)).toEqual(['d']);
    });
  });

  describe('watch', () => {
    it('hints at every append of any process until it is ended', async () => {
      const [ledger, other] = await two();
      const heard: string[] = [];
      let enough = () => {};
      const three = new Promise<void>((resolve) => {
        enough = resolve;
      });
      const unwatch = await ledger.watch((debate, seq) => {
        heard.push(`${debate} ${seq}`);
        if (heard.length === 3) enough();
      });
      const name = `thread 1/${randomUUID()}`;
      await other.append(name, opened());
      await ledger.append(name, analysis('a'), 'k');
      await ledger.append(name, analysis('again'), 'k');
      await other.append('e', opened());
      await three;
      expect(heard).toEqual([`${name} 1`, `${name} 2`, 'e 1']);
      await unwatch();
      await other.append(name, analysis('b'));
      await ledger.read(name);
      expect(heard).toHaveLength(3);
    });
  });
}
