import { escapePattern, quote } from '../../shared/quote.ts';
import { both } from '../../shared/speech.ts';
import { means, type Reading } from '../reading.ts';
import { stampFunction, timesIn } from '../times.ts';
import { isFiller } from './fillers.ts';
import type { Step, Text } from './line-text.ts';
import { NUMBER, numberOf, type Scan } from './scan.ts';

export function moments(scan: Scan, reading: Reading, text: Text): Step[] {
  if (!text.log) return [];
  const tests: string[] = [];
  const said: string[] = [];
  const clock = timesIn(reading);
  if (clock !== null) {
    for (let match = scan.take(timesIn.pattern); match !== null; match = scan.take(timesIn.pattern));
    scan.take(/(?:\b(?:from|on|of)\s+)?‡(?:에|의|일)?/iu);
    tests.push(...clock.tests);
    said.push(clock.words.en.replace(/^ of /, ''));
  } else if (reading.dates.length > 0 && reading.dates.length < 3) {
    const [from, to] = reading.dates;
    if (
      to !== undefined &&
      scan.take(/(?:\b(?:between|from)\s+)?‡\s*(?:and|to|until|-|~|부터|에서)\s*‡\s*(?:까지)?(?:의)?/iu)
    )
      tests.push(`d >= "${from}"`, `d <= "${to}"`);
    else if (to === undefined) {
      const match = scan.take(
        /\b(after|since|before|until|from|on|of)?\s*‡\s*(이후|이전|부터|까지|전|후)?(?:에|의|자)?/iu,
      );
      const word = match?.[1]?.toLowerCase() ?? match?.[2];
      const sign =
        word === undefined || /^(?:on|of|from)$/.test(word)
          ? '=='
          : /^(?:after|후)$/.test(word)
            ? '>'
            : /^(?:since|부터|이후)$/.test(word)
              ? '>='
              : /^(?:before|전)$/.test(word)
                ? '<'
                : '<=';
      if (match) tests.push(`d ${sign} "${from}"`);
    }
    said.push(reading.dates.join('–'));
  }
  if (tests.length === 0) return [];
  return [
    {
      command: `gawk '${stampFunction}\nstamp($0) && ${tests.join(' && ')}'`,
      words: both(`pick the lines of ${said.join(' ')}`, `${said.join(' ')}의 줄을 고르고`),
    },
  ]; // prettier-ignore
}

/** The status of a line of a web server's log, for awk. */
export const webStatus = `match($0, /" [1-5][0-9][0-9]( |$)/) ? substr($0, RSTART + 2, 3) + 0 : 0`;

export function levels(scan: Scan, text: Text): Step[] {
  if (!text.log) return [];
  const steps: Step[] = [];
  const add = (test: string, en: string, ko: string, tool = 'gawk') =>
    steps.push({ command: `${tool} '${test}'`, words: both(`pick the ${en} lines`, `${ko} 줄을 고르고`) });
  if (text.web) {
    const family = scan.take(
      /(?:\b(?:with )?(?:http )?(?:status|code)s?\s*)?\b([1-5])xx\b(?:\s*(?:errors?|responses?|status(?:es)?|codes?|에러|오류|응답|상태|코드))*|([1-5])00번대(?:\s*(?:에러|오류|응답|상태))*/iu,
    );
    if (family)
      add(
        `int((${webStatus}) / 100) == ${family[1] ?? family[2]}`,
        `${family[1] ?? family[2]}xx`,
        `${family[1] ?? family[2]}xx`,
      );
    const code = scan.take(
      /(?:\b(?:with )?(?:http )?(?:status|code|response)(?: code)?s?\s*(?:of |is |= ?)?)?(?<![\d.:/])([1-5]\d\d)(?:s|'s)?(?![\d.:/])(?:\s*(?:errors?|responses?|status(?:es)?|codes?|에러|오류|응답|상태|코드|번))*(?:가|이|를|은|는|인|로|의)?(?![가-힣])/iu,
    );
    if (code) add(`(${webStatus}) == ${code[1]}`, code[1] ?? '', code[1] ?? '');
    if (
      steps.length === 0 &&
      scan.take(
        /\b(?:fail(?:ed|ures?|ing)|errors?|unsuccessful)\b|(?:실패|에러|오류)(?:한|난|된)?(?:가|이|를|을|는|은|의)?(?![가-힣])/iu,
      )
    )
      add(`(${webStatus}) >= 400`, 'failed', '실패한');
    else if (steps.length === 0 && scan.take(/\b(?:successful|succeeded|ok)\b|(?:성공|정상)(?:한|적인|적으로)?/iu))
      add(`(${webStatus}) < 400`, 'successful', '성공한');
    const method = scan.take(/(?<![\p{L}])(GET|POST|PUT|DELETE|PATCH|HEAD)(?![a-z])(?:만)?/u);
    if (method && /^[A-Z]+$/.test(method[1] ?? '')) add(`/"${method[1]} /`, method[1] ?? '', method[1] ?? '');
    return steps;
  }
  const named: readonly (readonly [string, string, string])[] = [
    ['errors?|failures?|exceptions?|problems?|에러|오류', 'ERROR|FATAL|CRITICAL', 'error'],
    ['warn(?:ing)?s?|경고', 'WARN', 'warning'],
    ['infos?|정보', 'INFO', 'info'],
    ['debugs?|디버그', 'DEBUG', 'debug'],
    ['fatals?', 'FATAL', 'fatal'],
  ];
  const wanted: string[] = [];
  const unwanted: string[] = [];
  if (scan.take(/\b(?:what )?(?:went|gone|going) wrong\b|\b(?:broke|failed)\b|잘못된|문제(?:가|된)?/iu))
    wanted.push('ERROR|FATAL|CRITICAL');
  for (const [words, pattern] of named) {
    const not = scan.take(
      new RegExp(
        `\\b(?:not|no|non-?|without|except(?: for)?|excluding|other than)\\s*(?:the )?(?:${words})(?![a-z])(?:\\s*(?:lines?|messages?|entries))?|(?:${words})(?![a-z])\\s*(?:줄|로그)?(?:은|는|을|를|이|가)?\\s*(?:빼고|제외(?:하고|한)?|말고|아닌|없이)`,
        'iu',
      ),
    );
    if (not) unwanted.push(pattern);
    else if (
      scan.take(
        new RegExp(
          `(?<![\\p{L}])(?:${words})(?![a-z])(?:\\s*(?:levels?|lines?|messages?|entries|logs?|events?|레벨|수준|로그|줄|메시지))?(?:이라고|라고)?(?:만|들|들만)?(?:을|를|이|가|은|는|의|랑|와|과|하고)?`,
          'iu',
        ),
      )
    )
      wanted.push(pattern);
  }
  if (wanted.length > 0) add(`/(${wanted.join('|')})/`, wanted.join('/'), wanted.join('/'));
  for (const pattern of unwanted) add(`!/(${pattern})/`, `non-${pattern}`, `${pattern} 아닌`);
  return steps;
}

export function shapes(scan: Scan, text: Text): Step[] {
  const steps: Step[] = [];
  const add = (command: string, en: string, ko: string) => steps.push({ command, words: both(en, ko) });
  if (
    scan.take(
      /\b(?:non-?(?:empty|blank)|not (?:empty|blank)|(?:without|except|excluding|skipping|ignoring|leaving out|minus|no) (?:the |any )?(?:empty|blank) (?:lines|ones))\b|(?:빈|비어\s*있는)\s*(?:줄|행|라인)?(?:은|는|을|를|이)?\s*(?:빼고|제외(?:하고|한)?|말고|없이|아닌)|비어\s*있지 않은/iu,
    )
  )
    add(`{ grep -v '^[[:space:]]*$' || true; }`, 'leave out the blank lines', '빈 줄을 빼고');
  else if (scan.take(/\b(?:empty|blank)(?: lines?)?\b|(?:빈|비어\s*있는)\s*(?:줄|행|라인)(?:이|을|은|만)?/iu))
    add(`{ grep '^[[:space:]]*$' || true; }`, 'pick the blank lines', '빈 줄을 고르고');
  if (text.numbers) {
    const english = scan.take(
      new RegExp(
        `(?:that are |which are )?(?:(greater|bigger|larger|higher|more) than|(over|above|exceeding|>)|(less|smaller|lower) than|(under|below|<)|(at least|>=)|(at most|<=))\\s*${NUMBER}`,
        'iu',
      ),
    );
    const korean = scan.take(
      new RegExp(
        `${NUMBER}\\s*(?:보다|을|를|이)?\\s*(?:(큰|넘는|초과(?:인|하는)?|크[가-힣]*)|(작은|미만(?:인)?|작[가-힣]*)|(이상(?:인)?)|(이하(?:인)?))(?:\\s*(?:숫자|수|값)(?:만|들만|들)?(?![가-힣]))?`,
        'iu',
      ),
    );
    const sign = english
      ? (english[1] ?? english[2])
        ? '>'
        : (english[3] ?? english[4])
          ? '<'
          : english[5]
            ? '>='
            : '<='
      : korean
        ? korean[2]
          ? '>'
          : korean[3]
            ? '<'
            : korean[4]
              ? '>='
              : '<='
        : '';
    const number = numberOf(english ? english[7] : korean?.[1]);
    if (sign !== '')
      add(`awk '$1 + 0 ${sign} ${number}'`, `pick the numbers ${sign} ${number}`, `${sign} ${number}인 수를 고르고`);
    if (scan.take(/\beven\b|짝수(?:만|인)?(?!\s*(?:번째|줄))/iu))
      add(`awk '$1 % 2 == 0'`, 'pick the even numbers', '짝수를 고르고');
    else if (scan.take(/\bodd\b|홀수(?:만|인)?(?!\s*(?:번째|줄))/iu))
      add(`awk '$1 % 2 != 0'`, 'pick the odd numbers', '홀수를 고르고');
  }
  const length = scan.take(
    new RegExp(
      `(longer|shorter) than ${NUMBER}(?: characters?| chars?| letters?)?|(?:with )?(more|less|fewer) than ${NUMBER} (?:characters?|chars?|letters?)|${NUMBER}\\s*(?:자|글자)(?:를|을|가)?\\s*(?:보다\\s*)?(긴|넘는|초과(?:인)?|이상(?:인)?|짧은|이하(?:인)?|미만(?:인)?)`,
      'iu',
    ),
  );
  if (length) {
    const how = (length[1] ?? length[3] ?? length[6] ?? '').toLowerCase();
    const sign = /^이상/.test(how) ? '>=' : /^이하/.test(how) ? '<=' : /longer|more|긴|넘|초과/.test(how) ? '>' : '<';
    const number = numberOf(length[2] ?? length[4] ?? length[5]);
    add(
      `awk 'length($0) ${sign} ${number}'`,
      `pick the lines with ${sign} ${number} characters`,
      `글자 수가 ${sign} ${number}인 줄을 고르고`,
    );
  }
  return steps;
}

const WORDS = '(¶|[\\p{L}\\p{N}_@#:./+-]+?)';
const stop =
  /^(?:the|a|an|it|this|that|them|all|any|no|more|less|at|least|most|numbers?|digits?|line|lines|줄|행|것|단어|글자|파일|내용|이름|몇|뭐|번호|수|있는|없는)$/i;

/** "with X", "X 없는": text that lines have or lack; null when what stands there cannot be meant. */
export function words(scan: Scan, reading: Reading, text: Text): Step[] | null {
  const steps: Step[] = [];
  const value = (word: string | undefined) =>
    word === '¶' ? (reading.quoted.length === 1 ? reading.quoted[0] : undefined) : word;
  const said = '(?:이라는|라는|이란|란)?\\s*(?:단어|글자|말|문구|텍스트|내용)?';
  const edge =
    scan.take(
      new RegExp(
        `(?<![\\p{L}])(?:that |which )?(do(?:es)?(?:n'?t| not) |not )?(start|begin|end)(?:s|ing|ning)?\\s+(?:with|in|by|on)\\s+(?:the )?(?:letter |word |character )?${WORDS}(?=\\s|$|[.,?!])`,
        'iu',
      ),
    ) ?? null;
  const korean =
    edge === null
      ? scan.take(new RegExp(`${WORDS}${said}(?:으로|로)\\s*(시작|끝나)[가-힣]*(?:\\s*(않|안)[가-힣]*)?`, 'iu'))
      : null;
  if (edge ?? korean) {
    const start = edge ? !/^end/i.test(edge[2] ?? '') : korean?.[2] === '시작';
    const not = edge ? edge[1] !== undefined : korean?.[3] !== undefined || /지\s*(?:않|안)/.test(korean?.[0] ?? '');
    const word = value(edge?.[3] ?? korean?.[1]);
    if (word === undefined || (word.length > 1 && stop.test(word))) return null;
    const pattern = start ? `^${escapePattern(word)}` : `${escapePattern(word)}$`;
    steps.push({
      command: `{ grep -E${not ? 'v' : ''} -e ${quote(pattern)} || true; }`,
      words: both(
        `pick the lines that ${not ? 'do not ' : ''}${start ? 'begin' : 'end'} with "${word}"`,
        `"${word}"(으)로 ${start ? '시작' : '끝나'}${not ? (start ? '하지 않는' : '지 않는') : start ? '하는' : '는'} 줄을 고르고`,
      ),
    });
  }
  const not =
    scan.take(
      new RegExp(
        `(?<![\\p{L}])(?:that |which )?(?:do(?:es)?(?:n'?t| not) (?:contain|have|include|mention|say)|(?:are|is)(?:n'?t| not) (?:about|from)|not (?:containing|about|including|mentioning|from)|(?:drop|remove|delete|exclude|skip|omit|filter out|ignore)(?: all| any| the)* lines? (?:mentioning|containing|with|that (?:contain|mention|have|say)s?)|without|excluding|except(?: for)?(?: the)?|but not|leaving out|other than|ignoring|lacking|minus)\\s+(?:the |any )?(?:ones (?:with|about) )?(?:word |text |phrase )?${WORDS}(?=\\s|$|[.,?!])`,
        'iu',
      ),
    ) ??
    scan.take(
      new RegExp(
        `${WORDS}${said}(?:이|가|을|를|은|는|도)?\\s*(?:없는|안\\s*(?:들어\\s*있는|들어간|나오는)|들어\\s*있지 않은|포함(?:되지|하지) 않[은는]|빠진|빼고|뺀|제외(?:하고|한)|말고|아닌)`,
        'iu',
      ),
    );
  const refused = not === null ? undefined : value(not.slice(1).find((it) => it !== undefined));
  if (not !== null && refused !== undefined && isFiller(refused)) return null;
  if (not !== null) {
    if (refused === undefined || stop.test(refused)) return null;
    if (!/^¶|·?\s*¶/.test(not[0]) && absent(refused, text)) return null;
    steps.push(holding(refused, text, true));
  }
  const yes =
    scan.take(
      new RegExp(
        `(?<![\\p{L}])(?:that |which )?(?:contain(?:s|ing)?|includ(?:es?|ing)|mention(?:s|ing)?|hav(?:e|ing)|with|about|say(?:s|ing)?|match(?:es|ing)?)\\s+(?:the )?(?:word |text |phrase |letter )?${WORDS}(?:\\s+in (?:them|it))?(?=\\s|$|[.,?!])`,
        'iu',
      ),
    ) ??
    scan.take(
      new RegExp(
        `${WORDS}${said}(?:이|가|을|를|은|는|도)?\\s*(?:들어\\s*(?:있는|간|가는)|포함(?:된|하는|한|되어 있는)|언급(?:된|하는)|나오는|나온|적힌|담긴|있는)`,
        'iu',
      ),
    );
  const wanted = yes === null ? undefined : value(yes.slice(1).find((it) => it !== undefined));
  if (yes !== null && !(wanted !== undefined && isFiller(wanted))) {
    if (
      wanted === undefined ||
      stop.test(wanted) ||
      (/^(?:with|hav)/i.test(yes[0]) &&
        !/\b(?:word|text|phrase|letter) /i.test(yes[0]) &&
        yes[1] !== '¶' &&
        /^[a-z]/.test(wanted) &&
        means(wanted))
    )
      return null;
    if (/^(?:with|hav|about)|있는$/i.test(yes[0].trim()) && absent(wanted, text)) return null;
    steps.push(holding(wanted, text, false));
  }
  if (
    steps.length === 0 &&
    reading.quoted.length === 1 &&
    scan.take(/¶(?:이라는|라는)?\s*(?:단어|글자)?(?:을|를|이|가|만)?/iu)
  )
    steps.push(holding(reading.quoted[0] ?? '', text, false));
  return steps;
}

function holding(word: string, text: Text, without: boolean): Step {
  const known = text.head.includes(word)
    ? word
    : (stems(word).find((it) => text.head.toLowerCase().includes(it.toLowerCase())) ?? word);
  return {
    command: `{ grep -F${without ? 'v' : ''}${text.head.includes(known) ? '' : 'i'} -e ${quote(known)} || true; }`,
    words: without
      ? both(`leave out the lines with "${known}"`, `"${known}"이(가) 있는 줄을 빼고`)
      : both(`pick the lines with "${known}"`, `"${known}"이(가) 있는 줄을 고르고`),
  };
}

/** What the whole file does not have is hardly what was to be looked for or left out. */
function absent(word: string, text: Text): boolean {
  const seen = text.head.toLowerCase();
  const whole = text.head.length < 1000;
  return whole && ![word, ...stems(word)].some((it) => seen.includes(it.toLowerCase()));
}

function stems(word: string): string[] {
  return [
    word.replace(/(?:s|es)$/, ''),
    word.replace(/ies$/, 'y'),
    word.replace(/(?:이라는|라는|이|가|을|를|은|는|의|만|도)$/u, ''),
  ].filter((it) => it.length > 2);
}

/** Words that nobody placed, and that stand in the file just so: then lines with them are meant. */
export function inText(scan: Scan, text: Text): Step | null {
  const left = scan.left();
  if (left.length === 0 || left.length > 5 || left.some(means) || left.every((it) => text.log && it.length < 3))
    return null;
  const phrase = left.join(' ');
  const bare = phrase.replace(/(?:이라는|라는|이|가|을|를|은|는|의|만|도|에서)$/u, '');
  const found = [phrase, bare, ...stems(phrase)].find(
    (it) => it.length > 2 && !/^\d+$/.test(it) && text.head.toLowerCase().includes(it.toLowerCase()),
  );
  if (found === undefined) return null;
  for (const word of left) scan.take(new RegExp(word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'iu'));
  return holding(found, text, false);
}
