import { all, copied, gone, intact, leaves, makes, moved, type Request } from '../check.ts';

const untouched = ['scan.pdf', 'video.mp4', 'cat.png', 'thumbs/cat-small.png', 'todo.txt'];
const shots = ['IMG_0001.JPG', 'IMG_0002.JPG', 'IMG_0003.JPG'];

export const rename: readonly Request[] = [
  ['rename notes.txt to todo.txt', 'office', moved({ 'todo.txt': 'notes.txt' })],
  ['rename all JPG files to lower case jpg extension', 'photos', lowered()],
  ['replace spaces with underscores in file names', 'photos', underscored()],
  ['move all png files into a folder called pictures', 'photos', all(makes('pictures/cat.png'), gone('cat.png'))],
  ['copy report.txt to backup.txt', 'office', copied({ 'backup.txt': 'report.txt' })],
  ['add the prefix old_ to every txt file', 'box', prefixed()],
  ['change the extension of letter.txt and memo.txt from txt to md', 'box', toMarkdown()],
  ['move the pdf into documents', 'photos', moved({ 'documents/scan.pdf': 'scan.pdf' })],
  ['create a folder named reports', 'office', intact],
  [
    'sort the files into folders by their extension',
    'photos',
    all(moved({ 'pdf/scan.pdf': 'scan.pdf', 'mp4/video.mp4': 'video.mp4' })),
  ],
  ['make a backup copy of the project folder', 'box', (seen) => intact(seen) && copies(seen, /main\.py$/)],
  ['replace IMG with trip in the file names', 'photos', trips()],
  ['delete empty.txt', 'office', all(gone('empty.txt'), kept('notes.txt'))],
  ['create an empty file called ideas.txt', 'office', all(intact, makes('ideas.txt', ''))],
  ['notes.txt 이름을 todo.txt로 바꿔줘', 'office', moved({ 'todo.txt': 'notes.txt' })],
  ['JPG 확장자를 소문자로 바꿔주세요', 'photos', lowered()],
  ['파일 이름에 있는 공백을 밑줄로 바꿔줘', 'photos', underscored()],
  ['png 파일을 전부 pictures 폴더로 옮겨줘', 'photos', all(makes('pictures/cat.png'), gone('cat.png'))],
  ['report.txt를 backup.txt로 복사해줘', 'office', copied({ 'backup.txt': 'report.txt' })],
  ['모든 txt 파일 이름 앞에 old_ 붙여줘', 'box', prefixed()],
  ['txt 파일들 확장자를 md로 변경해줘', 'box', toMarkdown()],
  ['scan.pdf를 documents 폴더로 이동', 'photos', moved({ 'documents/scan.pdf': 'scan.pdf' })],
  ['reports라는 폴더 하나 만들어줘', 'office', intact],
  [
    '확장자별로 폴더를 나눠서 파일 정리해줘',
    'photos',
    all(moved({ 'pdf/scan.pdf': 'scan.pdf', 'mp4/video.mp4': 'video.mp4' })),
  ],
  ['project 폴더 백업본 만들어줘', 'box', (seen) => intact(seen) && copies(seen, /main\.py$/)],
  ['파일명에서 IMG를 trip으로 바꿔줘', 'photos', trips()],
  ['empty.txt 지워줘', 'office', all(gone('empty.txt'), kept('notes.txt'))],
  ['ideas.txt라는 빈 파일 만들어줘', 'office', all(intact, makes('ideas.txt', ''))],
];

function lowered() {
  return leaves(...untouched, 'my photo 1.jpg', 'my photo 2.jpg', 'IMG_0001.jpg', 'IMG_0002.jpg', 'IMG_0003.jpg');
}

function underscored() {
  return leaves(...untouched, ...shots, 'my_photo_1.jpg', 'my_photo_2.jpg');
}

function trips() {
  return leaves(...untouched, 'my photo 1.jpg', 'my photo 2.jpg', 'trip_0001.JPG', 'trip_0002.JPG', 'trip_0003.JPG');
}

function prefixed() {
  return moved({ 'old_letter.txt': 'letter.txt', 'old_memo.txt': 'memo.txt' });
}

function toMarkdown() {
  return moved({ 'letter.md': 'letter.txt', 'memo.md': 'memo.txt' });
}

function kept(path: string): Request[2] {
  return ({ after }) => after.has(path);
}

/** A copy of the folder, or an archive of it. */
function copies(seen: Parameters<Request[2]>[0], name: RegExp): boolean {
  return [...seen.after].some(
    ([path, bytes]) =>
      (!seen.before.has(path) && (name.test(path) || bytes.toString('latin1').includes('main.py'))) ||
      (!seen.before.has(path) && /\.(?:tar\.gz|tgz|tar|zip)$/.test(path)),
  );
}
