import { quote, quotePath } from '../../shared/quote.ts';
import { type Both, both } from '../../shared/speech.ts';
import { type Phrase, sought, WORD } from '../phrase.ts';
import { fileStream, subject } from '../pieces.ts';
import type { Reading } from '../reading.ts';
import type { Draft } from '../rule.ts';

const ends = '(?=\\s|$|[.,?!])';
const word = `(?:the )?(?:word |text |string |phrase |term )?${WORD}`;
const saidOf = '(?:이라는|라는|이란|란)?\\s*(?:단어|글자|말|문구|텍스트|글|내용)?(?:이|가|을|를|은|는)?\\s*';
const holding = '(?:들어 ?있는|들어간|포함(?:된|되어 있는|하는|한)|언급(?:된|되는|하는|한)|나오는|적힌|있는|담긴)';
const lacking = '(?:들어 ?있지 않은|안 ?들어 ?있는|안 ?들어간|포함(?:되지|하지) 않[은는]|언급되지 않은|없는|안 나오는)';

const first = (match: RegExpExecArray, reading: Reading, explicit = false) =>
  sought(
    match.slice(1).find((it) => it !== undefined),
    reading,
    explicit,
  );
const flagsOf = (reading: Reading) => (reading.has('ignoreCase') ? 'iF' : 'F');

function filesPhrase(id: string, says: RegExp, without: boolean): Phrase {
  return {
    id,
    says,
    may: 'search words count ignoreCase each name',
    build(reading, match) {
      const text = first(match, reading);
      if (text === null || reading.sources.length > 0 || /\bname|이름/.test(reading.masked)) return null;
      const count = reading.has('count');
      const which = subject(reading);
      return {
        doing: both(
          `${count ? 'count' : 'list'} ${which.en} ${without ? 'without' : 'with'} "${text}" in them`,
          `${which.ko} 중 "${text}"이(가) ${without ? '없는' : '있는'} 것을 ${count ? '세기' : '나열'}`,
        ),
        produce: `${fileStream(reading)} | { xargs -0 -r grep -${without ? 'L' : 'l'}${flagsOf(reading)}I -e ${quote(text)} -- || true; } | ${count ? 'wc -l' : `sed 's|^\\./||'`}`,
      };
    },
  };
}

function linesWith(reading: Reading, text: string, numbers: boolean): Draft {
  const flags = `${flagsOf(reading)}${numbers ? 'n' : ''}`;
  const doing: Both = both(
    `show where "${text}" stands in ${subject(reading).en}`,
    `${subject(reading).ko}에서 "${text}"이(가) 있는 곳을 보기`,
  );
  if (reading.sources.length > 0)
    return {
      doing,
      produce: `{ grep -${flags} -e ${quote(text)} -- ${reading.sources.map(quotePath).join(' ')} || [ $? -eq 1 ]; }`,
    };
  return {
    doing,
    produce: `${fileStream(reading)} | { xargs -0 -r grep -H${flags}I -e ${quote(text)} -- || true; } | sed 's|^\\./||'`,
  };
}

function placesPhrase(id: string, says: RegExp, counts = false): Phrase {
  return {
    id,
    says,
    may: 'search words lines numbered ignoreCase extract count',
    build(reading, match) {
      const explicit = /^(?:search|grep|look|scan)/i.test(match[0]);
      const text = first(match, reading, explicit);
      if (text === null || (reading.has('count') && !counts)) return null;
      return linesWith(reading, text, true);
    },
  };
}

export const searchPhrases: readonly Phrase[] = [
  filesPhrase(
    'files.without-text',
    new RegExp(
      `\\b(?:files?|documents?)\\b (?:that |which )?(?:without|(?:do|does)(?:n't| not) (?:contain|mention|include|have)|not (?:containing|mentioning)|lack(?:ing)?)\\s+${word}${ends}`,
      'iu',
    ),
    true,
  ),
  filesPhrase(
    'files.without-text.ko',
    new RegExp(
      `${WORD}${saidOf}${lacking}\\s*(?:[a-z]{2,4}\\s*)?(?:텍스트\\s*)?(?:파일|문서)(?:들|만|을|은|이)*`,
      'iu',
    ),
    true,
  ),
  filesPhrase(
    'files.with-text',
    new RegExp(
      `\\b(?:files?|documents?)\\b (?:that |which )?(?:contain(?:s|ing)?|mention(?:s|ing)?|includ(?:es?|ing)|have|has|having|with)\\s+${word}${ends}(?! in (?:the|their) name)`,
      'iu',
    ),
    false,
  ),
  filesPhrase(
    'files.with-text.ko',
    new RegExp(
      `${WORD}${saidOf}${holding}\\s*(?:[a-z]{2,4}\\s*)?(?:텍스트\\s*)?(?:파일|문서)(?:들|만|을|은|이)*`,
      'iu',
    ),
    false,
  ),
  {
    id: 'search.both-words',
    says: /\blines?\b[^.]*\bboth ¶ and ¶|¶\s*(?:와|과|이랑|랑|하고)\s*¶(?:이|가|을|를)?\s*(?:모두|둘 다|다)\s*(?:있는|들어 ?있는|포함된)\s*줄/iu,
    may: 'search lines common',
    build(reading) {
      const [a, b] = reading.quoted;
      if (a === undefined || b === undefined || reading.sources.length !== 1) return null;
      const path = quotePath(reading.sources[0] ?? '');
      return {
        doing: both(`pick the lines with both "${a}" and "${b}"`, `"${a}"와(과) "${b}"이(가) 모두 있는 줄을 고르기`),
        produce: `{ grep -F -e ${quote(a)} -- ${path} | grep -F -e ${quote(b)} || [ $? -eq 1 ]; }`,
      };
    },
  },
  {
    id: 'search.times',
    says: new RegExp(
      `\\bhow (?:often|many times) (?:does|do|is|did|has)\\s+${word}\\s+(?:appear(?:ed|s)?|occur(?:red|s)?|show up|come up|found|used|mentioned|(?=in §))`,
      'iu',
    ),
    may: 'search words count frequent',
    build(reading, match) {
      const text = first(match, reading);
      if (text === null || reading.sources.length === 0) return null;
      return {
        doing: both(`count how often "${text}" occurs`, `"${text}"이(가) 나오는 횟수를 세기`),
        produce: `cat -- ${reading.sources.map(quotePath).join(' ')} | { grep -o${flagsOf(reading)} -e ${quote(text)} || true; } | wc -l`,
      };
    },
  },
  placesPhrase(
    'search.line-number',
    new RegExp(
      `\\bline numbers? (?:where|of|with|containing|that contain)\\s+${word}${ends}(?: is| are| appears?| occurs?)?|\\b(?:on )?(?:which|what) lines? (?:is|has|contains?)\\s+${word}${ends}|${WORD}${saidOf}(?:§\\s*(?:에서|의|에)?\\s*)?몇\\s*번째\\s*줄\\S*`,
      'iu',
    ),
    true,
  ),
  placesPhrase(
    'search.places',
    new RegExp(
      `\\b(?:search|grep|look|scan)(?:ing)? (?:for )?${word}\\s+(?:in|inside|within|across|through|from)\\b|\\bfind (?:all )?(?:occurrences of |mentions of )?(?:the (?:word|text|phrase) )${WORD}\\s+(?:in|inside|within|across)\\b|\\bwhere (?:does|do|is|are|did)\\s+${word}\\s+(?:occur|appear|show up|mentioned|used|come up)|\\bsearch (?:in )?§ for\\s+${word}${ends}|\\bfind ¶ in\\b|\\bis the (?:word|name|text|phrase) ${WORD}\\s+(?:anywhere |somewhere )?(?:in|inside)\\b`,
      'iu',
    ),
  ),
  placesPhrase(
    'search.places.ko',
    new RegExp(
      `${WORD}${saidOf}(?:어디에?서?|어느 (?:파일|줄)에)\\s*(?:나오|나와|있|쓰|등장)\\S*|${WORD}\\s?(?:이라는|라는|이란|란)\\s*(?:단어|글자|말|문구|텍스트|글)(?:을|를)?\\s*(?:좀\\s*)?(?:찾|검색)\\S*|(¶|[A-Za-z][\\w.@-]*)(?:을|를|이|가)?\\s*(?:좀\\s*)?(?:검색|찾아)\\S*|(?<=§\\s*에서\\s*)${WORD}(?:을|를)?\\s*(?:찾아|검색)\\S*|${WORD}(?:을|를)\\s*(?:[a-z]{2,4}|텍스트|모든|전체)?\\s*파일(?:들)?\\s*(?:에서|안에서|속에서)\\s*(?:찾|검색)\\S*|파일(?:들)?에서\\s*${WORD}(?:을|를)?\\s*(?:찾|검색)\\S*`,
      'u',
    ),
  ),
];
