import type { WorkspaceFile } from '../../../debate/event.ts';
import { quotePath } from '../../shared/quote.ts';
import { both } from '../../shared/speech.ts';
import { means, type Reading } from '../reading.ts';
import type { Attempt } from './files-query.ts';
import { changes, extractions } from './line-changes.ts';
import { lineOperation } from './line-operation.ts';
import { inText, levels, moments, shapes, words } from './line-picks.ts';
import type { Text } from './line-text.ts';
import { scanOf, showing } from './scan.ts';

/** The lines themselves, put in groups: more than one pipe tells. */
const linesByTime =
  /\b(?:which|what|show|list|print)(?: me)? (?:the )?lines\b[^.]*\b(?:by|per) (?:hour|day)\b|(?:시간대|날짜|일자)별로 (?:어떤|어느) 줄/iu;
const binary = /\.(?:csv|tsv|json|zip|gz|tgz|tar|xz|bz2|png|jpe?g|gif|webp|pdf|mp[34]|mov|docx?|xlsx?|pptx?|hwp)$/i;

/** A question about the lines of one text file, in which every word has its part. */
export function linesQuery(reading: Reading): Attempt {
  const text = theText(reading);
  if (text === null || linesByTime.test(reading.plain)) return null;
  const scan = scanOf(reading.plain);
  scan.take(/§/);
  if (reading.output !== undefined)
    scan.take(
      /(?:\b(?:and )?(?:save|write|store|export|put)\b[^§]*)?(?:\b(?:as|to|in|into)\s+)?§\s*(?:(?:으로|로|에|라는 파일(?:로|에)?)\s*)?(?:저장[가-힣]*|내보내[가-힣]*|기록[가-힣]*)?/iu,
    );
  const edits = changes(scan, reading);
  if (edits === null) return null;
  const picks = [...moments(scan, reading, text), ...levels(scan, text), ...shapes(scan, text)];
  const pulled = extractions(scan, text.web);
  const worded = words(scan, reading, text);
  if (worded === null) return null;
  picks.push(...worded, ...pulled);
  const done = lineOperation(scan, text);
  const op = { ...done, steps: [...done.steps, ...edits] };
  scan.takeAll(lineWord);
  scan.takeAll(showing);
  for (const part of stem(text.path)) if (!means(part)) scan.take(new RegExp(`(?<![\\p{L}])${part}(?![a-z])`, 'iu'));
  const heard = inText(scan, text);
  if (heard !== null) picks.push(heard);
  const left = scan.left();
  if (left.length > 0) return { left };
  if (picks.length === 0 && op.steps.length === 0 && op.columns === undefined) return null;
  const source =
    picks.length === 0
      ? `cat -- ${quotePath(text.path)}`
      : `cat -- ${quotePath(text.path)} | ${picks.map((it) => it.command).join(' | ')}`;
  const all = [...picks.map((it) => it.words), ...op.steps.map((it) => it.words)];
  return {
    doing: both(
      `in ${text.path}: ${all.map((it) => it.en).join(', ')}`,
      `${text.path}에서 ${all.map((it) => it.ko).join(', ')}`,
    ),
    produce: [source, ...op.steps.map((it) => it.command)].join(' | '),
    ...(op.columns === undefined ? {} : { columns: op.columns, stem: op.columns[1] ?? 'lines' }),
  };
}

const webLine = /" [1-5]\d\d( |$)/m;
const levelLine = /\b(?:INFO|WARN|ERROR|DEBUG)\b/;
const levelWords = /\b(?:errors?|warnings?|log levels?)\b|에러|오류|경고|로그 레벨/iu;
const webWords =
  /\b(?:requests?|hits?|visits?|visitors?|pages?|ips?|ip addresses|status codes?|browsers?|user agents?)\b|요청|접속|방문|페이지|아이피|브라우저/iu;

/** The log that is spoken of without a name: the only one, or the only one of its sort. */
function theOnly(logs: readonly WorkspaceFile[], reading: Reading): string | undefined {
  if (logs.length === 1) return reading.has('log') ? logs[0]?.path : undefined;
  const sort = webWords.test(reading.plain) ? webLine : levelWords.test(reading.plain) ? levelLine : null;
  const fitting = sort === null ? [] : logs.filter((it) => sort.test(it.head ?? ''));
  return fitting.length === 1 ? fitting[0]?.path : undefined;
}

function theText(reading: Reading): Text | null {
  if (reading.missing.length > 0) return null;
  const logs = reading.files.filter((it) => /\.log$/i.test(it.path));
  const path =
    reading.sources.length === 1
      ? reading.sources[0]
      : reading.sources.length === 0
        ? theOnly(logs, reading)
        : undefined;
  if (path === undefined || binary.test(path)) return null;
  const head = reading.files.find((it) => it.path === path)?.head ?? '';
  const lines = head.split('\n').filter((it) => it.trim() !== '');
  const web = webLine.test(head);
  return {
    path,
    head,
    web,
    log: web || /\.log$/i.test(path) || levelLine.test(head),
    numbers: lines.length > 0 && lines.every((it) => /^\s*-?\d+(?:\.\d+)?\s*$/.test(it)),
  };
}

const lineWord =
  /\b(?:lines?|rows?|entries|entry|records?|messages?|events?|logs?|names?|words?|numbers?|values?|items?|text|content|contents|file|ones|requests?|hits?|responses?|happened|occurr(?:ed|ing)|went wrong|in)\b|(?:줄|행|라인|문장|항목|기록|로그|메시지|이름|숫자|수|값|내용|글|파일|것|요청|접속|응답|단어|사람)(?:들|만|들만)?(?:을|를|이|가|은|는|의|에|에서|중|중에|중에서|인)?(?![가-힣])|(?:발생|생긴|난|났|찍힌|나온|일어난|남은|들어온)(?:한|했|된|던)?[가-힣]*/iu;

function stem(path: string): string[] {
  return (
    path
      .replace(/^.*\//, '')
      .replace(/\.\w+$/, '')
      .toLowerCase()
      .match(/\p{L}{3,}/gu) ?? []
  ).flatMap((it) => [it, it.replace(/s$/, '')]);
}
