import { shortName } from '../../src/short-name.ts';

/** Longest name that every file system takes, in bytes, with room for a suffix. */
const longestName = 200;
const deepest = 8;

/**
 * Makes paths out of names that people and chat platforms chose: relative, without `..`, without characters that
 * terminals or shells could misread, never starting with `-` (a glob would turn it into an option). A name that
 * comes twice gets a number: `data.csv`, `data-2.csv`.
 */
export function safePaths(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const path = safePath(name);
    let free = path;
    for (let count = 2; taken.has(free); count++) free = numbered(path, count);
    taken.add(free);
    return free;
  });
}

function safePath(name: string): string {
  const parts = name
    .normalize('NFC')
    .replaceAll('\\', '/')
    .split('/')
    .map(safePart)
    .filter((part) => part !== '')
    .slice(-deepest);
  return parts.length === 0 ? 'file' : parts.join('/');
}

function safePart(part: string): string {
  const visible = part
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .replace(/\p{Zs}/gu, ' ')
    .trim();
  if (/^\.*$/.test(visible)) return '';
  return shortName(visible.replace(/^-/, '_'), longestName);
}

function numbered(path: string, count: number): string {
  const [stem, extension] = split(path);
  return `${stem}-${count}${extension}`;
}

function split(path: string): [stem: string, extension: string] {
  const dot = path.lastIndexOf('.');
  return dot > path.lastIndexOf('/') + 1 ? [path.slice(0, dot), path.slice(dot)] : [path, ''];
}
