import picocolors from 'picocolors';
import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';
import type { Locale } from '../../src/debate/event.ts';
import { createTranslator, type Translate } from '../../src/i18n/index.ts';
import type { Speaker } from '../post.ts';

export type TerminalOptions = {
  readonly color: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  readonly locale: Locale;
};

/** What drawing needs: colours that may be switched off, the width left, and words. */
export type Style = {
  readonly color: boolean;
  readonly paint: ReturnType<typeof picocolors.createColors>;
  readonly width: number;
  readonly locale: Locale;
  readonly t: Translate;
};

export function createStyle({ color, width, locale }: TerminalOptions): Style {
  return {
    color,
    paint: picocolors.createColors(color),
    width: Math.max(30, width),
    locale,
    t: createTranslator(locale),
  };
}

/** The same style with fewer columns. */
export function narrower(style: Style, columns: number): Style {
  return { ...style, width: Math.max(20, style.width - columns) };
}

const hues = ['cyan', 'magenta', 'green', 'blue', 'yellow'] as const;
const faces = ['◆', '●', '▲', '■', '✦', '◈', '★'] as const;

/** A persona's face and name in its own colour, the same in every debate. */
export function nameplate(style: Style, speaker: Speaker, name: string): string {
  if (speaker.id === 'parley') return style.paint.bold(`◇ ${name}`);
  return style.paint.bold(hue(style, speaker)(`${face(speaker)} ${name}`));
}

/** The name alone, in the persona's colour. */
export function inHue(style: Style, speaker: Speaker, name: string): string {
  return speaker.id === 'parley' ? name : hue(style, speaker)(name);
}

function hue(style: Style, speaker: Speaker) {
  return style.paint[hues[sum(speaker.id) % hues.length] ?? 'cyan'];
}

function face(speaker: Speaker): string {
  return faces[sum(speaker.id) % faces.length] ?? '◆';
}

// Seed and factor are chosen so that the personas known by name differ in colour and face.
function sum(id: string): number {
  let total = 177;
  for (const character of id) total = (total * 37 + character.charCodeAt(0)) % 65_521;
  return total;
}

export function wrap(text: string, width: number): string {
  return wrapAnsi(text, Math.max(10, width), { hard: true, trim: true });
}

/** Puts `first` before the first line and blanks of the same width before the others. */
export function hang(first: string, text: string): string {
  const rest = ' '.repeat(stringWidth(first));
  return text
    .split('\n')
    .map((line, index) => (index === 0 ? first : rest) + line)
    .join('\n');
}

export function prefix(mark: string, text: string): string {
  return text
    .split('\n')
    .map((line) => (mark + line).trimEnd())
    .join('\n');
}
