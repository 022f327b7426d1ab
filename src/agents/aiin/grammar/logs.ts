import { quotePath } from '../../shared/quote.ts';
import { type Both, both } from '../../shared/speech.ts';
import { firstLines, isTrouble, oneFile } from '../pieces.ts';
import type { Reading } from '../reading.ts';
import type { Draft, Rule, Trouble } from '../rule.ts';

/** Awk functions for web server logs (common and combined format). */
const statusOf = `function status(line) { return match(line, /" [1-5][0-9][0-9]( |$)/) ? substr(line, RSTART + 2, 3) : "" }`;
const hourOf = `function hour(line) { return match(line, /[0-9]+\\/[A-Za-z]+\\/[0-9]+:[0-9][0-9]/) ? substr(line, RSTART, RLENGTH - 3) " " substr(line, RSTART + RLENGTH - 2, 2) ":00" : match(line, /[0-9]+-[0-9]+-[0-9]+[T ][0-9][0-9]/) ? substr(line, RSTART, 10) " " substr(line, RSTART + 11, 2) ":00" : "no time" }`;
const dayOf = `function day(line) { return match(line, /[0-9]+\\/[A-Za-z]+\\/[0-9]+:|[0-9]+-[0-9]+-[0-9]+/) ? substr(line, RSTART, substr(line, RSTART + RLENGTH - 1, 1) == ":" ? RLENGTH - 1 : RLENGTH) : "no date" }`;

type Log = { readonly path: string; readonly web: boolean };

function theLog(reading: Reading): Log | Trouble {
  const file = oneFile(reading, ['log']);
  return isTrouble(file) ? file : { path: file.path, web: /" [1-5]\d\d( |$)/m.test(file.head) };
}

const notWeb = (path: string): Trouble => ({
  trouble: both(
    `${path} does not look like a web server log: I see no status codes in its first lines.`,
    `${path}의 첫 줄들에 상태 코드가 없습니다. 웹 서버 로그가 아닌 것 같습니다.`,
  ),
});

/** Counts what `key` yields for each line that passes `test`. */
function tally(path: string, functions: string, test: string, key: string, sort = '-k1,1nr -k2'): string {
  return `awk '${functions}\n${test}{ count[${key}]++ } END { for (it in count) print count[it] "\\t" it }' ${quotePath(path)} | sort -t $'\\t' ${sort}`;
}

function overLog(build: (log: Log, reading: Reading) => Draft | Trouble | null): Rule['build'] {
  return (reading) => {
    const about = reading.has('log') || reading.sources.some((it) => it.endsWith('.log') || /log/i.test(it));
    if (!about) return null;
    const log = theLog(reading);
    return isTrouble(log) ? log : build(log, reading);
  };
}

function codes(reading: Reading): { test: string; words: string } | undefined {
  const family = /\b([1-5])xx\b|([1-5])00번대/.exec(reading.masked);
  const digit = family?.[1] ?? family?.[2];
  if (digit !== undefined) return { test: `status($0) ~ /^${digit}/`, words: `${digit}xx` };
  const exact = reading.amounts.filter(
    (it) => it.unit === 'status' || (it.unit === 'plain' && it.value >= 100 && it.value < 600),
  );
  if (exact.length > 0) {
    const wanted = exact.map((it) => String(it.value));
    return { test: wanted.map((it) => `status($0) == ${it}`).join(' || '), words: wanted.join('/') };
  }
  return undefined;
}

const top = (reading: Reading, otherwise?: number) => {
  const count = reading.count !== undefined && reading.count < 100 ? reading.count : otherwise;
  return count === undefined ? '' : ` | ${firstLines(count)}`;
};

function grouped(reading: Reading): { key: string; en: string; ko: string } {
  if (reading.has('hour') && !reading.has('daily')) return { key: 'hour($0)', en: 'hour', ko: '시간대' };
  if (reading.has('daily')) return { key: 'day($0)', en: 'day', ko: '날짜' };
  return { key: 'status($0)', en: 'status', ko: '상태 코드' };
}

function fieldTally(id: string, when: string, key: string, columns: readonly string[], doing: Both, test = ''): Rule {
  return {
    id,
    when,
    may: 'count maximum frequent list log each by sort first all total find unique path',
    not: 'hour|daily|column',
    weight: 0.3,
    build: overLog((log, reading) => {
      const wanted = codes(reading);
      if (reading.has('unique') && reading.has('count'))
        return {
          doing: both(
            `count the different values of ${columns.at(-1)} in ${log.path}`,
            `${log.path}에서 서로 다른 ${columns.at(-1)} 수를 세기`,
          ),
          produce: `${tally(log.path, statusOf, test, key)} | wc -l`,
        };
      const filter = wanted === undefined ? test : `(${wanted.test}) `;
      return {
        doing,
        produce: `${tally(log.path, statusOf, filter, key)}${top(reading)}`,
        columns,
        stem: columns.at(-1) ?? 'report',
      };
    }),
  };
}

export const logRules: readonly Rule[] = [
  {
    id: 'logs.status-lines-by-time',
    when: 'status|error|lines|find|list|log lines|list|find hour|daily',
    may: 'log by status error lines list each count',
    weight: 0.8,
    build: overLog((log, reading) => {
      const wanted = codes(reading);
      if (wanted === undefined || (!reading.has('lines') && reading.has('count'))) return null;
      if (!log.web) return notWeb(log.path);
      const group = grouped(reading);
      return {
        doing: both(
          `pick the lines of ${log.path} with status ${wanted.words} and group them by ${group.en}, with line numbers`,
          `${log.path}에서 상태 ${wanted.words}인 줄을 골라 ${group.ko}별로 줄 번호와 함께 묶기`,
        ),
        produce: `awk '${statusOf}\n${hourOf}\n${dayOf}\n${wanted.test} { key = ${group.key}; if (!(key in count)) order[++groups] = key; count[key]++; lines[key] = lines[key] "  " FNR ": " $0 "\\n" } END { for (i = 1; i <= groups; i++) printf "%s (%d)\\n%s", order[i], count[order[i]], lines[order[i]]; if (!groups) print "no line has status ${wanted.words}" }' ${quotePath(log.path)}`,
      };
    }),
  },
  {
    id: 'logs.count-by-time',
    when: 'log|count|list|error|status|chart hour|daily',
    may: 'log count by each error status chart list maximum total',
    not: 'column|modified|system',
    weight: 0.2,
    build: overLog((log, reading) => {
      const wanted = codes(reading);
      if (wanted && !log.web) return notWeb(log.path);
      const errors = reading.has('error') && wanted === undefined;
      const test = wanted
        ? `(${wanted.test}) `
        : errors
          ? log.web
            ? 'status($0) >= 500 '
            : '/ERROR|FATAL|CRITICAL|Error|error/ '
          : '';
      const group = grouped(reading);
      return {
        doing: both(
          `count ${wanted?.words ?? (errors ? 'error' : '')} lines of ${log.path} by ${group.en}`.replace('  ', ' '),
          `${log.path}의 ${wanted ? `${wanted.words} ` : errors ? '오류 ' : ''}줄을 ${group.ko}별로 세기`,
        ),
        produce: tally(
          log.path,
          `${statusOf}\n${hourOf}\n${dayOf}`,
          test,
          group.key,
          reading.has('maximum') ? '-k1,1nr -k2' : '-k2',
        ),
        columns: ['lines', group.en],
        stem: `by-${group.en}`,
      };
    }),
  },
  {
    id: 'logs.status-lines',
    when: 'status|error|lines|list|find|log',
    may: 'log lines status error list count find',
    not: 'hour|daily|ip|path|method|agent',
    weight: 0.6,
    build: overLog((log, reading) => {
      const wanted = codes(reading);
      if (wanted === undefined) return null;
      if (!log.web) return notWeb(log.path);
      if (reading.has('count')) {
        return {
          doing: both(
            `count the lines of ${log.path} with status ${wanted.words}`,
            `${log.path}에서 상태 ${wanted.words}인 줄을 세기`,
          ),
          produce: `awk '${statusOf}\n${wanted.test} { count++ } END { print count + 0 }' ${quotePath(log.path)}`,
        };
      }
      return {
        doing: both(
          `pick the lines of ${log.path} with status ${wanted.words}`,
          `${log.path}에서 상태 ${wanted.words}인 줄을 고르기`,
        ),
        produce: `awk '${statusOf}\n${wanted.test} { print FNR ": " $0 }' ${quotePath(log.path)}`,
      };
    }),
  },
  fieldTally(
    'logs.by-status',
    'status',
    'status($0)',
    ['requests', 'status'],
    both('count the requests of each status', '상태 코드별로 요청을 세기'),
  ),
  fieldTally(
    'logs.by-ip',
    'ip',
    '$1',
    ['requests', 'ip'],
    both('count the requests of each address', '주소(IP)별로 요청을 세기'),
  ),
  fieldTally(
    'logs.by-path',
    'path',
    '$7',
    ['requests', 'path'],
    both('count the requests of each page', '페이지별로 요청을 세기'),
    'NF >= 7 ',
  ),
  fieldTally(
    'logs.by-method',
    'method',
    'substr($6, 2)',
    ['requests', 'method'],
    both('count the requests of each method', '메서드별로 요청을 세기'),
    'NF >= 7 ',
  ),
  {
    id: 'logs.traffic',
    when: 'traffic',
    may: 'total sum by',
    weight: 0.4,
    build: overLog((log) =>
      log.web
        ? {
            doing: both('add up the bytes that were sent', '전송한 바이트를 모두 더하기'),
            produce: `awk 'match($0, /" [1-5][0-9][0-9] [0-9]+/) { split(substr($0, RSTART + 2, RLENGTH - 2), part, " "); sum += part[2] } END { printf "%d bytes in %d requests\\n", sum, NR }' ${quotePath(log.path)}`,
          }
        : null,
    ),
  },
  {
    id: 'logs.agents',
    when: 'agent',
    may: 'count maximum frequent list log each by',
    weight: 0.4,
    build: overLog((log, reading) => ({
      doing: both('count the requests of each user agent', '브라우저(user agent)별로 요청을 세기'),
      produce: `awk -F'"' 'NF >= 6 { count[$6]++ } END { for (it in count) print count[it] "\\t" it }' ${quotePath(log.path)} | sort -t $'\\t' -k1,1nr -k2${top(reading)}`,
      columns: ['requests', 'agent'],
      stem: 'agents',
    })),
  },
  {
    id: 'logs.levels',
    when: 'level',
    may: 'count log each by error warning list',
    weight: 0.4,
    build: overLog((log) => ({
      doing: both('count the lines of each log level', '로그 수준별로 줄을 세기'),
      produce: `awk 'match($0, /(TRACE|DEBUG|INFO|NOTICE|WARN(ING)?|ERROR|FATAL|CRITICAL)/) { count[substr($0, RSTART, RLENGTH)]++ } END { for (it in count) print count[it] "\\t" it }' ${quotePath(log.path)} | sort -t $'\\t' -k1,1nr -k2`,
      columns: ['lines', 'level'],
      stem: 'levels',
    })),
  },
  {
    id: 'logs.errors',
    when: 'error|warning',
    may: 'log lines count list find last first search all containing',
    not: 'hour|daily|level|ip|path',
    build: overLog((log, reading) => {
      // One level at a time: which of the two was meant is not for us to say.
      if (reading.has('warning') && reading.has('error')) return null;
      const pattern = reading.has('warning') && !reading.has('error') ? 'WARN' : 'ERROR|FATAL|CRITICAL|Exception';
      const last =
        reading.has('last') && reading.count !== undefined
          ? ` | tail -n ${reading.count}`
          : reading.count !== undefined && reading.count < 100
            ? top(reading)
            : '';
      const webErrors = log.web && !reading.has('warning');
      const pick = webErrors
        ? `awk '${statusOf}\nstatus($0) >= 400 { print FNR ": " $0 }' ${quotePath(log.path)}`
        : `awk '/${pattern}/ || tolower($0) ~ /(^|[^a-z])${reading.has('warning') && !reading.has('error') ? 'warn(ing)?' : 'error'}([^a-z]|$)/ { print FNR ": " $0 }' ${quotePath(log.path)}`;
      if (reading.has('count'))
        return {
          doing: both(`count the error lines of ${log.path}`, `${log.path}의 오류 줄을 세기`),
          produce: `${pick} | wc -l`,
        };
      return {
        doing: both(`pick the error lines of ${log.path}`, `${log.path}에서 오류 줄을 고르기`),
        produce: `${pick}${last}`,
      };
    }),
  },
];
