import { quotePath } from '../../shared/quote.ts';
import { both } from '../../shared/speech.ts';
import { contents, eachFile, firstLines, isTrouble, oneFile, subject, textSource } from '../pieces.ts';
import type { Rule } from '../rule.ts';

/** Letters of any script; numbers inside words count. */
const wordPattern = `'[[:alpha:]][[:alnum:]]*'`;

function counting(id: string, when: string, flag: string, unit: string, unitKo: string): Rule {
  return {
    id,
    when,
    may: 'by sum count each total chart list sort all find ascending descending maximum large frequent longest',
    not: 'unique|log|level|ip|path|method|column|frequent|status|hour|daily|rows|error|longest|containing|search|average',
    weight: 0.3,
    build(reading) {
      if (reading.has('folder') && reading.has('by') && !reading.has('file')) return null;
      // "The lines with …": a word that is not understood may be what the lines are to be picked by.
      if (reading.has('where') && reading.unexplained.length > 0) return null;
      // "The top 4 lines" are lines to see, not to count.
      if (!reading.has('count', 'each', 'chart', 'total', 'file') && reading.count !== undefined) return null;
      const what = subject(reading);
      const scopes =
        reading.sources.length > 0 || reading.has('file', 'folder', 'all', 'here') || reading.extensions.length > 0;
      if (!scopes && reading.files.length !== 1) {
        const only = oneFile(reading, ['txt', 'md']);
        return isTrouble(only)
          ? only
          : {
              doing: both(`count the ${unit} of ${only.path}`, `${only.path}의 ${unitKo} 수를 세기`),
              produce: `wc ${flag} < ${quotePath(only.path)}`,
            };
      }
      const whole = reading.has('total') && !reading.has('each');
      if (whole || (reading.sources.length === 1 && !reading.has('each', 'chart') && reading.format === undefined)) {
        return {
          doing: both(
            `count the ${unit} of ${what.en}${whole ? ' together' : ''}`,
            `${what.ko}의 ${unitKo} 수를 ${whole ? '모두 합쳐 ' : ''}세기`,
          ),
          produce: `${contents(reading)} | wc ${flag}`,
        };
      }
      const cut = reading.count === undefined ? '' : ` | ${firstLines(reading.count)}`;
      return {
        doing: both(`count the ${unit} of each of ${what.en}`, `${what.ko}마다 ${unitKo} 수를 세기`),
        produce: `${eachFile(reading, `wc ${flag} --`)} | awk '{ count = $1; sub(/^ *[0-9]+ (\\.\\/)?/, ""); print count "\\t" $0 }' | sort -t $'\\t' -k1,1n${reading.has('ascending') ? '' : 'r'} -k2${cut}`,
        columns: [unit, 'file'],
        stem: `${unit}-per-file`,
      };
    },
  };
}

export const textRules: readonly Rule[] = [
  counting('text.words', 'words count|each|chart|total|maximum|sort|large', '-w', 'words', '단어'),
  counting('text.lines', 'lines count|each|chart|total|maximum', '-l', 'lines', '줄'),
  counting('text.characters', 'characters count|each|chart|total|maximum|sort|large|size', '-m', 'characters', '글자'),
  {
    id: 'text.frequent-words',
    when: 'words frequent|maximum|unique|each',
    may: 'count list chart sort maximum common',
    not: 'longest|lines|column',
    weight: 0.5,
    build(reading) {
      if (reading.has('file') && !reading.has('frequent', 'unique') && reading.has('each', 'maximum')) return null;
      const input = textSource(reading);
      if (input === null) return null;
      const number = reading.count ?? (reading.has('unique', 'each') ? undefined : 10);
      const lists = `${input} | { grep -oE ${wordPattern} || true; } | awk '{ print tolower($0) }' | sort | uniq -c`;
      if (reading.has('unique') && reading.has('count')) {
        return { doing: both('count the different words', '서로 다른 단어 수를 세기'), produce: `${lists} | wc -l` };
      }
      return {
        doing: both(
          `list the ${number ?? ''} most frequent words`.replace('  ', ' '),
          `자주 나오는 단어 ${number === undefined ? '' : `${number}개`}를 나열`,
        ),
        produce: `${lists} | awk '{ print $1 "\\t" $2 }' | sort -t $'\\t' -k1,1nr -k2${number === undefined ? '' : ` | ${firstLines(number)}`}`,
        columns: ['count', 'word'],
        stem: 'words',
      };
    },
  },
  {
    id: 'text.sort',
    when: 'sort|alphabet|numeric lines|alphabet|content|descending|ascending|numeric|name|sort',
    may: 'descending ascending numeric unique list all reverse convert',
    not: 'column|size|large|small|newest|oldest|modified|rows|count|average|frequent|log|words|archive',
    weight: 0.2,
    build(reading) {
      if (reading.sources.length === 0 || reading.sources.some((it) => /\.(csv|tsv|json)$/.test(it))) return null;
      const flags = `${reading.has('numeric') ? 'n' : ''}${reading.has('descending', 'reverse') ? 'r' : ''}${reading.has('unique') ? 'u' : ''}`;
      return {
        doing: both('sort the lines', '줄을 정렬'),
        produce: `sort${flags === '' ? '' : ` -${flags}`} -- ${reading.sources.map(quotePath).join(' ')}`,
      };
    },
  },
  {
    id: 'text.unique',
    when: 'unique|duplicate',
    may: 'lines list count remove sort content',
    not: 'words|column|archive|rows|ip',
    weight: 0.2,
    build(reading) {
      if (reading.sources.length === 0 || reading.sources.some((it) => it.endsWith('.csv'))) return null;
      const input = contents(reading);
      // Two files that are alike are another question.
      if (reading.has('duplicate') && reading.sources.length > 1) return null;
      if (reading.has('duplicate') && !reading.has('unique', 'remove')) {
        return {
          doing: both(
            'list the lines that occur more than once, with how often',
            '두 번 이상 나오는 줄을 횟수와 함께 나열',
          ),
          produce: `${input} | sort | uniq -cd | sort -k1,1nr`,
        };
      }
      if (reading.has('count'))
        return {
          doing: both('count the different lines', '서로 다른 줄 수를 세기'),
          produce: `${input} | sort -u | wc -l`,
        };
      if (reading.has('sort'))
        return {
          doing: both('sort the lines and keep each once', '줄을 정렬하고 같은 줄은 하나만 남기기'),
          produce: `${input} | sort -u${reading.has('numeric') ? 'n' : ''}${reading.has('descending') ? 'r' : ''}`,
        };
      return {
        doing: both('keep each line once, in its first place', '같은 줄은 처음 것만 남기기'),
        produce: `${input} | awk '!seen[$0]++'`,
      };
    },
  },
  {
    id: 'text.head-tail',
    when: 'first|last|content|list|bottom|maximum|nth lines|content',
    may: 'list find first last content only',
    not: 'count|column|sort|error|search|containing|rows|remove|longest|average|status|numbered|blank|common|compare|reverse|shuffle|newest|duplicate|unique|frequent',
    build(reading) {
      if (reading.sources.length === 0 && reading.extensions.length === 0 && reading.files.length !== 1) return null;
      if (reading.sources.length > 1) return null;
      const range = /(\d+)\s*(?:to|-|–|through|부터|~|에서)\s*(\d+)/.exec(reading.masked);
      const file = oneFile(reading, reading.extensions);
      if (isTrouble(file)) return file;
      const path = quotePath(file.path);
      const nth = ordinalLine(reading.masked);
      if (nth !== undefined)
        return {
          doing: both(`print line ${nth} of ${file.path}`, `${file.path}의 ${nth}번째 줄을 출력`),
          produce: `sed -n '${nth}p' ${path}`,
        };
      if (range)
        return {
          doing: both(`print lines ${range[1]} to ${range[2]}`, `${range[1]}~${range[2]}번째 줄을 출력`),
          produce: `sed -n '${range[1]},${range[2]}p' ${path}`,
        };
      if (reading.has('last'))
        return {
          doing: both(
            `print the last ${reading.count ?? 10} lines of ${file.path}`,
            `${file.path}의 마지막 ${reading.count ?? 10}줄을 출력`,
          ),
          produce: `tail -n ${reading.count ?? 10} -- ${path}`,
        };
      if (reading.has('first') || reading.count !== undefined)
        return {
          doing: both(
            `print the first ${reading.count ?? 10} lines of ${file.path}`,
            `${file.path}의 처음 ${reading.count ?? 10}줄을 출력`,
          ),
          produce: `head -n ${reading.count ?? 10} -- ${path}`,
        };
      if (reading.unexplained.length > 0) return null;
      return { doing: both(`print ${file.path}`, `${file.path} 내용을 출력`), produce: `cat -- ${path}` };
    },
  },
  {
    id: 'text.longest',
    when: 'longest|shortest lines|words',
    may: 'find list first',
    weight: 0.4,
    not: 'column',
    build(reading) {
      const input = textSource(reading);
      if (input === null) return null;
      const order = reading.has('longest') ? 'nr' : 'n';
      const words =
        reading.has('words') && !reading.has('lines') ? ` | { grep -oE ${wordPattern} || true; } | sort -u` : '';
      return {
        doing: both(
          `find the ${reading.has('longest') ? 'longest' : 'shortest'} ${words === '' ? 'lines' : 'words'} with their length`,
          `가장 ${reading.has('longest') ? '긴' : '짧은'} ${words === '' ? '줄' : '단어'}을 길이와 함께 찾기`,
        ),
        produce: `${input}${words} | awk '{ print length($0) "\\t" $0 }' | sort -t $'\\t' -k1,1${order} -s | ${firstLines(reading.count ?? 1)}`,
        columns: ['length', words === '' ? 'line' : 'word'],
      };
    },
  },
  {
    id: 'text.show',
    when: 'list|find|content',
    may: 'content file here all',
    not: 'lines|count|column|hour|status|search|sort|details|size|compare|name|kind|valid|longest|frequent|average|sum|disk|large',
    weight: -0.6,
    build(reading) {
      const [path] = reading.sources;
      if (
        path === undefined ||
        reading.sources.length > 1 ||
        reading.unexplained.length > 0 ||
        reading.quoted.length > 0
      )
        return null;
      if (/\.(?:zip|gz|tgz|tar|xz|bz2|png|jpe?g|gif|pdf)$/i.test(path)) return null;
      return { doing: both(`print ${path}`, `${path} 내용을 출력`), produce: `cat -- ${quotePath(path)}` };
    },
  },
];

/** "the second line", "3rd line", "두 번째 줄": one line by its place. */
function ordinalLine(text: string): number | undefined {
  const digits = /\b(\d+)(?:st|nd|rd|th)\s+line\b|(?<![\d~-])(\d+)\s*번째\s*줄/.exec(text);
  if (digits) return Number(digits[1] ?? digits[2]);
  const word = /\b(first|second|third|fourth|fifth)\s+line\b|(첫|두|세|네|다섯)\s*번째\s*줄/.exec(text);
  const place = ['first', 'second', 'third', 'fourth', 'fifth', '첫', '두', '세', '네', '다섯'].indexOf(
    word?.[1] ?? word?.[2] ?? '',
  );
  return place < 0 ? undefined : (place % 5) + 1;
}
