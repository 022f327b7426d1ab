import fc from 'fast-check';
import { expect, test } from 'vitest';
import { downloadHeaders } from './download.ts';
import { safeFileName } from './upload.ts';

test('any name becomes one that a folder, a command line and a header can take', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => {
      const safe = safeFileName(name);
      expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(200);
      expect(safe).toMatch(/^[^/\\\p{C}-][^/\\\p{C}]*$/u);
      expect(['.', '..']).not.toContain(safe);
      expect(safeFileName(safe)).toBe(safe);
      for (const value of Object.values(downloadHeaders(name, true))) expect(value).toMatch(/^[\x20-\x7e]+$/);
    }),
  );
});

test('names that people use stay as they are', () => {
  for (const name of ['report.csv', '회의록 2026.hwp', '.env', 'a-b_c (1).tar.gz'])
    expect(safeFileName(name)).toBe(name);
  expect(safeFileName('C:\\Users\\kim\\secret.txt')).toBe('secret.txt');
  expect(safeFileName('가.txt')).toBe('가.txt');
  expect(safeFileName(`${'x'.repeat(500)}.csv`)).toMatch(/^x+\.csv$/);
});
