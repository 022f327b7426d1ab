import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shortName } from './short-name.ts';

test('fits, keeps the extension, and cuts no character', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }),
      fc.integer({ min: 30, max: 300 }),
      (stem, most) => {
        const short = shortName(`${stem.replaceAll('.', '_')}.csv`, most);
        expect(Buffer.byteLength(short)).toBeLessThanOrEqual(most);
        expect(short.endsWith('.csv')).toBe(true);
        expect(short.isWellFormed()).toBe(stem.isWellFormed());
      },
    ),
  );
});

test('a name that fits stays, and an ending that is no extension is cut', () => {
  expect(shortName('보고서.xlsx', 200)).toBe('보고서.xlsx');
  expect(shortName(`a.${'b'.repeat(300)}`, 200)).toBe(`a.${'b'.repeat(198)}`);
});

test('a name of megabytes takes no longer than reading it', () => {
  const begun = performance.now();
  for (const name of ['가'.repeat(4_000_000), `${'x.'.repeat(4_000_000)}csv`]) shortName(name, 200);
  expect(performance.now() - begun).toBeLessThan(5000);
});
