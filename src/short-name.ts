/** Longest extension, in bytes, that a shortened name keeps. */
const longestExtension = 20;

/**
 * A file name of at most `mostBytes` bytes: the stem is cut between characters, the extension stays. Takes no longer for
 * a name of megabytes, which a form may well carry.
 */
export function shortName(name: string, mostBytes: number): string {
  if (Buffer.byteLength(name) <= mostBytes) return name;
  const dot = name.lastIndexOf('.');
  const end = dot > 0 ? name.slice(dot) : '';
  const extension = Buffer.byteLength(end) <= longestExtension ? end : '';
  let room = mostBytes - Buffer.byteLength(extension);
  let stem = '';
  for (const character of name.slice(0, name.length - extension.length)) {
    room -= Buffer.byteLength(character);
    if (room < 0) break;
    stem += character;
  }
  return stem + extension;
}
