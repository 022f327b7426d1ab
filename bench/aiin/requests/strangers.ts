import {
  all,
  type Check,
  copied,
  either,
  gone,
  inOrder,
  intact,
  lines,
  makes,
  makesSome,
  moved,
  names,
  never,
  number,
  pairs,
  type Request,
  says,
  silentOn,
  someLines,
} from '../check.ts';

/** The text is in the output or in a file afterwards: both are fair readings of "turn it into". */
const results = (wanted: RegExp): Check => {
  return ({ output, after }) => [output, ...[...after.values()].map(String)].some((it) => wanted.test(it.trim()));
};

const before = (...texts: readonly string[]): Check => {
  return (seen) => {
    const places = texts.map((text) => seen.output.indexOf(text));
    return intact(seen) && places.every((place, index) => place >= 0 && place >= (places[index - 1] ?? 0));
  };
};

const lost = (...paths: readonly string[]): Check =>
  all(gone(...paths), (seen) => seen.after.size === seen.before.size - paths.length);

const daysUntilChristmas = () => {
  const today = new Date(new Date().toISOString().slice(0, 10));
  const thisYear = Date.UTC(today.getUTCFullYear(), 11, 25);
  const next = thisYear < today.getTime() ? Date.UTC(today.getUTCFullYear() + 1, 11, 25) : thisYear;
  return Math.round((next - today.getTime()) / 86_400_000);
};

/** What people say who were never met: unseen at first, and then the grammar was grown by them. */
export const strangers: readonly Request[] = [
  ['where are the png files?', 'office', names('images/logo.png', 'images/icon.png')],
  ['can you pls find all the markdown docs', 'office', names('meeting.md', 'plan.md')],
  [
    'find files that havent been touched in a year',
    'office',
    names('archive/old-report.txt', 'archive/2019/summary.txt'),
  ],
  ['any shell scripts in here?', 'office', names('scripts/run.sh')],
  ['혹시 파이썬 파일 있나요?', 'office', names('scripts/tool.py')],
  [
    '이름에 report 들어간 파일 다 찾아줘',
    'office',
    names('report.txt', 'copy-of-report.txt', 'archive/old-report.txt'),
  ],
  ['어제 이후로 바뀐 파일 뭐 있어', 'office', either(names('notes.txt'), names('notes.txt', 'copy-of-report.txt'))],
  ['images 폴더에서 png 아닌 파일', 'office', names('images/banner.jpg')],

  ["what's in the scripts folder", 'office', names('scripts/run.sh', 'scripts/tool.py')],
  ['ls -la please, including hidden ones', 'office', says('.settings', 'report.txt')],
  ['show me everything in here, newest first', 'office', before('notes.txt', 'meeting.md', 'draft.txt')],
  ['여기 폴더만 보여줄래?', 'office', all(says('archive', 'images', 'scripts'), silentOn('notes.txt'))],
  ['파일 목록 좀 뽑아주세요~', 'office', says('report.txt', 'budget.csv')],
  ['txt 파일만 이름순으로', 'office', all(before('copy-of-report.txt', 'draft.txt', 'empty.txt'), silentOn('plan.md'))],

  ['how many files do we have in total', 'office', either(number(15), number(16))],
  ['number of words in poem.txt', 'texts', number(14)],
  ['count how often ERROR appears in app.log', 'server', number(5)],
  ['how many non-empty lines does poem.txt have?', 'texts', number(4)],
  ['이미지가 총 몇 장이야?', 'photos', number(7)],
  ['poem.txt 글자 수 세 줘', 'texts', either(number(68), number(63), number(53))],
  ['fruits.txt에 과일이 몇 종류나 있어?', 'texts', number(3)],

  ['order numbers.txt from high to low', 'texts', lines('100', '42', '19', '7', '3')],
  ['alphabetize fruits.txt and drop the repeats', 'texts', results(/^apple\nbanana\ncherry$/)],
  ['which 3 files take up the most space?', 'photos', inOrder('video.mp4', 'scan.pdf', 'IMG_0003.JPG')],
  ['numbers.txt 작은 수부터 정렬해 줘', 'texts', lines('3', '7', '19', '42', '100')],
  ['파일을 용량 큰 순서로 나열해주세요', 'photos', before('video.mp4', 'scan.pdf', 'IMG_0003.JPG')],
  ['names-a.txt 역순으로 뒤집어서 보여줘', 'texts', lines('dora', 'carl', 'bob', 'ann')],

  ['show me lines in long.txt from 10 to 12', 'texts', lines('line 10', 'line 11', 'line 12')],
  ["names in names-b.txt that don't start with b", 'texts', someLines('dora', 'emil')],
  ['only the numbers over 20 in numbers.txt', 'texts', someLines('42', '100')],
  ['long.txt에서 20번째 줄만', 'texts', lines('line 20')],
  [
    'poem.txt 빈 줄 빼고 출력',
    'texts',
    lines('The sun rises', 'over the quiet sea', 'The birds sing', 'and the day begins'),
  ],
  ['names-a.txt에서 a로 시작하는 이름은?', 'texts', someLines('ann')],

  ['is copy-of-report.txt identical to report.txt?', 'office', says(/same|identical|no difference|equal/i)],
  ['what names are in names-a.txt but missing from names-b.txt', 'texts', someLines('ann', 'carl')],
  ['find duplicate files', 'office', names('report.txt', 'copy-of-report.txt')],
  ['names-a.txt랑 names-b.txt 합쳐서 중복 없이', 'texts', results(/^ann\nbob\ncarl\ndora\nemil$/)],
  ['두 파일 report.txt, copy-of-report.txt 내용이 같은지 확인 부탁드립니다', 'office', says(/같|same|identical|동일/)],
  ['names-b.txt에만 있는 이름 (names-a.txt에는 없는 것)', 'texts', someLines('emil')],

  ['grep TODO everywhere', 'office', says('notes.txt', 'plan.md', 'report.txt')],
  ['where do we mention Bob?', 'office', all(says('meeting.md'), silentOn('notes.txt'))],
  [
    'look for "budget" ignoring case but only in md files',
    'office',
    all(says(/Alice: budget|meeting\.md/), silentOn('budget meeting', 'notes.txt')),
  ],
  [
    'pull all email addresses out of emails.txt',
    'texts',
    all(says('anna@example.com', 'bob@example.org'), silentOn('Write to')),
  ],
  ['Alice 언급된 파일 찾아줘', 'office', names('notes.txt', 'meeting.md')],
  ['TODO 몇 개나 남았어?', 'office', either(number(4), pairs({ 'report.txt': 1, 'notes.txt': 1, 'plan.md': 1 }))],
  ['hello라는 단어가 나오는 줄을 줄번호랑 같이 보여줘', 'office', says(/2:\s*echo hello/, /4:\s*print/)],

  ['how big is this whole folder', 'photos', says(/\b1\d\d(?:\.\d)?\s?K|\b10\d,?\d{3}\b|\b1\d\d\b|0\.1\s?M/)],
  ['what is hogging the disk here', 'photos', says('video.mp4')],
  ['폴더별로 용량 알려줘', 'office', says('images', 'scripts', 'archive')],
  ['남은 디스크 공간 얼마야', 'empty', says(/\d/)],
  ['images 폴더 크기', 'office', says(/\b[56]\d/)],

  [
    'zip up all the csv files as tables.zip',
    'shop',
    makes('tables.zip', (text) => text.includes('sales.csv') && !text.includes('products.json')),
  ],
  ['extract backup.tar.gz here', 'box', makes('packed.txt', 'from tar')],
  ['what does bundle.zip contain', 'box', says('inside.txt', 'deep.txt')],
  ['compress the project folder to a tar.gz', 'box', makesSome(/\.t(?:ar\.)?gz$/)],
  ['single.txt.gz 풀어줘', 'box', makes('single.txt', 'unpacked')],
  ['bundle.zip 안에 뭐가 들었는지 궁금해', 'box', says('inside.txt', 'deep.txt')],
  ['data.tar.xz를 out 폴더에다 압축 해제해줘', 'box', makes('out/fromxz.txt', 'from xz')],
  [
    '사진들 전부 photos.zip으로 압축 부탁해요',
    'photos',
    makes(
      'photos.zip',
      (text) =>
        ['IMG_0001.JPG', 'my photo 1.jpg', 'cat.png'].every((it) => text.includes(it)) && !text.includes('video.mp4'),
    ),
  ],

  ['rename every .txt to .bak in this directory', 'box', moved({ 'letter.bak': 'letter.txt', 'memo.bak': 'memo.txt' })],
  ['lowercase all the file names', 'photos', moved({ 'img_0001.jpg': 'IMG_0001.JPG', 'img_0003.jpg': 'IMG_0003.JPG' })],
  ['put underscores instead of the spaces in file names', 'photos', moved({ 'my_photo_1.jpg': 'my photo 1.jpg' })],
  ['add prefix holiday_ to the jpgs', 'photos', moved({ 'holiday_my photo 1.jpg': 'my photo 1.jpg' })],
  ['make a backup copy of budget.csv', 'office', all(intact, makesSome(/budget/, /rent,900/))],
  [
    'jpg 파일들 pics라는 폴더로 옮겨줘',
    'photos',
    moved({ 'pics/IMG_0001.JPG': 'IMG_0001.JPG', 'pics/my photo 1.jpg': 'my photo 1.jpg' }),
  ],
  ['파일 이름에서 IMG_를 trip_으로 전부 바꿔줘', 'photos', moved({ 'trip_0001.JPG': 'IMG_0001.JPG' })],
  ['scan.pdf 이름을 영수증.pdf로', 'photos', moved({ '영수증.pdf': 'scan.pdf' })],
  ['memo.txt 사본을 project 폴더에 하나 만들어줘', 'box', copied({ 'project/memo.txt': 'memo.txt' })],
  ['빈 파일은 지워줘', 'office', lost('empty.txt')],

  ["what's the total quantity per product in sales.csv?", 'shop', pairs({ apple: 33, pear: 10, melon: 3 })],
  ['how many customers live in Seoul', 'shop', number(2)],
  ['which customers have no email?', 'shop', all(says('Choi Hana'), silentOn('Kim Minsu'))],
  ['revenue (quantity*price) by region from sales.csv', 'shop', pairs({ Seoul: 84, Busan: 65, Daegu: 36 })],
  ['just name and city columns of customers.csv', 'shop', all(says('Kim Minsu', 'Seoul'), silentOn('@example'))],
  ['점수.csv에서 제일 높은 점수 받은 사람 누구야?', 'shop', all(says('도윤'), silentOn('하늘'))],
  ['sales.csv 2월 것만 골라서 보여줘', 'shop', all(says('2026-02-03', '2026-02-27'), silentOn('2026-01', '2026-03'))],
  ['customers.csv 평균 나이 알려주세요', 'shop', number(38)],
  ['점수.csv에서 1반 점수 평균이 궁금합니다', 'shop', all(number(80), silentOn('90'))],
  ['sales.csv를 price 내림차순 정렬해서 상위 3개', 'shop', all(says('2026-02-27', '2026-03-30'), silentOn('apple'))],

  ['which products are out of stock', 'shop', all(says('pear'), silentOn('melon'))],
  ['what port is set in config.json', 'shop', number(8080)],
  ['is broken.json valid json?', 'shop', says(/invalid|not valid|error|expecting|broken\b(?!\.)|cannot/i)],
  ['config.json의 server.host 값', 'shop', says('localhost')],
  ['products.json에 항목 몇 개 있어?', 'shop', number(3)],
  ['products.json 이름만 뽑아줘', 'shop', all(says('apple', 'pear', 'melon'), silentOn('120'))],
  ['products.json을 가격 비싼 순으로', 'shop', before('melon', 'pear', 'apple')],

  ['errors on march 2nd in app.log', 'server', all(says('2026-03-02 09:45:00'), silentOn('09:30:45', '2026-03-03'))],
  [
    'what went wrong between 9 and 10 am on March 1? see app.log',
    'server',
    all(says('09:30:45'), silentOn('13:45:10', '09:45:00')),
  ],
  ['top IPs in access.log', 'server', pairs({ '10.0.0.1': 5, '10.0.0.2': 2, '10.0.0.3': 2 })],
  ['most common error message in app.log', 'server', says('connection refused')],
  ['how many 5xx responses in access.log', 'server', number(1)],
  ['tail app.log, 2 lines', 'server', all(says('11:11:11', '11:12:00'), silentOn('00:00:01'))],
  ['시간대별로 access.log 요청 수 세줘', 'server', says(/09(?::00)?\D+[34]\b|\b[34]\b.*09/)],
  [
    'app.log에서 WARN만',
    'server',
    someLines('2026-03-01 09:05:12 WARN disk usage 81%', '2026-03-02 14:20:30 WARN slow query 2300 ms'),
  ],
  [
    '3월 2일 로그만 보여주세요 app.log',
    'server',
    all(says('09:10:00', '23:59:59'), silentOn('2026-03-01', '2026-03-03')),
  ],
  [
    'app.log에서 connection refused가 날짜별로 몇 번 발생했는지',
    'server',
    pairs({ '2026-03-01': 1, '2026-03-02': 1, '2026-03-03': 1 }),
  ],
  ['access.log 브라우저별 접속 횟수', 'server', pairs({ Firefox: 5, Chrome: 2, curl: 2, Safari: 1 })],

  ['md5 for every txt file here', 'box', says(/[0-9a-f]{32}\s+\S*letter\.txt/, /[0-9a-f]{32}\s+\S*memo\.txt/)],
  ['give me the sha-256 fingerprint of scan.pdf', 'photos', says(/[0-9a-f]{64}/)],
  ['letter.txt sha512 해시값', 'box', says(/[0-9a-f]{128}/)],
  ['project 폴더 안 파일들 md5 전부', 'box', says(/[0-9a-f]{32}.*main\.py/, /[0-9a-f]{32}.*util\.py/)],

  ['what day of the week was 2024-02-29', 'empty', says(/Thu|목/)],
  ['how many days till christmas', 'empty', number(daysUntilChristmas())],
  ['90 days from 2026-01-15', 'empty', says('2026-04-15')],
  ['2026년 3월 1일은 무슨 요일?', 'empty', says(/일요일|Sun|\(일\)/)],
  ['2025-12-25부터 2026-03-01까지 며칠?', 'empty', either(number(66), number(67))],
  ['지금 몇 시야?', 'empty', says(/\d{1,2}:\d{2}|\d{1,2}시/)],

  ['replace apple with orange in fruits.txt', 'texts', results(/^banana\norange\ncherry\norange\nbanana\norange$/)],
  ['turn the tabs of tabs.txt into commas', 'texts', results(/^a,b,c\n1,2,3$/)],
  ['make poem.txt UPPERCASE', 'texts', results(/^THE SUN RISES\nOVER/)],
  ['number the lines of poem.txt', 'texts', says(/1\W+The sun rises/, /2\W+over the/)],
  ['windows.txt 줄바꿈을 리눅스 형식으로 바꿔줘', 'texts', results(/^first\nsecond\nthird$/)],
  ['plan.md에서 TODO를 DONE으로 바꿔', 'office', results(/^# Plan[\s\S]*DONE: step three$/)],
  ['fruits.txt 각 줄 앞에 "- " 붙여줘', 'texts', results(/^- banana\n- apple\n- cherry/)],
  ['hosts.txt 쉼표로 구분해서 한 줄로 합쳐줘', 'server', results(/^web1, ?web2, ?db1$/)],

  ['what encoding is latin1.txt in?', 'texts', says(/8859|latin-?1\b(?!\.)|1252/i)],
  ['euckr.txt shows garbage, convert it to utf8', 'texts', results(/안녕하세요/)],
  ['base64 encode hosts.txt', 'server', says(Buffer.from('web1\nweb2\ndb1\n').toString('base64'))],
  ['euckr.txt 한글 깨져요 ㅠㅠ utf-8로 고쳐주세요', 'texts', results(/안녕하세요/)],
  ['인코딩이 utf-8이 아닌 파일 찾아줘', 'texts', names('euckr.txt', 'latin1.txt')],

  ['whats 15% of 240', 'empty', number(36)],
  ['square root of 2', 'empty', number(Math.SQRT2, 3)],
  ['average of numbers.txt', 'texts', number(34.2)],
  ['is 97 prime?', 'empty', says(/prime|yes|true/i)],
  ['17 곱하기 23은?', 'empty', number(391)],
  ['1부터 100까지 더하면 얼마야', 'empty', number(5050)],
  ['2의 10승', 'empty', number(1024)],
  ['섭씨 30도는 화씨로 몇 도?', 'empty', number(86)],

  ['bar chart of quantity by region from sales.csv', 'shop', makesSome(/\.svg$/, /Seoul[\s\S]*<\/svg>/)],
  ['plot age per name from customers.csv as svg', 'shop', makesSome(/\.svg$/, /Kim Minsu[\s\S]*<\/svg>/)],
  ['sales.csv 제품별 수량 막대그래프 그려줘', 'shop', makesSome(/\.svg$/, /apple[\s\S]*<\/svg>/)],
  ['app.log 레벨별 개수를 차트로 보여주세요', 'server', makesSome(/\.svg$/, /ERROR[\s\S]*<\/svg>/)],
  ['확장자별 파일 수 csv로 뽑아줘', 'office', results(/txt,"?7\b/)],

  ['how much ram does this box have', 'empty', says(/\d/)],
  ['which python version is installed', 'empty', says(/3\.\d+/)],
  ['현재 작업 폴더 경로가 뭐야', 'empty', says(/^\/\S+/)],
  ['운영체제 버전 알려줘', 'empty', says(/linux|ubuntu|debian|alpine/i)],

  ['largest file that is not a video', 'photos', inOrder('scan.pdf')],
  ['jpg files bigger than 1.5kb', 'photos', names('IMG_0002.JPG', 'IMG_0003.JPG')],
  ['total quantity in sales.csv for Seoul excluding apple', 'shop', number(8)],
  ['errors in app.log that are not about connections', 'server', all(says('a.txt', 'b.txt'), silentOn('refused'))],
  ['second largest file', 'photos', inOrder('scan.pdf')],
  ['longest line in poem.txt', 'texts', all(says(/over the quiet sea|and the day begins/), silentOn('rises'))],
  ['100바이트보다 작은 png', 'photos', names('thumbs/cat-small.png')],
  ['customers.csv에서 서울(Seoul) 사는 40살 넘는 사람', 'shop', all(says('Park Seoyeon'), silentOn('Kim Minsu'))],
  ['sales.csv에서 3월에 가장 많이 팔린 제품', 'shop', all(says('apple'), silentOn('melon'))],
  ['두 번째로 큰 파일이 뭐야', 'photos', inOrder('scan.pdf')],
  [
    'txt 파일 중 TODO 없는 것',
    'office',
    names('draft.txt', 'empty.txt', 'archive/old-report.txt', 'archive/2019/summary.txt'),
  ],
  ['마지막 두 줄 빼고 names-a.txt 보여줘', 'texts', lines('ann', 'bob')],

  ['shwo report.txt', 'office', says('Quarterly report')],
  ['serach for milk', 'office', says('notes.txt')],
  ['mvoe draft.txt to archive', 'office', moved({ 'archive/draft.txt': 'draft.txt' })],
  ['파일 몇개인지 알려조', 'photos', either(number(10), number(9))],
  ['numbers.txt 정럴해줘', 'texts', either(lines('3', '7', '19', '42', '100'), lines('100', '19', '3', '42', '7'))],
  [
    'Hi! Sorry to bother you, but could you possibly tell me how many lines app.log has got? Thanks a lot!',
    'server',
    number(12),
  ],
  [
    "so i was wondering, if it's not too much trouble, whether you could take all the png images and stick them in a folder called pngs?",
    'photos',
    moved({ 'pngs/cat.png': 'cat.png' }),
  ],
  [
    '안녕하세요, 바쁘신데 죄송하지만 report.txt 파일 내용을 좀 보여주실 수 있을까요? 감사합니다.',
    'office',
    says('Quarterly report'),
  ],
  ['sales.csv region별 quantity sum 해줘', 'shop', pairs({ Seoul: 18, Busan: 19, Daegu: 9 })],
  ['app.log error line만 filter 해주세요', 'server', all(says('09:30:45', '11:12:00'), silentOn('INFO', 'WARN'))],
  ['latest file 2개 보여줘', 'office', inOrder('notes.txt', 'copy-of-report.txt')],
  ['report.txt word count 알려줘', 'office', number(13)],

  ['draw a picture of a cat', 'photos', never],
  ['email the csv to my boss', 'shop', never],
  ['which report is better written?', 'office', never],
  ['what does the error in app.log mean?', 'server', never],
  ['fix the bug in tool.py', 'office', never],
  ['play video.mp4', 'photos', never],
  ['crop the white border from my photos', 'photos', never],
  ['print budget.csv on the office printer', 'office', never],
  ['sort out the disagreement between Alice and Bob', 'office', never],
  ['count me in for lunch!', 'office', never],
  ['compare iPhone and Galaxy', 'empty', never],
  ['what is the size of the moon', 'empty', never],
  ['find a good restaurant near Seoul', 'shop', never],
  ['how does zip compression work?', 'box', never],
  ['list three reasons to hire Bob', 'office', never],
  ['이번 달 예산 초과한 이유가 뭐야', 'office', never],
  ['tool.py 버그 고쳐줘', 'office', never],
  ['점심 뭐 먹지?', 'empty', never],
  ['사진 배경 지워줘', 'photos', never],
  ['이 로그 보고 원인 분석해줘', 'server', never],
  ['내일 회의 일정 잡아줘', 'office', never],
  ['카카오 주가 찾아줘', 'empty', never],
  ['서울 날씨 검색해줘', 'shop', never],
  ['고객들에게 할인 문자 발송해줘', 'shop', never],
  ['영상 소리만 추출해줘', 'photos', never],
  ['세계에서 가장 큰 나라는?', 'office', never],
  ['체크섬이 뭐야?', 'box', never],
  ['비교적 괜찮은 결과네', 'office', never],
  ['그 줄은 너무 길었어', 'texts', never],
  ['필요 없는 파일 알아서 지워줘', 'office', never],
];
