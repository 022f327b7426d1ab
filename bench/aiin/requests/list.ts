import { either, inOrder, lines, names, type Request, says } from '../check.ts';

export const list: readonly Request[] = [
  ["what's in this folder?", 'photos', everything()],
  ['list the files', 'photos', everything()],
  ['show me the folders here', 'office', says('archive', 'images', 'scripts')],
  ['show the directory tree', 'office', says('2019', 'summary.txt', 'banner.jpg')],
  ['list files with their sizes', 'photos', says('90000', 'video.mp4', '7000', 'scan.pdf')],
  ['show what is inside the images folder', 'office', names('images/logo.png', 'images/banner.jpg', 'images/icon.png')],
  ['print notes.txt', 'office', lines('buy milk', 'call Alice', 'TODO: water plants', 'budget meeting at 10')],
  ['first 3 lines of long.txt', 'texts', lines('line 1', 'line 2', 'line 3')],
  ['show the last two lines of long.txt', 'texts', lines('line 29', 'line 30')],
  ['show lines 5 to 7 of long.txt', 'texts', lines('line 5', 'line 6', 'line 7')],
  ['여기 무슨 파일들이 있어?', 'photos', everything()],
  ['파일 목록 보여주세요', 'photos', everything()],
  ['어떤 폴더들이 있는지 보여줘', 'office', says('archive', 'images', 'scripts')],
  ['폴더 구조를 트리로 보여줘', 'office', says('2019', 'summary.txt', 'banner.jpg')],
  ['파일 크기랑 같이 목록 좀', 'photos', says('90000', 'video.mp4', '7000', 'scan.pdf')],
  ['images 폴더 안에 뭐 있어?', 'office', names('images/logo.png', 'images/banner.jpg', 'images/icon.png')],
  ['notes.txt 내용 보여줘', 'office', lines('buy milk', 'call Alice', 'TODO: water plants', 'budget meeting at 10')],
  ['long.txt 앞 3줄만 보여줘', 'texts', lines('line 1', 'line 2', 'line 3')],
  ['long.txt 마지막 두 줄', 'texts', lines('line 29', 'line 30')],
  ['long.txt 5번째 줄부터 7번째 줄까지 출력해줘', 'texts', lines('line 5', 'line 6', 'line 7')],
  ['가장 최근에 수정한 파일 2개', 'office', inOrder('notes.txt', 'copy-of-report.txt')],
];

function everything() {
  const top = [
    'IMG_0001.JPG',
    'IMG_0002.JPG',
    'IMG_0003.JPG',
    'my photo 1.jpg',
    'my photo 2.jpg',
    'scan.pdf',
    'video.mp4',
    'cat.png',
    'todo.txt',
  ];
  return either(names(...top), names(...top, 'thumbs/cat-small.png'));
}
