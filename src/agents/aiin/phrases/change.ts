import { quote, quotePath } from '../../shared/quote.ts';
import { type Both, both } from '../../shared/speech.ts';
import { type Phrase, sought, WORD } from '../phrase.ts';
import { fileStream, subject } from '../pieces.ts';
import type { Reading } from '../reading.ts';

const one = (reading: Reading) => (reading.sources.length === 1 ? quotePath(reading.sources[0] ?? '') : null);

const shown = (id: string, says: RegExp, may: string, doing: Both, command: (path: string) => string): Phrase => ({
  id,
  says,
  may,
  build(reading) {
    const path = one(reading);
    return path === null || /\.(?:csv|tsv|json)$/.test(reading.sources[0] ?? '')
      ? null
      : { doing, produce: command(path) };
  },
});

/** Files rewritten: text added, letters and separators changed, several at once. */
export const changePhrases: readonly Phrase[] = [
  {
    id: 'change.append',
    says: new RegExp(
      `\\b(?:append|add)\\s+(?:the )?(?:line |text |word )?${WORD}\\s+(?:as a (?:new )?line )?(?:to|at) (?:the )?(?:end|bottom) of §|\\bappend\\s+(?:the )?(?:line |text |word )?${WORD}\\s+to §|§\\s*(?:의\\s*)?(?:맨\\s*)?(?:끝|마지막|뒤)(?:\\s*줄)?(?:에|에다)?\\s*${WORD}(?:이라고|라고|이라는 줄|라는 줄)?(?:을|를)?\\s*(?:한 줄\\s*)?(?:추가|덧붙|붙여|넣어)\\S*`,
      'iu',
    ),
    may: 'merge suffix lines last',
    build(reading, match) {
      const text = sought(match[1] ?? match[2] ?? match[3], reading);
      const path = reading.sources[0] ?? reading.output;
      if (text === null || path === undefined || reading.sources.length > 1 || /\.(?:csv|json)$/.test(path))
        return null;
      const place = quotePath(path);
      return {
        doing: both(`add the line "${text}" to the end of ${path}`, `${path} 끝에 "${text}" 줄을 추가`),
        // A last line without a line feed is ended first.
        produce: `sed -i -e '$a\\' ${place} && printf '%s\\n' ${quote(text)} >> ${place} && tail -n 3 -- ${place}`,
        makes: [path],
      };
    },
  },
  shown(
    'change.tabs-to-commas',
    /\b(?:replace|change|turn|convert)\b[^.]*\btabs?\b[^.]*\b(?:by|with|to|into) (?:a )?commas?\b|탭(?:을|문자를)?\s*(?:전부|모두)?\s*(?:쉼표|콤마)로\s*(?:바꿔|바꾸|변경|변환|치환)\S*/iu,
    'tsv',
    both('turn tabs into commas', '탭을 쉼표로 바꾸기'),
    (path) => `tr '\\t' ',' < ${path}`,
  ),
  shown(
    'change.commas-to-tabs',
    /\b(?:replace|change|turn|convert)\b[^.]*\bcommas?\b[^.]*\b(?:by|with|to|into) (?:a )?tabs?\b|(?:쉼표|콤마)를?\s*탭으로\s*(?:바꿔|바꾸|변경|변환|치환)\S*/iu,
    'tsv',
    both('turn commas into tabs', '쉼표를 탭으로 바꾸기'),
    (path) => `tr ',' '\\t' < ${path}`,
  ),
  shown(
    'change.join-lines',
    /\b(?:join|glue|connect|combine)\b[^.]*\blines\b[^.]*\b(?:with|by|using) (?:a )?commas?\b|줄(?:들)?(?:을)?\s*(?:쉼표|콤마)로\s*(?:구분해서\s*)?(?:이어|연결|합쳐|붙)\S*(?:\s*한 줄로\S*)?/iu,
    'merge',
    both('join the lines with commas', '줄을 쉼표로 이어 붙이기'),
    (path) => `paste -sd, -- ${path}`,
  ),
  {
    id: 'change.case-of-several',
    says: /\b(?:to |in |into )?(lower|upper)[- ]?case\b|(소|대)문자로\s*(?:바꿔|바꾸|변환|변경)\S*/iu,
    may: 'convert replace common all each count lower upper',
    build(reading, match) {
      if (reading.sources.length !== 0 || reading.extensions.length === 0 || reading.output !== undefined) return null;
      if (reading.has('name', 'extension', 'rename')) return null;
      const lower = /^(?:lower|소)/i.test(match[1] ?? match[2] ?? '');
      const what = subject(reading);
      return {
        doing: both(
          `rewrite ${what.en} in ${lower ? 'small' : 'capital'} letters`,
          `${what.ko}을(를) ${lower ? '소' : '대'}문자로 바꿔 쓰기`,
        ),
        produce: `${fileStream(reading)} | xargs -0 -r sed -i 's/.*/\\${lower ? 'L' : 'U'}&/' -- && ${fileStream(reading)} | xargs -0 -r head -n 3 --`,
        makes: reading.extensions.map((it) => `*.${it}`),
      };
    },
  },
  {
    id: 'change.mojibake',
    says: /\b(?:garbled|mojibake|broken characters|unreadable characters)\b|(?:글자|한글|텍스트|내용)(?:가|이)?\s*(?:다\s*)?깨(?:져|진|졌)\S*(?:\s*보\S*)?(?:\.?\s*(?:제대로|바르게|고쳐)\s*\S*)?/iu,
    may: 'encoding replace convert',
    build(reading) {
      const path = one(reading);
      if (path === null) return null;
      // What is UTF-8 already stays as it is; anything else of this house is most likely Korean Windows text.
      return {
        doing: both('read the text as Korean Windows text where it is not UTF-8', 'UTF-8이 아니면 CP949로 읽어서 보기'),
        produce: `iconv -f UTF-8 -t UTF-8 -- ${path} 2> /dev/null || iconv -f CP949 -t UTF-8 -- ${path}`,
      };
    },
  },
  {
    id: 'change.make-utf8',
    says: /\b(?:is|in) (iso-8859-1|latin-?1|euc-?kr|cp949|shift_?jis)\b[^.]*\b(?:make|turn|convert|change)\b[^.]*\butf-?8\b/iu,
    may: 'encoding convert',
    build(reading, match) {
      const path = one(reading);
      const name = (match[1] ?? '').toLowerCase();
      const from = /latin|iso/.test(name) ? 'ISO-8859-1' : /euc/.test(name) ? 'EUC-KR' : name.toUpperCase();
      return path === null
        ? null
        : {
            doing: both(`convert the text from ${from} to UTF-8`, `글을 ${from}에서 UTF-8(으)로 변환`),
            produce: `iconv -f ${from} -t UTF-8 -- ${path}`,
          };
    },
  },
];
