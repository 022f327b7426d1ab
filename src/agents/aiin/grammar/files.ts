import { escapeGlob, quote } from '../../shared/quote.ts';
import { both } from '../../shared/speech.ts';
import { findFiles, firstRecords, needle, root, subject } from '../pieces.ts';
import type { Reading } from '../reading.ts';
import type { Rule } from '../rule.ts';

const toLines = `tr '\\0' '\\n'`;
/** Path without the leading `./`; with a folder given, the folder stays visible. */
const shown = (reading: Reading) => (reading.folder === undefined ? '%P' : `${reading.folder}/%P`);

function bySize(id: string, when: string, direction: 'largest' | 'smallest'): Rule {
  return {
    id,
    when,
    may: 'by size sort ascending descending disk deep small large list all human',
    not: 'column|archive|lines|words|average|sum|log',
    build(reading) {
      if (reading.sources.length > 0 || sizeTest(reading) !== undefined) return null;
      const everything = reading.has('sort', 'all') && reading.count === undefined;
      const single = !everything && reading.count === undefined && !/\bfiles\b|파일들|목록|순/.test(reading.masked);
      const count = everything ? undefined : (reading.count ?? (single ? 1 : 10));
      const order = direction === 'largest' ? '-k1,1nr' : '-k1,1n';
      const cut = count === undefined ? '' : ` | ${firstRecords(count)}`;
      const what = subject(reading);
      return {
        doing:
          direction === 'largest'
            ? both(
                `list the ${count ?? ''} largest of ${what.en} with their size`.replace('  ', ' '),
                `${what.ko} 중에서 큰 순서로 ${count === undefined ? '전부' : `${count}개`}를 크기와 함께 나열`,
              )
            : both(
                `list the ${count ?? ''} smallest of ${what.en} with their size`.replace('  ', ' '),
                `${what.ko} 중에서 작은 순서로 ${count === undefined ? '전부' : `${count}개`}를 크기와 함께 나열`,
              ),
        produce: `${findFiles(reading, `-printf '%s\\t${shown(reading)}\\0'`)} | sort -z -t $'\\t' ${order} -k2${cut} | ${toLines}`,
        columns: ['bytes', 'file'],
        stem: `${direction}-files`,
      };
    },
  };
}

function byTime(id: string, when: string, direction: 'newest' | 'oldest'): Rule {
  return {
    id,
    when,
    may: 'by modified sort date time list deep newest oldest all',
    not: 'log|column|days|archive',
    build(reading) {
      if (!reading.has('file') && reading.extensions.length === 0) return null;
      const count = reading.count ?? (/\bfiles\b|목록|파일들|순/.test(reading.masked) ? 10 : 1);
      const order = direction === 'newest' ? '-k1,1nr' : '-k1,1n';
      const what = subject(reading);
      return {
        doing:
          direction === 'newest'
            ? both(
                `list the ${count} most recently changed of ${what.en}`,
                `${what.ko} 중에서 최근에 바뀐 ${count}개를 나열`,
              )
            : both(`list the ${count} oldest of ${what.en}`, `${what.ko} 중에서 가장 오래된 ${count}개를 나열`),
        produce: `${findFiles(reading, `-printf '%T@\\t%TY-%Tm-%Td %TH:%TM\\t${shown(reading)}\\0'`)} | sort -z -t $'\\t' ${order} -k3 | cut -z -f 2- | ${firstRecords(count)} | ${toLines}`,
        columns: ['changed', 'file'],
        stem: `${direction}-files`,
      };
    },
  };
}

/** A test of `find` for "over 1 MB", "under 10 KB", or undefined. */
function sizeTest(reading: Reading): string | undefined {
  const size = reading.amounts.find((it) => it.unit === 'bytes');
  if (size === undefined) return undefined;
  const less = reading.has('lesser') || (reading.has('small') && !reading.has('greater'));
  return less ? `-size -${size.value}c` : `-size +${size.value}c`;
}

function timeTest(reading: Reading): string | undefined {
  if (reading.has('today')) return `-newermt 'today 00:00'`;
  if (reading.has('yesterday') && /\b(?:since|after)\b|이후|부터/.test(reading.masked))
    return `-newermt 'yesterday 00:00'`;
  if (reading.has('yesterday')) return `-newermt 'yesterday 00:00' -not -newermt 'today 00:00'`;
  const since = reading.dates[0];
  if (since !== undefined)
    return reading.dates[1] === undefined
      ? `-newermt ${since}`
      : `-newermt ${since} -not -newermt '${reading.dates[1]} 23:59:59'`;
  const span = reading.amounts.find((it) => ['days', 'hours', 'minutes', 'weeks', 'months'].includes(it.unit));
  const spoken = /\b(?:past|last|this) (week|month|day)\b|(일주일|한 ?달|하루)/.exec(reading.masked);
  const length = { week: 7, month: 30, day: 1, 일주일: 7, '한 달': 30, 한달: 30, 하루: 1 }[
    spoken?.[1] ?? spoken?.[2] ?? ''
  ];
  if (span === undefined) return length === undefined ? undefined : `-mtime -${length}`;
  const minutes = { days: 1440, hours: 60, minutes: 1, weeks: 10080, months: 43200 }[span.unit as 'days'] * span.value;
  return /\b(?:older than|not modified|before)\b|(?:이상|넘게)\s*(?:된|지난|안)/.test(reading.masked)
    ? `-mmin +${minutes}`
    : `-mmin -${minutes}`;
}

/** Names, one a line, sorted. */
export const plainList = (reading: Reading, tests: string, options: { anyName?: boolean } = {}) =>
  `${findFiles(reading, `${tests}${tests === '' ? '' : ' '}-printf '${shown(reading)}\\0'`, options)} | sort -z | ${toLines}`;

export const fileRules: readonly Rule[] = [
  bySize('files.largest', 'large|maximum file|size|find', 'largest'),
  bySize('files.smallest', 'small|minimum file|size|find', 'smallest'),
  { ...bySize('files.by-size', 'sort size file', 'largest'), weight: 0.2 },
  byTime('files.newest', 'newest', 'newest'),
  byTime('files.oldest', 'oldest', 'oldest'),
  { ...byTime('files.by-time', 'sort modified|date|time file', 'newest') },
  {
    id: 'files.size-filter',
    when: 'file|find large|small|greater|lesser',
    may: 'size list count where all greater lesser large small',
    weight: 0.6,
    build(reading) {
      const test = sizeTest(reading);
      if (test === undefined) return null;
      const what = subject(reading);
      return {
        doing: both(`list ${what.en} that have the size you asked for`, `${what.ko} 중 말씀하신 크기에 맞는 것을 나열`),
        produce: `${findFiles(reading, `${test} -printf '%s\\t${shown(reading)}\\0'`)} | sort -z -t $'\\t' -k1,1nr -k2 | ${toLines}`,
        columns: ['bytes', 'file'],
      };
    },
  },
  {
    id: 'files.time-filter',
    when: 'file|find|list modified|newest|today|yesterday|create|days|oldest|ago',
    may: 'last today yesterday days hour list modified later',
    weight: 0.6,
    not: 'log|weekday',
    build(reading) {
      const test = timeTest(reading);
      if (test === undefined || (!reading.has('file') && reading.extensions.length === 0)) return null;
      const what = subject(reading);
      return {
        doing: both(`list ${what.en} changed in that time`, `${what.ko} 중 그 기간에 바뀐 것을 나열`),
        produce: plainList(reading, test),
      };
    },
  },
  {
    id: 'files.by-name',
    when: 'file|find|list name|containing',
    may: 'list find name containing where all',
    not: 'rename|lines|words|duplicate|longest|count|sort|content|column|create',
    build(reading) {
      const start = /\b(?:start(?:s|ing)? with|begin(?:s|ning)? with)\b|시작/.test(reading.masked);
      const end = /\bend(?:s|ing)? (?:with|in)\b|끝나/.test(reading.masked);
      const text =
        reading.quoted[0] ??
        (reading.has('spaces') ? ' ' : undefined) ??
        /(?:names? (?:contains?|containing|has|have|includes?|including|with)|named|called|name|starting with|start with|ending (?:with|in))\s+([\w.*-]+)/i.exec(
          reading.text,
        )?.[1] ??
        /이름에\s*([\p{L}\p{N}_-]+?)(?:이|가|을|를)?\s*(?:들어|포함|있는)/u.exec(reading.text)?.[1] ??
        /([\p{L}\p{N}_-]+?)(?:으로|로)\s*(?:시작|끝나)/u.exec(reading.text)?.[1];
      const inName = /\bname|\bcalled\b|이름/.test(reading.masked) || start || end;
      if (text === undefined || !inName || reading.sources.length > 0) return null;
      const glob = escapeGlob(text);
      const pattern = start ? `${glob}*` : end ? `*${glob}` : `*${glob}*`;
      return {
        doing: both(`list the files whose name matches "${text}"`, `이름에 "${text}"가 맞는 파일을 나열`),
        produce: plainList(reading, `-iname ${quote(pattern)}`),
      };
    },
  },
  {
    id: 'files.empty',
    when: 'blank file|folder',
    may: 'find list count all',
    not: 'lines|remove',
    weight: 0.5,
    build(reading) {
      const folders = reading.has('folder') && !reading.has('file');
      return folders
        ? {
            doing: both('list the empty folders', '빈 폴더를 나열'),
            produce: `find ${root(reading)} -mindepth 1 -type d -empty -printf '%P\\n' | sort`,
          }
        : { doing: both('list the empty files', '빈 파일을 나열'), produce: plainList(reading, '-empty') };
    },
  },
  {
    id: 'files.count',
    when: 'count file',
    may: 'total here folder all list deep',
    not: 'lines|words|characters|extension|each|column|rows|log|size|duplicate|error',
    build(reading) {
      if (reading.sources.length > 0) return null;
      const what = subject(reading);
      return {
        doing: both(`count ${what.en}`, `${what.ko} 개수를 세기`),
        produce: `${findFiles(reading, `-printf '.'`)} | wc -c`,
      };
    },
  },
  {
    id: 'files.count-each-extension',
    when: 'extension|kind|each|by extension|file count',
    may: 'count chart list each by total sort',
    not: 'lines|words|size|characters|name|rename|move|duplicate|column|checksum',
    build(reading) {
      if (!reading.has('extension') || (reading.has('convert') && !reading.has('count'))) return null;
      return {
        doing: both('count the files of each extension', '확장자별로 파일 수를 세기'),
        produce: `${findFiles(reading, `-printf '%f\\n'`)} | awk -F. '{ kind = NF > 1 ? tolower($NF) : "(none)"; count[kind]++ } END { for (kind in count) print count[kind] "\\t" kind }' | sort -k1,1nr -k2`,
        columns: ['files', 'extension'],
        stem: 'extensions',
      };
    },
  },
  {
    id: 'files.size-each-extension',
    when: 'extension size|total|sum|disk',
    may: 'by each sum total chart list count file',
    weight: 0.5,
    build(reading) {
      return {
        doing: both('add up the bytes of each extension', '확장자별로 크기를 더하기'),
        produce: `${findFiles(reading, `-printf '%s\\t%f\\n'`)} | awk -F'\\t' '{ n = split($2, part, "."); kind = n > 1 ? tolower(part[n]) : "(none)"; sum[kind] += $1 } END { for (kind in sum) print sum[kind] "\\t" kind }' | sort -k1,1nr -k2`,
        columns: ['bytes', 'extension'],
        stem: 'extension-sizes',
      };
    },
  },
  {
    id: 'files.total-size',
    when: 'total|size|sum|disk size|file|folder|disk',
    may: 'here all list sum total size disk count',
    not: 'each|large|small|sort|extension|column|lines|words|system|memory|rows|average|duplicate|modified|compare|longest|log',
    build(reading) {
      if (!reading.has('size', 'disk')) return null;
      if (reading.sources.length > 0) {
        return {
          doing: both('look up the size in bytes', '크기를 바이트로 확인'),
          produce: `stat --printf '%s\\t%n\\n' -- ${reading.sources.map((it) => quote(it)).join(' ')}`,
          columns: ['bytes', 'file'],
        };
      }
      const what = subject(reading);
      if (reading.has('all') && reading.has('list') && !reading.has('total', 'sum', 'disk', 'count'))
        return {
          doing: both(`list ${what.en} with their size`, `${what.ko}의 크기를 나열`),
          produce: `${findFiles(reading, `-printf '%s\\t%P\\n'`)} | sort -t $'\\t' -k1,1nr -k2`,
          columns: ['bytes', 'file'],
        };
      return {
        doing: both(`add up the size of ${what.en}`, `${what.ko} 크기를 모두 더하기`),
        produce: `${findFiles(reading, `-printf '%s\\n'`)} | awk '{ sum += $1 } END { printf "%d bytes in %d files\\n", sum, NR }'`,
      };
    },
  },
  {
    id: 'files.duplicates',
    when: 'duplicate file',
    may: 'find list content name count all compare',
    not: 'lines|remove|column|rows|copy',
    weight: 0.3,
    build(reading) {
      if (reading.sources.length === 1) return null;
      return {
        doing: both('group the files with the same content', '내용이 같은 파일끼리 묶어 보기'),
        produce: `${findFiles(reading)} -print0 | sort -z | xargs -0 -r sha256sum | sort | uniq -w 64 --all-repeated=separate | cut -c 67-`,
      };
    },
  },
  {
    id: 'files.details',
    when: 'details file|list|folder|here',
    may: 'all size hidden date',
    not: 'system|memory|cpu|column|log',
    build(reading) {
      const names = reading.sources.map((it) => quote(it)).join(' ');
      return {
        doing: both('list the files with rights, owner, size and time', '권한, 소유자, 크기, 시각까지 파일을 나열'),
        produce:
          reading.sources.length > 0
            ? `ls -l -- ${names}`
            : `ls -l${reading.wishes.hidden ? 'A' : ''} ${root(reading)}`,
      };
    },
  },
  {
    id: 'files.kind',
    when: 'kind file',
    may: 'list',
    not: 'count|each|extension|by|lines',
    build(reading) {
      if (reading.sources.length === 0 && !reading.has('all', 'each')) return null;
      return {
        doing: both('tell what kind of content the files hold', '파일이 어떤 종류인지 확인'),
        produce:
          reading.sources.length > 0
            ? `file -- ${reading.sources.map((it) => quote(it)).join(' ')}`
            : `${findFiles(reading)} -print0 | sort -z | xargs -0 -r file --`,
      };
    },
  },
  {
    id: 'files.list',
    when: 'list|find file|all',
    may: 'all here folder name deep hidden alphabet sort only extension containing',
    not: 'characters|lines|words|count|large|small|newest|oldest|modified|content|column|rows|log|duplicate|blank|compare|archive|extract|rename|move|copy|remove|create|checksum|size|first|last|sum|average|error|status|merge|split|convert|search|longest|encoding|valid',
    weight: -0.5,
    build(reading) {
      if (reading.sources.length > 0 || reading.quoted.length > 0 || needle(reading) !== undefined) return null;
      if (reading.unexplained.length > 0 || (reading.has('extension') && reading.extensions.length === 0)) return null;
      const what = subject(reading);
      return { doing: both(`list ${what.en}`, `${what.ko} 목록을 만들기`), produce: plainList(reading, '') };
    },
  },
];
