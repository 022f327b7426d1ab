import type { WorkspaceFile } from '../../debate/event.ts';
import type { Brief } from '../../ports/agent.ts';
import { withoutCourtesy } from './courtesy.ts';
import { extensionsIn, formatIn } from './formats.ts';
import { findNames, foldersOf, type Mention } from './names.ts';
import { type Amount, amountsIn } from './numbers.ts';

/** What a request names, before anything is understood: files, numbers, quotations. */
export type Terms = {
  /** The request, tidied: one kind of quotes and spaces, composed letters. */
  readonly text: string;
  /** Lower case, with names, quotations and dates blanked out, for matching words. */
  readonly masked: string;
  /** The same with letters as written, and marks: § for a name, ¶ for a quotation, ‡ for a date. */
  readonly plain: string;
  /** Text in quotes that names no file. */
  readonly quoted: readonly string[];
  /** Named files that exist. */
  readonly sources: readonly string[];
  /** Named files that do not exist and are not asked for as output. */
  readonly missing: readonly string[];
  /** The file to write. */
  readonly output?: string;
  /** A folder of the workspace to look in. */
  readonly folder?: string;
  readonly extensions: readonly string[];
  readonly format?: 'csv' | 'tsv' | 'json' | 'markdown';
  readonly amounts: readonly Amount[];
  /** Dates as YYYY-MM-DD. */
  readonly dates: readonly string[];
  /** A shell command written out by the person. */
  readonly literal?: string;
};

/** Terms of the whole brief: what a person added later counts more than what it changes. */
export function termsOf(brief: Brief): Terms {
  return brief.additions
    .map((text) => readTerms(text, brief.files))
    .reduce(amend, readTerms(brief.request, brief.files));
}

/** `later` said after `first`: joins the words, and lets names and numbers of `later` win. */
export function amend(first: Terms, later: Terms): Terms {
  return {
    ...first,
    ...later,
    text: `${first.text}\n${later.text}`,
    // A number said later takes the place of the one before.
    masked: `${later.amounts.length > 0 ? first.masked.replace(/\d+/g, ' ') : first.masked} ${later.masked}`,
    plain: `${first.plain} ${later.plain}`,
    quoted: later.quoted.length > 0 ? later.quoted : first.quoted,
    sources: later.sources.length > 0 ? later.sources : first.sources,
    missing: later.sources.length > 0 ? later.missing : [...later.missing, ...first.missing],
    extensions: later.extensions.length > 0 ? later.extensions : first.extensions,
    amounts: [...later.amounts, ...first.amounts],
    dates: later.dates.length > 0 ? later.dates : first.dates,
  };
}

export function readTerms(request: string, files: readonly WorkspaceFile[]): Terms {
  const text = withoutCourtesy(tidy(request));
  const literal = literalIn(request, files);
  const mentions = findNames(text, files);
  const outputs = mentions.filter((mention) => isOutput(text, mention, files));
  const inputs = mentions.filter((mention) => !outputs.includes(mention));
  const exists = (name: string) => files.some((file) => file.path === name);
  const quotations = quotationsIn(text).filter((it) => !mentions.some((m) => m.at >= it.at && m.end <= it.end));
  const dates = [...text.matchAll(/\b(\d{4})[-./](\d{1,2})[-./](\d{1,2})\b|(\d{4})년 ?(\d{1,2})월 ?(\d{1,2})일/g)];
  const spans = [
    ...mentions.map((it) => ({ ...it, mark: '§' })),
    ...quotations.map((it) => ({ ...it, mark: '¶' })),
    ...dates.map((it) => ({ at: it.index, end: it.index + it[0].length, mark: '‡' })),
  ];
  const blank = mask(
    text,
    spans.map((it) => ({ ...it, mark: '§' })),
  ).toLowerCase();
  const folder = foldersOf(files)
    .sort((a, b) => b.length - a.length)
    .find((name) => namesFolder(text, name));
  const output = outputs.at(-1)?.name;
  const format = formatIn(blank) ?? (output === undefined ? undefined : formatIn(` as ${output.split('.').at(-1)} `));
  return {
    text,
    masked: blank,
    plain: mask(text, spans).replace(/ {2,}/g, ' ').trim(),
    quoted: quotations.map((it) => it.text),
    sources: unique(inputs.map((it) => it.name).filter(exists)),
    missing: unique(inputs.map((it) => it.name).filter((name) => !exists(name))),
    // "The images folder" names a place, and no kind of file.
    extensions: extensionsIn(folder === undefined ? blank : blank.replace(folderPattern(folder), ' ')),
    amounts: amountsIn(blank),
    dates: dates.map((it) => isoDate(it[1] ?? it[4], it[2] ?? it[5], it[3] ?? it[6])),
    ...(output === undefined ? {} : { output }),
    ...(folder === undefined ? {} : { folder }),
    ...(format === undefined ? {} : { format }),
    ...(literal === undefined ? {} : { literal }),
  };
}

function tidy(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[“”„「」『』]/g, '"')
    .replace(/[‘’]/g, "'")
    .replace(/\s+/g, ' ')
    .trim();
}

/** Read from the request itself: spaces, line breaks and quotes are a command's own. */
function literalIn(request: string, files: readonly WorkspaceFile[]): string | undefined {
  const run = /(?:^|\s)(?:run|execute|실행|명령)\s*:\s*`?([^`]+)`?\s*$/i.exec(request);
  if (run) return run[1]?.trim();
  const quoted = /```(?:(?:ba|z)?sh|shell|console)?\n?([^`]+)```|`([^`]+)`/.exec(request);
  const ticks = (quoted?.[1] ?? quoted?.[2])?.trim();
  if (ticks === undefined || files.some((file) => file.path === ticks) || !commandBegins.test(ticks)) return undefined;
  const says = /\b(run|execute|try|command)\b|실행|명령|돌려/i.test(request) || request.trim() === quoted?.[0];
  return says ? ticks : undefined;
}

/** A word that could be a program's name, an assignment, or what groups and tests. */
const commandBegins = /^(?:[\w./-]+(?=[\s;&|<>]|$)|\w+=|[{([!])/;

function quotationsIn(text: string): { text: string; at: number; end: number }[] {
  return [...text.matchAll(/"([^"]+)"|(?<![\w])'([^']+)'(?!\w)|`([^`]+)`/g)].map((it) => ({
    text: it[1] ?? it[2] ?? it[3] ?? '',
    at: it.index,
    end: it.index + it[0].length,
  }));
}

const target =
  /(?:\b(?:to|as|into|named|called|onto|call it|name it)\s+(?:an?\s+|the\s+|one\s+)?(?:new\s+|single\s+)?(?:file\s+)?(?:named\s+|called\s+)?|>>?\s*)["'`]?$/i;
const saving = /\b(save|write|store|put|export|keep|record|output)\b[^;]*$/i;
const koreanTarget = /^["'`]?\s*(?:파일)?\s*(?:(?:으로|로)(?![가-힣])|라는|이라는)(?![가-힣]*\s*(?:비교))/;
const koreanPlace = /^["'`]?\s*(?:파일)?(?:에다|에|안에)\s*(?:저장|기록|써|적어|남겨|담아|넣어|출력)/;

function isOutput(text: string, mention: Mention, files: readonly WorkspaceFile[]): boolean {
  const before = text.slice(0, mention.at);
  const after = text.slice(mention.end);
  const exists = files.some((file) => file.path === mention.name);
  if (/\b(compare|diff|difference|append|add|common|shared|both)\b|비교|차이|공통/i.test(text) && exists) return false;
  if (
    /\b(?:same as|than|according to|identical to|equal to|(?:compared?|next|similar|added?) to)\s+["'`]?$/i.test(before)
  )
    return false;
  if (target.test(before) || koreanTarget.test(after) || koreanPlace.test(after)) return true;
  return !exists && /\bin\s+["'`]?$/i.test(before) && saving.test(before);
}

function namesFolder(text: string, folder: string): boolean {
  return folderPattern(folder).test(text);
}

/** The folder where it is named as a place: "in images", "images 폴더". */
function folderPattern(folder: string): RegExp {
  const name = folder.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(
    `(?<![\\w가-힣./-])(?:(?:in|into|to|under|inside|of|from)\\s+(?:the\\s+)?["']?${name}/?(?![\\w.-])|${name}/?["']?\\s*(?:folder|directory|dir\\b|폴더|디렉)|${name}/(?!\\w))`,
    'iu',
  );
}

function mask(text: string, spans: readonly { at: number; end: number; mark: string }[]): string {
  let result = '';
  let position = 0;
  for (const span of [...spans].sort((a, b) => a.at - b.at)) {
    if (span.at < position) continue;
    result += `${text.slice(position, span.at)} ${span.mark} `;
    position = span.end;
  }
  return result + text.slice(position);
}

function isoDate(year = '', month = '', day = ''): string {
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
}
