import { quotePath } from '../../shared/quote.ts';
import { type Both, both } from '../../shared/speech.ts';
import type { Phrase } from '../phrase.ts';
import { holdsNumbers, named } from './lines.ts';

const asking = (id: string, says: RegExp, may: string, doing: Both, produce: string): Phrase => ({
  id,
  says,
  may,
  build: (reading) => (reading.sources.length > 0 ? null : { doing, produce }),
});

const spans: Readonly<Record<string, string>> = {
  day: 'days',
  week: 'weeks',
  month: 'months',
  year: 'years',
  일: 'days',
  주: 'weeks',
  개월: 'months',
  달: 'months',
  년: 'years',
};

/** Sums over a file of numbers, dates, and questions about the machine. */
export const plainPhrases: readonly Phrase[] = [
  {
    id: 'numbers.measure',
    says: /\b(?:(median)|(average|mean)|(largest|biggest|highest|maximum|max|greatest)|(smallest|lowest|minimum|min)|(sum|total|add up))\b(?: number| value)?|(중앙값|중간값)|(평균)(?:\s*값)?|((?:가장|제일)\s*(?:큰|높은)\s*(?:수|숫자|값)|최댓?값)|((?:가장|제일)\s*(?:작은|낮은)\s*(?:수|숫자|값)|최솟?값)|(합계|총합|(?:모두|다|전부)\s*더)\S*/iu,
    may: 'numbers lines median average maximum minimum large small sum total',
    build(reading, match) {
      if (named(reading) === null || !holdsNumbers(reading) || reading.count !== undefined) return null;
      const which = match.slice(1).findIndex((it) => it !== undefined) % 5;
      const [en, ko, end] = [
        ['median', '중앙값', 'n = asort(v); print n % 2 ? v[(n + 1) / 2] : (v[n / 2] + v[n / 2 + 1]) / 2'],
        ['average', '평균', 'printf "%.10g\\n", sum / NR'],
        ['largest', '최댓값', 'n = asort(v); print v[n]'],
        ['smallest', '최솟값', 'asort(v); print v[1]'],
        ['sum', '합계', 'printf "%.10g\\n", sum'],
      ][which] as [string, string, string];
      const several = ['median', 'average', 'maximum', 'minimum', 'sum'] as const;
      if (several.filter((it) => reading.has(it)).length > 1) return null;
      return {
        doing: both(`work out the ${en} of the numbers`, `숫자의 ${ko}을(를) 구하기`),
        produce: `gawk 'NF { v[NR] = $1 + 0; sum += $1 } END { ${end} }' ${quotePath(reading.sources[0] ?? '')}`,
      };
    },
  },
  {
    id: 'numbers.sequence',
    says: /\b(?:print|show|list|count|write|give me) (?:the |all )?(?:numbers? )?(?:from )?(-?\d+) (?:to|through|up to) (-?\d+)|(\d+)부터\s*(\d+)까지(?:의)?\s*(?:숫자|수)?(?:를|들을)?\s*(?:출력|보여|나열|써)\S*/iu,
    may: 'numbers count',
    build(reading, match) {
      const [from, to] = [Number(match[1] ?? match[3]), Number(match[2] ?? match[4])];
      if (reading.sources.length > 0 || /\blines?\b|번째|줄/.test(reading.masked) || to - from > 100_000) return null;
      return {
        doing: both(`print the numbers from ${from} to ${to}`, `${from}부터 ${to}까지 출력`),
        produce: `seq ${from} ${to >= from ? '' : '-1 '}${to}`,
      };
    },
  },
  {
    id: 'numbers.base',
    says: /\b(\d+) (?:to|in|into|as) (hex(?:adecimal)?|binary|octal)\b|(\d+)(?:을|를)?\s*(16|2|8)진수로\s*(?:바꿔|변환|바꾸|표시)?\S*/iu,
    may: 'convert replace',
    build(reading, match) {
      if (reading.sources.length > 0) return null;
      const value = match[1] ?? match[3] ?? '0';
      const kind = (match[2] ?? match[4] ?? '').toLowerCase();
      const base = /^(?:hex|16)/.test(kind) ? 16 : /^(?:bin|2)/.test(kind) ? 2 : 8;
      return {
        doing: both(`write ${value} in base ${base}`, `${value}을(를) ${base}진수로 쓰기`),
        produce: `echo 'obase=${base}; ${value}' | bc`,
      };
    },
  },
  {
    id: 'dates.timestamp',
    says: /\b(?:unix |epoch )?(?:timestamp|epoch|unix time)\s*(\d{9,11})\b(?:[^.]*\bdate\b)?|(?:유닉스\s*)?타임스탬프\s*(\d{9,11})(?:을|를)?\s*(?:날짜|시간)?(?:로|으로)?\s*(?:바꿔|변환|알려)?\S*/iu,
    may: 'convert date time lineEnds replace',
    build: (reading, match) =>
      reading.sources.length > 0
        ? null
        : {
            doing: both('turn the timestamp into a date', '타임스탬프를 날짜로 바꾸기'),
            produce: `date -ud @${match[1] ?? match[2]} '+%F %T UTC (%A)'`,
          },
  },
  {
    id: 'dates.shifted',
    says: /‡ ?(plus|\+|minus) (\d+) (day|week|month|year)s?|(\d+) (day|week|month|year)s? (after|from|before) ‡|‡\s*(?:에서|부터|로부터)?\s*(\d+)\s*(일|주|개월|달|년)\s*(뒤|후|전)\S*/iu,
    may: 'date later ago time',
    build(reading, match) {
      const [date] = reading.dates;
      if (date === undefined || reading.sources.length > 0) return null;
      const count = match[2] ?? match[4] ?? match[7];
      const unit = spans[(match[3] ?? match[5] ?? match[8] ?? '').toLowerCase()];
      const back = /minus|before|전/i.test(match[1] ?? match[6] ?? match[9] ?? '');
      return {
        doing: both('work out the date', '날짜를 계산'),
        produce: `date -ud '${date} ${back ? '-' : '+'}${count} ${unit}' +%F`,
      };
    },
  },
  {
    id: 'dates.between',
    says: /‡\s*(?:부터|에서)\s*‡\s*까지(?:는|의)?\s*(?:며칠|몇\s*일|일수)\S*|\bdays? (?:are there )?(?:between|from) ‡ (?:and|to|until) ‡/iu,
    may: 'days date count between',
    build(reading) {
      const [from, to] = reading.dates;
      if (from === undefined || to === undefined || reading.sources.length > 0) return null;
      return {
        doing: both('count the days from one date to the other', '두 날짜 사이의 일수를 세기'),
        produce: `echo "$(( ($(date -ud ${to} +%s) - $(date -ud ${from} +%s)) / 86400 ))"`,
      };
    },
  },
  asking(
    'dates.today',
    /오늘\s*(?:은|이)?\s*(?:며칠|몇\s*일|몇월\s*며칠)\S*|오늘\s*날짜\S*/u,
    'date today',
    both('look at the calendar', '오늘 날짜를 확인'),
    `date '+%F (%A)'`,
  ),
  asking(
    'system.python',
    /\bpython\b[^.]*\bversion\b|\bversion of python\b|파이썬\s*(?:의\s*)?버전\S*/iu,
    'version verify valid',
    both('ask Python for its version', '파이썬 버전을 확인'),
    'python3 --version',
  ),
  asking(
    'system.node',
    /\bnode(?:\.?js)?\b[^.]*\bversion\b|(?:노드|node)\s*버전\S*/iu,
    'version verify valid',
    both('ask Node for its version', 'Node 버전을 확인'),
    'node --version',
  ),
  asking(
    'system.me',
    /\bwho am i\b(?: logged in as)?|\b(?:which|what) user am i\b|사용자\s*(?:이름|명)(?:이|은)?\s*(?:뭐|무엇|알려)\S*/iu,
    'who',
    both('ask who I run as', '어떤 사용자로 실행되는지 확인'),
    'whoami',
  ),
  asking(
    'system.processes',
    /\b(?:running )?processes\b|실행\s*중인\s*(?:프로세스|프로그램)\S*|프로세스\s*목록/iu,
    '',
    both('list the running processes', '실행 중인 프로세스를 나열'),
    'ps -ef',
  ),
];
