import mime from 'mime';
import type { Artifact } from '../src/debate/event.ts';
import type { Blobs } from '../src/ports/blobs.ts';
import type { Change } from './changes.ts';
import type { Keeper } from './keeper.ts';

/** A step that unpacks an archive can change thousands of files: a thread shows so many, and says so. */
const most = 200;

/** Keeps the changed files' content as blobs; one over the limit, or gone meanwhile, is named without content. */
export async function collectArtifacts(
  keeper: Keeper,
  blobs: Blobs,
  limitBytes: number,
  changes: readonly Change[],
): Promise<{ artifacts: Artifact[]; left: number }> {
  const artifacts: Artifact[] = [];
  for (const { path, change, bytes } of changes.slice(0, most)) {
    const artifact = { path, change, bytes, mime: mime.getType(path) ?? 'application/octet-stream' };
    const content = change === 'removed' ? null : await keeper.read(path, limitBytes);
    artifacts.push(content === null ? artifact : { ...artifact, blob: await blobs.put(content) });
  }
  return { artifacts, left: Math.max(0, changes.length - most) };
}
