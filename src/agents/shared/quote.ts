const plainWord = /^[A-Za-z0-9_./:@%+,가-힣][A-Za-z0-9_./:@%+,=가-힣-]*$/u;

/** `word` as one Bash word that means exactly itself. */
export function quote(word: string): string {
  return plainWord.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** A path as an argument: quoted, and never mistaken for an option or an awk assignment. */
export function quotePath(path: string): string {
  return quote(path.startsWith('-') || path.includes('=') ? `./${path}` : path);
}

/** `text` as the inside of an awk or jq string literal, without the quotes around it. */
export function escapeString(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}

/** `text` as a basic or extended regular expression that matches only itself. */
export function escapePattern(text: string): string {
  return text.replace(/[\\.*[\]^$+?(){}|/]/g, '\\$&');
}

/** A file-name pattern for `find -iname` in which `text` stands only for itself. */
export function escapeGlob(text: string): string {
  return text.replace(/[\\*?[\]]/g, '\\$&');
}
