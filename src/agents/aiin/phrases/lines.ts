import { escapePattern, quote, quotePath } from '../../shared/quote.ts';
import { both } from '../../shared/speech.ts';
import { type Phrase, sought, WORD } from '../phrase.ts';
import { contents } from '../pieces.ts';
import type { Reading } from '../reading.ts';
import type { Draft } from '../rule.ts';

/** The named text files' content, or null when none is named. */
export function named(reading: Reading): string | null {
  if (reading.sources.length === 0 || reading.sources.some((it) => /\.(?:csv|tsv|json|zip|gz|xz|tgz)$/i.test(it)))
    return null;
  return contents(reading);
}

/** True when the one named file holds a number on every line. */
export function holdsNumbers(reading: Reading): boolean {
  const file = reading.files.find((it) => it.path === reading.sources[0]);
  const lines = (file?.head ?? '').split('\n').filter((line) => line.trim() !== '');
  return (
    reading.sources.length === 1 && lines.length > 0 && lines.every((line) => /^\s*-?\d+(?:\.\d+)?\s*$/.test(line))
  );
}

const grep = (flags: string, pattern: string, reading: Reading) =>
  `{ grep -${flags}${reading.has('ignoreCase') ? 'i' : ''} -e ${quote(pattern)} -- ${reading.sources.map(quotePath).join(' ')} || [ $? -eq 1 ]; }`;

const finding = (reading: Reading) =>
  reading.output === undefined && /\bfind\b|\bsearch\b|찾/.test(reading.masked) && !reading.has('only');

function withWord(id: string, says: RegExp, flags: string, how: readonly [string, string]): Phrase {
  return {
    id,
    says,
    may: 'lines search words ignoreCase error log extract',
    build(reading, match) {
      const word = sought(
        match.slice(1).find((it) => it !== undefined),
        reading,
      );
      if (word === null || named(reading) === null || reading.has('count')) return null;
      const what = reading.sources.join(', ');
      return {
        doing: both(`pick the lines ${how[0]} "${word}" from ${what}`, `${what}에서 "${word}"${how[1]} 줄을 고르기`),
        // Who looks for lines wants to go there; who wants only the lines wants nothing else.
        produce: grep(`${flags}${finding(reading) ? 'n' : ''}`, word, reading),
      };
    },
  };
}

const english = (between: string) =>
  new RegExp(
    `\\blines?\\b[^.]*?\\b${between}\\s+(?:the )?(?:word |text |phrase |letter )?${WORD}(?=\\s|$|[.,?!])`,
    'iu',
  );

export const linePhrases: readonly Phrase[] = [
  withWord(
    'lines.without',
    english(
      "(?:without|not contain(?:ing)?|(?:do|does)(?:n't| not) (?:contain|have|include|mention)|excluding|not having)",
    ),
    'vF',
    ['without', '가 없는'],
  ),
  withWord(
    'lines.without.ko',
    new RegExp(
      `${WORD}(?:이|가|을|를)?\\s*(?:없는|안 ?들어 ?있는|안 ?들어간|들어 ?있지 않은|포함(?:되지|하지) 않[은는]|빠진)\\s*(?:줄|행|라인)(?:만|들만|들)?`,
      'u',
    ),
    'vF',
    ['without', '가 없는'],
  ),
  withWord(
    'lines.but',
    new RegExp(
      `\\b(?:without|except|excluding|minus|but not|leaving out) (?:the )?${WORD} lines\\b|${WORD}(?:은|는|을|를)?\\s*(?:빼고|제외하고|말고)(?:\\s*(?:나머지|다른 줄)(?:만|는|를)?)?`,
      'iu',
    ),
    'vF',
    ['without', '가 없는'],
  ),
  withWord(
    'lines.with',
    english('(?:contain(?:s|ing)?|includ(?:es?|ing)|have|has|having|with|mention(?:s|ing)?)'),
    'F',
    ['with', '가 있는'],
  ),
  withWord(
    'lines.with.ko',
    new RegExp(
      `${WORD}(?:이라는|라는)?\\s*(?:단어|글자|말)?(?:이|가|을|를)?\\s*(?:있는|들어 ?있는|들어간|포함(?:된|하는|한)|나오는|적힌|써 ?있는)\\s*(?:줄|행|라인)(?:만|들만|들|을)?`,
      'u',
    ),
    'F',
    ['with', '가 있는'],
  ),
  withWord('lines.of.ko', /(¶|[A-Za-z][\w.@-]*)\s*줄만/u, 'F', ['with', '가 있는']),
  {
    id: 'lines.edge',
    says: new RegExp(
      `\\b(start|begin|end)(?:s|ing|ning)? (?:with|in|by)\\s+(?:the )?(?:letter |word )?${WORD}(?=\\s|$|[.,?!])|${WORD}(?:으로|로)\\s*(시작|끝나)(?:하는|되는|는)?`,
      'iu',
    ),
    may: 'lines search words first last',
    build(reading, match) {
      const word = sought(match[2] ?? match[3], reading);
      if (word === null || named(reading) === null || reading.has('count') || !reading.has('lines')) return null;
      const start = /^(?:start|begin|시작)/i.test(match[1] ?? match[4] ?? '');
      const pattern = escapePattern(word);
      return {
        doing: both(
          `pick the lines that ${start ? 'begin' : 'end'} with "${word}"`,
          `"${word}"(으)로 ${start ? '시작하는' : '끝나는'} 줄을 고르기`,
        ),
        produce: grep('E', start ? `^${pattern}` : `${pattern}$`, reading),
      };
    },
  },
  {
    id: 'lines.by-length',
    says: /\b(longer|shorter) than (\d+)(?: characters?| chars?| letters?)?|(\d+)\s*(?:자|글자)\s*(?:보다|를|을)?\s*(긴|넘는|이상|초과|짧은|이하|미만)(?:인|의)?/iu,
    may: 'lines characters remove',
    build(reading, match) {
      const input = named(reading);
      if (input === null || reading.has('remove', 'count') || !reading.has('lines')) return null;
      const how = match[1]?.toLowerCase() ?? match[4] ?? '';
      const sign = how === '이상' ? '>=' : how === '이하' ? '<=' : /longer|긴|넘는|초과/.test(how) ? '>' : '<';
      const length = match[2] ?? match[3];
      return {
        doing: both(`pick the lines with ${sign} ${length} characters`, `글자 수가 ${sign} ${length}인 줄을 고르기`),
        produce: `${input} | awk 'length($0) ${sign} ${length}'`,
      };
    },
  },
  {
    id: 'lines.numbers-over',
    says: /\b(greater|bigger|larger|higher|more|less|smaller|lower) than (-?\d+(?:\.\d+)?)|\b(over|above|under|below) (-?\d+(?:\.\d+)?)|(-?\d+(?:\.\d+)?)\s*(?:보다|을|를)?\s*(크거나 같은|작거나 같은|큰|넘는|초과|이상|작은|미만|이하)(?:인)?/iu,
    may: 'lines numbers large small',
    build(reading, match) {
      const input = named(reading);
      if (input === null || !holdsNumbers(reading) || reading.has('count', 'sum', 'average')) return null;
      const how = (match[1] ?? match[3] ?? match[6] ?? '').toLowerCase();
      const limit = match[2] ?? match[4] ?? match[5];
      const sign = /이상|크거나/.test(how)
        ? '>='
        : /이하|작거나/.test(how)
          ? '<='
          : /greater|bigger|larger|higher|more|over|above|큰|넘는|초과/.test(how)
            ? '>'
            : '<';
      return {
        doing: both(`pick the numbers ${sign} ${limit}`, `${sign} ${limit}인 숫자만 고르기`),
        produce: `${input} | awk '$1 + 0 ${sign} ${limit}'`,
      };
    },
  },
  {
    id: 'lines.every',
    says: /\bevery (second|other|third|fourth|\d+(?:nd|rd|th)) line\b|(짝수|홀수)\s*(?:번째\s*)?줄(?:만)?/iu,
    may: 'lines',
    build(reading, match) {
      const input = named(reading);
      if (input === null) return null;
      const word = (match[1] ?? '').toLowerCase();
      const step = match[2] ? 2 : ({ second: 2, other: 2, third: 3, fourth: 4 }[word] ?? Number.parseInt(word, 10));
      const rest = match[2] === '홀수' ? 1 : 0;
      return {
        doing: both(`print every ${step}th line`, match[2] ? `${match[2]}번째 줄을 출력` : `${step}번째 줄마다 출력`),
        produce: `${input} | awk 'NR % ${step} == ${rest}'`,
      };
    },
  },
  {
    id: 'lines.repeated',
    says: /\blines?\b[^.]*\b(?:occur|appear|repeat|show up)(?:s|ed)? (?:more than once|twice or more|several times|multiple times|at least twice)|(?:두|2)\s*번 이상\s*(?:나오|나온|등장|반복)\S*\s*줄(?:을|만|들)?|여러 번 나[오온]\S*\s*줄/iu,
    may: 'lines',
    build(reading) {
      const input = named(reading);
      if (input === null || reading.has('count')) return null;
      return {
        doing: both('list the lines that occur more than once', '두 번 이상 나오는 줄을 나열'),
        produce: `${input} | sort | uniq -d`,
      };
    },
  },
  {
    id: 'lines.range',
    says: /\blines? (\d+)\s*(?:to|-|–|through|until)\s*(\d+)|(\d+)\s*번째\s*(?:줄)?\s*(?:부터|에서|~)\s*(\d+)\s*번째\s*줄?(?:까지)?/iu,
    may: 'lines',
    build(reading, match) {
      const input = named(reading);
      const [from, to] = [match[1] ?? match[3], match[2] ?? match[4]];
      if (input === null || reading.sources.length !== 1 || Number(from) > Number(to)) return null;
      return {
        doing: both(`print lines ${from} to ${to}`, `${from}~${to}번째 줄을 출력`),
        produce: `sed -n '${from},${to}p' -- ${reading.sources.map(quotePath).join(' ')}`,
      };
    },
  },
  {
    id: 'lines.tally',
    says: /\b(?:most (?:frequent|common) lines|how often each line (?:occurs|appears)|how many times each line (?:occurs|appears)|occurrences of each line)\b|각 줄(?:이|의)?\s*(?:몇 번|얼마나)\s*(?:나오|나온|등장)\S*|(?:많이|자주) 나[오온]\S*\s*(?:순서대로|순으로|줄)/iu,
    may: 'chart frequent count lines maximum sort each',
    build(reading) {
      const input = named(reading);
      if (input === null) return null;
      return {
        doing: both('count how often each line occurs', '각 줄이 나오는 횟수를 세기'),
        produce: `${input} | awk 'NF { count[$0]++ } END { for (it in count) print count[it] "\\t" it }' | sort -t $'\\t' -k1,1nr -k2`,
        columns: ['times', 'line'],
        stem: 'lines',
      };
    },
  },
  {
    id: 'lines.distinct-count',
    says: /중복(?:된)?\s*(?:줄)?(?:을|은)?\s*(?:빼고|제외하고|제거하고|없이)(?:\s*나면|\s*하면)?\s*(?:몇 줄|줄 수)/u,
    may: 'count lines',
    build(reading) {
      const input = named(reading);
      return input === null
        ? null
        : { doing: both('count the different lines', '서로 다른 줄 수를 세기'), produce: `${input} | sort -u | wc -l` };
    },
  },
  {
    id: 'lines.sort',
    says: /\b(?:sort(?:ed|ing)?|arrange|rank|ascending|descending|alphabetically)\b|정렬\S*|내림차순|오름차순/iu,
    may: 'sort lines numbers numeric large small ascending descending alphabet unique reverse',
    build: sorted,
  },
];

function sorted(reading: Reading): Draft | null {
  if (named(reading) === null) return null;
  const down =
    reading.has('descending', 'reverse') ||
    /\b(?:big|large|high|great)\w* (?:to|first)|큰 (?:수|것|숫자|값|순)|높은/u.test(reading.masked);
  const numeric = reading.has('numeric') || (holdsNumbers(reading) && !reading.has('alphabet'));
  const flags = `${numeric ? 'n' : ''}${down ? 'r' : ''}${reading.has('unique') ? 'u' : ''}`;
  return {
    doing: both(
      `sort the ${numeric ? 'numbers' : 'lines'}${down ? ', last first' : ''}`,
      `${numeric ? '숫자' : '줄'}를 ${down ? '거꾸로 ' : ''}정렬`.replace('줄를', '줄을'),
    ),
    produce: `sort${flags === '' ? '' : ` -${flags}`} -- ${reading.sources.map(quotePath).join(' ')}`,
  };
}
