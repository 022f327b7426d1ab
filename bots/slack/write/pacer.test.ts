import { expect, test } from 'vitest';
import { createPacer } from './pacer.ts';

test('a channel has short bursts, then one message per interval; other channels do not wait', async () => {
  const pacer = createPacer(40, 3);
  const at: number[] = [];
  const begun = performance.now();
  const send = (channel: string) => pacer.run(channel, 'post', async () => void at.push(performance.now() - begun));
  await Promise.all([...Array.from({ length: 6 }, () => send('busy')), send('other')]);
  expect(at.filter((it) => it < 35)).toHaveLength(4);
  expect(Math.max(...at)).toBeGreaterThan(110);
});

test('cards go before posts, posts before drafts, each in its order', async () => {
  const pacer = createPacer(5, 1);
  const sent: string[] = [];
  const send = (rank: 'card' | 'post' | 'draft', name: string) =>
    pacer.run('c', rank, async () => void sent.push(name));
  await Promise.all([
    send('post', 'first'),
    send('draft', 'draft'),
    send('post', 'post 1'),
    send('post', 'post 2'),
    send('card', 'card'),
  ]);
  expect(sent).toEqual(['first', 'card', 'post 1', 'post 2', 'draft']);
});

test('nothing is sent while Slack asks to wait, and a failure holds up nobody', async () => {
  const pacer = createPacer(0);
  pacer.hold('c', 60);
  const begun = performance.now();
  expect(pacer.isBusy('c')).toBe(true);
  await expect(pacer.run('c', 'post', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(performance.now() - begun).toBeGreaterThan(55);
  await expect(pacer.run('c', 'post', async () => 'yes')).resolves.toBe('yes');
});
