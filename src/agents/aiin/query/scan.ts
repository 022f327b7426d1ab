import { numberWords } from '../../shared/numbers.ts';
import { isFiller } from './fillers.ts';

/**
 * A request that is read by taking out of it, piece by piece, what is understood. What is left at the end was not
 * understood, and whoever reads so cannot pass it over.
 */
export type Scan = {
  take(pattern: RegExp): RegExpExecArray | null;
  takeAll(pattern: RegExp): RegExpExecArray[];
  has(pattern: RegExp): boolean;
  /** Words with a meaning of their own that nobody took. */
  left(): string[];
  /** The text that is left, with a dot where something was taken. */
  text(): string;
};

export function scanOf(text: string): Scan {
  let rest = text;
  const take = (pattern: RegExp) => {
    const match = new RegExp(pattern.source, 'iu').exec(rest);
    if (match === null || match[0] === '') return null;
    rest = `${rest.slice(0, match.index)} · ${rest.slice(match.index + match[0].length)}`;
    return match;
  };
  return {
    take,
    takeAll(pattern) {
      const found: RegExpExecArray[] = [];
      for (let match = take(pattern); match !== null; match = take(pattern)) found.push(match);
      return found;
    },
    has: (pattern) => new RegExp(pattern.source, 'iu').test(rest),
    left: () => [...rest.matchAll(/[\p{L}\p{N}'_%+-]+|[¶§‡]/gu)].map((it) => it[0]).filter((word) => !isFiller(word)),
    text: () => rest,
  };
}

/** A number in digits or as a word. */
export const NUMBER =
  '(\\d[\\d,]*(?:\\.\\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|한|두|세|네|다섯|여섯|일곱|여덟|아홉|열|하나|둘|셋|넷)';

const spoken: Readonly<Record<string, number>> = {
  ...numberWords,
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  seventh: 7,
  eighth: 8,
  ninth: 9,
  tenth: 10,
  첫: 1,
};

export function numberOf(word: string | undefined): number {
  if (word === undefined) return Number.NaN;
  return spoken[word.toLowerCase()] ?? Number(word.replaceAll(',', '').replace(/(?:st|nd|rd|th)$/i, ''));
}

/** "second", "3rd", "두 번째": a place in an order. */
export const ORDINAL =
  '(?:(?:the )?(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\\d+(?:st|nd|rd|th))|(첫|두|세|네|다섯|여섯|일곱|여덟|아홉|열|\\d+)\\s*번째(?:로)?)';

/** Words that ask to see something, and say nothing about what. */
export const showing = new RegExp(
  [
    '\\b(?:find|search(?: for)?|look(?:ing)? (?:for|up)|locate|list|show|display|print|see|view|output|tell|which|what|where|any|there|ls(?: -[a-zA-Z]+)?|cat(?=\\s*[·§])|exist(?:s|ing)?|pull(?: out| up)?|fetch|pick(?: out)?|get|give|grab|return|extract|filter|keep|check|report|only|just|all|every|everything|whole|entire|recursively|(?:including |and |with |in )?(?:all )?(?:the )?sub-?(?:folders|directories))\\b',
    '(?:찾|검색|보여|알려|나열|뽑|골라|고르|추려|추출|출력|확인|필터|걸러|조회|말해|아시|아세|가르쳐|표시|열거)[가-힣]*(?:\\s*(?:보여|알려)?\\s*(?:주|줘|줄|봐|볼)[가-힣]*)?',
    '(?<![가-힣])(?:목록|리스트|명단)(?:을|를|이|만|으로|좀)?(?![가-힣])',
    '(?<![가-힣])(?:뭐|뭔|무엇|어디|어떤|어느|무슨|누구|누가|언제)[가-힣]*',
    '(?<![가-힣])(?:(?:들어|남아|존재하고|저장돼|저장되어)?\\s*있|들었|들어\\s?있|남았|없나|없니|계신|존재하)(?:는지|나|니|어|을까|습니까|는가|나요|어요|을까요|는|을)?(?:\\s*(?:요|알려|보여)[가-힣]*)?(?![가-힣])',
    '(?:하위\\s*폴더|서브\\s*폴더)(?:까지|도|를 포함(?:해서|하여)?| 포함(?:해서|하여)?|의|에 있는)?|(?<![가-힣])(?:통째로|모두|전부|전체|모든|다|싹|각각|만)(?:를|을|에|만|다)?(?![가-힣])',
  ].join('|'),
  'iu',
);

/** "How many", in both languages. */
export const counting = new RegExp(
  [
    '\\b(?:how many|(?:total )?number of|count(?: of| up)?|tally|amount of)\\b',
    '(?:총|모두|전부)?\\s*몇\\s*(?:개|장|건|명|행|줄|편|가지|번|회|종류|곳|개나|명이나)(?:나|씩|가|이|를)?(?:\\s*(?:있|되|돼|야|인|나오|나와|남)[가-힣]*)?|몇(?:이야|인지)',
    '(?:개수|갯수|건수|횟수|인원\\s*수(?=를|는|가|\\s|$)|(?:(?<![가-힣])|(?<=줄|단어|글자|파일|폴더|행|건|요청|인원|고객|에러|오류|횟|회원|사람|제품|상품|사진|항목|주문|경고|접속|방문))수(?!\\s*(?:있|없)))(?<!(?:인|는|은|운|한|된|큰|높은|낮은|작은)\\s*수)(?:를|가|는|은|만|도)?(?![가-힣])(?:\\s*(?:세|구|알)[가-힣]*)?',
    '(?:세어|세\\s?줘|세\\s?주|세서|세\\s?봐|카운트)[가-힣]*(?:\\s*(?:줘|주|봐)[가-힣]*)?',
  ].join('|'),
  'iu',
);
