import { all, either, intact, makesSome, number, type Request, says, silentOn } from '../check.ts';

export const json: readonly Request[] = [
  ['pretty print config.json', 'shop', pretty()],
  ['what is the port in config.json?', 'shop', says('8080')],
  ['how many products are in products.json', 'shop', number(3)],
  ['products in products.json with stock 0', 'shop', all(says('pear'), silentOn('apple', 'melon'))],
  ['is broken.json valid JSON?', 'shop', invalid()],
  ['turn products.json into csv', 'shop', toCsv()],
  ['list the names in products.json', 'shop', says('apple', 'pear', 'melon')],
  ['sum of stock in products.json', 'shop', number(135)],
  ['most expensive product in products.json', 'shop', says(/melon|12/)],
  ['what top level keys does config.json have', 'shop', keys()],
  ['config.json 보기 좋게 출력해줘', 'shop', pretty()],
  ['config.json에서 port 값이 뭐야?', 'shop', says('8080')],
  ['products.json에 상품이 몇 개 있어', 'shop', number(3)],
  ['products.json에서 stock이 0인 항목 찾아줘', 'shop', all(says('pear'), silentOn('apple', 'melon'))],
  ['broken.json이 올바른 JSON인지 검사해줘', 'shop', invalid()],
  ['products.json을 csv로 바꿔주세요', 'shop', toCsv()],
  ['products.json에서 name만 뽑아줘', 'shop', says('apple', 'pear', 'melon')],
  ['products.json의 stock 합계', 'shop', number(135)],
  ['products.json을 price 순으로 정렬해줘', 'shop', says(/apple[\s\S]*pear[\s\S]*melon/)],
  ['config.json 최상위 키 목록', 'shop', keys()],
];

function pretty() {
  return either(
    says(/"server": \{\n\s+"host": "localhost"/),
    (seen) => makesSome(/json$/, /"server": \{\n\s+"host"/)(seen) || changed(seen),
  );
}

function changed(seen: Parameters<Request[2]>[0]): boolean {
  return /"server": \{\n\s+"host"/.test(seen.after.get('config.json')?.toString('utf8') ?? '');
}

function invalid() {
  return says(/invalid|not valid|error|올바르지|잘못|오류|아닙니다|아니/i);
}

function toCsv(): Request[2] {
  const right = (text: string) =>
    /name,price,stock\r?\n"?apple"?,3,120\r?\n"?pear"?,5,0/.test(text.replaceAll('"', ''));
  return all(intact, (seen) => right(seen.output) || makesSome(/\.csv$/, right)(seen));
}

function keys() {
  return all(says('server', 'debug', 'tags'), silentOn('8080'));
}
