import { describe, expect, test } from 'vitest';
import type { Deliveries } from '../src/ports/deliveries.ts';
import { createMemoryChat, createMemoryPlace, type MemoryChat } from '../test/doubles/chat-platform.ts';
import { createMemoryDeliveries } from '../test/doubles/deliveries.ts';
import { createMemoryLedger } from '../test/doubles/ledger.ts';
import { sampleDebates } from '../test/samples/index.ts';
import { createDeliver } from './deliver.ts';
import { presentAll } from './present.ts';

const debate = 'd-errors-by-hour';
const events = sampleDebates[debate] ?? [];
const place = { platform: 'web', channel: 'general', thread: 't-1' };
const posts = presentAll(events, { debate });
const never = new AbortController().signal;

/** A thread whose bot process can be started again and again over what is kept. */
async function world(upTo = events.length) {
  const ledger = createMemoryLedger();
  const deliveries = createMemoryDeliveries();
  const kept = createMemoryPlace();
  const warnings: { details: object; message: string }[] = [];
  const happen = async (from: number, to: number) => {
    for (const { event, key } of events.slice(from, to)) await ledger.append(debate, event, key ?? undefined);
  };
  await happen(0, upTo);
  const bot = (through: Deliveries = deliveries) => {
    const platform = createMemoryChat(kept, 'web');
    const log = { warn: (details: object, message: string) => void warnings.push({ details, message }) };
    return { platform, tell: createDeliver({ platform, ledger, deliveries: through, log }) };
  };
  return { ledger, deliveries, kept, warnings, bot, happen, thread: () => kept.threads.get('t-1') ?? [] };
}

const marks = (thread: readonly { mark: string }[]) => thread.map((it) => it.mark);
const all = posts.map((it) => `${debate}/${it.seq}`);

test('every post once and in order, however often it is asked for and wherever it stopped', async () => {
  const { bot, thread, happen, deliveries } = await world(0);
  let here = bot();
  for (let to = 1; to <= events.length; to++) {
    await happen(to - 1, to);
    if (to % 3 === 0) here = bot();
    await here.tell(debate, never);
    await here.tell(debate, never);
  }
  expect(marks(thread())).toEqual(all);
  expect((await deliveries.state(debate)).delivered).toBe(events.length);
});

test('what a message said is found again by its id', async () => {
  const { bot, thread, deliveries } = await world();
  await bot().tell(debate, never);
  for (const message of thread()) {
    const said = await deliveries.find(message.id);
    expect(`${said?.debate}/${said?.seq}`).toBe(message.mark);
  }
});

describe('the process ends between post and record', () => {
  for (const [index, mark] of all.entries())
    test(`at ${mark}`, async () => {
      const { bot, thread, deliveries } = await world();
      const dying: Deliveries = {
        ...deliveries,
        async record(of, seq, messages) {
          if (seq === posts[index]?.seq) throw new Error('killed');
          return deliveries.record(of, seq, messages);
        },
      };
      await expect(bot(dying).tell(debate, never)).rejects.toThrow('killed');
      await bot().tell(debate, never);
      expect(marks(thread())).toEqual(all);
    });
});

describe('trouble', () => {
  const failing = async (...troubles: Parameters<MemoryChat['fail']>) => {
    const it = await world();
    const { platform, tell } = it.bot();
    platform.fail(...troubles);
    return { ...it, telling: tell(debate, never) };
  };

  test('"try again" is tried again, and what arrived without an answer is not said twice', async () => {
    const { telling, thread } = await failing('retry', 'unanswered', 'retry');
    await telling;
    expect(marks(thread())).toEqual(all);
  });

  test('a refused post is skipped and told in the log with the fix; the rest goes on', async () => {
    const { telling, thread, warnings } = await failing('refused');
    await telling;
    expect(marks(thread())).toEqual(all.slice(1));
    expect(warnings).toMatchObject([{ details: { debate, fix: 'Nothing.' } }]);
  });

  test('a thread that is gone ends the telling for good', async () => {
    const { kept, deliveries, bot, thread, warnings } = await world();
    kept.gone.add(place.thread);
    await bot().tell(debate, never);
    expect((await deliveries.state(debate)).closed).toContain('gone');
    kept.gone.clear();
    await bot().tell(debate, never);
    expect(thread()).toEqual([]);
    expect(warnings).toHaveLength(1);
  });

  test('a shutdown in the middle is taken up by the next process', async () => {
    const { bot, thread } = await world();
    const stopping = new AbortController();
    const { platform, tell } = bot();
    platform.fail('retry');
    const telling = tell(debate, stopping.signal);
    stopping.abort(new Error('shutting down'));
    await expect(telling).rejects.toThrow();
    await bot().tell(debate, never);
    expect(marks(thread())).toEqual(all);
  });
});

test('debates of other platforms are left to them', async () => {
  const { ledger, deliveries, kept } = await world();
  const platform = createMemoryChat(kept, 'elsewhere');
  await createDeliver({ platform, ledger, deliveries, log: { warn: () => undefined } })(debate, never);
  expect(kept.threads.size).toBe(0);
});
