import { quotePath } from '../../shared/quote.ts';
import { both } from '../../shared/speech.ts';
import type { Phrase } from '../phrase.ts';
import type { Reading } from '../reading.ts';

const two = (reading: Reading) => {
  const [a, b] = reading.sources;
  return a === undefined || b === undefined || reading.sources.length !== 2 ? null : ([a, b] as const);
};

const onlyIn = (a: string, b: string) => ({
  doing: both(`list the lines that are in ${a} and not in ${b}`, `${a}에는 있고 ${b}에는 없는 줄을 나열`),
  produce: `comm -23 <(sort -u -- ${quotePath(a)}) <(sort -u -- ${quotePath(b)})`,
});

/** Two or more files held against each other, or put together. */
export const severalPhrases: readonly Phrase[] = [
  {
    id: 'several.only-first',
    says: /\b(?:are |is |only )?in §\s*,?\s*(?:but |and )?(?:not|missing|absent) (?:in|from) §|§\s*에(?:는|만)?\s*(?:있는데|있고|있지만|있으나|있으면서)\s*(?:,\s*)?§\s*에(?:는)?\s*없는/iu,
    may: 'lines name words rows',
    build(reading) {
      const pair = two(reading);
      return pair === null ? null : onlyIn(...pair);
    },
  },
  {
    id: 'several.same',
    says: /\b(?:same|identical|equal)\b(?: to)?|(?:같은|동일한|똑같은)\s*(?:파일|내용|것)\S*|(?:같은지|동일한지|똑같은지|일치하는지|같아|같나|똑같아|동일해)\S*/iu,
    may: 'compare duplicate verify content',
    build(reading) {
      const pair = two(reading);
      if (pair === null || reading.has('lines')) return null;
      const [a, b] = pair;
      return {
        doing: both(`check whether ${a} and ${b} are the same`, `${a}와(과) ${b}이(가) 같은지 확인`),
        produce: `if cmp -s -- ${quotePath(a)} ${quotePath(b)}; then echo 'the same'; else echo 'different'; fi`,
      };
    },
  },
  {
    id: 'several.differences',
    says: /\bdifferences? between\b|\bdiffer(?:ent|s)? (?:between|from)\b|\bhow (?:do|does|is|are)\b[^.]*\bdiffer\w*|차이(?:점)?(?:을|를|가|이)?|(?:어떻게|뭐가|무엇이|어디가|뭐|어느 부분이)\s*(?:다르|다른|달라|다를|틀리|틀려|틀린)\S*/iu,
    may: 'compare lines content',
    build(reading) {
      const pair = two(reading);
      if (pair === null) return null;
      const [a, b] = pair;
      return {
        doing: both(`show the differences between ${a} and ${b}`, `${a}와(과) ${b}의 차이를 보기`),
        produce: `{ diff -u -- ${quotePath(a)} ${quotePath(b)} && echo 'no differences' || [ $? -eq 1 ]; }`,
      };
    },
  },
  {
    id: 'several.union',
    says: /\b(?:merge|combine|join|put|unite)\b[^.]*\b(?:without|no|removing|dropping|minus) (?:the |any )?(?:duplicates?|repeats)|(?:합쳐|합치고|합친|합해)\S*\s*(?:중복(?:된|되는)?\s*(?:줄|행|이름|것|항목)?(?:을|은|는)?)\s*(?:제거|없애|빼|없이|지워|삭제)\S*(?:\s*해\S*)?|중복\s*(?:없이|제거하고)\s*(?:합쳐|합치)\S*/iu,
    may: 'merge lines name unique duplicate',
    build(reading) {
      if (reading.sources.length < 2 || reading.sources.some((it) => /\.(?:csv|tsv|json)$/.test(it))) return null;
      return {
        doing: both('join the files and keep each line once', '파일을 합치고 같은 줄은 하나만 남기기'),
        produce: `awk '!seen[$0]++' ${reading.sources.map(quotePath).join(' ')}`,
      };
    },
  },
  {
    id: 'several.together',
    says: /\bput\b[^.]*\btogether\b|\b(?:merge|concatenate|combine|join)\b|(?:합쳐|합치|이어 ?붙|하나로)\S*(?:\s*(?:만들|저장)\S*)?/iu,
    may: 'merge save create lines',
    build(reading) {
      const { output } = reading;
      if (output === undefined || reading.sources.length < 2 || !/\.(?:txt|md|log)$/.test(output)) return null;
      if (reading.sources.includes(output) || reading.sources.some((it) => /\.(?:csv|tsv|json)$/.test(it))) return null;
      return {
        doing: both(
          `join ${reading.sources.join(', ')} into ${output}`,
          `${reading.sources.join(', ')}을(를) ${output}(으)로 합치기`,
        ),
        // `awk 1` ends a last line that lacks its line feed.
        produce: `awk 1 ${reading.sources.map(quotePath).join(' ')}`,
      };
    },
  },
];
