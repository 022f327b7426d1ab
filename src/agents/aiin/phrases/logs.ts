import { quotePath } from '../../shared/quote.ts';
import { both } from '../../shared/speech.ts';
import type { Phrase } from '../phrase.ts';
import { isTrouble, oneFile } from '../pieces.ts';
import type { Reading } from '../reading.ts';
import type { Draft } from '../rule.ts';
import { stampFunction, timesIn } from '../times.ts';

const webStatus = `match($0, /" [1-5][0-9][0-9]( |$)/) ? substr($0, RSTART + 2, 3) + 0 : 0`;

function theLog(reading: Reading): { path: string; web: boolean } | null {
  if (reading.sources.length > 1) return null;
  if (reading.sources.length === 0 && !reading.has('log')) return null;
  if (reading.sources.length === 1 && !/\.log$|log/i.test(reading.sources[0] ?? '')) return null;
  const file = oneFile(reading, ['log']);
  return isTrouble(file) ? null : { path: file.path, web: /" [1-5]\d\d( |$)/m.test(file.head) };
}

function select(reading: Reading, tests: readonly string[], what: { en: string; ko: string }): Draft | null {
  const log = theLog(reading);
  if (log === null || reading.has('unique', 'ip', 'path', 'hour', 'daily', 'level', 'average', 'percentage', 'each'))
    return null;
  const kind = reading.has('error')
    ? log.web
      ? `(${webStatus}) >= 400`
      : '/ERROR|FATAL|CRITICAL/'
    : reading.has('warning')
      ? '/WARN/'
      : undefined;
  const test = [...(tests.length > 0 ? ['stamp($0)'] : []), ...tests, ...(kind === undefined ? [] : [kind])].join(
    ' && ',
  );
  const pick = `gawk '${tests.length > 0 ? `${stampFunction}\n` : ''}${test}' ${quotePath(log.path)}`;
  const edge = reading.has('last') ? 'tail' : reading.has('first') ? 'head' : null;
  const cut =
    edge === null
      ? ''
      : ` | ${edge === 'tail' ? `tail -n ${reading.count ?? 1}` : `sed -n '1,${reading.count ?? 1}p'`}`;
  const kinds = both(reading.has('error') ? 'error ' : '', reading.has('error') ? '오류 ' : '');
  return reading.has('count')
    ? {
        doing: both(
          `count the ${kinds.en}lines of ${log.path}${what.en}`,
          `${log.path}에서 ${what.ko}${kinds.ko}줄을 세기`,
        ),
        produce: `${pick} | wc -l`,
      }
    : {
        doing: both(
          `pick the ${kinds.en}lines of ${log.path}${what.en}`,
          `${log.path}에서 ${what.ko}${kinds.ko}줄을 고르기`,
        ),
        produce: `${pick}${cut}`,
      };
}

const may = 'log lines error warning count first last search between date rows';

export const logPhrases: readonly Phrase[] = [
  {
    id: 'logs.at-times',
    says: timesIn.pattern,
    may,
    build(reading) {
      const times = timesIn(reading);
      return times === null ? null : select(reading, times.tests, times.words);
    },
  },
  {
    id: 'logs.on-days',
    says: /(?:\b(?:from|on|of|for|during)\s+)?‡(?:\s*(?:to|until|and|~|-|부터|에서)\s*‡)?(?:까지|의|에|자)?/iu,
    may,
    build(reading) {
      const [from, to] = reading.dates;
      if (from === undefined || reading.dates.length > 2) return null;
      return select(
        reading,
        to === undefined ? [`d == "${from}"`] : [`d >= "${from}"`, `d <= "${to}"`],
        to === undefined
          ? both(` of ${from}`, `${from}의 `)
          : both(` from ${from} to ${to}`, `${from}부터 ${to}까지의 `),
      );
    },
  },
  {
    id: 'logs.edge-error',
    says: /\b(?:last|latest|most recent|first)(?: \d+)? (?:errors?|warnings?)\b|(?:마지막|최근|첫|처음)\s*(?:번째\s*)?(?:에러|오류|경고)\S*/iu,
    may: `${may} newest`,
    build: (reading) => {
      const concepts = new Set([
        ...reading.concepts,
        ...(/최근|latest|recent/i.test(reading.plain) ? ['last' as const] : []),
      ]);
      return select(
        { ...reading, concepts, has: (...wanted) => wanted.some((it) => concepts.has(it)) },
        [],
        both('', ''),
      );
    },
  },
  {
    id: 'logs.bytes',
    says: /\b(?:how many |total )?bytes\b[^.]*\b(?:sent|served|transferred|delivered)\b|\bdata (?:was |were )?(?:sent|transferred)\b|(?:바이트|데이터|용량)\S*\s*(?:가|이|를|을)?\s*(?:전송|보냈|나갔)\S*|전송(?:된|한)\s*(?:총\s*)?(?:바이트|용량|데이터)\S*/iu,
    may: 'total sum count traffic size',
    build(reading) {
      // "According to access.log": the name is no place to write to.
      const log = theLog(reading);
      if (log === null || !log.web) return null;
      return {
        doing: both('add up the bytes that were sent', '전송한 바이트를 모두 더하기'),
        produce: `gawk 'match($0, /" [1-5][0-9][0-9] [0-9]+/) { split(substr($0, RSTART + 2, RLENGTH - 2), part, " "); sum += part[2]; n++ } END { printf "%d bytes in %d requests\\n", sum, n }' ${quotePath(log.path)}`,
      };
    },
  },
  {
    id: 'logs.status-count',
    says: /\bhow many ([1-5]\d\d)s?\b(?: errors?| responses?| requests?)?|([1-5]\d\d)\s*(?:에러|오류|응답|상태|요청)?(?:가|이|은|는)?\s*(?:총\s*)?몇\s*(?:개|번|건)\S*/iu,
    may: 'log error status count total',
    build(reading, match) {
      const log = theLog(reading);
      if (log === null || !log.web) return null;
      const code = match[1] ?? match[2];
      return {
        doing: both(`count the requests with status ${code}`, `상태 ${code}인 요청을 세기`),
        produce: `gawk '(${webStatus}) == ${code} { n++ } END { print n + 0 }' ${quotePath(log.path)}`,
      };
    },
  },
  {
    id: 'logs.failed-share',
    says: /\b(?:what )?(?:percent(?:age)?|share|ratio|rate)\b[^.]*\b(?:failed|errors?|fail|4xx|5xx)\b(?:[^.]*\b(?:4xx|5xx)\b)?|(?:실패|에러|오류|[45]xx)\S*\s*(?:요청\s*)?(?:의\s*)?(?:비율|퍼센트|율)\S*/iu,
    may: 'log error status percentage',
    build(reading) {
      const log = theLog(reading);
      if (log === null) return null;
      const families = [...reading.masked.matchAll(/([45])xx/g)].map((it) => it[1] ?? '');
      const only = families.length === 1 ? families[0] : undefined;
      const test = !log.web
        ? '/ERROR|FATAL|CRITICAL/'
        : only === undefined
          ? `(${webStatus}) >= 400`
          : `int((${webStatus}) / 100) == ${only}`;
      return {
        doing: both(`work out the share of failures in ${log.path}`, `${log.path}에서 실패 비율을 구하기`),
        produce: `gawk '${test} { failed++ } END { printf "%.1f%% (%d of %d)\\n", NR ? 100 * failed / NR : 0, failed, NR }' ${quotePath(log.path)}`,
      };
    },
  },
];
