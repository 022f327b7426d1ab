import type { Code, Dialect, Line, Part, Run } from './parts.ts';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** What is cut to fill a message up should at least fill this share of it; else it starts the next one. */
const worthFilling = 0.4;

/**
 * Writes parts as messages of at most `limit` UTF-16 units each (100 or more). Nothing is lost; cuts fall between
 * parts, then lines, then words, never inside a grapheme that fits a message; code blocks are closed and reopened.
 */
export function cutParts(parts: readonly Part[], dialect: Dialect, limit: number): string[] {
  return groupParts(parts, dialect, limit).map((group) =>
    group.map((part, index) => (index === 0 ? '' : between(part)) + write(part, dialect)).join(''),
  );
}

/** Like `cutParts`, for platforms whose messages are not text: the parts that each message holds. */
export function groupParts(parts: readonly Part[], dialect: Dialect, limit: number): Part[][] {
  const groups: Part[][] = [];
  let group: Part[] = [];
  let length = 0;
  const flush = () => {
    if (group.length > 0) groups.push(group);
    group = [];
    length = 0;
  };
  const add = (part: Part, room: number) => {
    group.push(part);
    length += room;
  };
  const waiting = [...parts].reverse();
  for (let part = waiting.pop(); part; part = waiting.pop()) {
    const written = write(part, dialect);
    const gap = group.length === 0 ? 0 : between(part).length;
    if (length + gap + written.length <= limit) {
      add(part, gap + written.length);
      continue;
    }
    const room = limit - length - gap;
    if (group.length > 0 && (written.length <= limit || room < limit * worthFilling)) {
      flush();
      waiting.push(part);
      continue;
    }
    const [first, rest] = part.kind === 'code' ? cutCode(part, dialect, room) : cutLine(part, dialect, room);
    add(first, room);
    flush();
    if (rest) waiting.push(rest);
  }
  flush();
  return groups;
}

const between = (part: Part) => (part.gap ? '\n\n' : '\n');

function write(part: Part, dialect: Dialect): string {
  return part.kind === 'code' ? dialect.code(part) : dialect.line(part);
}

function cutCode(code: Code, dialect: Dialect, room: number): [Code, Code | null] {
  const at = cutAt(code.text, '\n', (text) => dialect.code({ ...code, text }).length <= room);
  const rest = code.text.slice(at).replace(/^\r?\n/, '');
  return [{ ...code, text: code.text.slice(0, at) }, rest === '' ? null : { ...code, gap: false, text: rest }];
}

function cutLine(line: Line, dialect: Dialect, room: number): [Line, Line | null] {
  const whole = line.runs.map((run) => run.text).join('');
  const at = cutAt(
    whole,
    ' ',
    (text) => dialect.line({ ...line, runs: split(line.runs, text.length)[0] }).length <= room,
    (position) => outsideLinks(line.runs, position),
  );
  const [before, after] = split(line.runs, at);
  const continued = { ...line, gap: false, lead: { ...line.lead, marker: '' }, runs: after };
  return [{ ...line, runs: before }, after.some((run) => run.text.trim() !== '') ? continued : null];
}

/** The place to cut: the last one that fits, after a separator when one is in the second half, between graphemes. */
function cutAt(
  text: string,
  separator: string,
  fits: (text: string) => boolean,
  adjust: (position: number) => number = (position) => position,
): number {
  // No message is longer than this, whatever the platform.
  const start = text.slice(0, 14_000);
  const ends = [...graphemes.segment(start)].map(({ index, segment }) => index + segment.length);
  // One grapheme can be made as long as one likes; then only the limit counts.
  const most = lastThatFits(start, ends, fits) || lastThatFits(start, codePointEnds(start), fits);
  const nice = text.lastIndexOf(separator, most - 1);
  const wanted = adjust(nice > most / 2 ? nice + (separator === ' ' ? 1 : 0) : most);
  return Math.max(wanted, next(text, 0));
}

/** The last of these ends up to which the text fits, or 0. */
function lastThatFits(text: string, ends: readonly number[], fits: (text: string) => boolean): number {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(text.slice(0, ends[middle - 1]))) low = middle;
    else high = middle - 1;
  }
  return ends[low - 1] ?? 0;
}

function codePointEnds(text: string): number[] {
  let end = 0;
  return [...text].map((character) => {
    end += character.length;
    return end;
  });
}

function next(text: string, at: number): number {
  return at + String.fromCodePoint(text.codePointAt(at) ?? 0).length;
}

function outsideLinks(runs: readonly Run[], position: number): number {
  let start = 0;
  for (const run of runs) {
    const end = start + run.text.length;
    if (run.marks.includes('link') && position > start && position < end && start > 0) return start;
    start = end;
  }
  return position;
}

function split(runs: readonly Run[], at: number): [Run[], Run[]] {
  const before: Run[] = [];
  const after: Run[] = [];
  let start = 0;
  for (const run of runs) {
    const cut = Math.min(Math.max(at - start, 0), run.text.length);
    if (cut > 0) before.push({ ...run, text: run.text.slice(0, cut) });
    if (cut < run.text.length) after.push({ ...run, text: run.text.slice(cut) });
    start += run.text.length;
  }
  return [before, after];
}
