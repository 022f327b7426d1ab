/** Longest command, in characters, as in a plan: the parser's safe depth ends near there. */
export const LIMIT = 8192;

/**
 * The first character that a reader would not see, or would see in another place, as `U+XXXX`: controls (a
 * carriage return too), directional marks, zero-width and non-breaking spaces, fillers, lone surrogates. Line
 * breaks and tabs are fine; so are the joiners that emoji are made of.
 */
export function hiddenCharacter(text: string): string | undefined {
  for (const match of text.matchAll(HIDDEN)) if (!isPlain(match[0], text, match.index)) return nameOf(match[0]);
  return undefined;
}

/** The text with each such character named where it stands: `‹U+202E›`. */
export function revealed(text: string): string {
  return text.replace(HIDDEN, (character, at: number) =>
    isPlain(character, text, at) ? character : `‹${nameOf(character)}›`,
  );
}

function isPlain(character: string, text: string, at: number): boolean {
  if (character === '\n' || character === '\t' || character === ' ') return true;
  return character === '\u200D' && joinsEmoji(text, at);
}

function nameOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

const HIDDEN = new RegExp(
  [
    '[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zs}\\p{Zl}\\p{Zp}]',
    // Characters that draw nothing, and code points that stand for no character.
    '[\\u115F\\u1160\\u3164\\uFFA0\\uFFF0-\\uFFFF]|[\\u{E0000}-\\u{E0FFF}]',
    '\\u034F|\\u17B4|\\u17B5|[\\u180B-\\u180F]|[\\uFE00-\\uFE0E]',
  ].join('|'),
  'gu',
);

/** True when a zero-width joiner stands between two pictures. */
function joinsEmoji(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 3), at).replace(/\uFE0F$/, '');
  return (
    /(\p{Extended_Pictographic}|\p{Emoji_Modifier})$/u.test(before) &&
    /^\p{Extended_Pictographic}/u.test(text.slice(at + 1, at + 3))
  );
}
