import { type Both, both } from '../../shared/speech.ts';
import type { Reading } from '../reading.ts';
import type { Rule } from '../rule.ts';

const simple = (
  id: string,
  when: string,
  doing: Both,
  produce: string,
  not = 'lines|words|column|file',
  may = 'list system here',
): Rule => ({
  id,
  when,
  may,
  not,
  build: (reading) => (reading.sources.length > 0 ? null : { doing, produce }),
});

/** "3 days ago", "2주 뒤" as `date -d` understands it. */
function offset(reading: Reading): string | undefined {
  if (reading.has('yesterday')) return 'yesterday';
  if (reading.has('tomorrow')) return 'tomorrow';
  const span = reading.amounts.find((it) => ['days', 'weeks', 'months', 'hours', 'minutes'].includes(it.unit));
  if (span === undefined) return undefined;
  return `${reading.has('ago') ? '-' : '+'}${span.value} ${span.unit}`;
}

export const systemRules: readonly Rule[] = [
  {
    id: 'date.between',
    when: 'between|days|count between|days|count',
    may: 'count days between list later ago',
    not: 'file|log|words|lines',
    weight: 0.4,
    build(reading) {
      const [from, to] = reading.dates;
      if (from === undefined) return null;
      if (to === undefined && !/\b(?:since|until|till)\b|부터|까지|지났|남았/.test(reading.masked)) return null;
      const end = to ?? 'today';
      return {
        doing: both('count the days from one date to the other', '두 날짜 사이의 일수를 세기'),
        produce: `echo "$(( ($(date -ud ${end} +%s) - $(date -ud ${from} +%s)) / 86400 ))"`,
      };
    },
  },
  {
    id: 'date.weekday',
    when: 'weekday',
    may: 'date today list tomorrow yesterday later ago days',
    not: 'file|log',
    weight: 0.5,
    build: (reading) => ({
      doing: both('look up the day of the week', '무슨 요일인지 확인'),
      produce: `date -d '${reading.dates[0] ?? offset(reading) ?? 'today'}' '+%F %A'`,
    }),
  },
  {
    id: 'date.offset',
    when: 'date|days|ago|later|tomorrow|yesterday',
    may: 'today date list ago later days tomorrow yesterday',
    not: 'file|log|modified|between|count|weekday|hour|sort|column',
    weight: 0.2,
    build(reading) {
      const shift = offset(reading);
      if (shift === undefined) return null;
      // "What I did yesterday" is not a question about the calendar.
      if (/^(?:yesterday|tomorrow)$/.test(shift) && !reading.has('date', 'days', 'weekday')) return null;
      const base = reading.dates[0] === undefined ? '' : `${reading.dates[0]} `;
      return { doing: both('work out the date', '날짜를 계산'), produce: `date -d '${base}${shift}' +%F` };
    },
  },
  simple(
    'date.now',
    'date|time|today',
    both('look at the clock', '지금 날짜와 시각을 확인'),
    `date '+%F %T %Z (%A)'`,
    'file|log|modified|sort|column|lines|words|newest|oldest|ago|later|days|between|weekday|create|rename|tomorrow|yesterday',
    'list today date time here system',
  ),
  simple(
    'system.memory',
    'memory',
    both('look at the memory', '메모리를 확인'),
    `head -n 3 /proc/meminfo`,
    'file|words|lines',
    'list system size total disk all here',
  ),
  simple(
    'system.cpu',
    'cpu',
    both('count the processors', '프로세서 수를 확인'),
    'nproc',
    'file|words|lines',
    'list system count here all',
  ),
  simple(
    'system.disk',
    'disk|size free|system',
    both('look at the free space', '남은 공간을 확인'),
    'df -h .',
    'file|folder|each|words|lines|large|extension',
    'list system here size total all free disk count',
  ),
  simple(
    'system.about',
    'system|version',
    both('ask which system this is', '어떤 시스템인지 확인'),
    'uname -a && cat /etc/os-release',
    'file|memory|cpu|disk|words|lines|uptime',
    'list here details version',
  ),
  simple('system.who', 'who', both('ask who I run as', '어떤 사용자로 실행되는지 확인'), 'whoami'),
  simple(
    'system.uptime',
    'uptime',
    both('ask how long it has been running', '얼마나 오래 켜져 있었는지 확인'),
    `awk '{ printf "up %d days %d hours %d minutes\\n", $1 / 86400, $1 % 86400 / 3600, $1 % 3600 / 60 }' /proc/uptime`,
    'file',
    'list system time here',
  ),
  simple(
    'system.where',
    'where_am_i',
    both('ask which folder this is', '지금 어느 폴더인지 확인'),
    'pwd',
    'count|words',
    'list folder here',
  ),
];
