import { escapePattern, quote, quotePath } from '../../shared/quote.ts';
import { type Both, both } from '../../shared/speech.ts';
import { isTrouble, oneFile } from '../pieces.ts';
import type { Reading } from '../reading.ts';
import type { Draft, Rule, Trouble } from '../rule.ts';

/**
 * Filters over one text file: print the changed text, or write it where the request says. "in place" is only
 * meant when the person says so.
 */
function filter(
  reading: Reading,
  doing: Both,
  command: (path: string) => string,
  kinds: readonly string[] = [],
): Draft | Trouble {
  const file = oneFile(reading, kinds);
  if (isTrouble(file)) return file;
  return { doing, produce: command(quotePath(file.path)) };
}

const asks = 'convert list file lines all content replace create';
const notTables = 'column|rows|rename|count|archive|json|log|move|name';

export const changeRules: readonly Rule[] = [
  {
    id: 'change.replace',
    when: 'replace',
    may: `${asks} words all`,
    not: 'rename|upper|lower|lineEnds|encoding|column|underscore|tsv',
    weight: 0.3,
    build(reading) {
      const [from, to] = pair(reading);
      // A name for a name is no change of the text.
      if (from === undefined || to === undefined || reading.sources.includes(from) || to === reading.output)
        return null;
      if (/\bfile ?names?\b|파일\s*(?:명|이름)/.test(reading.masked)) return null;
      const file = oneFile(reading, ['txt', 'md', 'csv', 'log', 'json', 'html']);
      if (isTrouble(file)) return file;
      const delimiter = (text: string) => text.replaceAll('&', '\\&');
      const script = `s/${escapePattern(from)}/${delimiter(to.replace(/[\\/]/g, '\\$&'))}/g`;
      const doing = both(
        `replace "${from}" with "${to}" in ${file.path}`,
        `${file.path}에서 "${from}"을(를) "${to}"(으)로 바꾸기`,
      );
      // Extended expressions, as escapePattern escapes for them.
      const sed = `sed -E ${quote(script)} ${quotePath(file.path)}`;
      // Who names a file and no other to write to means that file; who wants to see it first says so.
      if (reading.output !== undefined || reading.has('list', 'save')) return { doing, produce: sed };
      return {
        doing,
        produce: `sed -E -i ${quote(script)} ${quotePath(file.path)} && cat -- ${quotePath(file.path)}`,
        makes: [file.path],
      };
    },
  },
  {
    id: 'change.upper',
    when: 'upper',
    may: asks,
    not: notTables,
    weight: 0.4,
    build: (r) =>
      filter(
        r,
        both('turn the text into capital letters', '글자를 대문자로 바꾸기'),
        (path) => `awk '{ print toupper($0) }' ${path}`,
      ),
  },
  {
    id: 'change.lower',
    when: 'lower',
    may: asks,
    not: notTables,
    weight: 0.4,
    build: (r) =>
      filter(
        r,
        both('turn the text into small letters', '글자를 소문자로 바꾸기'),
        (path) => `awk '{ print tolower($0) }' ${path}`,
      ),
  },
  {
    id: 'change.blank-lines',
    when: 'blank lines|remove remove|without|lines|count',
    may: `${asks} count without`,
    not: 'folder',
    weight: 0.5,
    build(reading) {
      if (reading.has('count'))
        return filter(
          reading,
          both('count the blank lines', '빈 줄을 세기'),
          (path) => `{ grep -c '^[[:space:]]*$' -- ${path} || [ $? -eq 1 ]; }`,
        );
      if (!reading.has('lines')) return null;
      return filter(
        reading,
        both('leave the blank lines out', '빈 줄을 빼기'),
        (path) => `sed '/^[[:space:]]*$/d' ${path}`,
      );
    },
  },
  {
    id: 'change.trim',
    when: 'spaces remove|replace|convert|spaces',
    may: `${asks} lines last remove`,
    not: 'underscore|name|rename|disk',
    weight: 0.3,
    build: (r) =>
      r.sources.length === 0
        ? null
        : filter(
            r,
            both('strip the spaces at the ends of the lines', '줄 앞뒤의 공백을 없애기'),
            (path) => `sed 's/^[[:space:]]*//; s/[[:space:]]*$//' ${path}`,
          ),
  },
  {
    id: 'change.remove-lines',
    when: 'remove|without lines',
    may: `${asks} containing remove first last`,
    not: 'blank|spaces|unique|duplicate',
    weight: 0.7,
    build(reading) {
      const text = reading.quoted[0];
      if (reading.sources.length === 0) return null;
      if (text !== undefined)
        return filter(
          reading,
          both(`leave out the lines with "${text}"`, `"${text}"가 있는 줄을 빼기`),
          (path) => `{ grep -vF -e ${quote(text)} -- ${path} || [ $? -eq 1 ]; }`,
        );
      if (reading.has('first'))
        return filter(
          reading,
          both(`leave out the first ${reading.count ?? 1} lines`, `처음 ${reading.count ?? 1}줄을 빼기`),
          (path) => `tail -n +${(reading.count ?? 1) + 1} -- ${path}`,
        );
      if (reading.has('last'))
        return filter(
          reading,
          both(`leave out the last ${reading.count ?? 1} lines`, `마지막 ${reading.count ?? 1}줄을 빼기`),
          (path) => `head -n -${reading.count ?? 1} -- ${path}`,
        );
      return null;
    },
  },
  {
    id: 'change.number',
    when: 'numbered',
    may: asks,
    not: 'search|containing|column',
    weight: 0.4,
    build: (r) =>
      filter(r, both('number the lines', '줄마다 번호를 붙이기'), (path) => `awk '{ print FNR "\\t" $0 }' ${path}`),
  },
  {
    id: 'change.reverse',
    when: 'reverse lines|content|list|replace|file|reverse',
    may: `${asks} sort`,
    not: 'sort|alphabet|column|large',
    build: (r) =>
      r.sources.length === 0
        ? null
        : filter(r, both('print the lines from last to first', '줄을 뒤에서부터 출력'), (path) => `tac -- ${path}`),
  },
  {
    id: 'change.shuffle',
    when: 'shuffle',
    may: `${asks} first find`,
    weight: 0.3,
    build: (r) =>
      filter(
        r,
        both(
          r.count === undefined ? 'shuffle the lines' : `pick ${r.count} lines at random`,
          r.count === undefined ? '줄을 무작위로 섞기' : `무작위로 ${r.count}줄을 고르기`,
        ),
        (path) => `shuf${r.count === undefined ? '' : ` -n ${r.count}`} -- ${path}`,
      ),
  },
  {
    id: 'change.line-ends',
    when: 'lineEnds',
    may: asks,
    weight: 0.5,
    build(reading) {
      const toWindows = /\bto (?:windows|crlf|dos)\b|(?:윈도우즈?|crlf)\s*(?:형식|줄바꿈)?\s*(?:으로|로)/.test(
        reading.masked,
      );
      return toWindows
        ? filter(
            reading,
            both('end the lines the Windows way (CRLF)', '줄 끝을 윈도우 방식(CRLF)으로 바꾸기'),
            (path) => `sed 's/\\r*$/\\r/' ${path}`,
          )
        : filter(
            reading,
            both('end the lines the Unix way (LF)', '줄 끝을 유닉스 방식(LF)으로 바꾸기'),
            (path) => `sed 's/\\r*$//' ${path}`,
          );
    },
  },
  {
    id: 'change.encoding',
    when: 'encoding',
    may: `${asks} save`,
    weight: 0.5,
    build(reading) {
      const names: readonly (readonly [RegExp, string])[] = [
        [/euc-?kr/, 'EUC-KR'],
        [/cp949/, 'CP949'],
        [/latin-?1|iso-8859-1/, 'ISO-8859-1'],
        [/shift_?jis/, 'SHIFT_JIS'],
        [/utf-?16/, 'UTF-16'],
        [/utf-?8/, 'UTF-8'],
      ];
      const text = reading.masked;
      const found = names
        .filter(([pattern]) => pattern.test(text))
        .map(([pattern, name]) => ({ name, at: text.search(pattern) }))
        .sort((a, b) => a.at - b.at);
      const [first, second] = found;
      if (first === undefined) return null;
      if (!reading.has('convert', 'replace', 'save') && second === undefined && !/\b(?:in)?to utf/.test(text))
        return filter(reading, both('look at the encoding', '인코딩을 확인'), (path) => `file --mime -- ${path}`);
      const toFirst =
        second === undefined && first.name !== 'UTF-8'
          ? /\bto\b|(?:으)?로/.test(text.slice(Math.max(0, first.at - 4), first.at + 12))
          : second === undefined;
      const [from, to] =
        second !== undefined
          ? [first.name, second.name]
          : toFirst
            ? [first.name === 'UTF-8' ? 'CP949' : 'UTF-8', first.name]
            : [first.name, 'UTF-8'];
      if (toFirst && first.name === 'UTF-8') return toUtf8(reading);
      return filter(
        reading,
        both(`convert the text from ${from} to ${to}`, `글을 ${from}에서 ${to}(으)로 변환`),
        (path) => `iconv -f ${from} -t ${to} -- ${path}`,
      );
    },
  },
  {
    id: 'change.base64',
    when: 'base64',
    may: `${asks} decode encoding extract`,
    weight: 0.5,
    build: (r) =>
      filter(
        r,
        r.has('decode') ? both('decode the Base64 text', 'Base64를 해독') : both('encode as Base64', 'Base64로 인코딩'),
        (path) => `base64${r.has('decode') ? ' -d' : ''} -- ${path}`,
      ),
  },
  {
    id: 'change.merge',
    when: 'merge',
    may: `${asks} save each`,
    not: 'archive|sum|column',
    weight: 0.3,
    build(reading) {
      const several = reading.sources.length > 1 || reading.extensions.length > 0;
      if (!several) return null;
      const tables = [...reading.sources, ...reading.extensions.map((it) => `.${it}`)].every((it) =>
        it.endsWith('csv'),
      );
      const output = reading.output ?? (tables ? 'merged.csv' : 'merged.txt');
      const names =
        reading.sources.length > 0
          ? reading.sources
          : reading.files
              .map((it) => it.path)
              .filter((it) => !/(^|\/)\./.test(it))
              .filter(
                (it) =>
                  reading.extensions.some((extension) => it.toLowerCase().endsWith(`.${extension}`)) && it !== output,
              );
      if (names.length === 0) return { trouble: both('I see no such files here.', '그런 파일이 여기에는 없습니다.') };
      const paths = names.map(quotePath).join(' ');
      return {
        doing: both(`join ${names.join(', ')} into ${output}`, `${names.join(', ')}을(를) ${output}(으)로 합치기`),
        // `awk 1` ends a last line that lacks its line feed; tables keep only the first header.
        produce: `awk '${tables ? 'FNR > 1 || NR == 1' : '1'}' ${paths} > ${quotePath(output)} && wc -l -- ${quotePath(output)}`,
        makes: [output],
      };
    },
  },
  {
    id: 'change.split',
    when: 'split',
    may: `${asks} each lines rows`,
    not: 'archive',
    weight: 0.3,
    build(reading) {
      const file = oneFile(reading, ['txt', 'csv', 'log']);
      if (isTrouble(file)) return file;
      const name = file.path.replace(/(\.[^./]+)?$/, '');
      const parts =
        /\b(?:parts|pieces|chunks|files)\b|등분|조각|개로|개의 파일/.test(reading.masked) && !reading.has('lines');
      const size = reading.count ?? 1000;
      const how = parts ? `-n l/${size}` : `-l ${size}`;
      const extension = /\.[^./]+$/.exec(file.path)?.[0] ?? '';
      return {
        doing: both(
          parts ? `split ${file.path} into ${size} parts` : `split ${file.path} every ${size} lines`,
          parts ? `${file.path}을(를) ${size}개로 나누기` : `${file.path}을(를) ${size}줄씩 나누기`,
        ),
        produce: `split ${how} -d --additional-suffix=${quote(extension)} -- ${quotePath(file.path)} ${quotePath(`${name}-part-`)} && ls -- ${quotePath(`${name}-part-`)}*`,
        makes: [`${name}-part-00${extension}`],
      };
    },
  },
];

/** Nobody said from which: the first that the text can be in. What is UTF-8 already stays so. */
export function toUtf8(reading: Reading): Draft | Trouble {
  return filter(
    reading,
    both('find out the encoding and convert to UTF-8', '인코딩을 알아내어 UTF-8로 변환'),
    (path) =>
      `{ iconv -f UTF-8 -t UTF-8 -- ${path} 2> /dev/null || iconv -f CP949 -t UTF-8 -- ${path} 2> /dev/null || iconv -f ISO-8859-1 -t UTF-8 -- ${path}; }`,
  );
}

/** "replace A with B", "A를 B로 바꿔": in quotes or as single words. */
function pair(reading: Reading): readonly (string | undefined)[] {
  if (reading.quoted.length >= 2) return [reading.quoted[0], reading.quoted[1]];
  const english =
    /\b(?:replace|substitute|change|swap)\s+(?:all |every |each )?(?:occurrences? of )?(?:the word )?([^\s"']+)\s+(?:with|by|to|for|into)\s+([^\s"']+)/i.exec(
      reading.text,
    );
  if (english) return [english[1], english[2]];
  const korean =
    /([\p{L}\p{N}_-]+?)(?:을|를)\s*(?:모두 |전부 |다 )?([\p{L}\p{N}_-]+?)(?:으로|로)\s*(?:모두 |전부 |다 )?(?:바꿔|바꾸|변경|치환|교체)/u.exec(
      reading.text,
    );
  return korean ? [korean[1], korean[2]] : [];
}
