import { describe, expect, it } from 'vitest';
import { briefOf, openWorkshop, policy, thinking } from '../testing/workshop.ts';
import { createManual } from './agent.ts';

const manual = createManual();
const mixed = ['notes.txt', 'big.dat', 'photo.jpg', 'docs/guide.md'];
const lists = ['list-a.txt', 'list-b.txt'];
type Case = readonly [request: string, files: readonly string[], prints: string | RegExp, makes?: string];

const cases: readonly Case[] = [
  ['find the 2 largest files', mixed, /^5000\t\.\/big\.dat\n3000\t\.\/photo\.jpg$/],
  ['이 폴더에서 가장 큰 파일 5개를 찾아서 목록을 report.txt로 저장해줘', mixed, /^5000\t\.\/big\.dat/, 'report.txt'],
  ['가장 큰 파일 2개', mixed, /^5000\t\.\/big\.dat\n3000\t\.\/photo\.jpg$/],
  [
    'count the words in every .txt file and chart them as CSV',
    lists,
    'file,words\nlist-a.txt,4\nlist-b.txt,3\ntotal,7',
    'count-words.csv',
  ],
  [
    '모든 .txt 파일의 단어 수를 세어 CSV 차트로 만들어줘',
    lists,
    'file,words\nlist-a.txt,4\nlist-b.txt,3\ntotal,7',
    'count-words.csv',
  ],
  ['which lines of access.log have status 500, by hour?', ['access.log'], /^1 13\n\s+1 14$/],
  ['count the words in notes.txt', mixed, '17 notes.txt'],
  ['notes.txt의 단어 수를 세어줘', mixed, '17 notes.txt'],
  ['count lines in list-a.txt', lists, '4 list-a.txt'],
  ['list-a.txt의 줄 수를 세어줘', lists, '4 list-a.txt'],
  ['how many characters are in list-b.txt?', lists, '12 list-b.txt'],
  ['sort the lines of list-b.txt in reverse', lists, 'elk\ncat\nbee'],
  ['sort numbers.txt numerically', ['numbers.txt'], '9\n9\n10\n100'],
  ['remove duplicate lines from numbers.txt', ['numbers.txt'], '10\n100\n9'],
  ['numbers.txt에서 중복 줄을 제거해줘', ['numbers.txt'], '10\n100\n9'],
  ['show the first 2 lines of list-a.txt', lists, 'ant\nbee'],
  ['list-a.txt의 마지막 2줄을 보여줘', lists, 'cat\ndog'],
  ['search for "apple" in notes.txt', mixed, /1:apple banana/],
  ['notes.txt에서 "apple"을 검색해줘', mixed, /1:apple banana/],
  ['which files contain the text "apple"', mixed, './notes.txt'],
  ['compare list-a.txt and list-b.txt', lists, /< ant[\s\S]*> elk/],
  ['lines common to both list-a.txt and list-b.txt', lists, 'bee\ncat'],
  ['convert list-b.txt to uppercase', lists, 'BEE\nCAT\nELK'],
  ['list-b.txt를 대문자로 변환해줘', lists, 'BEE\nCAT\nELK'],
  ['replace "bee" with "wasp" in list-b.txt', lists, 'wasp\ncat\nelk'],
  ['remove blank lines from notes.txt', mixed, /^apple banana\nError: disk full\ncherry apple/],
  ['merge list-a.txt and list-b.txt into one file all.txt', lists, /^ant[\s\S]*elk$/, 'all.txt'],
  ['reverse the order of lines in list-b.txt', lists, 'elk\ncat\nbee'],
  ['number the lines of list-b.txt', lists, /1\tbee/],
  ['extract email addresses from contacts.txt', ['contacts.txt'], 'ann@example.org\nbob@example.com'],
  ['average price column in sales.csv', ['sales.csv'], /^\d/],
  ['sum of the quantity column in sales.csv', ['sales.csv'], /^\d/],
  ['list the column names of sales.csv', ['sales.csv'], 'name\ncity\nprice\nquantity'],
  ['how many rows are in members.csv?', ['members.csv'], '4'],
  ['members.csv의 나이 열 평균을 구해줘', ['members.csv'], '32'],
  ['pretty print data.json', ['data.json'], /"name": "Ann"/],
  ['count the items in data.json', ['data.json'], '3'],
  ['top ip addresses in access.log', ['access.log'], /^3 2\.2\.2\.2/],
  ['access.log의 상태 코드별 개수', ['access.log'], /2 200/],
  ['find error lines in app.log', ['app.log'], /2:.*ERROR disk full/],
  ['unzip bundle.zip', ['bundle.zip'], /inflating|extracting/, 'inside.txt'],
  ['zip all .txt files into texts.zip', lists, /adding: list-a\.txt/, 'texts.zip'],
  ['sha256 checksum of list-a.txt', lists, /^[0-9a-f]{64} {2}list-a\.txt$/],
  ['count files per extension', mixed, /1 txt/],
  ['show the folder tree', mixed, /guide\.md/],
  ['find empty files', ['empty.txt', 'notes.txt'], './empty.txt'],
  ['rename files with extension .txt to .md', lists, /list-a\.md/, 'list-a.md'],
  ['how many cpu cores', [], /^\d+$/],
  ['남은 디스크 공간', [], /%/],
  ['rename list-a.txt to first.txt', lists, '', 'first.txt'],
];

describe('Manual answers from its book', () => {
  it.each(cases.map((it) => [it[0], it] as const))('%s', async (request, [, files, prints, makes]) => {
    const shop = openWorkshop(files);
    try {
      const answer = await manual.propose(briefOf(request, shop.files), thinking);
      if (answer.kind === 'abstained') throw new Error(`abstained: ${answer.reason}`);
      const commands = answer.proposal.steps.map((step) => step.action.command).join('\n');
      expect(policy.judge(commands).verdict).not.toBe('deny');
      const { output, rehearsal } = shop.run(answer.proposal);
      expect(rehearsal.steps.at(-1)?.run?.exitCode, `${commands}\n${output}`).toBe(0);
      if (typeof prints === 'string') expect(output.trim(), commands).toBe(prints);
      else expect(output.trim(), commands).toMatch(prints);
      if (makes !== undefined) expect(shop.paths(), commands).toContain(makes);
    } finally {
      shop.close();
    }
  });
});

describe('Manual abstains', () => {
  const strange = [
    'write me a poem about the sea',
    'what is the capital of France?',
    'book a flight to Seoul',
    'tell me a joke',
    'explain quantum physics',
    'fix the bug in my code',
    'draw a picture of a cat',
    'who won the world cup?',
    'translate notes.txt to French',
    'summarise notes.txt',
    '오늘 날씨 어때?',
    '시를 한 편 써줘',
    '프랑스의 수도는 어디야?',
    '재미있는 이야기 해줘',
    '점심 메뉴 추천해줘',
    'delete everything',
    '모든 파일을 삭제해줘',
    'run: ls -la',
  ];
  it.each(strange)('%s', async (request) => {
    const shop = openWorkshop(['notes.txt', 'sales.csv']);
    try {
      const answer = await manual.propose(briefOf(request, shop.files), thinking);
      expect(answer, JSON.stringify(answer)).toMatchObject({ kind: 'abstained' });
    } finally {
      shop.close();
    }
  });

  it('when a page fits but the file is not there, and says so', async () => {
    const answer = await manual.propose(briefOf('count the words in missing.txt', []), thinking);
    expect(answer).toMatchObject({ kind: 'abstained', reason: expect.stringContaining('missing.txt') });
  });
});
