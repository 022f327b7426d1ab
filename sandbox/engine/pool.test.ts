import { expect, it } from 'vitest';
import { createPool } from './pool.ts';

type Item = { name: string; alive: boolean };

function pool(limit = 2) {
  const closed: string[] = [];
  let made = 0;
  const items = createPool<Item>({
    limit,
    alive: (item) => item.alive,
    close: async ({ name }) => void closed.push(name),
  });
  const make = (key: string) => items.get(key, async () => ({ name: `${key}${++made}`, alive: true }));
  return { items, make, closed };
}

it('makes one per key however many ask at once, and gives it to one taker', async () => {
  const { items, make } = pool();
  const [a, b] = await Promise.all([make('a'), make('a')]);
  expect(a).toBe(b);
  const taken = await Promise.all([items.take('a'), items.take('a')]);
  expect(taken.filter((item) => item !== null)).toEqual([a]);
});

it('lets go of the one unused for longest', async () => {
  const { items, make, closed } = pool();
  await make('a');
  await make('b');
  await make('a');
  await make('c');
  expect(await items.take('b')).toBeNull();
  expect(closed).toEqual(['b2']);
});

it('replaces what died and what could not be made', async () => {
  const { items, make } = pool();
  (await make('a')).alive = false;
  expect(await make('a')).toMatchObject({ name: 'a2' });
  await expect(items.get('x', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await make('x')).toMatchObject({ name: 'x3' });
});

it('closes everything, also what is still being made', async () => {
  const { items, make, closed } = pool();
  const { promise, resolve } = Promise.withResolvers<Item>();
  const making = items.get('slow', () => promise);
  await make('a');
  const closing = items.close();
  resolve({ name: 'slow', alive: true });
  await Promise.all([closing, making]);
  expect(closed.toSorted()).toEqual(['a1', 'slow']);
});
