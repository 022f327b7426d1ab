import { escapePattern, quote, quotePath } from '../../shared/quote.ts';
import { both } from '../../shared/speech.ts';
import { fileStream, needle, subject, textSource } from '../pieces.ts';
import type { Rule } from '../rule.ts';

const inLines = 'list find all here only each first name';

/** Looking for something inside files, and holding files against each other. */
export const searchRules: readonly Rule[] = [
  {
    id: 'text.search',
    when: 'search|containing|find|lines|count',
    may: `${inLines} search containing lines count file without ignoreCase words numbered frequent error log content`,
    not: 'replace|column|rename|hour|daily|status|average|extension|unique|email|url|remove|json|name',
    weight: 0.4,
    build(reading) {
      const text = needle(reading);
      if (text === undefined) return null;
      const flags = `${reading.has('ignoreCase') ? 'i' : ''}${reading.has('without') ? 'v' : ''}F`;
      const word = quote(text);
      const target = reading.sources.length > 0 ? `-- ${reading.sources.map(quotePath).join(' ')}` : null;
      const which = subject(reading);
      if (reading.has('count') && !reading.has('file')) {
        const input = textSource(reading);
        if (input === null) return null;
        const times = reading.has('words') || /occurrence|times|번/.test(reading.masked);
        return {
          doing: both(
            `count ${times ? 'how often' : 'the lines with'} "${text}" ${times ? 'occurs' : ''}`.trim(),
            `"${text}"${times ? '가 나오는 횟수' : '가 있는 줄'}를 세기`,
          ),
          produce: times
            ? `${input} | { grep -oe ${word} -${flags} || true; } | wc -l`
            : `${input} | { grep -ce ${word} -${flags} || true; }`,
        };
      }
      if (target === null && reading.has('file') && !reading.has('lines')) {
        return {
          doing: both(
            `${reading.has('count') ? 'count' : 'list'} ${which.en} that contain "${text}"`,
            `${which.ko} 중 "${text}"가 들어 있는 것을 ${reading.has('count') ? '세기' : '나열'}`,
          ),
          produce: `${fileStream(reading)} | { xargs -0 -r grep -l${flags}I -e ${word} -- || true; } | ${reading.has('count') ? 'wc -l' : `sed 's|^\\./||'`}`,
        };
      }
      return {
        doing: both(
          `pick the lines ${reading.has('without') ? 'without' : 'with'} "${text}" from ${which.en}`,
          `${which.ko}에서 "${text}"${reading.has('without') ? '가 없는' : '가 있는'} 줄을 고르기`,
        ),
        produce:
          target === null
            ? `${fileStream(reading)} | { xargs -0 -r grep -Hn${flags}I -e ${word} -- || true; } | sed 's|^\\./||'`
            : `{ grep -n${flags} -e ${word} ${target} || [ $? -eq 1 ]; }`,
      };
    },
  },
  {
    id: 'text.compare',
    when: 'compare',
    may: 'lines list content find file',
    not: 'common|days',
    weight: 0.4,
    build(reading) {
      const [a, b] = reading.sources;
      if (a === undefined || b === undefined)
        return {
          trouble: both('I need the names of two files to compare.', '비교할 파일 두 개의 이름을 알려 주세요.'),
        };
      return {
        doing: both(`show the differences between ${a} and ${b}`, `${a}와 ${b}의 차이를 보기`),
        produce: `{ diff -u -- ${quotePath(a)} ${quotePath(b)} && echo 'no differences' || [ $? -eq 1 ]; }`,
      };
    },
  },
  {
    id: 'text.common-lines',
    when: 'common|only|without lines|common',
    may: 'lines find list compare only without',
    weight: 0.5,
    build(reading) {
      const [a, b] = reading.sources;
      if (a === undefined || b === undefined) return null;
      const onlyFirst = reading.has('only', 'without') && !reading.has('common');
      return {
        doing: onlyFirst
          ? both(`list the lines that are only in ${a}`, `${a}에만 있는 줄을 나열`)
          : both(`list the lines that ${a} and ${b} share`, `${a}와 ${b}에 모두 있는 줄을 나열`),
        produce: `comm ${onlyFirst ? '-23' : '-12'} <(sort -u -- ${quotePath(a)}) <(sort -u -- ${quotePath(b)})`,
      };
    },
  },
  {
    id: 'text.extract',
    when: 'email|url|numbers extract|find|list|all|count|numbers',
    may: 'list extract find unique all count sort',
    not: 'column|rows|sum|average|log|numeric|minimum',
    weight: 0.5,
    build(reading) {
      const input = textSource(reading);
      if (input === null || reading.unexplained.length > 0) return null;
      const pattern = reading.has('email')
        ? `'[[:alnum:]._%+-]+@[[:alnum:].-]+\\.[[:alpha:]]{2,}'`
        : reading.has('url')
          ? `'https?://[^[:space:]"<>)]+'`
          : `'-?[0-9]+(\\.[0-9]+)?'`;
      const order = reading.has('numbers') && !reading.has('unique') ? '' : ' | sort -u';
      return {
        doing: both('pull them out of the text, one per line', '본문에서 뽑아 한 줄에 하나씩 나열'),
        produce: `${input} | { grep -oE -e ${pattern} || true; }${order}${reading.has('count') ? ' | wc -l' : ''}`,
      };
    },
  },
  {
    id: 'text.sum',
    when: 'sum|average|total numbers|lines',
    may: 'sum average total all list',
    not: 'column|rows|count|log|words',
    weight: 0.2,
    build(reading) {
      const [path] = reading.sources;
      if (path === undefined || /\.(?:csv|tsv|json)$/.test(path)) return null;
      const mean = reading.has('average');
      return {
        doing: mean
          ? both(`work out the average of the numbers in ${path}`, `${path}에 있는 숫자의 평균을 구하기`)
          : both(`add up the numbers in ${path}`, `${path}에 있는 숫자를 모두 더하기`),
        produce: `{ grep -oE -e '-?[0-9]+(\\.[0-9]+)?' -- ${quotePath(path)} || true; } | awk '{ sum += $1 } END { printf "%.10g\\n", ${mean ? 'NR ? sum / NR : 0' : 'sum'} }'`,
      };
    },
  },
  {
    id: 'text.matching-pattern',
    when: 'lines first',
    may: 'list find',
    not: 'content|count|last',
    weight: 0.9,
    build(reading) {
      const text = reading.quoted[0];
      if (text === undefined || reading.sources.length === 0 || !/start|begin|시작/.test(reading.masked)) return null;
      return {
        doing: both(`pick the lines that begin with "${text}"`, `"${text}"로 시작하는 줄을 고르기`),
        produce: `{ grep -n -e ${quote(`^${escapePattern(text)}`)} -- ${reading.sources.map(quotePath).join(' ')} || [ $? -eq 1 ]; }`,
      };
    },
  },
];
