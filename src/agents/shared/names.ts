import type { WorkspaceFile } from '../../debate/event.ts';

/** A file name found in a request, with where it stands. */
export type Mention = { readonly name: string; readonly at: number; readonly end: number };

const extensions =
  'txt|csv|tsv|json|jsonl|ndjson|log|md|markdown|xml|html?|css|js|mjs|ts|tsx|jsx|py|sh|rb|go|rs|c|h|cpp|java|php|sql|ya?ml|' +
  'toml|ini|conf|cfg|env|pdf|docx?|xlsx?|pptx?|hwpx?|rtf|png|jpe?g|gif|webp|svg|bmp|mp3|mp4|wav|mov|zip|tar|gz|tgz|' +
  'bz2|xz|zst|7z|bak|old|tmp|out|dat|bin|db|sqlite3?|sha256|md5|lst|list|srt|vtt|tex|diff|patch|sum';
const nameLetters = '\\w가-힣()~@+\\-';
const looksLikeName = new RegExp(
  `(?<![\\w가-힣./*@-])(?:\\./)?(?:[${nameLetters}.]+/)*[${nameLetters}][${nameLetters}.]*\\.(?:tar\\.(?:gz|bz2|xz|zst)|${extensions})(?![A-Za-z0-9])`,
  'giu',
);

/**
 * File names in `text`, in order: those of real files first of all (even with spaces, or without an extension),
 * then whatever looks like one. A Korean particle after the extension is no part of the name.
 */
export function findNames(text: string, files: readonly WorkspaceFile[]): Mention[] {
  const found: Mention[] = [];
  const free = (at: number, end: number) => found.every((it) => end <= it.at || at >= it.end);
  const known = files.flatMap((file) => [file.path, baseName(file.path)]);
  const haystack = text.toLowerCase();
  for (const name of [...new Set(known)].sort((a, b) => b.length - a.length)) {
    if (name.length < 3) continue;
    for (let at = haystack.indexOf(name.toLowerCase()); at >= 0; at = haystack.indexOf(name.toLowerCase(), at + 1)) {
      const end = at + name.length;
      if (!standsAlone(text, at, end, name) || !free(at, end)) continue;
      found.push({ name: resolve(name, files), at, end });
    }
  }
  for (const match of text.matchAll(looksLikeName)) {
    const end = match.index + match[0].length;
    // "as a tar.gz": a kind of archive, not a name.
    if (/^tar\.\w+$/i.test(match[0])) continue;
    if (free(match.index, end)) found.push({ name: match[0].replace(/^\.\//, ''), at: match.index, end });
  }
  return found.sort((a, b) => a.at - b.at);
}

/** The last part of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Folders that hold files, without the workspace itself. */
export function foldersOf(files: readonly WorkspaceFile[]): string[] {
  const folders = new Set<string>();
  for (const file of files) {
    for (let cut = file.path.indexOf('/'); cut > 0; cut = file.path.indexOf('/', cut + 1))
      folders.add(file.path.slice(0, cut));
  }
  return [...folders];
}

/** Extension in lower case, or an empty string. */
export function extensionOf(path: string): string {
  const name = baseName(path);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(dot + 1).toLowerCase() : '';
}

function resolve(name: string, files: readonly WorkspaceFile[]): string {
  const wanted = name.toLowerCase();
  const exact = files.find((file) => file.path.toLowerCase() === wanted);
  return (exact ?? files.find((file) => baseName(file.path).toLowerCase() === wanted))?.path ?? name;
}

function standsAlone(text: string, at: number, end: number, name: string): boolean {
  const before = text[at - 1] ?? ' ';
  const after = text[end] ?? ' ';
  if (/[\w/.*@-]/.test(before) || /[A-Za-z0-9_/]/.test(after)) return false;
  if (/[가-힣]/.test(before) && !name.includes('.')) return false;
  // A name without an extension is a common word too often: only when written as a name.
  return name.includes('.') || /["'`“‘]/.test(before) || /[A-Z_\d]/.test(name);
}
