import { stripVTControlCharacters } from 'node:util';
import type { Output } from '../../src/debate/event.ts';
import { formatBytes } from '../../src/i18n/index.ts';
import type { Tongue } from './tongue.ts';

const shownLines = 24;
const shownCharacters = 1_300;

export type OutputText = {
  /** What the post shows: all of it, or its beginning and end. */
  readonly shown: string;
  /** All that was kept, when the post shows less. */
  readonly whole: string | null;
  /** True when the ledger did not keep everything either. */
  readonly partial: boolean;
};

/** A step's output as a chat can show it: without colours, progress bars as they ended. */
export function outputText(output: Output, { words, locale }: Tongue): OutputText {
  const head = clean(output.head);
  const tail = clean(output.tail);
  const missing = output.bytes - Buffer.byteLength(output.head) - Buffer.byteLength(output.tail);
  const cut = missing > 0 ? words('output.cut', { size: formatBytes(missing, locale) }) : null;
  const whole = cut === null ? head + tail : [head.trimEnd(), cut, tail].join('\n');
  const lines = whole.trimEnd().split('\n');
  if (lines.length <= shownLines && whole.length <= shownCharacters) {
    return { shown: whole.trimEnd(), whole: null, partial: cut !== null };
  }
  const first = within(lines.slice(0, shownLines / 2), (text) => text.slice(0, shownCharacters / 2));
  const last = within(lines.slice(-shownLines / 2), (text) => text.slice(-shownCharacters / 2));
  return { shown: [first, '…', last].join('\n'), whole, partial: cut !== null };
}

/** The last lines, for evidence in passing. */
export function lastLines(output: Output, most: number): string {
  const lines = clean(output.tail || output.head)
    .trimEnd()
    .split('\n');
  return within(lines.slice(-most), (text) => text.slice(-600));
}

function within(lines: readonly string[], cut: (text: string) => string): string {
  return cut(lines.join('\n')).toWellFormed();
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what has to go
const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2061-\u2069]/g;

function clean(text: string): string {
  return stripVTControlCharacters(text.toWellFormed())
    .split('\n')
    .map((line) => {
      const kept = line.replace(/\r+$/, '');
      return kept.slice(kept.lastIndexOf('\r') + 1);
    })
    .join('\n')
    .replace(control, '�');
}
