import { expect, it } from 'vitest';
import type { Activity, ActivityFeed } from '../../src/ports/activity.ts';
import { createLog } from './log.ts';

const output = (debate: string, text: string): Activity => ({
  type: 'step.output',
  debate,
  turn: 1,
  step: 's1',
  stream: 'stdout',
  text,
  rehearsal: false,
});

/** What every activity feed must do. `two` gives two holds on the same new feed, as two processes would have. */
export function activityContract(two: () => Promise<readonly [ActivityFeed, ActivityFeed]>): void {
  it('tells every process what goes on, in order, until it stops listening', async () => {
    const [feed, other] = await two();
    const heard = createLog<Activity>();
    const stop = await feed.watch(heard.add);
    const still = createLog<Activity>();
    await feed.watch(still.add);
    const published = [output('a', '\u001b[31m빨강\n'), output('b', '2')];
    for (const activity of published) await other.publish(activity);
    await heard.until(2);
    expect(heard.entries).toEqual(published);
    await stop();
    await other.publish(output('a', '3'));
    await still.until(3);
    expect(heard.entries).toHaveLength(2);
  });

  it('keeps what a debate did lately, oldest first, and not without end', async () => {
    const [feed, other] = await two();
    await feed.publish(output('other', 'x'));
    await Promise.all(Array.from({ length: 1_500 }, (_, index) => feed.publish(output('d', String(index)))));
    const kept = (await other.recent('d')).map((activity) => (activity.type === 'step.output' ? activity.text : ''));
    expect(kept.length).toBeGreaterThanOrEqual(1_000);
    expect(kept.length).toBeLessThan(1_200);
    expect(kept).toEqual(Array.from({ length: 1_500 }, (_, index) => String(index)).slice(-kept.length));
    expect(await other.recent('none')).toEqual([]);
  });
}
