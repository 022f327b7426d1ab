import { numericColumns, readHeader } from '../shared/columns.ts';
import { extensionOf } from '../shared/names.ts';
import { type Both, both } from '../shared/speech.ts';
import type { Reading } from './reading.ts';

/** Something that AIIN can do and that lies near: what to say for it. */
type Offer = { readonly near: RegExp; readonly needs?: RegExp; readonly say: Both };

const offers: readonly Offer[] = [
  {
    near: /\b(?:chart|graph|plot|draw|picture)\b|차트|그래프|그려|그림/,
    needs: /^(?:csv|tsv)$/,
    say: both('bar chart of COLUMN by COLUMN from FILE', 'FILE COLUMN별 COLUMN 막대그래프'),
  }, // prettier-ignore
  {
    near: /\b(?:sum|total|average|sales|customers?|price|compare|highest|best|invest|forecast|satisf\w+)\b|합계|평균|매출|고객|예측|가장|제일|만족/,
    needs: /^(?:csv|tsv)$/,
    say: both('total NUMBER by COLUMN in FILE', 'FILE에서 COLUMN별 NUMBER 합계'),
  }, // prettier-ignore
  {
    near: /\b(?:errors?|log|server|bug|wrong|cause|fix|requests?)\b|에러|오류|로그|서버|원인|버그/,
    needs: /^log$/,
    say: both('errors per day in FILE', 'FILE 날짜별 에러 수'),
  }, // prettier-ignore
  {
    near: /\b(?:errors?|log|server|bug|wrong|cause|fix)\b|에러|오류|로그|서버|원인/,
    needs: /^log$/,
    say: both('last 5 errors in FILE', 'FILE에서 마지막 에러 5개'),
  }, // prettier-ignore
  {
    near: /\b(?:photos?|pictures?|images?|video|delete|clean|disk|space|biggest|big)\b|사진|이미지|영상|지워|삭제|정리|용량/,
    say: both('10 largest files', '가장 큰 파일 10개'),
  }, // prettier-ignore
  {
    near: /\b(?:photos?|pictures?|images?|rename|files?|move|sort)\b|사진|이미지|이름|파일|옮|분류/,
    say: both('sort the files into folders by their extension', '확장자별로 폴더를 나눠서 파일 정리해줘'),
  }, // prettier-ignore
  {
    near: /\b(?:write|summari[sz]e|translate|text|words?|title|essay|notes?|read|meeting|find|mention\w*|important)\b|요약|번역|글|문장|제목|회의|보고서|찾|검색|할 일/,
    needs: /^(?:txt|md)$/,
    say: both('which files contain "TODO"', '"TODO"가 들어 있는 파일 찾아줘'),
  }, // prettier-ignore
  {
    near: /\b(?:write|summari[sz]e|text|long|words?|read|essay|report)\b|요약|글|길이|단어|보고서/,
    needs: /^(?:txt|md)$/,
    say: both('word count of FILE', 'FILE 단어 수'),
  }, // prettier-ignore
  {
    near: /\b(?:when|date|days?|schedule|meeting|remind|tomorrow|week)\b|날짜|일정|언제|내일|며칠|알람/,
    say: both('how many days until 2026-12-25', '2026-12-25까지 며칠 남았어'),
  }, // prettier-ignore
  { near: /./, say: both('which files changed this week', '최근 7일 동안 바뀐 파일') },
  { near: /./, say: both('find files bigger than 1 MB', '1MB보다 큰 파일 찾아줘') },
];

/** One or two requests near this one that AIIN does understand, about files that are here. */
export function nearby(reading: Reading): Both[] {
  const text = reading.masked;
  const named = [...reading.sources, ...reading.files.map((it) => it.path)];
  return offers
    .filter(({ near }) => near.test(text))
    .flatMap(({ needs, say }) => filled(say, needs, named, reading))
    .slice(0, 2);
}

function filled(say: Both, needs: RegExp | undefined, paths: readonly string[], reading: Reading): Both[] {
  if (needs === undefined) return [say];
  const path = paths.find((it) => needs.test(extensionOf(it)));
  if (path === undefined) return [];
  const head = reading.files.find((it) => it.path === path)?.head ?? '';
  const columns = columnsOf(head, path);
  if (/COLUMN/.test(say.en) && columns === null) return [];
  const fill = (text: string) =>
    text
      .replaceAll('FILE', path)
      .replace(/COLUMN (?:by COLUMN)/, `${columns?.number} by ${columns?.text}`)
      .replace(/COLUMN별 COLUMN/, `${columns?.text}별 ${columns?.number}`)
      .replaceAll('COLUMN', columns?.text ?? '')
      .replaceAll('NUMBER', columns?.number ?? '');
  return [both(fill(say.en), fill(say.ko))];
}

function columnsOf(head: string, path: string): { text: string; number: string } | null {
  const columns = readHeader(head, path);
  const number = numericColumns(columns).at(0)?.name;
  const text = columns.find((it) => !it.numeric)?.name;
  return number === undefined || text === undefined ? null : { text, number };
}
