import type { Column } from '../../shared/columns.ts';
import { escapeString } from '../../shared/quote.ts';
import type { Reading } from '../reading.ts';
import { NUMBER, numberOf, type Scan } from './scan.ts';
import { namesOf, type Rows, spelled } from './table.ts';
import { MONTH, monthOf, spellingsOf } from './words.ts';

export type Conditions = { readonly tests: readonly string[]; readonly where: string };

const over = '(?:over|above|more than|greater than|higher than|bigger than|larger than|exceed(?:s|ing)?|>)';
const under = '(?:under|below|less than|lower than|smaller than|fewer than|<)';
const least = '(?:at least|no less than|>=)';
const most = '(?:at most|no more than|up to|<=)';
const koSigns: readonly (readonly [string, string])[] = [
  ['이상', '>='],
  ['이하', '<='],
  ['초과|넘는|넘은|넘게|(?:보다\\s*)(?:큰|많은|높은|비싼)|보다\\s*(?:크|많|높|비싸)[가-힣]*', '>'],
  ['미만|안\\s*되는|(?:보다\\s*)(?:작은|적은|낮은|싼|어린|저렴한)|보다\\s*(?:작|적|낮|싸|어리)[가-힣]*', '<'],
];
const unit = '(?:원|살|세|개|점|명|달러|dollars?|won|years?(?: old)?|points?|%)?';
/** A number's unit tells whose number it is. */
const units: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\d\s*점/u, ['score']],
  [/\d\s*(?:살|세)(?![가-힣])/u, ['age']],
  [/\d\s*(?:원|달러)|\$\s*\d|\d\s*(?:dollars?|won)\b/iu, ['price', 'cost', 'amount', 'salary']],
  [/\d\s*개/u, ['quantity', 'stock']],
];
const ageOf = (rows: Rows) => rows.columns.find((it) => it.numeric && namesOf(it.name).includes('age'));
const priceOf = (rows: Rows) => rows.columns.find((it) => it.numeric && namesOf(it.name).includes('price'));

/** What the request says about which rows are meant; takes the words out of the scan. */
export function conditionsIn(scan: Scan, rows: Rows, reading: Reading): Conditions {
  const found = [
    ...emptyCells(scan, rows),
    ...comparisons(scan, rows),
    ...cellValues(scan, rows),
    ...days(scan, rows, reading),
    ...numbers(scan, rows),
  ];
  return { tests: found.map((it) => it.test), where: found.map((it) => it.words).join(', ') };
}

type Test = { readonly test: string; readonly words: string };

function emptyCells(scan: Scan, rows: Rows): Test[] {
  const tests: Test[] = [];
  const stock = rows.columns.find((it) => namesOf(it.name).includes('stock'));
  if (
    stock &&
    scan.take(/\b(?:out of stock|sold out|not in stock)\b|품절(?:된|인)?|재고(?:가|는)?\s*(?:없|떨어|0)[가-힣]*/iu)
  )
    tests.push({ test: `($${stock.index} + 0 == 0)`, words: `${stock.name} = 0` });
  if (stock && scan.take(/\b(?:still )?in stock\b|재고(?:가)?\s*(?:있|남)[가-힣]*/iu))
    tests.push({ test: `($${stock.index} + 0 > 0)`, words: `${stock.name} > 0` });
  for (const column of rows.columns) {
    const name = spelled(namesOf(column.name));
    if (
      scan.take(
        new RegExp(
          `(?:(?:with|having|has|have|had|that)?\\s*(?:no|without|missing|lacks?|lacking|empty|blank|doesn't have|don't have|does not have|do not have|didn't (?:leave|give)|not have)\\s+(?:an?\\s+|any\\s+|their\\s+)?)${name}|${name}(?:\\s*(?:주소|값|칸|정보|address))?(?:이|가|은|는|를|을)?\\s*(?:없[가-힣]*|비어\\s*있[가-힣]*|빈|누락[가-힣]*|안\\s*(?:적힌|적은|쓴|남긴)[가-힣]*|(?:is |are )?(?:missing|empty|blank))`,
          'iu',
        ),
      )
    )
      tests.push({ test: `($${column.index} == "")`, words: `${column.name} = ""` });
  }
  return tests;
}

function comparisons(scan: Scan, rows: Rows): Test[] {
  const tests: Test[] = [];
  const add = (column: Column, sign: string, number: string | undefined) => {
    const value = numberOf(number);
    tests.push({ test: `($${column.index} + 0 ${sign} ${value})`, words: `${column.name} ${sign} ${value}` });
  };
  for (const column of rows.columns.filter((it) => it.numeric)) {
    const name = spelled(namesOf(column.name));
    const between =
      scan.take(
        new RegExp(
          `${name}\\s*(?:is |are |was )?(?:between|from)\\s+${NUMBER}\\s*(?:and|to|-)\\s*${NUMBER}${unit}`,
          'iu',
        ),
      ) ??
      scan.take(
        new RegExp(
          `${name}(?:이|가|은|는)?\\s*${NUMBER}\\s*${unit}\\s*(?:에서|부터|~|-)\\s*${NUMBER}\\s*${unit}\\s*(?:까지|사이)?(?:인|의)?`,
          'iu',
        ),
      );
    if (between) {
      add(column, '>=', between[1]);
      add(column, '<=', between[2]);
    }
    const english: [string, string][] = [
      [least, '>='],
      [most, '<='],
      [over, '>'],
      [under, '<'],
    ]; // prettier-ignore
    for (const [words, sign] of english) {
      const match = scan.take(
        new RegExp(
          `${name}\\s*(?:is |are |was |were |of |that is |that's )?\\s*${words}\\s*\\$?${NUMBER}\\s*${unit}`,
          'iu',
        ),
      );
      if (match) add(column, sign, match[1]);
      const swapped = scan.take(
        new RegExp(`(?:with |having |has |have )?${words}\\s*\\$?${NUMBER}\\s+(?:in |of )?${name}`, 'iu'),
      );
      if (swapped) add(column, sign, swapped[1]);
    }
    for (const [words, sign] of koSigns) {
      const match = scan.take(
        new RegExp(
          `${name}(?:이|가|은|는|의)?\\s*${NUMBER}\\s*${unit}\\s*(?:을|를|이|가)?\\s*(?:${words})(?:인|의)?`,
          'iu',
        ),
      );
      if (match) add(column, sign, match[1]);
    }
  }
  const age = ageOf(rows);
  if (age) {
    const english = scan.take(
      new RegExp(
        `(?:(?:aged?|who (?:is|are)|that (?:is|are))\\s+)?(older|younger|over|under|above|below)(?: than)?(?: the age of)?\\s+${NUMBER}(?:\\s+years(?: old)?)?`,
        'iu',
      ),
    );
    if (english) add(age, /older|over|above/i.test(english[1] ?? '') ? '>' : '<', english[2]);
    for (const [words, sign] of [...koSigns, ['많은', '>'], ['적은', '<']] as const) {
      const match = scan.take(
        new RegExp(`${NUMBER}\\s*(?:살|세)\\s*(?:을|를|이|보다)?\\s*(?:${words})(?:인|의)?`, 'iu'),
      );
      if (match) add(age, sign, match[1]);
    }
    const decade = scan.take(/(\d0)대(?:인|의)?/iu) ?? scan.take(/\bin (?:their|his|her) (\d0)s\b/iu);
    if (decade)
      tests.push({
        test: `(int($${age.index} / 10) == ${Number(decade[1]) / 10})`,
        words: `${age.name} = ${decade[1]}–${Number(decade[1]) + 9}`,
      });
  }
  const price = priceOf(rows);
  if (price) {
    const match = scan.take(
      new RegExp(
        `(?:that )?(?:costs? |costing |priced? )?(cheaper than|more expensive than|costs? (?:more|over)(?: than)?|costs? (?:less|under)(?: than)?)\\s+\\$?${NUMBER}`,
        'iu',
      ),
    );
    if (match) add(price, /cheaper|less|under/i.test(match[1] ?? '') ? '<' : '>', match[2]);
    const korean = scan.take(new RegExp(`${NUMBER}\\s*(?:원|달러)?\\s*보다\\s*(비싼|싼|저렴한)`, 'iu'));
    if (korean) add(price, korean[2] === '비싼' ? '>' : '<', korean[1]);
  }
  const numeric = rows.columns.filter((it) => it.numeric && !/^id$/i.test(it.name));
  const byUnit = units.find(([pattern]) => scan.has(pattern))?.[1];
  const meant =
    byUnit === undefined ? undefined : numeric.find((it) => byUnit.some((name) => namesOf(it.name).includes(name)));
  const only =
    meant ??
    (numeric.length === 1
      ? numeric[0]
      : numeric.find((it) => namesOf(it.name).some((name) => scan.has(new RegExp(spelled([name]), 'iu')))));
  if (only) {
    for (const [words, sign] of koSigns) {
      const match = scan.take(new RegExp(`${NUMBER}\\s*${unit}\\s*(?:을|를|이|가)?\\s*(?:${words})(?:인|의)?`, 'iu'));
      if (match) add(only, sign, match[1]);
    }
    for (const [words, sign] of [
      [least, '>='],
      [most, '<='],
      [over, '>'],
      [under, '<'],
    ] as const) {
      const match = scan.take(new RegExp(`${words}\\s*\\$?${NUMBER}`, 'iu'));
      if (match) add(only, sign, match[1]);
    }
  }
  return tests;
}

/** "for Seoul", "not apple", "Busan or Daegu": values that stand in the table. */
function cellValues(scan: Scan, rows: Rows): Test[] {
  const tests: Test[] = [];
  for (const column of rows.columns) {
    const taken = { with: [] as string[], without: [] as string[] };
    for (const value of [...(rows.values.get(column.index) ?? [])].sort((a, b) => b.length - a.length)) {
      const spellings = spellingsOf(value);
      const alone = `["']?${spelled(spellings)}["']?`;
      const bracketed = `(?:\\s*\\(\\s*${spelled(spellings)}\\s*\\))?`;
      const name = spelled(namesOf(column.name));
      const after = '(?:이라는|라는)?';
      const not =
        scan.take(
          new RegExp(
            `(?:\\b(?:not(?: in| from)?|no|excluding|except(?: for)?|without|other than|but not|leaving out|apart from|besides|minus|isn't|is not|aren't|are not|!=)\\s+(?:the |any |those (?:in|from) )?)${alone}${bracketed}`,
            'iu',
          ),
        ) ??
        scan.take(
          new RegExp(
            `${alone}${bracketed}(?:은|는|을|를|이|가)?\\s*(?:빼고|제외(?:하고|한|하면)?|말고|아닌|뺀|외의|이외의|외에)`,
            'iu',
          ),
        );
      if (not) {
        taken.without.push(value);
        continue;
      }
      const yes =
        scan.take(
          new RegExp(
            `${name}(?:이|가|은|는)?\\s*(?:is|are|=+|equals?|equal to|:|of)?\\s*${alone}${bracketed}\\s*${after}(?:인|이고)?(?![가-힣])`,
            'iu',
          ),
        ) ??
        scan.take(
          new RegExp(
            `${alone}${bracketed}\\s*${after}(?:에서|에|의|인|만|은|는|이|가|을|를|으로|로|도|과|와|랑)?(?![가-힣])(?:\\s*${name}(?=\\s*(?:행|줄|사람|고객|만|rows?|인)))?`,
            'iu',
          ),
        ) ??
        scan.take(new RegExp(`${alone}(?=\\s*(?:에서|에|의|인|만))`, 'iu'));
      if (yes) taken.with.push(value);
    }
    const equal = (value: string) => `$${column.index} == "${escapeString(value).replaceAll("'", "'\\''")}"`;
    if (taken.with.length > 0)
      tests.push({
        test: `(${taken.with.map(equal).join(' || ')})`,
        words: `${column.name} = ${taken.with.join('/')}`,
      });
    for (const value of taken.without) tests.push({ test: `!(${equal(value)})`, words: `${column.name} ≠ ${value}` });
  }
  return tests;
}

function days(scan: Scan, rows: Rows, reading: Reading): Test[] {
  const column = rows.columns.find((it) => namesOf(it.name).includes('date'));
  if (column === undefined) return [];
  const tests: Test[] = [];
  const [first, second] = reading.dates;
  const field = `$${column.index}`;
  const pair =
    first !== undefined && second !== undefined
      ? scan.take(/(?:\b(?:between|from)\s+)?‡\s*(?:and|to|until|-|~|부터|에서)\s*‡\s*(?:까지|사이)?(?:의)?/iu)
      : null;
  if (pair)
    tests.push({
      test: `(${field} >= "${first}" && ${field} <= "${second}")`,
      words: `${column.name} ${first}–${second}`,
    });
  if (first !== undefined && second === undefined) {
    const edge = scan.take(
      /\b(after|since|before|until|from|on|of)\s+‡(?:\s*(?:on|onwards))?|‡\s*(이후|이전|부터|까지|전|후|자)?(?:에|의)?/iu,
    );
    const word = edge?.[1]?.toLowerCase() ?? edge?.[2];
    const sign =
      word === undefined || /^(?:on|of|자)$/.test(word)
        ? '=='
        : /^(?:after|후)$/.test(word)
          ? '>'
          : /^(?:since|from|부터|이후)$/.test(word)
            ? '>='
            : /^(?:before|전)$/.test(word)
              ? '<'
              : '<=';
    if (edge)
      tests.push({
        test: `(${field} ${sign} "${first}")`,
        words: `${column.name} ${sign === '==' ? '=' : sign} ${first}`,
      });
  }
  const month = scan.take(new RegExp(MONTH, 'iu'));
  if (month) {
    const name = month[1] ?? month[3];
    const number = String(name === undefined ? Number(month[6]) : monthOf(name)).padStart(2, '0');
    const year = month[2] ?? month[4] ?? month[5];
    tests.push({
      test: `(${field} ~ /^${year ?? '[0-9]+'}[-.\\/]${number}[-.\\/]/)`,
      words: `${column.name} ${year === undefined ? '' : `${year}-`}${number}`,
    });
  }
  const year = scan.take(/\b(?:in|of|for|during)\s+((?:19|20)\d\d)\b|((?:19|20)\d\d)년(?:에|의|도)?/iu);
  if (year)
    tests.push({ test: `(${field} ~ /^${year[1] ?? year[2]}/)`, words: `${column.name} ${year[1] ?? year[2]}` });
  return tests;
}

/** "class 1", "1반", "price is 3": a number next to the column it is a value of. */
function numbers(scan: Scan, rows: Rows): Test[] {
  const tests: Test[] = [];
  for (const column of rows.columns.filter((it) => it.numeric)) {
    const name = spelled(namesOf(column.name));
    const match =
      scan.take(
        new RegExp(
          `${name}(?:이|가|은|는)?\\s*(?:is|=+|equals?|equal to|of|:|number)?\\s*(\\d+(?:\\.\\d+)?)(?!\\d)\\s*(?:인|이고)?(?!\\s*(?:개|명|건|행))`,
          'iu',
        ),
      ) ??
      scan.take(
        new RegExp(
          `(?<![\\d.])(\\d+)\\s*${name.replace('(?<![\\p{L}\\p{N}_])', '')}(?:의|인|에서)?(?!\\s*(?:별|마다))`,
          'iu',
        ),
      );
    if (match)
      tests.push({ test: `($${column.index} + 0 == ${Number(match[1])})`, words: `${column.name} = ${match[1]}` });
  }
  return tests;
}
