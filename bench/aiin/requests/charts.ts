import { all, intact, makesSome, pairing, type Request } from '../check.ts';

export const charts: readonly Request[] = [
  ['draw a bar chart of quantity by region from sales.csv as SVG', 'shop', svg('Seoul', 'Busan', 'Daegu')],
  ['make an svg chart of the ages in customers.csv', 'shop', svg('Kim Minsu', '52')],
  ['chart of the number of files per extension, save as types.svg', 'office', svg('txt', 'md', 'png')],
  ['bar chart of errors per day in app.log as svg', 'server', svg('2026-03-01', '2026-03-03')],
  ['csv with word counts of every txt file for a chart', 'box', table()],
  ['sales.csv에서 region별 quantity를 막대그래프 SVG로 그려줘', 'shop', svg('Seoul', 'Busan', 'Daegu')],
  ['점수.csv 점수를 막대 차트로 그려서 score.svg로 저장해줘', 'shop', svg('지민', '하늘', '95')],
  ['확장자별 파일 개수를 svg 차트로 만들어줘', 'office', svg('txt', 'md', 'png')],
  ['app.log 날짜별 에러 수를 svg 그래프로 그려줘', 'server', svg('2026-03-01', '2026-03-03')],
  ['txt 파일별 단어 수를 차트용 csv로 만들어줘', 'box', table()],
  ['fruits.txt에서 각 줄이 몇 번 나오는지 막대그래프로 보여줘 (svg)', 'texts', svg('apple', 'banana', 'cherry')],
  ['bar chart (svg) of how often each line occurs in fruits.txt', 'texts', svg('apple', 'banana', 'cherry')],
];

function svg(...labels: readonly string[]) {
  return all(
    intact,
    makesSome(/\.svg$/, (text) => {
      const whole = /<svg[\s\S]*<\/svg>/.test(text) && (text.match(/<rect/g)?.length ?? 0) >= labels.length - 1;
      return whole && labels.every((label) => text.includes(label));
    }),
  );
}

function table() {
  return all(intact, makesSome(/\.csv$/, pairing({ 'letter.txt': 4, 'memo.txt': 3 })));
}
