import { all, intact, lines, makes, type Request, says, silentOn, someLines } from '../check.ts';

export const filter: readonly Request[] = [
  ['show only the lines of notes.txt that contain TODO', 'office', lines('TODO: water plants')],
  ['lines in poem.txt without the word The', 'texts', quiet()],
  ['remove duplicate lines from fruits.txt', 'texts', deduplicated()],
  ['drop blank lines from poem.txt', 'texts', noBlank()],
  ['which lines in fruits.txt start with b?', 'texts', lines('banana', 'banana')],
  ['numbers in numbers.txt greater than 20', 'texts', someLines('42', '100')],
  ['extract all email addresses from emails.txt', 'texts', emails()],
  ['keep only lines longer than 15 characters in poem.txt', 'texts', lines('over the quiet sea', 'and the day begins')],
  ['every second line of names-a.txt', 'texts', lines('bob', 'dora')],
  ['show the lines of fruits.txt that occur more than once', 'texts', someLines('apple', 'banana')],
  ['notes.txt에서 TODO 있는 줄만 보여줘', 'office', lines('TODO: water plants')],
  ['poem.txt에서 The가 없는 줄만', 'texts', quiet()],
  ['fruits.txt 중복된 줄 제거해줘', 'texts', deduplicated()],
  ['poem.txt의 빈 줄을 없애 주세요', 'texts', noBlank()],
  ['fruits.txt에서 b로 시작하는 줄 찾아줘', 'texts', lines('banana', 'banana')],
  ['numbers.txt에서 20보다 큰 숫자만 골라줘', 'texts', someLines('42', '100')],
  ['emails.txt에서 이메일 주소만 뽑아줘', 'texts', emails()],
  ['poem.txt에서 15자보다 긴 줄만 보여줘', 'texts', lines('over the quiet sea', 'and the day begins')],
  ['fruits.txt에서 두 번 이상 나온 줄 알려줘', 'texts', someLines('apple', 'banana')],
  [
    'TODO 줄만 notes.txt에서 골라 todo-list.txt에 저장',
    'office',
    all(intact, makes('todo-list.txt', 'TODO: water plants')),
  ],
];

function quiet() {
  return all(says('over the quiet sea', 'and the day begins'), silentOn('The sun', 'The birds'));
}

/** Shown, or done in the file itself: both are what the words say. */
function deduplicated() {
  return shownOrMade(/^(?:banana\napple\ncherry|apple\nbanana\ncherry)$/, 'fruits.txt');
}

function noBlank() {
  return shownOrMade(/^The sun rises\nover the quiet sea\nThe birds sing\nand the day begins$/, 'poem.txt');
}

function shownOrMade(wanted: RegExp, path: string): Request[2] {
  return (seen) => {
    const others = [...seen.before].every(([it, bytes]) => it === path || seen.after.get(it)?.equals(bytes));
    const made = [...seen.after].filter(([it, bytes]) => !seen.before.get(it)?.equals(bytes));
    const texts = [seen.output, ...made.map(([, bytes]) => bytes.toString('utf8'))];
    return others && texts.some((text) => wanted.test(text.trim()));
  };
}

function emails() {
  return all(says('anna@example.com', 'bob@example.org'), silentOn('Write', 'no address'));
}
