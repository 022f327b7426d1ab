import type { Artifact } from '../../src/debate/event.ts';

export type Change = { readonly path: string; readonly change: Artifact['change']; readonly bytes: number };

type Entry = { readonly facts: string; readonly bytes: number };

/**
 * Regular files that differ between two listings of one folder, sorted by path. A file counts as changed when
 * its size, its times or its inode differ: no command can turn back all of them.
 * @param links symbolic links as well, by the length of what they say
 */
export function compare(before: Buffer, after: Buffer, { links = false } = {}): Change[] {
  const kinds = links ? 'fl' : 'f';
  const old = parse(before, kinds);
  const now = parse(after, kinds);
  const changes: Change[] = [];
  for (const [path, { facts, bytes }] of now) {
    const was = old.get(path);
    if (was === undefined) changes.push({ path, change: 'added', bytes });
    else if (was.facts !== facts) changes.push({ path, change: 'changed', bytes });
  }
  for (const [path, { bytes }] of old) if (!now.has(path)) changes.push({ path, change: 'removed', bytes });
  return changes.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

/** Entries are `type size mtime ctime inode path`, each ended by a NUL byte; the path may hold anything else. */
function parse(listing: Buffer, kinds: string): Map<string, Entry> {
  const files = new Map<string, Entry>();
  let at = 0;
  while (at < listing.length) {
    const end = listing.indexOf(0, at);
    if (end < 0) break;
    const entry = listing.toString('utf8', at, end);
    at = end + 1;
    const [, kind, facts, size, path] = /^(\w) ((\d+) \S+ \S+ \d+) (.+)$/s.exec(entry) ?? [];
    if (kind !== undefined && kinds.includes(kind) && facts !== undefined && size !== undefined && path !== undefined)
      files.set(path, { facts, bytes: Number(size) });
  }
  return files;
}
