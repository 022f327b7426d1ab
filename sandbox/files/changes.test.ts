import { expect, it } from 'vitest';
import { compare } from './changes.ts';

const listing = (...entries: string[]) => Buffer.from(entries.map((entry) => `${entry}\0`).join(''));

it('tells files apart by what no command can put back, and ignores all but regular files, and links where they are asked for', () => {
  const before = listing(
    'f 3 100.5 100.5 11 same',
    'f 3 100.5 100.5 12 touched',
    'f 3 100.5 100.5 13 a b\nc',
    'f 3 1.0 1.0 14 gone',
    'd 4096 1.0 1.0 15 dir',
    'l 5 1.0 1.0 16 link',
  );
  const after = listing(
    'f 3 100.5 100.5 11 same',
    'f 3 100.5 200.5 12 touched',
    'f 4 100.5 200.5 13 a b\nc',
    'f 9 2.0 2.0 17 dir/새 파일',
    'd 4096 2.0 2.0 15 dir',
    'p 0 2.0 2.0 18 pipe',
  );
  expect(compare(before, after)).toEqual([
    { path: 'a b\nc', change: 'changed', bytes: 4 },
    { path: 'dir/새 파일', change: 'added', bytes: 9 },
    { path: 'gone', change: 'removed', bytes: 3 },
    { path: 'touched', change: 'changed', bytes: 3 },
  ]);
  expect(compare(before, after, { links: true })).toContainEqual({ path: 'link', change: 'removed', bytes: 5 });
});
