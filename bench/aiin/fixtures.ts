/** A folder that requests are about: what lies in it, how old it is, and Bash that makes what is easier made there. */
export type Fixture = {
  /** Content and age in days; later entries of one age are no newer. */
  readonly files: Readonly<Record<string, readonly [content: string | Buffer, ageDays: number]>>;
  readonly make?: string;
};

const report = 'Quarterly report\nRevenue grew by 12 percent.\nTODO: check the numbers\nContact: kim@example.com\n';

const office: Fixture = {
  files: {
    'report.txt': [report, 2],
    'copy-of-report.txt': [report, 1],
    'notes.txt': ['buy milk\ncall Alice\nTODO: water plants\nbudget meeting at 10\n', 0.1],
    'meeting.md': ['# Meeting\n\n- Alice: budget\n- Bob: hiring\n', 5],
    'plan.md': ['# Plan\n\nStep one\nStep two\nTODO: step three\n', 40],
    'draft.txt': ['This is a draft.\n', 100],
    'empty.txt': ['', 3],
    'budget.csv': ['item,cost\nrent,900\nfood,300\ntravel,150\n', 10],
    'archive/old-report.txt': ['Old report\nRevenue fell.\n', 400],
    'archive/2019/summary.txt': ['Summary of 2019\n', 800],
    'images/logo.png': ['L'.repeat(2000), 30],
    'images/banner.jpg': ['B'.repeat(50_000), 20],
    'images/icon.png': ['I'.repeat(300), 25],
    'scripts/run.sh': ['#!/bin/bash\necho hello\n', 15],
    'scripts/tool.py': ["import sys\n\ndef main():\n    print('hello')\n\nmain()\n", 16],
    '.settings': ['color=blue\n', 7],
  },
};

const access = [
  '10.0.0.1 - - [01/Mar/2026:09:00:01 +0000] "GET / HTTP/1.1" 200 1024 "-" "Firefox"',
  '10.0.0.2 - - [01/Mar/2026:09:00:05 +0000] "GET /about HTTP/1.1" 200 512 "-" "Chrome"',
  '10.0.0.1 - - [01/Mar/2026:09:12:00 +0000] "GET /missing HTTP/1.1" 404 128 "-" "Firefox"',
  '10.0.0.3 - - [01/Mar/2026:10:30:00 +0000] "POST /login HTTP/1.1" 500 64 "-" "curl"',
  '10.0.0.1 - - [01/Mar/2026:11:00:00 +0000] "GET / HTTP/1.1" 200 1024 "-" "Firefox"',
  '10.0.0.2 - - [02/Mar/2026:09:30:00 +0000] "GET /missing HTTP/1.1" 404 128 "-" "Chrome"',
  '10.0.0.1 - - [02/Mar/2026:12:00:00 +0000] "GET / HTTP/1.1" 200 1024 "-" "Firefox"',
  '10.0.0.4 - - [02/Mar/2026:13:00:00 +0000] "GET /img/logo.png HTTP/1.1" 200 4096 "-" "Safari"',
  '10.0.0.3 - - [02/Mar/2026:13:05:00 +0000] "POST /login HTTP/1.1" 200 64 "-" "curl"',
  '10.0.0.1 - - [02/Mar/2026:13:30:00 +0000] "GET /admin HTTP/1.1" 403 32 "-" "Firefox"',
];

const app = [
  '2026-03-01 08:15:00 INFO service started',
  '2026-03-01 09:05:12 WARN disk usage 81%',
  '2026-03-01 09:30:45 ERROR cannot open file a.txt',
  '2026-03-01 10:00:00 INFO backup done',
  '2026-03-01 13:45:10 ERROR connection refused',
  '2026-03-02 09:10:00 INFO service started',
  '2026-03-02 09:45:00 ERROR connection refused',
  '2026-03-02 14:20:30 WARN slow query 2300 ms',
  '2026-03-02 23:59:59 INFO rotating logs',
  '2026-03-03 00:00:01 INFO service started',
  '2026-03-03 11:11:11 ERROR cannot open file b.txt',
  '2026-03-03 11:12:00 ERROR connection refused',
];

const server: Fixture = {
  files: {
    'access.log': [`${access.join('\n')}\n`, 1],
    'app.log': [`${app.join('\n')}\n`, 2],
    'hosts.txt': ['web1\nweb2\ndb1\n', 9],
  },
};

const shop: Fixture = {
  files: {
    'sales.csv': [
      'date,region,product,quantity,price\n2026-01-05,Seoul,apple,10,3\n2026-01-20,Busan,pear,4,5\n' +
        '2026-02-03,Seoul,pear,6,5\n2026-02-14,Daegu,apple,8,3\n2026-02-27,Seoul,melon,2,12\n' +
        '2026-03-09,Busan,apple,15,3\n2026-03-30,Daegu,melon,1,12\n',
      3,
    ],
    'customers.csv': [
      'id,name,email,city,age\n1,Kim Minsu,minsu@example.com,Seoul,34\n2,"Lee, Jiwoo",jiwoo@example.org,Busan,28\n' +
        '3,Park Seoyeon,seoyeon@example.com,Seoul,45\n4,Choi Hana,,Daegu,31\n5,Jung Woo,woo@example.net,Incheon,52\n',
      4,
    ],
    '점수.csv': ['이름,반,점수\n지민,1,90\n수현,2,85\n하늘,1,70\n도윤,2,95\n', 5],
    'prices.tsv': ['item\tprice\nink\t20\npaper\t5\n', 6],
    'products.json': [
      '[{"name":"apple","price":3,"stock":120},{"name":"pear","price":5,"stock":0},{"name":"melon","price":12,"stock":15}]\n',
      7,
    ],
    'config.json': ['{"server":{"host":"localhost","port":8080},"debug":false,"tags":["a","b","c"]}\n', 8],
    'broken.json': ['{"a": 1,\n', 9],
  },
};

const texts: Fixture = {
  files: {
    'fruits.txt': ['banana\napple\ncherry\napple\nbanana\napple\n', 1],
    'numbers.txt': ['42\n7\n19\n100\n3\n', 2],
    'poem.txt': ['The sun rises\nover the quiet sea\n\nThe birds sing\nand the day begins\n', 3],
    'windows.txt': ['first\r\nsecond\r\nthird\r\n', 4],
    'euckr.txt': [Buffer.from('bec8b3e7c7cfbcbcbfe40ac7d1b1db20c6c4c0cf0a', 'hex'), 5],
    'latin1.txt': [Buffer.from('café\nnaïve\n', 'latin1'), 6],
    'emails.txt': ['Write to anna@example.com or bob@example.org.\nanna@example.com again\nno address here\n', 7],
    'names-a.txt': ['ann\nbob\ncarl\ndora\n', 8],
    'names-b.txt': ['bob\ndora\nemil\n', 9],
    '한글 문서.txt': ['가나다\n라마바\n사아자\n', 10],
    'tabs.txt': ['a\tb\tc\n1\t2\t3\n', 11],
    'long.txt': [Array.from({ length: 30 }, (_, index) => `line ${index + 1}\n`).join(''), 12],
  },
};

const photos: Fixture = {
  files: {
    'IMG_0001.JPG': ['1'.repeat(1000), 1],
    'IMG_0002.JPG': ['2'.repeat(2000), 2],
    'IMG_0003.JPG': ['3'.repeat(3000), 3],
    'my photo 1.jpg': ['a'.repeat(400), 4],
    'my photo 2.jpg': ['b'.repeat(500), 5],
    'scan.pdf': ['P'.repeat(7000), 6],
    'video.mp4': ['V'.repeat(90_000), 50],
    'cat.png': ['C'.repeat(600), 60],
    'thumbs/cat-small.png': ['c'.repeat(60), 61],
    'todo.txt': ['print photos\n', 2],
  },
};

const box: Fixture = {
  files: {
    'letter.txt': ['Dear Ann,\nthank you.\n', 1],
    'memo.txt': ['Remember the milk.\n', 2],
    'project/main.py': ["print('hi')\n", 3],
    'project/readme.md': ['# Project\n', 3],
    'project/lib/util.py': ['x = 1\n', 4],
    'big.log': ['the same line again and again\n'.repeat(2000), 5],
  },
  make: [
    'mkdir t && cd t && mkdir sub && printf "from zip\\n" > inside.txt && printf "deeper\\n" > sub/deep.txt',
    'zip -qr ../bundle.zip inside.txt sub && rm -r inside.txt sub',
    'printf "from tar\\n" > packed.txt && tar -czf ../backup.tar.gz packed.txt && rm packed.txt',
    'printf "from xz\\n" > fromxz.txt && tar -cJf ../data.tar.xz fromxz.txt && rm fromxz.txt',
    'printf "unpacked\\n" > single.txt && gzip single.txt && mv single.txt.gz .. && cd .. && rmdir t',
  ].join(' && '),
};

const empty: Fixture = { files: {} };

export const fixtures = { office, server, shop, texts, photos, box, empty };
export type FixtureName = keyof typeof fixtures;
