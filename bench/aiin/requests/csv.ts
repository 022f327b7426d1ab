import { all, intact, makes, makesSome, number, pairs, type Request, says, silentOn } from '../check.ts';

export const csv: readonly Request[] = [
  ['what is the total quantity in sales.csv?', 'shop', number(46)],
  ['average age in customers.csv', 'shop', number(38)],
  ['highest price in sales.csv', 'shop', number(12)],
  ['how many rows does customers.csv have', 'shop', number(5)],
  ['sum quantity per region in sales.csv', 'shop', regions()],
  ['show rows of sales.csv where region is Seoul', 'shop', seoul()],
  ['customers older than 40 in customers.csv', 'shop', older()],
  ['sort sales.csv by quantity descending', 'shop', quantities()],
  ['what columns does customers.csv have?', 'shop', says('name', 'email', 'city', 'age')],
  ['only the name and city columns of customers.csv', 'shop', cities()],
  ['which rows in customers.csv have no email', 'shop', all(says('Choi Hana'), silentOn('Kim Minsu'))],
  ['median of quantity in sales.csv', 'shop', number(6)],
  ['add a column total to sales.csv which is quantity times price', 'shop', totals()],
  ['count customers by city in customers.csv', 'shop', pairs({ Seoul: 2, Busan: 1, Daegu: 1, Incheon: 1 })],
  ['convert sales.csv to json', 'shop', toJson()],
  ['distinct products in sales.csv', 'shop', all(says('apple', 'pear', 'melon'), once('apple'))],
  ['what percent of the quantity comes from each region in sales.csv', 'shop', shares()],
  ['make a new csv with only the Busan rows of sales.csv, call it busan.csv', 'shop', busan()],
  ['average price by product in sales.csv', 'shop', pairs({ apple: 3, pear: 5, melon: 12 })],
  ['sales.csv에서 quantity 합계 구해줘', 'shop', number(46)],
  ['customers.csv의 평균 나이(age)는?', 'shop', number(38)],
  ['sales.csv에서 price가 제일 높은 값', 'shop', number(12)],
  ['customers.csv 데이터가 몇 행이야', 'shop', number(5)],
  ['sales.csv에서 region별로 quantity를 더해줘', 'shop', regions()],
  ['sales.csv에서 region이 Seoul인 행만 보여줘', 'shop', seoul()],
  ['customers.csv에서 age가 40 넘는 사람', 'shop', older()],
  ['sales.csv를 quantity 기준 내림차순으로 정렬', 'shop', quantities()],
  ['customers.csv에 어떤 열이 있어?', 'shop', says('name', 'email', 'city', 'age')],
  ['customers.csv에서 name, city 열만 뽑아줘', 'shop', cities()],
  ['customers.csv에서 email이 비어있는 행 찾아줘', 'shop', all(says('Choi Hana'), silentOn('Kim Minsu'))],
  ['sales.csv quantity 중앙값 알려줘', 'shop', number(6)],
  ['sales.csv에 quantity 곱하기 price인 total 열을 추가해줘', 'shop', totals()],
  ['customers.csv에서 도시(city)별 인원수', 'shop', pairs({ Seoul: 2, Busan: 1, Daegu: 1, Incheon: 1 })],
  ['sales.csv를 JSON으로 변환해줘', 'shop', toJson()],
  ['점수.csv에서 점수 평균 내줘', 'shop', number(85)],
  ['점수.csv 반별 평균 점수', 'shop', pairs({ '1': 80, '2': 90 })],
  ['sales.csv에서 Busan 행만 busan.csv로 저장해 줘', 'shop', busan()],
  [
    '점수.csv를 점수 높은 순으로 정렬해서 보여줘',
    'shop',
    (seen) => intact(seen) && ordered(seen.output, ['도윤', '지민', '수현', '하늘']),
  ],
];

function regions() {
  return pairs({ Seoul: 18, Busan: 19, Daegu: 9 });
}

function seoul() {
  return all(says('2026-01-05', '2026-02-03', '2026-02-27'), silentOn('Busan', 'Daegu'));
}

function older() {
  return all(says('Park Seoyeon', 'Jung Woo'), silentOn('Kim Minsu', 'Jiwoo', 'Choi Hana'));
}

function quantities(): Request[2] {
  const order = ['2026-03-09', '2026-01-05', '2026-02-14', '2026-02-03', '2026-01-20', '2026-02-27', '2026-03-30'];
  return (seen) => {
    const texts = [seen.output, ...[...seen.after.values()].map((it) => it.toString('utf8'))];
    return texts.some((text) => ordered(text, order));
  };
}

function ordered(text: string, order: readonly string[]): boolean {
  const at = order.map((it) => text.indexOf(it));
  return at.every((it, index) => it >= 0 && (index === 0 || it > (at[index - 1] as number)));
}

function cities() {
  return all(says('Kim Minsu', 'Seoul', 'Incheon', 'Jiwoo'), silentOn('example', '34'));
}

function totals(): Request[2] {
  const right = (text: string) =>
    [/15,3,45\b/, /10,3,30\b/, /1,12,12\b/].every((row) => row.test(text)) && /price,total/.test(text);
  return (seen) => right(seen.output) || [...seen.after.values()].some((it) => right(it.toString('utf8')));
}

function toJson(): Request[2] {
  const right = (text: string) => {
    try {
      const rows = JSON.parse(text) as Record<string, unknown>[];
      return rows.length === 7 && rows[0]?.region === 'Seoul' && String(rows[5]?.quantity) === '15';
    } catch {
      return false;
    }
  };
  return all(intact, (seen) => right(seen.output) || makesSome(/\.json$/, right)(seen));
}

function once(word: string): Request[2] {
  return ({ output }) => output.split(word).length === 2;
}

function shares() {
  return pairs({ Seoul: 39.1, Busan: 41.3, Daegu: 19.6 });
}

function busan() {
  return all(
    intact,
    makes('busan.csv', (text) => ordered(text, ['region', '2026-01-20', '2026-03-09']) && !text.includes('Seoul')),
  );
}
