import { all, type names, type Request, says, silentOn, someLines } from '../check.ts';

export const compare: readonly Request[] = [
  ['compare names-a.txt and names-b.txt', 'texts', differences()],
  ["what's the difference between names-a.txt and names-b.txt?", 'texts', differences()],
  ['lines that are in both names-a.txt and names-b.txt', 'texts', someLines('bob', 'dora')],
  ['which names are in names-a.txt but not in names-b.txt', 'texts', someLines('ann', 'carl')],
  ['lines only in names-b.txt, not in names-a.txt', 'texts', someLines('emil')],
  ['are report.txt and copy-of-report.txt the same?', 'office', same()],
  ['is report.txt identical to draft.txt', 'office', different()],
  ['which of report.txt and notes.txt is larger?', 'office', larger()],
  ['merge names-a.txt and names-b.txt without duplicates', 'texts', someLines('ann', 'bob', 'carl', 'dora', 'emil')],
  ['names-a.txt랑 names-b.txt 비교해줘', 'texts', differences()],
  ['names-a.txt와 names-b.txt의 차이점 알려주세요', 'texts', differences()],
  ['names-a.txt와 names-b.txt에 둘 다 있는 줄', 'texts', someLines('bob', 'dora')],
  ['names-a.txt에는 있는데 names-b.txt에는 없는 이름은?', 'texts', someLines('ann', 'carl')],
  ['names-b.txt에만 있고 names-a.txt에는 없는 줄 보여줘', 'texts', someLines('emil')],
  ['report.txt하고 copy-of-report.txt 같은 파일이야?', 'office', same()],
  ['report.txt와 draft.txt 내용이 동일한지 확인', 'office', different()],
  ['report.txt랑 notes.txt 중에 뭐가 더 커?', 'office', larger()],
  ['names-a.txt와 names-b.txt를 합쳐서 중복을 제거해줘', 'texts', someLines('ann', 'bob', 'carl', 'dora', 'emil')],
];

function differences() {
  return says('ann', 'carl', 'emil');
}

function same() {
  return all(
    says(/same|identical|no differences?|같|동일/i),
    silentOn(/not (?:the )?same|differ(?!ences?)|다르|다릅|달라/i),
  );
}

function different() {
  return says(/differ|not (?:the )?(?:same|identical)|[<>-]|다르|다릅/i);
}

function larger() {
  return (seen: Parameters<ReturnType<typeof names>>[0]) => {
    const first = /report\.txt|notes\.txt/.exec(seen.output)?.[0];
    return first === 'report.txt';
  };
}
