/** A number with what it counts; `plain` when nothing tells. */
export type Amount = {
  readonly value: number;
  readonly unit:
    | 'plain'
    | 'bytes'
    | 'days'
    | 'hours'
    | 'minutes'
    | 'weeks'
    | 'months'
    | 'status'
    | 'percent'
    | 'column'
    | 'clock';
};

/** Numbers as words, English and Korean. */
export const numberWords: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
  twenty: 20,
  한: 1,
  하나: 1,
  두: 2,
  둘: 2,
  세: 3,
  셋: 3,
  네: 4,
  넷: 4,
  다섯: 5,
  여섯: 6,
  일곱: 7,
  여덟: 8,
  아홉: 9,
  열: 10,
  스무: 20,
};
const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', '첫', '두', '세', '네', '다섯'];
const multiples: Record<string, number> = {
  b: 1,
  byte: 1,
  bytes: 1,
  바이트: 1,
  kilobyte: 1024,
  kilobytes: 1024,
  megabyte: 1024 ** 2,
  megabytes: 1024 ** 2,
  gigabyte: 1024 ** 3,
  gigabytes: 1024 ** 3,
  k: 1024,
  kb: 1024,
  kib: 1024,
  킬로바이트: 1024,
  m: 1024 ** 2,
  mb: 1024 ** 2,
  mib: 1024 ** 2,
  메가바이트: 1024 ** 2,
  메가: 1024 ** 2,
  g: 1024 ** 3,
  gb: 1024 ** 3,
  gib: 1024 ** 3,
  기가바이트: 1024 ** 3,
  기가: 1024 ** 3,
};
const times: readonly (readonly [RegExp, Amount['unit']])[] = [
  [/^\s*-?(?:days?\b|일(?!곱))/, 'days'],
  [/^\s*-?(?:hours?\b|hrs?\b|시간)/, 'hours'],
  [/^\s*-?(?:minutes?\b|mins?\b|분)/, 'minutes'],
  [/^\s*-?(?:weeks?\b|주)/, 'weeks'],
  [/^\s*-?(?:months?\b|개월|달)/, 'months'],
  [/^\s*(?:%|percent\b|퍼센트)/, 'percent'],
  [/^\s*(?:st|nd|rd|th)?\s*(?:columns?\b|fields?\b|번째\s*(?:열|컬럼|칸|필드)|열\b)/, 'column'],
  [/^(?::\d\d|\s*(?:am|pm|o'clock)\b|시(?!간))/, 'clock'],
  [/^(?:xx\b)/, 'status'],
];

/** Numbers in the (masked) request, in order. */
export function amountsIn(masked: string): Amount[] {
  const found: { at: number; amount: Amount }[] = [];
  for (const match of masked.matchAll(/(?<![\w.])(\d[\d,]*(?:\.\d+)?)(?=[^\d]|$)/g)) {
    const value = Number((match[1] ?? '').replaceAll(',', ''));
    if (Number.isNaN(value)) continue;
    const rest = masked.slice(match.index + match[0].length);
    found.push({ at: match.index, amount: measure(value, masked.slice(0, match.index), rest) });
  }
  for (const match of masked.matchAll(/\b(one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty)\b(?!-)/g))
    found.push({
      at: match.index,
      amount: measure(numberWords[match[1] ?? ''] ?? 0, '', masked.slice(match.index + match[0].length)),
    });
  for (const match of masked.matchAll(
    /(?<![가-힣])(한|하나|두|둘|세|셋|네|넷|다섯|여섯|일곱|여덟|아홉|열|스무)\s*(?=개|가지|줄|명|건|행|파일|단어)/g,
  ))
    found.push({ at: match.index, amount: { value: numberWords[match[1] ?? ''] ?? 0, unit: 'plain' } });
  for (const match of masked.matchAll(
    /\b(first|second|third|fourth|fifth)\s+(?=columns?|fields?)|(첫|두|세|네|다섯)\s*번째\s*(?=열|컬럼|칸)/g,
  ))
    found.push({
      at: match.index,
      amount: { value: (ordinals.indexOf(match[1] ?? match[2] ?? '') % 5) + 1, unit: 'column' },
    });
  return found.sort((a, b) => a.at - b.at).map((it) => it.amount);
}

function measure(value: number, before: string, rest: string): Amount {
  const size =
    /^\s*(bytes?|(?:kilo|mega|giga)bytes?|[kmg]i?b?|바이트|킬로바이트|메가바이트|메가|기가바이트|기가)(?![a-z])/.exec(
      rest,
    );
  if (size?.[1] !== undefined) return { value: Math.round(value * (multiples[size[1]] ?? 1)), unit: 'bytes' };
  const time = times.find(([pattern]) => pattern.test(rest));
  if (time) return { value, unit: time[1] };
  if (/(?:columns?|fields?|열|컬럼)\s*(?:number\s*)?#?$/.test(before)) return { value, unit: 'column' };
  const code = value >= 100 && value <= 599 && Number.isInteger(value);
  if (code && /(?:status|code|http|상태|코드|응답)[^\d]{0,12}$/.test(before)) return { value, unit: 'status' };
  if (code && /^\s*(?:errors?|responses?|status|번?\s*(?:오류|에러|상태|응답|코드))/.test(rest))
    return { value, unit: 'status' };
  return { value, unit: 'plain' };
}

/** The first number that counts things rather than sizes, days or status codes. */
export function countIn(amounts: readonly Amount[]): number | undefined {
  return amounts.find((it) => it.unit === 'plain' && Number.isInteger(it.value) && it.value > 0)?.value;
}
