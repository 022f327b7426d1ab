import { all, number, pairs, type Request, says, silentOn } from '../check.ts';

export const logs: readonly Request[] = [
  ['how many errors are in app.log?', 'server', number(5)],
  ['count the log levels in app.log', 'server', levels()],
  ['show app.log entries from 2026-03-02', 'server', second()],
  ['show app.log lines between 09:00 and 10:00', 'server', nineToTen()],
  ['errors per day in app.log', 'server', daily()],
  ['which ip has the most requests in access.log', 'server', says('10.0.0.1')],
  ['status codes in access.log with counts', 'server', pairs({ '200': 6, '404': 2, '403': 1, '500': 1 })],
  ['requests per hour in access.log', 'server', hours()],
  ['show the 404 requests in access.log', 'server', all(says('/missing'), silentOn('/about', '/admin'))],
  ['last error in app.log', 'server', all(says('2026-03-03 11:12:00'), silentOn('2026-03-01'))],
  ['most requested pages in access.log', 'server', pairs({ '/missing': 2, '/login': 2 })],
  ['how many bytes were sent in total according to access.log', 'server', number(8096)],
  ['what percentage of requests in access.log failed with 4xx or 5xx', 'server', number(40)],
  ['errors before noon in app.log', 'server', morning()],
  ['how many unique visitors (ips) in access.log', 'server', number(4)],
  ['app.log에 에러가 몇 건 있어?', 'server', number(5)],
  ['app.log 로그 레벨별 개수', 'server', levels()],
  ['app.log에서 2026-03-02 로그만 보여줘', 'server', second()],
  ['app.log에서 9시부터 10시 사이 로그 보여줘', 'server', nineToTen()],
  ['app.log 날짜별 에러 수 알려줘', 'server', daily()],
  ['access.log에서 가장 많이 접속한 IP는?', 'server', says('10.0.0.1')],
  ['access.log 상태 코드별로 몇 건인지', 'server', pairs({ '200': 6, '404': 2, '403': 1, '500': 1 })],
  ['access.log 시간대별 요청 수', 'server', hours()],
  ['access.log에서 404 난 요청 보여줘', 'server', all(says('/missing'), silentOn('/about', '/admin'))],
  ['app.log 마지막 에러가 뭐였지', 'server', all(says('2026-03-03 11:12:00'), silentOn('2026-03-01'))],
  ['access.log에서 제일 많이 요청된 페이지', 'server', says('/')],
  ['access.log에 따르면 총 몇 바이트 전송됐어?', 'server', number(8096)],
  ['app.log에서 오전에 발생한 에러', 'server', morning()],
  ['access.log 고유 IP가 몇 개야', 'server', number(4)],
  ['app.log에서 3월 3일 에러 보여줘', 'server', all(says('11:11:11', '11:12:00'), silentOn('13:45:10', '00:00:01'))],
];

function levels() {
  return pairs({ INFO: 5, WARN: 2, ERROR: 5 });
}

function second() {
  return all(says('09:10:00', '09:45:00', '14:20:30', '23:59:59'), silentOn('2026-03-01', '2026-03-03'));
}

// The entry at 10:00:00 exactly may be in or out.
function nineToTen() {
  return all(
    says('09:05:12', '09:30:45', '09:10:00', '09:45:00'),
    silentOn('08:15:00', '13:45:10', '14:20:30', '23:59:59', '11:11:11'),
  );
}

function daily() {
  return pairs({ '2026-03-01': 2, '2026-03-02': 1, '2026-03-03': 2 });
}

function hours(): Request[2] {
  return (seen) => {
    const inLine = (hour: string, count: number) =>
      seen.output
        .split('\n')
        .some(
          (line) =>
            new RegExp(`(?<!\\d)${hour}(?!\\d)`).test(line) && new RegExp(`(?<![\\d:/])${count}(?![\\d:/])`).test(line),
        );
    return (inLine('09', 4) && inLine('13', 3)) || (inLine('09', 3) && inLine('09', 1) && inLine('13', 3));
  };
}

function morning() {
  return all(says('09:30:45', '09:45:00', '11:11:11', '11:12:00'), silentOn('13:45:10', 'WARN', 'INFO'));
}
