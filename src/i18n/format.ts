import type { Locale } from '../debate/event.ts';

const byteUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** `948 byte`, `1.2 kB`: powers of 1,000, at most one decimal. */
export function formatBytes(bytes: number, locale: Locale): string {
  let value = bytes;
  let power = 0;
  while (value >= 999.5 && power < byteUnits.length - 1) {
    value /= 1000;
    power += 1;
  }
  const digits = power === 0 || value >= 100 ? 0 : 1;
  // Spelled out below 1,000, because the short form reads as a word in the singular ("948 byte").
  if (power === 0) return unit(value, 'byte', locale, { unitDisplay: locale === 'en' ? 'long' : 'short' });
  return unit(value, byteUnits[power] ?? 'terabyte', locale, { maximumFractionDigits: digits });
}

/** `12 ms`, `0.3 s`, `14 s`, `2 min 5 s`, `1 hr 3 min`: the two largest units that matter. */
export function formatDuration(ms: number, locale: Locale): string {
  if (ms < 95) return unit(Math.max(0, Math.round(ms)), 'millisecond', locale);
  if (ms < 9_950) return unit(ms / 1000, 'second', locale, { maximumFractionDigits: 1 });
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return unit(seconds, 'second', locale);
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return joined([minutes, 'minute'], [seconds % 60, 'second'], locale);
  const wholeMinutes = Math.round(seconds / 60);
  return joined([Math.floor(wholeMinutes / 60), 'hour'], [wholeMinutes % 60, 'minute'], locale);
}

/** `1,234.5`: at most `decimals` places, 1 unless told. */
export function formatNumber(value: number, locale: Locale, decimals = 1): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: decimals }).format(value);
}

/** A vote's points, always with one decimal so that columns line up: `8.0`. */
export function formatScore(value: number, locale: Locale): string {
  return new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(value);
}

/** `75%` */
export function formatPercent(share: number, locale: Locale): string {
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(share);
}

/** `$0.006`: small sums keep two digits that say something. */
export function formatMoney(usd: number, locale: Locale): string {
  const precision = usd < 0.1 ? { maximumSignificantDigits: 2 } : { maximumFractionDigits: 2 };
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: 'USD',
    currencyDisplay: 'narrowSymbol',
    ...precision,
  }).format(usd);
}

/** Hour and minute, in the time zone of the machine unless one is given. */
export function formatTime(at: number, locale: Locale, timeZone?: string): string {
  return new Intl.DateTimeFormat(locale, { timeStyle: 'short', ...(timeZone ? { timeZone } : {}) }).format(at);
}

/** Day, hour and minute without the year: when something soon lapses. */
export function formatDeadline(at: number, locale: Locale, timeZone?: string): string {
  return new Intl.DateTimeFormat(locale, {
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    ...(timeZone ? { timeZone } : {}),
  }).format(at);
}

/** Day and time, in the time zone of the machine unless one is given. */
export function formatDateTime(at: number, locale: Locale, timeZone?: string): string {
  return new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    ...(timeZone ? { timeZone } : {}),
  }).format(at);
}

/** `A, B and C` */
export function formatList(items: readonly string[], locale: Locale): string {
  // Korean's own list style ends in a particle that has to fit the last name; a comma fits every name.
  if (locale === 'ko') return items.join(', ');
  return new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(items);
}

type Part = readonly [value: number, name: string];

function joined(first: Part, second: Part, locale: Locale): string {
  const parts = [first, second].filter(([value], index) => index === 0 || value > 0);
  return parts.map(([value, name]) => unit(value, name, locale)).join(' ');
}

function unit(value: number, name: string, locale: Locale, options: Intl.NumberFormatOptions = {}): string {
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: name,
    unitDisplay: 'short',
    maximumFractionDigits: 0,
    ...options,
  })
    .format(value)
    .replace('sec', 's');
}
