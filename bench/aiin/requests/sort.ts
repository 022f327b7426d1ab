import { all, inOrder, intact, lines, makes, makesSome, pairs, type Request } from '../check.ts';

export const sort: readonly Request[] = [
  ['sort fruits.txt alphabetically', 'texts', alphabetic()],
  ['put the numbers in numbers.txt in ascending order', 'texts', lines('3', '7', '19', '42', '100')],
  ['sort numbers.txt from biggest to smallest', 'texts', lines('100', '42', '19', '7', '3')],
  ['show the 3 largest files', 'photos', inOrder('video.mp4', 'scan.pdf', 'IMG_0003.JPG')],
  ['which is the smallest file?', 'photos', smallest()],
  ['list the files by date, newest first', 'box', newest()],
  ['sort fruits.txt and drop duplicates', 'texts', lines('apple', 'banana', 'cherry')],
  ['reverse the order of the lines in names-a.txt', 'texts', lines('dora', 'carl', 'bob', 'ann')],
  ['most frequent lines of fruits.txt', 'texts', pairs({ apple: 3, banana: 2, cherry: 1 })],
  [
    'save the sorted names-a.txt in reverse order to back.txt',
    'texts',
    all(intact, makes('back.txt', 'dora\ncarl\nbob\nann')),
  ],
  ['fruits.txt를 가나다순으로 정렬해줘', 'texts', alphabetic()],
  ['numbers.txt 숫자를 작은 것부터 정렬', 'texts', lines('3', '7', '19', '42', '100')],
  ['numbers.txt를 큰 수부터 내림차순으로 보여줘', 'texts', lines('100', '42', '19', '7', '3')],
  ['제일 큰 파일 3개 보여줘', 'photos', inOrder('video.mp4', 'scan.pdf', 'IMG_0003.JPG')],
  ['용량이 가장 작은 파일이 뭐예요?', 'photos', smallest()],
  ['최신순으로 파일 목록 보여줘', 'box', newest()],
  ['fruits.txt 정렬하고 중복 없애줘', 'texts', lines('apple', 'banana', 'cherry')],
  ['names-a.txt 줄 순서를 거꾸로 뒤집어줘', 'texts', lines('dora', 'carl', 'bob', 'ann')],
  ['fruits.txt에서 많이 나온 순서대로 보여줘', 'texts', pairs({ apple: 3, banana: 2, cherry: 1 })],
  ['numbers.txt 정렬해서 sorted.txt로 저장해줘', 'texts', all(intact, makesSome(/sorted\.txt$/, '3\n7\n19\n42\n100'))],
];

function alphabetic() {
  return lines('apple', 'apple', 'apple', 'banana', 'banana', 'cherry');
}

function smallest() {
  return inOrder('todo.txt');
}

// What the folder's archives are made of is as old as the run: only the rest has an order to look at.
function newest() {
  return (seen: Parameters<ReturnType<typeof inOrder>>[0]) => {
    const at = (name: string) => seen.output.indexOf(name);
    return intact(seen) && at('letter.txt') >= 0 && at('letter.txt') < at('memo.txt') && at('memo.txt') < at('big.log');
  };
}
