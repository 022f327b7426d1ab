import { all, intact, names, type Request, silentOn } from '../check.ts';

export const find: readonly Request[] = [
  ['find every text file', 'office', txt()],
  ['where are my png pictures?', 'office', names('images/logo.png', 'images/icon.png')],
  ['find files bigger than 10 KB', 'office', names('images/banner.jpg')],
  ['which files were changed in the last 3 days', 'office', recent()],
  ['look for empty files', 'office', names('empty.txt')],
  ['locate files whose name contains report', 'office', reports()],
  ['find python scripts pls', 'office', names('scripts/tool.py')],
  [
    'find files not touched for more than a year',
    'office',
    names('archive/old-report.txt', 'archive/2019/summary.txt'),
  ],
  ['find files that are not txt files', 'photos', notText()],
  ['find identical files', 'office', names('report.txt', 'copy-of-report.txt')],
  ['give me all markdown documents', 'office', names('meeting.md', 'plan.md')],
  ['find videos', 'photos', names('video.mp4')],
  ['텍스트 파일 전부 찾아줘', 'office', txt()],
  ['png 파일이 어디에 있는지 알려줘', 'office', names('images/logo.png', 'images/icon.png')],
  ['10KB보다 큰 파일 찾아줄래?', 'office', names('images/banner.jpg')],
  ['최근 3일 동안 수정된 파일이 뭐가 있지', 'office', recent()],
  ['비어 있는 파일 찾아 주세요', 'office', names('empty.txt')],
  ['이름에 report가 들어가는 파일 찾아줘', 'office', reports()],
  ['파이썬 파일 어디있어', 'office', names('scripts/tool.py')],
  ['1년 넘게 안 건드린 파일 찾아줘', 'office', names('archive/old-report.txt', 'archive/2019/summary.txt')],
  ['txt가 아닌 파일만 찾아줘', 'photos', notText()],
  ['내용이 똑같은 파일들 찾아줘', 'office', names('report.txt', 'copy-of-report.txt')],
  ['마크다운 문서 좀 찾아봐', 'office', names('meeting.md', 'plan.md')],
  ['숨김 파일 찾아줘', 'office', all(intact, names('.settings'), silentOn('report.txt'))],
];

function txt() {
  return names(
    'report.txt',
    'copy-of-report.txt',
    'notes.txt',
    'draft.txt',
    'empty.txt',
    'archive/old-report.txt',
    'archive/2019/summary.txt',
  );
}

// The one changed exactly three days ago lies on the edge and is taken as out: it is older by the time of the run.
function recent() {
  return names('report.txt', 'copy-of-report.txt', 'notes.txt');
}

function reports() {
  return names('report.txt', 'copy-of-report.txt', 'archive/old-report.txt');
}

function notText() {
  return names(
    'IMG_0001.JPG',
    'IMG_0002.JPG',
    'IMG_0003.JPG',
    'my photo 1.jpg',
    'my photo 2.jpg',
    'scan.pdf',
    'video.mp4',
    'cat.png',
    'thumbs/cat-small.png',
  );
}
