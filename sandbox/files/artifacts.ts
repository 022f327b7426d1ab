import mime from 'mime';
import type { Artifact } from '../../src/debate/event.ts';
import { ParleyError } from '../../src/errors.ts';
import type { Blobs } from '../../src/ports/blobs.ts';
import type { Change } from './changes.ts';
import type { Keeper } from './keeper.ts';

/** A step that unpacks an archive can change thousands of files: a thread shows so many, and says so. */
const most = 200;

/**
 * Keeps the changed files' content as blobs; one over the limit, or gone meanwhile, is named without content. `left`
 * files are not named, of `unkept` ones there was no room for the content.
 */
export async function collectArtifacts(
  keeper: Keeper,
  blobs: Blobs,
  limitBytes: number,
  changes: readonly Change[],
): Promise<{ artifacts: Artifact[]; left: number; unkept: number }> {
  const artifacts: Artifact[] = [];
  let unkept = 0;
  for (const { path, change, bytes } of changes.slice(0, most)) {
    const artifact = { path, change, bytes, mime: mime.getType(path) ?? 'application/octet-stream' };
    const content = change === 'removed' ? null : await keeper.read(path, limitBytes);
    const blob = content === null ? undefined : await keep(blobs, content);
    if (blob === null) unkept += 1;
    artifacts.push(blob ? { ...artifact, blob } : artifact);
  }
  return { artifacts, left: Math.max(0, changes.length - most), unkept };
}

/** Null when there is no room: the file is in the workspace all the same, and the step did what it did. */
async function keep(blobs: Blobs, content: Uint8Array): Promise<string | null> {
  return blobs.put(content).catch((error: unknown) => {
    if (error instanceof ParleyError && error.code === 'storage.full') return null;
    throw error;
  });
}
