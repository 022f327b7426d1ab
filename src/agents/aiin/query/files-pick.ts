import { escapeGlob, quote } from '../../shared/quote.ts';
import { type Both, both } from '../../shared/speech.ts';
import type { Reading } from '../reading.ts';
import { isFiller } from './fillers.ts';
import { kindsIn } from './kinds.ts';
import { NUMBER, numberOf, type Scan } from './scan.ts';

/** Which files are meant. */
export type Picked = {
  /** Tests for `find`. */
  readonly tests: readonly string[];
  /** A filter over NUL-separated paths. */
  readonly filter?: string;
  readonly words: Both;
};

const asNamed = '(¶|[\\p{L}\\p{N}_@#.+-]+?)';

/** What the request says about which files are meant; takes the words out of the scan. */
export function pick(scan: Scan, reading: Reading): Picked | null {
  const tests: string[] = [];
  const en: string[] = [];
  const ko: string[] = [];
  const add = (test: string, english: string, korean: string) => {
    tests.push(test);
    en.push(english);
    ko.push(korean);
  };
  if (reading.folder !== undefined) {
    const name = reading.folder.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    scan.take(
      new RegExp(
        `(?:\\b(?:in|under|inside|of|from|within)\\s+)?(?:the\\s+|my\\s+)?["']?${name}/?["']?\\s*(?:folder|directory|dir|폴더|디렉터리|디렉토리)?(?:\\s*(?:안에 있는|안의|안에서|안에|속|에 있는|에서|에|의))?`,
        'iu',
      ),
    );
  }
  const kinds = kindsIn(scan, reading);
  for (const { extensions, without, word } of kinds) {
    const names = extensions.map((it) => `-iname '*.${it}'`).join(' -o ');
    const group = extensions.length > 1 ? `\\( ${names} \\)` : names;
    add(`${without ? '-not ' : ''}${group}`, without ? `not ${word}` : word, without ? `${word} 제외` : word);
  }
  sizes(scan, add);
  ages(scan, add);
  if (scan.take(/\b(?:non-?empty|not empty)\b|(?:비어\s*있지 않은|안\s*빈)/iu))
    add('-not -empty', 'not empty', '비어 있지 않은 것');
  else if (
    scan.take(
      /\b(?:empty|blank|zero[- ](?:byte|length|size)|with no content|(?:with )?nothing in (?:it|them))\b|빈(?![가-힣])|비어\s*있[가-힣]*|비었[가-힣]*|(?:내용|아무것도)(?:이|도)?\s*없는/iu,
    )
  )
    add('-empty', 'empty', '빈 것');
  names(scan, add, reading);
  // The reading itself says whether hidden files count.
  scan.take(
    /(?:\b(?:including|incl\.?|even|also|with|and)(?: the)?\s*hidden(?: (?:files|ones))?|\bhidden (?:files |ones )?(?:too|included|as well)|(?:숨김|숨은|숨겨진)\s*(?:파일)?(?:까지|도|포함(?:해서|하여)?|을 포함(?:해서|하여)?))/iu,
  );
  const filter = contents(scan, reading);
  // What is to be seen in a picture no search finds.
  const seen = kinds.some((it) => !it.without && it.extensions.every((kind) => unreadable.test(kind)));
  if (filter === null || (filter !== undefined && seen)) return null;
  return {
    tests,
    ...(filter === undefined ? {} : { filter: filter.command }),
    words: both(
      [...en, ...(filter ? [filter.words.en] : [])].join(', '),
      [...ko, ...(filter ? [filter.words.ko] : [])].join(', '),
    ),
  };
}

const unreadable = /^(?:jpe?g|png|gif|webp|bmp|svg|mp[34]|mov|avi|mkv|webm|wav|flac|pdf)$/;

type Add = (test: string, english: string, korean: string) => void;
const units: Readonly<Record<string, number>> = { b: 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 };
const SIZE = `${NUMBER}\\s*(bytes?|b|kb|mb|gb|kib|mib|gib|k|m|g|kilobytes?|megabytes?|gigabytes?|megs?|바이트|킬로바이트|메가바이트|기가바이트|킬로|메가|기가)(?![a-z])`;

function bytesOf(number: string | undefined, unit = 'b'): number {
  const letter = { 바: 'b', 킬: 'k', 메: 'm', 기: 'g' }[unit[0] ?? ''] ?? unit[0]?.toLowerCase() ?? 'b';
  return Math.round(numberOf(number) * (units[letter] ?? 1));
}

function sizes(scan: Scan, add: Add): void {
  const about =
    '(?:(?:with )?(?:an? )?(?:file )?sizes? (?:is |of |are )?|(?:that |which )?(?:is|are|weigh(?:s|ing)?|tak(?:es?|ing)(?: up)?) |크기(?:가)?\\s*|용량(?:이)?\\s*)?';
  if (
    scan.take(
      new RegExp(
        `${about}(?:exactly |equal to )?(?<![\\d.])0\\s*(?:bytes?|b|kb|바이트)?(?:\\s*(?:인|in size|짜리))?(?![\\d.a-z])`,
        'iu',
      ),
    ) ??
    scan.take(/zero bytes?/iu)
  )
    add('-size 0', '0 bytes', '0바이트');
  const patterns: readonly (readonly [string, (bytes: number) => string, string])[] = [
    [`${about}(?:at least|no (?:less|smaller) than|>=)\\s*${SIZE}`, (it) => `-size +${it - 1}c`, '≥'],
    [`${about}(?:at most|no (?:more|bigger|larger) than|up to|<=)\\s*${SIZE}`, (it) => `-size -${it + 1}c`, '≤'],
    [
      `${about}(?:bigger than|larger than|greater than|more than|heavier than|over|above|exceed(?:s|ing)|>)\\s*${SIZE}`,
      (it) => `-size +${it}c`,
      '>',
    ],
    [`${about}(?:smaller than|less than|lighter than|under|below|<)\\s*${SIZE}`, (it) => `-size -${it}c`, '<'],
    [`${about}${SIZE}\\s*(?:짜리)?\\s*이상(?:인|의)?`, (it) => `-size +${it - 1}c`, '≥'],
    [`${about}${SIZE}\\s*이하(?:인|의)?`, (it) => `-size -${it + 1}c`, '≤'],
    [
      `${about}${SIZE}\\s*(?:를|을|가|이|보다)?\\s*(?:더\\s*)?(?:큰|넘는|넘은|초과(?:인|의|하는)?|무거운|크[가-힣]*)`,
      (it) => `-size +${it}c`,
      '>',
    ],
    [
      `${about}${SIZE}\\s*(?:를|을|가|이|보다)?\\s*(?:더\\s*)?(?:작은|미만(?:인|의)?|안 되는|가벼운|작[가-힣]*)`,
      (it) => `-size -${it}c`,
      '<',
    ],
    [`(?:and up|or more)`, () => '', ''],
  ]; // prettier-ignore
  for (const [pattern, test, sign] of patterns) {
    if (sign === '') continue;
    for (const match of scan.takeAll(new RegExp(pattern, 'iu'))) {
      const bytes = bytesOf(match[1], match[2]);
      add(test(bytes), `${sign} ${bytes} bytes`, `${sign} ${bytes}바이트`);
    }
  }
}

const days: Readonly<Record<string, number>> = {
  day: 1,
  week: 7,
  fortnight: 14,
  month: 30,
  year: 365,
  하루: 1,
  일: 1,
  일주일: 7,
  주: 7,
  주일: 7,
  개월: 30,
  달: 30,
  년: 365,
};
const SPAN = `(?:(an?|one|\\d+|two|three|four|five|six|a couple of|한|두|세|네)\\s*)?(days?|weeks?|months?|years?|일주일|하루|일|주일|주|개월|달|년)`;
const spanDays = (number: string | undefined, unit = 'day') => {
  const count =
    number === undefined || /^(?:an?|one|한)$/i.test(number) ? 1 : /couple/i.test(number) ? 2 : numberOf(number);
  return count * (days[unit.toLowerCase().replace(/s$/, '')] ?? 1);
};
const changed =
  '(?:modified|changed|edited|updated|touched|modify|change|edit|update|touch|saved|written|worked on|created|added|new|opened|used|accessed)';
const changedKo =
  '(?:수정|변경|편집|업데이트|갱신|생성|저장|작업)(?:된|한|했던|되지|하지|되었[가-힣]*)|바뀐|바뀌[가-힣]*|고친|고쳤던|건드린|만든|만들어진|추가된|쓴|손댄';

function ages(scan: Scan, add: Add): void {
  const old = (number: number) =>
    add(`-mmin +${number * 1440}`, `older than ${number} days`, `${number}일보다 오래된 것`);
  const fresh = (number: number) =>
    add(`-mmin -${number * 1440}`, `changed within ${number} days`, `${number}일 안에 바뀐 것`);
  const untouched =
    scan.take(
      new RegExp(
        `(?:(?:that |which )?(?:(?:have|has)(?:n'?t| not)|not|never|un)\\s*(?:been )?${changed})\\s*(?:for|in|within|since)?\\s*(?:more than |over |at least )?(?:the (?:last|past) )?${SPAN}`,
        'iu',
      ),
    ) ??
    scan.take(new RegExp(`(?:older than|over|more than|at least)\\s+(?:${SPAN})(?:\\s+old)?`, 'iu')) ??
    scan.take(
      new RegExp(
        `(?:${SPAN})\\s*(?:넘게|이상|동안|간|째)\\s*(?:한\\s*번도\\s*)?(?:안\\s*(?:${changedKo}|쓰는|열어 ?본)|(?:${changedKo})\\s*(?:않은|않고\\s*있는)|지난|된|묵은)`,
        'iu',
      ),
    ) ??
    scan.take(new RegExp(`(?:${SPAN})(?:보다|이)?\\s*(?:더\\s*)?(?:오래된|지난)`, 'iu'));
  if (untouched) old(spanDays(untouched[1], untouched[2]));
  const recent =
    untouched ??
    scan.take(
      new RegExp(
        `(?:(?:that |which )?(?:were |was |have been |has been |i |we )*${changed}\\s*)?(?:in|within|during|over)\\s+(?:the )?(?:(?:last|past)\\s+)?${SPAN}(?:\\s*(?:${changed}))?`,
        'iu',
      ),
    ) ??
    scan.take(
      new RegExp(
        `(?:(?:that |which )?(?:were |was |have been |has been |i |we )*${changed}\\s*)?(?:the )?(?:last|past|this)\\s+${SPAN}`,
        'iu',
      ),
    ) ??
    scan.take(
      new RegExp(`(?:최근|지난|요)\\s*${SPAN}\\s*(?:간|동안|사이|이내|내|안)?(?:에|의)?\\s*(?:${changedKo})?`, 'iu'),
    ) ??
    scan.take(new RegExp(`${SPAN}\\s*(?:이내|안|내|사이|간|동안)(?:에|의)?\\s*(?:${changedKo})`, 'iu'));
  if (recent && !untouched) fresh(spanDays(recent[1], recent[2]));
  const day = scan.take(
    new RegExp(
      `(?:(?:that |which )?(?:were |was |have been |i |we )*${changed}\\s*)?\\b(since yesterday|yesterday|today|this morning)\\b(?:\\s*${changed})?|(어제\\s*(?:이후|부터)(?:로)?|어제|오늘)(?:에)?\\s*(?:${changedKo})?`,
      'iu',
    ),
  );
  const word = (day?.[1] ?? day?.[2])?.toLowerCase();
  if (word !== undefined) {
    if (/today|morning|오늘/.test(word)) add(`-newermt 'today 00:00'`, 'changed today', '오늘 바뀐 것');
    else if (/since|이후|부터/.test(word))
      add(`-newermt 'yesterday 00:00'`, 'changed since yesterday', '어제 이후로 바뀐 것');
    else add(`-newermt 'yesterday 00:00' -not -newermt 'today 00:00'`, 'changed yesterday', '어제 바뀐 것');
  }
  if (untouched || recent || word !== undefined)
    scan.takeAll(new RegExp(`\\b(?:that |which |were |was |have been )*${changed}\\b|${changedKo}`, 'iu'));
}

function names(scan: Scan, add: Add, reading: Reading): void {
  const value = (word: string | undefined) => (word === '¶' ? reading.quoted[0] : word);
  const inName =
    scan.take(
      new RegExp(
        `(?:whose |with |having )?(?:the )?(?:file ?)?names? (?:that )?(?:contains?|containing|has|have|having|includes?|including|with|match(?:es|ing)?)\\s+(?:the (?:word|text) )?${asNamed}(?=\\s|$|[.,?!])`,
        'iu',
      ),
    ) ??
    scan.take(
      new RegExp(
        `(?:with|having|containing)\\s+(?:the word )?${asNamed}\\s+in (?:the |their |its )?(?:file ?)?names?`,
        'iu',
      ),
    ) ??
    scan.take(
      new RegExp(
        `(?:파일\\s*)?(?:이름|파일명|제목)에\\s*${asNamed}(?:이|가|을|를|이라는|라는)?\\s*(?:글자|단어|말)?(?:이|가)?\\s*(?:들어\\s*(?:가|간|있)|포함|있|붙)[가-힣]*`,
        'iu',
      ),
    );
  const text = spelled(value(inName?.[1]));
  if (text !== undefined)
    add(`-iname ${quote(`*${escapeGlob(text)}*`)}`, `with "${text}" in the name`, `이름에 "${text}"`);
  const edge =
    scan.take(
      new RegExp(
        `(?:(?:with |whose )?(?:file ?)?names? )?(?:that |which )?(start|begin|end)(?:s|ing|ning)?\\s+(?:with|in|by)\\s+(?:the letter )?${asNamed}(?=\\s|$|[.,?!])`,
        'iu',
      ),
    ) ??
    scan.take(
      new RegExp(`(?:(?:파일\\s*)?(?:이름|파일명)(?:이)?\\s*)?${asNamed}(?:으로|로)\\s*(시작|끝나)[가-힣]*`, 'iu'),
    );
  const [one, two] = [edge?.[1], edge?.[2]];
  const start = /^(?:start|begin|시작)/i.test(one ?? '') || two === '시작';
  const part = value(/^(?:start|begin|end)/i.test(one ?? '') ? two : one);
  if (edge && part !== undefined) {
    const glob = escapeGlob(part);
    add(
      `-iname ${quote(start ? `${glob}*` : `*${glob}`)}`,
      `named ${start ? `${part}…` : `…${part}`}`,
      `이름이 ${start ? `${part}…` : `…${part}`}`,
    );
  }
}

const holds =
  '(?:contain(?:s|ing)?|mention(?:s|ing)?|includ(?:es?|ing)|refer(?:s|ring)? to|talk(?:s|ing)? about|hav(?:e|ing)|has|with|say(?:s|ing)?)';
const holdsKo =
  '(?:들어\\s*(?:있는|간|가는|가|있)|포함(?:된|하는|한|되어 있는|돼 있는)?|언급(?:된|되는|하는|한)?|나오는|나온|적힌|쓰인|있는|담긴)';
const lacksKo =
  '(?:들어\\s*있지 않은|안\\s*(?:들어\\s*있는|들어간|나오는|적힌)|포함(?:되지|하지) 않[은는]|언급(?:되지|하지) 않[은는]|없는|빠진)';

/** "Spaces in their name": the mark itself is meant. */
function spelled(word: string | undefined): string | undefined {
  return word !== undefined && /^(?:an? )?(?:spaces?|blanks?|공백|띄어쓰기)$/i.test(word) ? ' ' : word;
}

function contents(scan: Scan, reading: Reading): { command: string; words: Both } | null | undefined {
  const word = `(?:the )?(?:word |text |phrase |string |term )?(¶|[\\p{L}\\p{N}_@#.+-]+)`;
  const said = '(?:이라는|라는|이란|란)?\\s*(?:단어|글자|말|문구|텍스트|내용)?(?:이|가|을|를|은|는|도)?\\s*';
  const without =
    scan.take(
      new RegExp(
        `(?<![\\p{L}])(?:that |which )?(?:do(?:es)?(?:n'?t| not) |not )${holds}\\s+${word}(?=\\s|$|[.,?!])|\\b(?:without|lacking)\\s+${word}(?=\\s|$|[.,?!])`,
        'iu',
      ),
    ) ?? scan.take(new RegExp(`(¶|[\\p{L}\\p{N}_@#.+-]+?)${said}${lacksKo}`, 'iu'));
  const with_ =
    without ??
    scan.take(new RegExp(`(?<![\\p{L}])(?:that |which )?${holds}\\s+${word}(?=\\s|$|[.,?!])`, 'iu')) ??
    scan.take(new RegExp(`(¶|[\\p{L}\\p{N}_@#.+-]+?)${said}${holdsKo}(?=\\s|$|[.,?!])`, 'iu'));
  const found = with_?.slice(1).find((it) => it !== undefined);
  if (with_ === null || found === undefined) return undefined;
  const text = found === '¶' ? reading.quoted[0] : found;
  const odd =
    /^(?:파일|문서|폴더|여기|안에|안|어디|어디에|뭐|것|몇|개|수|the|a|an|no|more|any|all|some|what|in|this|here|it|i|we|you|their|sizes?|names?|spaces?|least|most|less|extensions?|size|date|dates)$/i;
  if (text !== undefined && odd.test(text) && /^(?:hav|has|with)|있는$/i.test(with_[0].trim())) return undefined;
  if (text === undefined || odd.test(text) || (found === '¶' && reading.quoted.length !== 1)) return null;
  if (isFiller(text)) return undefined;
  const flags = /^[a-z가-힣]/.test(text) && !/[A-Z]/.test(text) ? 'i' : '';
  return {
    command: `{ xargs -0 -r grep -${without ? 'L' : 'l'}ZF${flags}I -e ${quote(text)} -- || true; }`,
    words: without
      ? both(`without "${text}"`, `"${text}" 없는 것`)
      : both(`with "${text}" inside`, `"${text}" 있는 것`),
  };
}
