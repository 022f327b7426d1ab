/** Words that people use for the same column, in both languages, by meaning. */
export const columnWords: readonly (readonly string[])[] = [
  ['name', '이름', '성명', 'names', '성함'],
  ['date', '날짜', '일자', 'day', '날'],
  ['price', '가격', '단가', 'prices', '값', '금액'],
  ['cost', '비용', '금액', '가격', 'costs', 'expense', 'expenses', '지출'],
  ['quantity', '수량', 'qty', 'quantities', '판매량', '개수', 'units', '판매 수량'],
  ['amount', '금액', '액수', 'amounts', '총액'],
  ['region', '지역', 'regions', '권역', 'area'],
  ['city', '도시', '시', 'cities', '거주지', 'town'],
  ['country', '나라', '국가', 'countries'],
  ['product', '제품', '상품', '품목', 'products', '물건', 'item', 'items'],
  ['item', '항목', '품목', 'items', '아이템', '물품'],
  ['category', '분류', '카테고리', '범주', 'categories'],
  ['age', '나이', '연령', 'ages', '살'],
  ['email', '이메일', '메일', 'emails', 'e-mail', 'mail', '이메일 주소', 'email address', 'email addresses'],
  ['phone', '전화번호', '전화', '연락처', 'phone number'],
  ['score', '점수', '성적', 'scores', 'grade', 'points'],
  ['stock', '재고', '재고량', 'inventory'],
  ['class', '반', '학급'],
  ['department', '부서', '팀', 'team', 'dept'],
  ['salary', '급여', '연봉', '월급', 'pay'],
  ['status', '상태'],
  ['total', '합계', '총액'],
  ['year', '연도', '년도'],
  ['month', '월'],
  ['customer', '고객', 'customers', '손님'],
  ['id', '번호', '아이디'],
];

/** Korean and English names of the same place. */
const places: readonly (readonly [string, string])[] = [
  ['seoul', '서울'],
  ['busan', '부산'],
  ['daegu', '대구'],
  ['incheon', '인천'],
  ['gwangju', '광주'],
  ['daejeon', '대전'],
  ['ulsan', '울산'],
  ['jeju', '제주'],
  ['suwon', '수원'],
  ['sejong', '세종'],
];

/** The spellings under which people may mean a value of a table. */
export function spellingsOf(value: string): string[] {
  const lower = value.toLowerCase();
  const place = places.find((it) => it.includes(lower));
  return [...new Set([lower, ...(place ?? []), ...(/^[a-z]{3,}$/.test(lower) ? [`${lower}s`, `${lower}es`] : [])])];
}

export const monthNames = 'january february march april may june july august september october november december'.split(
  ' ',
);

/** "March", "3월", "in Feb": a month's number, or null. `may` needs a word before it. */
export const MONTH = `(?:(?:in|of|for|during|from|since)\\s+(?:the month of )?(${monthNames.map((it) => `${it}|${it.slice(0, 3)}`).join('|')})(?:\\s*(\\d{4}))?(?![\\w])(?!\\s+\\d{1,2}(?!\\d))|\\b(${monthNames
  .filter((it) => it !== 'may' && it !== 'march')
  .map((it) => `${it}|${it.slice(0, 3)}`)
  .join(
    '|',
  )})(?:\\s*(\\d{4}))?(?![\\w])(?!\\s+\\d{1,2}(?!\\d))|(?:(\\d{4})년\\s*)?(?<!\\d)(\\d{1,2})월(?!\\s*\\d)(?:\\s*(?:달|한 ?달|중|동안))?(?:에|의|에는|은|만)?)`;

export function monthOf(name: string): number {
  return monthNames.findIndex((it) => it.slice(0, 3) === name.toLowerCase().slice(0, 3)) + 1;
}
