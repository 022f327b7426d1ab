/** Words that people mean when they slip: what is done, and what it is done to. */
const english =
  'search find list show count sort move copy delete remove rename compare extract compress convert replace display create average total largest smallest newest oldest biggest lines words files folder folders archive unzip duplicate unique reverse number numbers chart graph errors error encoding column columns filter between before after without containing'.split(
    ' ',
  );
const korean =
  '정렬 검색 목록 파일 폴더 개수 삭제 이름 복사 이동 압축 평균 합계 비교 변환 추출 줄 단어 중복 제거 확인 보여 알려 찾아 바꿔 옮겨 지워 세어 풀어'
    .split(' ')
    .filter((it) => it.length > 1);

/** The word that was meant by a slip of the fingers: one letter off, or two swapped; else null. */
export function meant(word: string): string | null {
  if (/^[a-z]{4,}$/.test(word))
    return only(english.filter((it) => it !== word && it[0] === word[0] && oneSlip(word, it)));
  const head = /^[가-힣]{2,}/.exec(word)?.[0];
  if (head === undefined) return null;
  const fixed = only(
    korean.filter(
      (it) =>
        head.length >= it.length &&
        head.slice(0, it.length) !== it &&
        oneSlip(jamo(head.slice(0, it.length)), jamo(it)),
    ),
  );
  return fixed === null ? null : fixed + word.slice(fixed.length);
}

const jamo = (text: string) => text.normalize('NFD');
const only = (words: readonly string[]) => (words.length === 1 ? (words[0] ?? null) : null);

/** One letter wrong, missing or too many, or two neighbours swapped. */
function oneSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let at = 0;
  while (at < Math.min(a.length, b.length) && a[at] === b[at]) at++;
  const [x, y] = [a.slice(at), b.slice(at)];
  if (x.slice(1) === y.slice(1) || x.slice(1) === y || x === y.slice(1)) return true;
  return x[0] === y[1] && x[1] === y[0] && x.slice(2) === y.slice(2);
}
