import { basename } from 'node:path';
import type { Artifact } from '../../src/debate/event.ts';

/** Where a file too large for Discord can be fetched from Parley's web page, when people can reach it. */
export function linkTo(publicUrl: string | undefined): (item: Artifact) => string | null {
  if (publicUrl === undefined) return () => null;
  const base = publicUrl.replace(/\/+$/, '');
  return ({ blob, path }) =>
    blob === undefined ? null : `${base}/api/blobs/${blob}?name=${encodeURIComponent(basename(path))}`;
}
