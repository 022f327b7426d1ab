import { type Column, numericColumns } from '../../shared/columns.ts';
import type { Reading } from '../reading.ts';
import { conditionsIn } from './conditions.ts';
import type { Attempt } from './files-query.ts';
import { counting, NUMBER, numberOf, type Scan, scanOf, showing } from './scan.ts';
import { namesOf, type Rows, rowsOf, spelled } from './table.ts';
import { type Measure, type Said, tableDraft } from './table-draft.ts';

const measures: readonly (readonly [Measure, RegExp])[] = [
  ['average', /\b(?:on average|average|avg|mean)\b|평균(?:값|적으로)?(?:을|를|이|은|의)?/iu],
  ['median', /\bmedian\b|중앙값|중간값/iu],
  [
    'sum',
    /\b(?:total(?:s|led)?|sum(?: up| of)?|add(?:ed)? up|altogether|overall|combined)\b|합계|총합|총계|(?<![가-힣])(?:총|합)(?:을|이|은)?(?![가-힣])|합산[가-힣]*|더하[가-힣]*|더해[가-힣]*|합쳐서|모두\s*합[가-힣]*/iu,
  ],
]; // prettier-ignore

const groupBefore = (column: string) =>
  new RegExp(
    `\\b(?:by|per|for (?:each|every)|each|every|grouped by|group by|broken down by|split by|in each|of each)\\s+(?:the )?${column}`,
    'iu',
  );
const ordering = (column: string) =>
  new RegExp(
    `\\b(?=(?:sort|order|rank|arrang)(?:ed|ing|e|ed)?\\b|top\\s+\\w+\\b|(?:high|low|larg|small|bigg)est\\b)(?:[^.,]*?)\\bby\\s+(?:the )?${column}`,
    'iu',
  );
const groupAfter = (column: string) =>
  new RegExp(`${column}\\s*(?:별(?:로|의)?|마다|에 따른|에 따라|각각(?:의)?)`, 'iu');

const most = '(?:highest|largest|biggest|greatest|most|max(?:imum)?|top|best|oldest|most expensive|priciest)';
const least = '(?:lowest|smallest|least|fewest|min(?:imum)?|cheapest|youngest|worst)';
const mostKo =
  '(?:가장|제일|최고로|젤)?\\s*(?:높은|높았던|큰|많은|많았던|많이|비싼|나이\\s?많은|나이가 많은|최고)|최댓?값|최고(?:치|값)?|(?<![가-힣])최대(?![가-힣])';
const leastKo =
  '(?:가장|제일|젤)?\\s*(?:낮은|낮았던|작은|적은|적게|싼|저렴한|어린|최저)|최솟?값|최저(?:치|값)?|(?<![가-힣])최소(?![가-힣])';
const extreme = {
  high: new RegExp(`\\b(?:the )?${most}\\b|${mostKo}`, 'iu'),
  low: new RegExp(`\\b(?:the )?${least}\\b|${leastKo}`, 'iu'),
};
const superlative =
  /\b(?:highest|largest|biggest|greatest|most|max(?:imum)?|top|best|lowest|smallest|least|fewest|min(?:imum)?|cheapest|oldest|youngest|priciest|worst)\b|가장|제일|최고|최저|최대|최소|최댓|최솟/iu;

const down =
  /\b(?:(?:in )?desc(?:ending)?(?: order)?|(?:from )?high(?:est)? (?:to low(?:est)?|first)|largest first|biggest first|most expensive first|expensive first|oldest first|reversed?)\b|내림차순(?:으로)?|(?:높은|큰|많은|비싼|나이\s?많은)\s*(?:순|것부터|순서|쪽부터|거부터|사람부터)(?:대로|으로|로)?|역순(?:으로)?/iu;
const up =
  /\b(?:(?:in )?asc(?:ending)?(?: order)?|(?:from )?low(?:est)? (?:to high(?:est)?|first)|smallest first|cheapest first|youngest first)\b|오름차순(?:으로)?|(?:낮은|작은|적은|싼|저렴한|어린)\s*(?:순|것부터|순서|쪽부터|거부터|사람부터)(?:대로|으로|로)?/iu;
const sorting =
  /\b(?:sort(?:ed|ing)?|order(?:ed)?|rank(?:ed|ing)?|arrange[d]?)\b|정렬[가-힣]*(?:\s*해[가-힣]*)?|순(?:으로|서로|서대로|대로)?(?![가-힣])(?:\s*(?:정렬|나열)[가-힣]*)?|나열[가-힣]*/iu;
const topN = new RegExp(
  `\\b(?:the )?${NUMBER}(?= (?:highest|largest|biggest|lowest|smallest|cheapest|oldest|youngest|most|least|best)\\b)|\\b(?:the )?top ${NUMBER}\\b|\\b(?:the )?first ${NUMBER}\\b|상위\\s*${NUMBER}\\s*(?:개|명|건|행|위)?(?:만|까지)?|${NUMBER}\\s*(?:개|명|건|행)만?`,
  'iu',
);
const bottomN = new RegExp(`\\b(?:the )?(?:bottom|last) ${NUMBER}\\b|하위\\s*${NUMBER}\\s*(?:개|명|건|행)?`, 'iu');
const distinct =
  /\b(?:distinct|unique|different|kinds? of|types? of|all the different)\b|종류(?:가|를|는|별)?|(?:서로\s*)?다른|고유(?:한)?|중복\s*(?:없이|제거(?:하고|해서)?|빼고)/iu;
const drawing =
  /\b(?:as |in |an? )*(?:svg )?(?:bar |column )?(?:charts?|graphs?|plots?|diagram)\b(?: (?:of|for))?|\b(?:draw|plot|graph|visuali[sz]e|svg)\b|(?:막대\s*)?(?:차트|그래프)(?:로|를|을)?|그려[가-힣]*(?:\s*(?:줘|주)[가-힣]*)?|시각화[가-힣]*|(?<![가-힣])막대(?![가-힣])|표로/iu;
const nouns =
  /인원\s*수(?:를)?(?![가-힣])|\b(?:rows?|records?|entries|lines?|people|persons?|folks|everyone|everybody|those|customers?|clients?|users?|members?|students?|employees|orders?|sales|transactions|products?|items?|columns?|fields?|table|spreadsheet|sheet|csv|file|live|lives|living|located|based|sold|bought|got|belongs?|received|average|older|named|called|made|make|selling|is there)\b|(?:사람|상품|제품|품목|아이템|고객|손님|회원|학생|직원|주문|거래|건|행|줄|데이터|레코드|항목|열|컬럼|칼럼|표|파일|명단|기록|내역|매출|판매|것)(?:들|만|들만|별)?(?:을|를|이|가|은|는|의|만|에서|중|중에|중에서)?(?![가-힣])|(?:사는|살고|거주하는|받은|팔린|팔렸[가-힣]*|산|구매한|주문한|가진|인|해당하는|해당되는|들어온)(?![가-힣])|(?:만들|구하|구해|계산|뽑|내|정리)[가-힣]*(?:\s*(?:줘|주)[가-힣]*)?|(?:기준(?:으로)?|따져서)/iu;

const columnNames =
  /\b(?:columns?|fields?|headers?) names?\b|\bnames? of (?:the |all )?(?:columns?|fields?)|(?:열|컬럼|칼럼|필드)(?:의|들의)?\s*(?:이름|목록|명)/iu;

/** A question about rows and columns, in which every word has its part. */
export function tableQuery(reading: Reading): Attempt {
  const rows = rowsOf(reading);
  if (rows === null || reading.missing.length > 0 || columnNames.test(reading.plain)) return null;
  const scan = scanOf(reading.plain);
  if (reading.sources.length > 0) scan.take(/§/);
  if (reading.output !== undefined)
    scan.take(
      /(?:\b(?:save|write|store|export|put)\b[^§]*)?(?:\b(?:as|to|in|into)\s+)?§\s*(?:(?:으로|로|에|라는 파일(?:로|에)?)\s*)?(?:저장[가-힣]*|내보내[가-힣]*|기록[가-힣]*|담아[가-힣]*|써[가-힣]*)?/iu,
    );
  const said = saidIn(scan, rows, reading);
  const chart = scan.takeAll(drawing).length > 0;
  if (reading.format !== undefined)
    scan.take(
      /\b(?:as|in|to|into)\s+(?:an?\s+)?(?:csv|tsv|json|markdown(?: table)?)\b(?: file)?|(?:csv|tsv|json|마크다운)\s*(?:파일|형식|표|형태)?\s*(?:으)?로(?:\s*(?:저장|내보내|만들|뽑)[가-힣]*)?/iu,
    );
  scan.takeAll(nouns);
  scan.takeAll(showing);
  for (const word of stemWords(rows.path)) scan.take(new RegExp(spelled([word]), 'iu'));
  const left = scan.left();
  if (left.length > 0) return { left };
  return said === null ? null : tableDraft(rows, said, chart, reading);
}

function saidIn(scan: Scan, rows: Rows, reading: Reading): Said | null {
  const { tests, where } = conditionsIn(scan, rows, reading);
  let group: Column | undefined;
  let key: Column | undefined;
  let limit: RegExpExecArray | null = null;
  for (const column of rows.columns) {
    const name = spelled(namesOf(column.name));
    // "Sorted by price", "the top 3 by price": "by" groups elsewhere, and here it orders.
    const match = key === undefined ? scan.take(ordering(name)) : null;
    if (match === null) continue;
    key = column;
    limit = new RegExp(topN.source, 'iu').exec(match[0]);
  }
  for (const column of rows.columns) {
    const name = spelled(namesOf(column.name));
    const match = group === undefined && (scan.take(groupBefore(name)) ?? scan.take(groupAfter(name)));
    if (match) group = column;
  }
  const product = computedIn(scan, rows);
  const sold = product === undefined && scan.has(/\b(?:best[- ]selling|sold|bought)\b|팔린|팔렸|판매/iu);
  const sorts = scan.take(/(?:높은|큰|많은|비싼)(?=\s*(?:상위|·|순))/iu)
    ? 'down'
    : scan.take(/(?:낮은|작은|적은|싼)(?=\s*(?:하위|·|순))/iu)
      ? 'up'
      : scan.take(down)
        ? 'down'
        : scan.take(up)
          ? 'up'
          : undefined;
  limit ??= scan.take(topN);
  const bottom = limit === null ? scan.take(bottomN) : null;
  const bestSelling = scan.take(/\bbest[- ]selling\b/iu);
  const measure = measures.filter(([, pattern]) => scan.take(pattern) !== null).map(([name]) => name);
  const isExtreme = bestSelling !== null || scan.has(superlative);
  const which =
    bestSelling !== null
      ? 'high'
      : !isExtreme
        ? undefined
        : scan.take(extreme.high)
          ? 'high'
          : scan.take(extreme.low)
            ? 'low'
            : undefined;
  if (isExtreme) scan.takeAll(/(?:가장|제일|젤)(?![가-힣])/iu);
  const sorted = scan.take(sorting) ?? (key === undefined ? null : true);
  const wantsDistinct = scan.take(distinct) !== null;
  const count = scan.take(counting) !== null;
  if (measure.length > 1) return null;
  const others: Column[] = key === undefined ? [] : [key];
  for (const column of rows.columns) {
    const name = spelled(namesOf(column.name));
    if (
      column !== group &&
      column !== key &&
      scan.take(new RegExp(`${sorted || sorts ? '(?:by\\s+)?' : ''}${name}`, 'iu')) !== null
    )
      others.push(column);
    scan.takeAll(new RegExp(name, 'iu'));
  }
  const numbers = numericColumns(rows.columns);
  const named = others.find((it) => it.numeric);
  const quantity = sold && !count ? numbers.find((it) => namesOf(it.name).includes('quantity')) : undefined;
  const implied = /\b(?:oldest|youngest)\b|나이\s?많은|어린/iu.test(reading.plain)
    ? 'age'
    : /\b(?:cheapest|priciest|expensive)\b|비싼|저렴한|싼/iu.test(reading.plain)
      ? 'price'
      : null;
  const column =
    named ??
    (implied === null ? undefined : numbers.find((it) => namesOf(it.name).includes(implied))) ??
    quantity ??
    (numbers.length === 1 && (measure.length > 0 || which !== undefined) ? numbers[0] : undefined);
  const value = product ?? (column === undefined ? undefined : { name: column.name, expression: `$${column.index}` });
  const number = numberOf((limit ?? bottom)?.slice(1).find((it) => it !== undefined));
  return {
    tests,
    where,
    measure: measure[0],
    extreme: which,
    count,
    distinct: wantsDistinct,
    labelled: /\b(?:each|every|per)\b|별|마다|각/iu.test(reading.plain),
    group,
    others,
    value,
    sorts: sorts ?? (bottom ? 'up' : limit !== null && value !== undefined ? 'down' : sorted ? 'up' : undefined),
    limit: Number.isNaN(number) ? undefined : number,
  }; // prettier-ignore
}

/** "quantity * price", "revenue": a number that is worked out for each row. */
function computedIn(scan: Scan, rows: Rows): { name: string; expression: string } | undefined {
  const numbers = numericColumns(rows.columns);
  for (const a of numbers)
    for (const b of numbers) {
      if (a === b) continue;
      const pattern = new RegExp(
        `(?:\\b(?:revenue|sales|turnover|value|amount|total)\\b|매출(?:액)?|금액|합계)?\\s*\\(?\\s*${spelled(namesOf(a.name))}\\s*(?:\\*|×|x|times|곱하기|곱한)\\s*${spelled(namesOf(b.name))}\\s*\\)?`,
        'iu',
      );
      if (scan.take(pattern)) return { name: `${a.name} × ${b.name}`, expression: `$${a.index} * $${b.index}` };
    }
  const price = numbers.find((it) => ['price', 'unit_price', '단가', '가격'].includes(it.name.toLowerCase()));
  const quantity = numbers.find((it) => ['quantity', 'qty', '수량'].includes(it.name.toLowerCase()));
  if (price === undefined || quantity === undefined) return undefined;
  return scan.take(
    /\b(?:revenue|turnover|sales (?:amount|total|value)|total sales)\b|매출(?:액)?(?:을|를|이|은|의)?(?![가-힣])|판매\s?금액/iu,
  )
    ? { name: `${quantity.name} × ${price.name}`, expression: `$${quantity.index} * $${price.index}` }
    : undefined;
}

function stemWords(path: string): string[] {
  const stem = path
    .replace(/^.*\//, '')
    .replace(/\.\w+$/, '')
    .toLowerCase();
  return [stem, stem.replace(/s$/, '')].filter((it) => it.length > 2);
}
