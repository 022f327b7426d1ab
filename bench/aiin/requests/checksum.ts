import { createHash } from 'node:crypto';
import { all, either, intact, makesSome, names, type Request, says } from '../check.ts';
import { fixtures } from '../fixtures.ts';

const hash = (kind: 'md5' | 'sha256' | 'sha1', path: string) =>
  createHash(kind)
    .update(fixtures.office.files[path]?.[0] ?? '')
    .digest('hex');

export const checksum: readonly Request[] = [
  ['sha256 of report.txt', 'office', says(hash('sha256', 'report.txt'))],
  ['compute the md5 hash of notes.txt', 'office', says(hash('md5', 'notes.txt'))],
  ['checksums of all md files', 'office', says(hash('sha256', 'plan.md'), hash('sha256', 'meeting.md'))],
  ['sha1 sum for draft.txt please', 'office', says(hash('sha1', 'draft.txt'))],
  ['save the sha256 checksums of the txt files to sums.txt', 'office', saved()],
  ['do any files have the same hash?', 'office', names('report.txt', 'copy-of-report.txt')],
  ['report.txt의 sha256 값 알려줘', 'office', says(hash('sha256', 'report.txt'))],
  ['notes.txt md5 해시 구해줘', 'office', says(hash('md5', 'notes.txt'))],
  ['md 파일들 체크섬 계산해줘', 'office', says(hash('sha256', 'plan.md'), hash('sha256', 'meeting.md'))],
  ['draft.txt sha1 좀', 'office', says(hash('sha1', 'draft.txt'))],
  ['txt 파일들의 sha256 체크섬을 sums.txt에 저장해줘', 'office', saved()],
  ['해시가 같은 파일이 있는지 확인해줘', 'office', either(names('report.txt', 'copy-of-report.txt'))],
];

function saved() {
  return all(
    intact,
    makesSome(/^sums\.txt$/, (text) => text.includes(hash('sha256', 'draft.txt'))),
  );
}
