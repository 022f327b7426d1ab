import { type Request, says } from '../check.ts';

export const dates: readonly Request[] = [
  ["what's today's date?", 'empty', says(inDays(0))],
  ['what date will it be in 30 days', 'empty', says(inDays(30))],
  ['how many days are there between 2026-01-01 and 2026-03-15?', 'empty', says(/\b73\b/)],
  ['what day of the week is 2026-07-04', 'empty', says(/saturday|토요일|\bsat\b/i)],
  ['which date was 2 weeks ago', 'empty', says(inDays(-14))],
  ['convert the unix timestamp 1700000000 to a date', 'empty', says(/2023-11-14|Nov\w* 14,? .*2023|14 Nov\w* 2023/)],
  ['current time', 'empty', says(/\d\d:\d\d/)],
  ['2026-02-10 plus 45 days', 'empty', says('2026-03-27')],
  ['오늘 며칠이야?', 'empty', says(inDays(0))],
  ['30일 뒤는 며칠이지', 'empty', says(inDays(30))],
  ['2026-01-01부터 2026-03-15까지 며칠이야?', 'empty', says(/\b73\b/)],
  ['2026-07-04는 무슨 요일이야', 'empty', says(/saturday|토요일|\bsat\b/i)],
  ['2주 전 날짜 알려줘', 'empty', says(inDays(-14))],
  ['유닉스 타임스탬프 1700000000을 날짜로 바꿔줘', 'empty', says(/2023-11-14|Nov\w* 14,? .*2023/)],
  ['지금 몇 시야', 'empty', says(/\d\d:\d\d/)],
  ['2026년 2월 10일에서 45일 후는 언제야', 'empty', says(/2026-03-27|2026년 0?3월 27일/)],
];

function inDays(days: number): RegExp {
  const date = new Date(Date.now() + days * 86_400_000);
  const iso = date.toISOString().slice(0, 10);
  const month = date.toLocaleString('en', { month: 'short', timeZone: 'UTC' });
  const day = date.getUTCDate();
  return new RegExp(
    `${iso}|${month}\\w* +${day}\\b|\\b${day} ${month}|${date.getUTCFullYear()}년 0?${date.getUTCMonth() + 1}월 0?${day}일`,
  );
}
