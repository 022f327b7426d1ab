const spoken: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\btext (?:files?|documents?)\b|텍스트\s*(?:파일|문서)|문서\s*파일/, ['txt']],
  [/\bmarkdown (?:files?|documents?)\b|마크다운\s*(?:파일|문서)/, ['md']],
  [/\bpython (?:files?|scripts?|code)\b|파이썬\s*(?:파일|코드|스크립트)/, ['py']],
  [/\bshell scripts?\b|셸\s*스크립트|쉘\s*스크립트/, ['sh']],
  [/\blog files\b|로그\s*파일들|모든 로그\s*파일/, ['log']],
  [/\b(?:images?|pictures?|photos?)\b|이미지|사진|그림\s*파일/, ['jpg', 'jpeg', 'png', 'gif', 'webp', 'bmp', 'svg']],
  [/\bjavascript\b|자바\s*스크립트/, ['js', 'mjs']],
  [/(?<!python |shell )\bscripts\b|(?<![가-힣]|파이썬 |셸 |쉘 )스크립트/, ['sh', 'py', 'js', 'rb', 'pl']],
  [/\b(?:videos?|movies?)\b|동영상|비디오/, ['mp4', 'mov', 'avi', 'mkv', 'webm']],
];
const known =
  'txt|csv|tsv|json|log|md|xml|html|css|js|ts|py|sh|sql|yaml|yml|pdf|docx|xlsx|hwp|png|jpg|jpeg|gif|zip|mp3|mp4|bak|tmp|ini|conf|java|go|rs|c|h|cpp';
const dotted = /(?<![\w§.])\*?\.([a-z][a-z0-9]{0,5})(?![\w.])/g;
const bare = new RegExp(
  `(?<![\\w.])(${known})(?:\\s+(?:files?|images?|pictures?|photos?|documents?)\\b|\\s*(?:파일|이미지|사진|문서)|\\s+확장자|\\s*(?:가|이|는|은)?\\s*(?=있|찾|목록|몇)|s\\b)(?!로|으로)`,
  'g',
);
const asFormat =
  /\b(?:as|in|to|into)\s+(?:an?\s+|the\s+)?(csv|tsv|json|markdown)\b|(csv|tsv|json|마크다운)\s*(?:파일|형식|표|형태|차트)?\s*(?:으)?로/;

/** Extensions that the (masked) request restricts itself to, in lower case, without dots. */
export function extensionsIn(masked: string): string[] {
  const rest = masked.replace(/\b(?:as|to|into)\s+(?:an?\s+)?(?:csv|tsv|json)\s+files?\b/g, ' ');
  const found = [...rest.matchAll(dotted), ...rest.matchAll(bare)].map((it) => it[1] ?? '');
  const words = spoken.filter(([pattern]) => pattern.test(rest)).flatMap(([, list]) => [...list]);
  // "My png pictures", "python scripts": the narrower word says which of the wider one's.
  const narrow = words.filter((it) => found.includes(it));
  const named = [/\bpython\b|파이썬/, /\bshell\b|셸|쉘/].some((it) => it.test(rest));
  const wide = named ? words.filter((it) => !/^(?:js|rb|pl)$/.test(it) && namedKind(it, rest)) : words;
  return [...new Set([...found, ...(narrow.length > 0 ? [] : wide)])];
}

function namedKind(kind: string, text: string): boolean {
  if (kind === 'py') return /\bpython\b|파이썬/.test(text);
  return kind !== 'sh' || /\bshell\b|셸|쉘/.test(text);
}

/** The format that the result shall have. */
export function formatIn(masked: string): 'csv' | 'tsv' | 'json' | 'markdown' | undefined {
  if (/\bmarkdown table\b|마크다운 표/.test(masked)) return 'markdown';
  const match = asFormat.exec(masked);
  const name = match?.[1] ?? match?.[2];
  if (name === undefined) return undefined;
  return name === '마크다운' ? 'markdown' : (name as 'csv' | 'tsv' | 'json' | 'markdown');
}
