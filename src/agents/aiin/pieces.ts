import { extensionOf } from '../shared/names.ts';
import { escapeGlob, quote, quotePath } from '../shared/quote.ts';
import { type Both, both, list } from '../shared/speech.ts';
import type { Reading } from './reading.ts';
import type { Trouble } from './rule.ts';

/** The folder to look in, as a path for `find`. */
export function root(reading: Reading): string {
  return reading.folder === undefined ? '.' : quotePath(`./${reading.folder}`);
}

/** `find` for the files the request means, without hidden ones and without the file that will be written. */
export function findFiles(reading: Reading, tests = '', options: { anyName?: boolean } = {}): string {
  const parts = [`find ${root(reading)} -type f`];
  if (!reading.wishes.hidden) parts.push(`-not -path '*/.*'`);
  if (reading.output !== undefined) parts.push(`-not -path ${quote(`./${escapeGlob(reading.output)}`)}`);
  if (!options.anyName && reading.extensions.length > 0) parts.push(nameTest(reading.extensions));
  if (tests !== '') parts.push(tests);
  return parts.join(' ');
}

function nameTest(extensions: readonly string[]): string {
  const tests = extensions.map((extension) => `-iname '*.${extension}'`);
  return tests.length === 1 ? (tests[0] as string) : `\\( ${tests.join(' -o ')} \\)`;
}

/** Prints the request's files, one NUL after each: the named ones, else the only one there is, else all that fit. */
export function fileStream(reading: Reading): string {
  if (reading.sources.length > 0) return `printf '%s\\0' ${reading.sources.map(quotePath).join(' ')}`;
  return `${findFiles(reading)} -print0 | sort -z`;
}

/** Runs `command` on each of the request's files, one at a time. */
export function eachFile(reading: Reading, command: string): string {
  return `${fileStream(reading)} | xargs -0 -r -n 1 ${command}`;
}

/** Prints the content of the request's files, one after the other. */
export function contents(reading: Reading): string {
  if (reading.sources.length > 0) return `cat -- ${reading.sources.map(quotePath).join(' ')}`;
  return `${fileStream(reading)} | xargs -0 -r cat --`;
}

/** First `count` records, reading all of the input so that nothing upstream breaks. */
export function firstRecords(count: number): string {
  return `sed -zn '1,${count}p'`;
}

export function firstLines(count: number): string {
  return `sed -n '1,${count}p'`;
}

/** The one file that is meant, of the kinds given: named, or the only one of its kind. */
export function oneFile(reading: Reading, kinds: readonly string[]): { path: string; head: string } | Trouble {
  const named = reading.sources.map((path) => reading.files.find((file) => file.path === path));
  const fitting = reading.files.filter(
    (file) => (kinds.length === 0 || kinds.includes(extensionOf(file.path))) && file.path !== reading.output,
  );
  const inFolder =
    reading.folder === undefined ? fitting : fitting.filter((it) => it.path.startsWith(`${reading.folder}/`));
  const file = named.find((it) => it !== undefined && kinds.includes(extensionOf(it.path))) ?? named[0];
  if (file) return { path: file.path, head: file.head ?? '' };
  if (inFolder.length === 1 && inFolder[0]) return { path: inFolder[0].path, head: inFolder[0].head ?? '' };
  return { trouble: inFolder.length === 0 ? noSuch(kinds) : whichOf(inFolder.map((it) => it.path)) };
}

export function isTrouble(value: object | null): value is Trouble {
  return value !== null && 'trouble' in value;
}

function noSuch(kinds: readonly string[]): Both {
  const kind = kinds[0] === undefined ? '' : ` .${kinds[0]}`;
  return both(
    `I need a${kind === '' ? '' : kind} file for that, and there is none here. Please attach it or tell me its name.`,
    `그 일에는${kind} 파일이 필요한데 여기에는 없습니다. 파일을 첨부하시거나 이름을 알려 주세요.`,
  );
}

function whichOf(paths: readonly string[]): Both {
  const some = paths.slice(0, 4);
  return both(
    `Which file do you mean? I see ${list(some, 'en')}. Please name one.`,
    `어느 파일을 말씀하시는지요? ${list(some, 'ko')} 등이 보입니다. 하나를 짚어 주세요.`,
  );
}

/** "the .txt files", "notes.txt", "the files": what the request is about, in words. */
export function subject(reading: Reading): Both {
  if (reading.sources.length > 0) return both(list(reading.sources, 'en'), list(reading.sources, 'ko'));
  const kinds = reading.extensions.map((extension) => `.${extension}`);
  const place = reading.folder === undefined ? '' : ` in ${reading.folder}`;
  const placeKo = reading.folder === undefined ? '' : `${reading.folder} 폴더의 `;
  if (kinds.length > 0) return both(`the ${kinds.join('/')} files${place}`, `${placeKo}${kinds.join('/')} 파일`);
  return both(`the files${place}`, `${placeKo}파일`);
}

/** The text that is looked for: in quotes, or after a word like "containing", or before "포함". */
export function needle(reading: Reading): string | undefined {
  if (reading.quoted[0] !== undefined) return reading.quoted[0];
  const english =
    /\b(?:containing|contains?|contain|mention(?:s|ing)?|(?:search|grep|look) (?:for )?|with the (?:word|text)|matching|including|occurrences of|the word|says?)\s+(?:the )?(?:word |text |phrase )?([\w@#.:-]+)/i.exec(
      reading.text,
    )?.[1];
  if (english !== undefined && !/^(?:in|all|every|the|files?|lines?|for|text|word|any|this|a|an)$/i.test(english))
    return english;
  // Capitals stand out as a word meant literally: "every line with TODO".
  const loud =
    /\b(?:with|has|have)\s+(?:an?\s+)?([A-Z][A-Z0-9_-]{2,})\b/.exec(reading.text)?.[1] ??
    /([A-Z][A-Z0-9_-]{2,})(?:이|가)\s*있는/.exec(reading.text)?.[1];
  if (loud !== undefined && !/^(?:CSV|TSV|JSON|UTF-8|ASCII|HTTP|SHA\d*|MD5)$/.test(loud)) return loud;
  // What is not there in a short file is hardly what was meant: "find typos in …".
  const holds = (word: string) => {
    const file = reading.files.find((it) => it.path === reading.sources[0]);
    const whole = file?.head !== undefined && file.head.length < 1000;
    return reading.sources.length !== 1 || !whole || file.head?.toLowerCase().includes(word.toLowerCase());
  };
  const sought = /\b(?:find|search|grep)\s+(?:for\s+)?(?:the word\s+)?([\w@#.:-]+)\s+(?:in|from|inside|across)\b/i.exec(
    reading.text,
  )?.[1];
  if (
    sought !== undefined &&
    holds(sought) &&
    !/^(?:all|every|files?|lines?|words?|duplicates?|errors?|it|them|this|images?|pictures?|folders?|links?|numbers?|emails?)$/i.test(
      sought,
    )
  )
    return sought;
  const korean =
    /([\p{L}\p{N}_@#.:-]+?)(?:이라는|라는|이란|란)\s*(?:단어|글자|말|문구|텍스트|내용)?/u.exec(reading.text)?.[1] ??
    /([\p{L}\p{N}_@#.:-]+?)(?:이|가|을|를)\s*(?:몇\s?번\s*)?(?:포함|들어\s?(?:있|간|가)|담긴|나오|나와|적힌|찾|검색)/u.exec(
      reading.text,
    )?.[1] ??
    /([A-Za-z][\w@#.:-]*)\s*(?:포함|들어\s?(?:있|간|가)|검색)/u.exec(reading.text)?.[1];
  if (korean !== undefined && !/^(?:파일|줄|단어|내용|행|목록|것|이름|문서|텍스트)$/.test(korean)) return korean;
  return undefined;
}

/** The text that the request is about, on standard output, or null when it does not say which. */
export function textSource(reading: Reading): string | null {
  const known = reading.sources.length > 0 || reading.extensions.length > 0 || reading.files.length === 1;
  return known ? contents(reading) : null;
}
