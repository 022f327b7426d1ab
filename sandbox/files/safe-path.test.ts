import fc from 'fast-check';
import { expect, it } from 'vitest';
import { safePaths } from './safe-path.ts';

it.each([
  ['../../etc/passwd', 'etc/passwd'],
  ['C:\\Users\\나\\보고서.docx', 'C:/Users/나/보고서.docx'],
  ['/absolute', 'absolute'],
  ['-rf', '_rf'],
  ['a\u0000b\nc\u202ed.txt', 'abcd.txt'],
  ['.hidden', '.hidden'],
  ['..', 'file'],
  ['', 'file'],
  [' spaces .txt ', 'spaces .txt'],
])('%j becomes %j', (name, path) => {
  expect(safePaths([name])).toEqual([path]);
});

it('numbers names that come twice and keeps the extension of long ones', () => {
  expect(safePaths(['a.csv', 'a.csv', '../a.csv', 'a-2.csv'])).toEqual(['a.csv', 'a-2.csv', 'a-3.csv', 'a-2-2.csv']);
  const [long] = safePaths([`${'가'.repeat(300)}.xlsx`]);
  expect(long).toMatch(/^가+\.xlsx$/);
  expect(Buffer.byteLength(long ?? '')).toBeLessThanOrEqual(205);
});

/** Characters that something between a chat platform and a shell reads in its own way. */
const unit = fc.constantFrom(
  ...'ab.-/\\ \0\n\u202e\u200b\u00a0\u2028e\u0301가😀',
  '\ud800',
  '\udc00',
  '..',
  'x'.repeat(99),
);

it('whatever the names, the paths are different, relative, and stay inside', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit })), (names) => {
      const paths = safePaths(names);
      expect(new Set(paths).size).toBe(names.length);
      for (const path of paths) {
        expect(path.isWellFormed()).toBe(true);
        for (const part of path.split('/')) expect(part).toMatch(/^(?!\.{0,2}$)(?!-)[^\p{Cc}/\\]+$/u);
      }
    }),
  );
});
