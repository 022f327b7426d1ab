import { all, gone, intact, makes, makesSome, type Request, says } from '../check.ts';

export const archive: readonly Request[] = [
  ['unzip bundle.zip', 'box', unzipped()],
  ['extract backup.tar.gz', 'box', untarred()],
  ['what is inside bundle.zip?', 'box', listed()],
  ['list the contents of backup.tar.gz without extracting it', 'box', says('packed.txt')],
  ['zip the project folder', 'box', zipped()],
  ['make a tar.gz of all txt files', 'box', all(intact, makesSome(/\.(?:tar\.gz|tgz)$/))],
  ['compress big.log with gzip', 'box', makes('big.log.gz')],
  ['decompress single.txt.gz', 'box', makes('single.txt', 'unpacked')],
  ['unpack data.tar.xz', 'box', all(intact, makesSome(/fromxz\.txt$/, 'from xz'))],
  ['extract bundle.zip into a folder named out', 'box', all(intact, makes('out/inside.txt', 'from zip'))],
  [
    'pack letter.txt and memo.txt into letters.zip',
    'box',
    all(intact, makes('letters.zip', packs('letter.txt', 'memo.txt'))),
  ],
  ['bundle.zip 압축 풀어줘', 'box', unzipped()],
  ['backup.tar.gz 풀어주세요', 'box', untarred()],
  ['bundle.zip 안에 뭐가 들어있어?', 'box', listed()],
  ['backup.tar.gz를 풀지 말고 목록만 보여줘', 'box', says('packed.txt')],
  ['project 폴더를 zip으로 압축해줘', 'box', zipped()],
  ['txt 파일들을 tar.gz로 묶어줘', 'box', all(intact, makesSome(/\.(?:tar\.gz|tgz)$/))],
  ['big.log를 gzip으로 압축', 'box', makes('big.log.gz')],
  ['single.txt.gz 압축 해제해줘', 'box', makes('single.txt', 'unpacked')],
  ['data.tar.xz 압축을 풀어줄래요', 'box', all(intact, makesSome(/fromxz\.txt$/, 'from xz'))],
  ['bundle.zip을 out이라는 폴더에 풀어줘', 'box', all(intact, makes('out/inside.txt', 'from zip'))],
  [
    'letter.txt랑 memo.txt를 letters.zip으로 묶어줘',
    'box',
    all(intact, makes('letters.zip', packs('letter.txt', 'memo.txt'))),
  ],
];

function unzipped() {
  return all(intact, makesSome(/(?:^|\/)inside\.txt$/, 'from zip'), makesSome(/sub\/deep\.txt$/, 'deeper'));
}

function untarred() {
  return all(intact, makesSome(/(?:^|\/)packed\.txt$/, 'from tar'));
}

function listed() {
  return all(says('inside.txt', 'deep.txt'), gone('inside.txt'));
}

function zipped() {
  return all(intact, makesSome(/\.zip$/, packs('main.py', 'util.py')));
}

function packs(...names: readonly string[]) {
  return (text: string) => names.every((name) => text.includes(name));
}
