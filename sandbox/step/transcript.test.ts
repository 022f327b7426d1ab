import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OutputChunk } from '../../src/ports/sandbox.ts';
import { createTranscript } from './transcript.ts';

const preamble = (...entries: string[]) =>
  [...entries, 'begin 1700000000.250000'].map((entry) => `${entry}\0`).join('');

function read(pieces: readonly Buffer[], limitBytes = 1_000_000) {
  const heard: OutputChunk[] = [];
  let full = 0;
  const transcript = createTranscript({ limitBytes, heard: (chunk) => heard.push(chunk), full: () => full++ });
  for (const piece of pieces) transcript.hear('stdout', piece);
  const output = transcript.finish();
  return { transcript, output, text: heard.map((chunk) => chunk.text).join(''), full };
}

/** `bytes` in pieces, cut at the given places. */
function cut(bytes: Buffer, places: readonly number[]): Buffer[] {
  const sorted = [0, ...places.map((place) => place % (bytes.length + 1)), bytes.length].toSorted((a, b) => a - b);
  return sorted.slice(1).map((end, index) => bytes.subarray(sorted[index], end));
}

describe('transcript', () => {
  it('hands on the same text wherever the engine cuts it, and none of the preamble', () => {
    const entry = fc.string({ unit: fc.constantFrom(...'a \n한😀', 'begin '), minLength: 1 });
    fc.assert(
      fc.property(
        fc.array(entry.map((name) => `f 1 2 3 4 ${name}`)),
        fc.string({ unit: fc.constantFrom(...'b\0\n\x1b[m한글é😀', '\0begin 1'), maxLength: 200 }),
        fc.array(fc.nat(5000)),
        (entries, printed, places) => {
          const { text, transcript, output } = read(cut(Buffer.from(preamble(...entries) + printed), places));
          expect(text).toBe(printed);
          expect(output).toEqual({ head: printed, tail: '', bytes: Buffer.byteLength(printed) });
          expect(transcript.beginning?.at).toBe(1_700_000_000_250);
          expect(transcript.beginning?.manifest?.toString()).toBe(entries.map((it) => `${it}\0`).join(''));
        },
      ),
    );
  });

  it('keeps the first and last 8,192 characters and never half a character', () => {
    fc.assert(
      fc.property(
        fc.nat(5),
        fc.integer({ min: 8000, max: 20_000 }),
        fc.array(fc.nat(90_000)),
        (offset, count, places) => {
          const printed = 'x'.repeat(offset) + '😀'.repeat(count / 2);
          const { output } = read(cut(Buffer.from(preamble() + printed), places));
          expect(output.head.isWellFormed() && output.tail.isWellFormed()).toBe(true);
          expect(printed.startsWith(output.head) && printed.endsWith(output.tail)).toBe(true);
          expect(output.head.length).toBeGreaterThanOrEqual(Math.min(8191, printed.length));
          expect(Math.max(output.head.length, output.tail.length)).toBeLessThanOrEqual(8192);
          if (printed.length <= 16_000) expect(output.head + output.tail).toBe(printed);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('says once that the limit is passed, hands on no more, and goes on counting', () => {
    const exact = read([Buffer.from(preamble()), Buffer.from('12345678')], 8);
    expect([exact.full, exact.text]).toEqual([0, '12345678']);
    const over = read([Buffer.from(preamble()), Buffer.from('12345678'), Buffer.from('9'), Buffer.from('10')], 8);
    expect([over.full, over.text, over.output.bytes]).toEqual([1, '12345678', 11]);
  });

  it('has not begun without a whole preamble, and is silent only when nothing at all came', () => {
    expect(read([]).transcript).toMatchObject({ silent: true, beginning: null });
    expect(read([Buffer.from('f 1 2 3 4 a\0begin 17')]).transcript).toMatchObject({ silent: false, beginning: null });
  });

  it('is not fooled by a file called like the mark', () => {
    const { transcript, text } = read([Buffer.from(`${preamble('f 1 2 3 4 begin 5')}printed\0begin 6\0`)]);
    expect([transcript.beginning?.at, text]).toEqual([1_700_000_000_250, 'printed\0begin 6\0']);
  });
});
