/** Files that the tests lay out; a function gives the Bash that makes one. */
export const fixtures: Record<string, string | Buffer | ((name: string) => string)> = {
  'docs/deep/old.txt': 'old words here\n',
  'docs/guide.md': '# Guide\n\nRead me first.\nSee https://example.org/a and https://example.org/b.\n',
  'docs/readme.md': '# Readme\n',
  'notes.txt':
    'apple banana\nError: disk full\n\ncherry apple\nbanana\napple banana\nthe longest line of this small file\n',
  'my essay.txt': 'To be or not to be that is the question\n',
  '한글.txt': '사과 배 사과\n포도 사과\n',
  'empty.txt': '',
  'numbers.txt': '10\n9\n100\n9\n',
  'list-a.txt': 'ant\nbee\ncat\ndog\n',
  'list-b.txt': 'bee\ncat\nelk\n',
  'windows.txt': 'one\r\ntwo\r\n',
  'cp949.txt': Buffer.from([0xc7, 0xd1, 0xb1, 0xdb, 0x0a]),
  'contacts.txt': 'ann@example.org, bob@example.com\nsee https://example.org/x\n',
  'big.dat': 'x'.repeat(5000),
  'photo.jpg': 'J'.repeat(3000),
  'picture two.png': 'P'.repeat(2000),
  'sales.csv':
    'name,city,price,quantity\nAnn,Seoul,30,2\n"Lee, Bob",Busan,10,5\nCho,Seoul,50,1\nDan,Busan,20,4\nEve,Jeju,40,3\n',
  'members.csv': '이름,도시,나이\n김하나,서울,31\n이두리,부산,25\n박세리,서울,40\n',
  'table.tsv': 'a\tb\n1\tx,y\n',
  'data.json':
    '[{"name":"Ann","city":"Seoul","age":31},{"name":"Bob","city":"Busan","age":25},{"name":"Cho","city":"Seoul","age":40}]\n',
  'access.log': [
    '1.1.1.1 - - [10/Oct/2026:13:55:36 +0000] "GET /a HTTP/1.1" 200 100 "-" "Firefox"',
    '2.2.2.2 - - [10/Oct/2026:13:56:00 +0000] "GET /b HTTP/1.1" 500 50 "-" "Chrome"',
    '2.2.2.2 - - [10/Oct/2026:14:01:00 +0000] "POST /b HTTP/1.1" 500 50 "-" "Chrome"',
    '1.1.1.1 - - [11/Oct/2026:14:02:00 +0000] "GET /c HTTP/1.1" 404 10 "-" "Firefox"',
    '2.2.2.2 - - [11/Oct/2026:15:00:00 +0000] "GET /a HTTP/1.1" 200 500 "-" "Chrome"',
    '',
  ].join('\n'),
  'app.log':
    '2026-11-20 10:00:01 INFO start\n2026-11-20 10:05:00 ERROR disk full\n2026-11-20 11:00:00 WARN slow\n2026-11-20 11:01:00 ERROR lost\n',
  '.hidden.txt': 'secret words\n',
  'bundle.zip': (name) => `printf 'in zip\\n' > inside.txt && zip -q ${name} inside.txt && rm inside.txt`,
  'bundle.tar.gz': (name) => `printf 'in tar\\n' > inner.txt && tar -czf ${name} inner.txt && rm inner.txt`,
};
