import { type Both, both } from '../shared/speech.ts';
import type { Reading } from './reading.ts';

/** Tests on the awk variables `d` (YYYY-MM-DD) and `t` (HH:MM) of a line. */
type Times = { readonly tests: readonly string[]; readonly words: Both };

const at = "(\\d{1,2})(?::(\\d\\d))?\\s*(am|pm|o'clock)?";
const koAt = '(오전|오후|아침|저녁|밤|새벽)?\\s*(\\d{1,2})\\s*(?:시|:)\\s*(?:(\\d{1,2})\\s*분?)?';
const months = 'january february march april may june july august september october november december'.split(' ');
const range = new RegExp(`\\b(?:between|from)\\s+${at}\\s*(?:and|to|until|-)\\s*${at}`, 'iu');
const koRange = new RegExp(`${koAt}\\s*(?:부터|에서|~|-)\\s*${koAt}(?:까지)?(?:\\s*사이(?:에|의)?)?`, 'u');
const side = /\b(after|since|before|until)\s+(\d{1,2}:\d\d|\d{1,2}\s*(?:am|pm|o'clock))/iu;
const koSide = new RegExp(`${koAt}\\s*(이후|이전|전|후)(?:에|의)?`, 'u');
const half =
  /\bbefore noon\b|\bin the morning\b|\bafter ?noon\b|\bin the afternoon\b|오전(?:에|의|\s중)?(?!\s*\d)|오후(?:에|의)?(?!\s*\d)|정오 (?:이전|이후)/iu;
const monthDay = new RegExp(
  `(?:\\b(?:on|from|of)\\s+)?\\b(${months.map((it) => `${it}|${it.slice(0, 3)}`).join('|')})\\s+(\\d{1,2})(?:st|nd|rd|th)?\\b|(\\d{1,2})월\\s*(\\d{1,2})일(?:의|에|자)?`,
  'iu',
);

/** When in the day, or on which day without a year, the request wants lines to be; null when it says none or several. */
export function timesIn(reading: Reading): Times | null {
  const text = reading.plain;
  const day = monthDay.exec(text);
  const clock = readClock(text);
  if (day === null && clock === null) return null;
  const { dates } = reading;
  if (dates.length > 1 || (dates.length === 1 && day !== null)) return null;
  const month = day === null ? 0 : day[3] === undefined ? monthOf(day[1] ?? '') : Number(day[3]);
  const suffix = day === null ? '' : `-${pad(month)}-${pad(Number(day[2] ?? day[4]))}`;
  const tests = [
    ...(dates[0] === undefined ? [] : [`d == "${dates[0]}"`]),
    ...(day === null ? [] : [`substr(d, 5) == "${suffix}"`]),
    ...(clock?.tests ?? []),
  ];
  const words = [dates[0], suffix.slice(1), clock?.words].filter((it) => it !== undefined && it !== '').join(' ');
  return { tests, words: both(` of ${words}`, `${words}의 `) };
}

timesIn.pattern = new RegExp(
  [range, koRange, side, koSide, half, monthDay]
    .map((it) => `(?:${it.source})`)
    .join('|')
    .replaceAll(/\((?!\?)/g, '(?:'),
  'iu',
);

function readClock(text: string): { tests: string[]; words: string } | null {
  const english = range.exec(text);
  const korean = koRange.exec(text);
  if (english) {
    const from = time(english[1], english[2], english[3] ?? english[6]);
    return between(from, time(english[4], english[5], english[6]));
  }
  if (korean)
    return between(
      koreanTime(korean[1], korean[2], korean[3]),
      koreanTime(korean[4] ?? korean[1], korean[5], korean[6]),
    );
  const edge = side.exec(text);
  if (edge) {
    const [, hour, minute, half] = /(\d{1,2})(?::(\d\d))?\s*(am|pm)?/i.exec(edge[2] ?? '') ?? [];
    return oneSide(/after|since/i.test(edge[1] ?? ''), time(hour, minute, half));
  }
  const koreanEdge = koSide.exec(text);
  if (koreanEdge)
    return oneSide(/후/.test(koreanEdge[4] ?? ''), koreanTime(koreanEdge[1], koreanEdge[2], koreanEdge[3]));
  const noon = half.exec(text)?.[0];
  if (noon === undefined) return null;
  return oneSide(/after|오후|이후/i.test(noon), '12:00');
}

function between(from: string, to: string) {
  return { tests: [`t >= "${from}"`, `t <= "${to}"`], words: `${from}–${to}` };
}

function oneSide(after: boolean, moment: string) {
  return after
    ? { tests: [`t >= "${moment}"`], words: `${moment}–` }
    : { tests: [`t < "${moment}"`], words: `–${moment}` };
}

function time(hour = '0', minute = '0', half = ''): string {
  const value = Number(hour) % 24;
  const shifted = /pm/i.test(half) && value < 12 ? value + 12 : /am/i.test(half) && value === 12 ? 0 : value;
  return `${pad(shifted)}:${pad(Number(minute))}`;
}

function koreanTime(half: string | undefined, hour: string | undefined, minute: string | undefined): string {
  return time(hour, minute ?? '0', /오후|저녁|밤/.test(half ?? '') ? 'pm' : '');
}

function monthOf(name: string): number {
  return months.findIndex((it) => it.startsWith(name.toLowerCase().slice(0, 3))) + 1;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}

/** Day `d` and time `t` of a line, in both formats that logs have: 2026-03-01 09:05:12, and 01/Mar/2026:09:05:12. */
export const stampFunction = `function stamp(line) { if (match(line, /[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?/)) { d = substr(line, RSTART, 10); t = substr(line, RSTART + 11, 5) } else if (match(line, /[0-9]{2}\\/[A-Z][a-z]{2}\\/[0-9]{4}:[0-9]{2}:[0-9]{2}/)) { s = substr(line, RSTART, RLENGTH); d = substr(s, 8, 4) "-" sprintf("%02d", (index("JanFebMarAprMayJunJulAugSepOctNovDec", substr(s, 4, 3)) + 2) / 3) "-" substr(s, 1, 2); t = substr(s, 13, 5) } else { d = ""; t = "" } return d != "" }`;
