import { inOrder, type pairs, type Request, says } from '../check.ts';

export const disk: readonly Request[] = [
  ['how much space does this folder take?', 'photos', total()],
  ['disk usage per folder', 'office', folders()],
  ['total size of the png files', 'office', says(/2300|2\.[23]\s?(?:K|KiB|kB)/i)],
  ['which folder is the biggest', 'office', says('images')],
  ['how big is video.mp4?', 'photos', says(/90000|90,000|88K|87\.\d|90 ?kB/i)],
  ['how much free disk space is left', 'office', says(/\d/)],
  ['top 2 files eating disk space', 'photos', inOrder('video.mp4', 'scan.pdf')],
  ['size by file type', 'photos', says(/mp4/i, /pdf/i, /90000|88K|87\.\d|90\.0/)],
  ['이 폴더 용량이 얼마나 돼?', 'photos', total()],
  ['폴더별 디스크 사용량 보여줘', 'office', folders()],
  ['png 파일 전체 크기 합계', 'office', says(/2300|2\.[23]\s?(?:K|KiB|kB)/i)],
  ['제일 용량 큰 폴더가 어디야', 'office', says('images')],
  ['video.mp4 크기가 얼마야', 'photos', says(/90000|90,000|88K|87\.\d|90 ?kB/i)],
  ['남은 디스크 공간 알려줘', 'office', says(/\d/)],
  ['용량 많이 차지하는 파일 두 개만', 'photos', inOrder('video.mp4', 'scan.pdf')],
  ['확장자별 용량 좀 보여주세요', 'photos', says(/mp4/i, /pdf/i, /90000|88K|87\.\d|90\.0/)],
];

/** In bytes, or in blocks on the disk: either is an honest answer. */
function total() {
  return says(/\b1[0-4]\dK\b|1045\d\d|104,5\d\d|10[0-9](?:\.\d)? ?(?:KiB|K|kB)|0\.1\dM|\b1[0-4]\d\b/i);
}

function folders() {
  return (seen: Parameters<ReturnType<typeof pairs>>[0]) => says('archive', 'images', 'scripts')(seen);
}
