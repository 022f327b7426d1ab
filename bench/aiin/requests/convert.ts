import { all, intact, makes, type Request } from '../check.ts';

export const convert: readonly Request[] = [
  ['convert poem.txt to upper case', 'texts', result('poem.txt', /THE SUN RISES\nOVER THE QUIET SEA/)],
  [
    'replace "apple" with "mango" in fruits.txt',
    'texts',
    result('fruits.txt', /^banana\nmango\ncherry\nmango\nbanana\nmango$/),
  ],
  ['fix the windows line endings in windows.txt', 'texts', result('windows.txt', /^first\nsecond\nthird$/)],
  ['number the lines of names-a.txt', 'texts', result('names-a.txt', /1\W+ann\s+2\W+bob\s+3\W+carl/)],
  ['replace tabs by commas in tabs.txt', 'texts', result('tabs.txt', /^a,b,c\n1,2,3$/)],
  ['join the lines of names-a.txt with commas', 'texts', result('names-a.txt', /^ann, ?bob, ?carl, ?dora$/)],
  ['append "eve" to the end of names-a.txt', 'texts', result('names-a.txt', /^ann\nbob\ncarl\ndora\neve$/)],
  ['split long.txt into files of 10 lines each', 'texts', parts()],
  [
    'put the names-a.txt and names-b.txt together into names.txt',
    'texts',
    all(intact, makes('names.txt', /^ann\nbob\ncarl\ndora\nbob\ndora\nemil$/)),
  ],
  ['create hello.txt with the text "hello world"', 'texts', all(intact, makes('hello.txt', 'hello world'))],
  ['convert both md files to lower case', 'office', twoLowered()],
  ['remove trailing newline characters... I mean make tabs.txt a csv', 'texts', result('tabs.txt', /^a,b,c\n1,2,3$/)],
  ['poem.txt를 전부 대문자로 바꿔줘', 'texts', result('poem.txt', /THE SUN RISES\nOVER THE QUIET SEA/)],
  [
    'fruits.txt에서 apple을 mango로 바꿔주세요',
    'texts',
    result('fruits.txt', /^banana\nmango\ncherry\nmango\nbanana\nmango$/),
  ],
  ['windows.txt 줄바꿈을 리눅스 형식으로 바꿔줘', 'texts', result('windows.txt', /^first\nsecond\nthird$/)],
  ['names-a.txt에 줄 번호 붙여줘', 'texts', result('names-a.txt', /1\W+ann\s+2\W+bob\s+3\W+carl/)],
  ['tabs.txt의 탭을 쉼표로 바꿔줘', 'texts', result('tabs.txt', /^a,b,c\n1,2,3$/)],
  ['names-a.txt 줄들을 쉼표로 이어붙여줘', 'texts', result('names-a.txt', /^ann, ?bob, ?carl, ?dora$/)],
  ['names-a.txt 끝에 "eve" 추가해줘', 'texts', result('names-a.txt', /^ann\nbob\ncarl\ndora\neve$/)],
  ['long.txt를 10줄씩 나눠줘', 'texts', parts()],
  [
    'names-a.txt랑 names-b.txt 합쳐서 names.txt로 만들어줘',
    'texts',
    all(intact, makes('names.txt', /^ann\nbob\ncarl\ndora\nbob\ndora\nemil$/)),
  ],
  ['"hello world"라고 적힌 hello.txt 만들어줘', 'texts', all(intact, makes('hello.txt', 'hello world'))],
  ['md 파일 두 개 다 소문자로 변환해줘', 'office', twoLowered()],
  ['poem.txt를 소문자로 바꿔서 small.txt로 저장', 'texts', all(intact, makes('small.txt', /^the sun rises\nover/))],
];

/** Shown, written beside it, or done in the file itself: all are what the words say; other files stay. */
function result(path: string, wanted: RegExp): Request[2] {
  return (seen) => {
    const others = [...seen.before].every(([it, bytes]) => it === path || seen.after.get(it)?.equals(bytes));
    const made = [...seen.after].filter(([it, bytes]) => !seen.before.get(it)?.equals(bytes));
    const texts = [seen.output, ...made.map(([, bytes]) => bytes.toString('utf8'))];
    return others && texts.some((text) => wanted.test(text.trim()));
  };
}

function parts(): Request[2] {
  return (seen) => {
    const made = [...seen.after].filter(([path]) => !seen.before.has(path)).toSorted(([a], [b]) => (a < b ? -1 : 1));
    const texts = made.map(([, bytes]) => bytes.toString('utf8').trim().split('\n'));
    return intact(seen) && texts.length === 3 && texts.every((it) => it.length === 10) && texts[1]?.[0] === 'line 11';
  };
}

function twoLowered(): Request[2] {
  const wanted = [/# meeting\n\n- alice: budget/, /# plan\n\nstep one/];
  return (seen) => {
    const made = [...seen.after].filter(([path, bytes]) => !seen.before.get(path)?.equals(bytes));
    const texts = [seen.output, ...made.map(([, bytes]) => bytes.toString('utf8'))];
    return wanted.every((it) => texts.some((text) => it.test(text)));
  };
}
