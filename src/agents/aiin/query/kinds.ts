import { extensionOf } from '../../shared/names.ts';
import type { Reading } from '../reading.ts';
import type { Scan } from './scan.ts';

export type Kind = { readonly extensions: readonly string[]; readonly without: boolean; readonly word: string };

const spoken: readonly (readonly [string, readonly string[]])[] = [
  [
    '(?:images?|pictures?|photos?|pics?|screenshots?|이미지|사진|그림)',
    ['jpg', 'jpeg', 'png', 'gif', 'webp', 'bmp', 'svg'],
  ],
  ['(?:videos?|movies?|clips?|동영상|비디오|영상)', ['mp4', 'mov', 'avi', 'mkv', 'webm']],
  ['(?:audio|music|songs?|음악|오디오)', ['mp3', 'wav', 'flac', 'm4a', 'ogg']],
  ['(?:plain[- ]?text|text|텍스트)', ['txt']],
  ['(?:markdown|마크다운)', ['md', 'markdown']],
  ['(?:python|파이썬)', ['py']],
  ['(?:javascript|자바스크립트)', ['js', 'mjs']],
  ['(?:shell|bash|셸|쉘)', ['sh']],
  ['(?:scripts?|스크립트)', ['sh', 'py', 'js', 'rb', 'pl']],
  ['(?:spreadsheets?|엑셀|스프레드시트)', ['xlsx', 'xls', 'csv', 'tsv']],
  ['(?:archives|compressed files|압축\\s*파일)', ['zip', 'gz', 'tgz', 'tar', 'xz', 'bz2', '7z']],
  ['(?:log files|logs|로그\\s*파일|로그)', ['log']],
  ['(?:jpe?gs?)', ['jpg', 'jpeg']],
];
const usual =
  'txt csv tsv json log md xml html css js ts py sh sql yaml yml pdf docx xlsx hwp png gif zip mp3 mp4 mov bak tmp ini conf java go rs cpp'.split(
    ' ',
  );
const trailing = '(?:\\s+(?:files?|documents?|docs?|images?|pictures?|photos?))?(?:\\s*(?:파일|문서|확장자))?(?:들)?';

/** The kinds of file that the request names, and those it leaves out; takes the words out of the scan. */
export function kindsIn(scan: Scan, reading: Reading): Kind[] {
  const here = [...new Set(reading.files.map((it) => extensionOf(it.path)))].filter((it) => it !== '');
  const packed = /^(?:zip|gz|tar|tgz|bz2|xz|7z)$/;
  const plain = [...new Set([...here, ...usual])]
    .filter((it) => !/^jpe?g$/.test(it))
    .sort((a, b) => b.length - a.length);
  const all: readonly (readonly [string, readonly string[]])[] = [
    ...spoken,
    ...plain.map(
      (it) => [packed.test(it) ? `(?:\\.${it}|${it}s|${it}(?=\\s*(?:files?|파일)))` : `(?:${it}s?)`, [it]] as const,
    ),
  ];
  const found: Kind[] = [];
  for (const [pattern, extensions] of all) {
    const word = `(?<![\\p{L}\\p{N}_§])(?:\\*?\\.)?${pattern}(?![a-z0-9_])`;
    const not =
      scan.take(
        new RegExp(
          `(?:\\b(?:that|which) (?:is|are)(?:n'?t| not)|\\b(?:isn't|aren't|is not|are not|not|except(?: for)?|excluding|other than|but not|besides|apart from|aside from|without|minus|leaving out)|\\bnon-?)\\s*(?:an?\\s+|the\\s+|any\\s+)?${word}${trailing}`,
          'iu',
        ),
      ) ??
      scan.take(
        new RegExp(
          `${word}${trailing}(?:이|가|은|는|을|를)?\\s*(?:아닌|아니고|말고|빼고|뺀|제외(?:하고|한|하면)?|외의|외에|이외의)`,
          'iu',
        ),
      );
    const yes =
      not ??
      scan.take(
        new RegExp(
          `${word}${trailing}(?:만|들만)?(?:이랑|랑|하고|와|과|도|을|를|이|가|은|는|의|중|에)?(?![가-힣])`,
          'iu',
        ),
      );
    if (yes === null) continue;
    found.push({
      extensions,
      without: not !== null,
      word:
        extensions.length === 1
          ? `.${extensions[0]}`
          : (yes[0].match(/[\p{L}]+/gu)?.find((it) => new RegExp(`^${pattern}$`, 'iu').test(it)) ??
            extensions.join('/')),
    });
  }
  return merge(found);
}

/** "Python scripts": the narrower of two that overlap; "jpg and png": both. */
function merge(found: readonly Kind[]): Kind[] {
  const without = found.filter((it) => it.without);
  const wanted = found.filter((it) => !it.without);
  if (wanted.length < 2) return [...found];
  const common = wanted.map((it) => it.extensions).reduce((a, b) => a.filter((it) => b.includes(it)));
  const extensions = common.length > 0 ? common : [...new Set(wanted.flatMap((it) => it.extensions))];
  return [{ extensions, without: false, word: extensions.map((it) => `.${it}`).join('/') }, ...without];
}
