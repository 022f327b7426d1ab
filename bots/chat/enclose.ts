import { basename } from 'node:path';
import type { Artifact } from '../../src/debate/event.ts';
import { formatBytes } from '../../src/i18n/index.ts';
import type { Blobs } from '../../src/ports/blobs.ts';
import { type Part, plainLine } from '../markdown/index.ts';
import type { Post } from '../post.ts';
import { outputText } from './output-text.ts';
import type { Tongue } from './tongue.ts';

export type File = { readonly name: string; readonly bytes: Uint8Array };

/** Files that go with a post, and a remark for each that cannot. */
export type Enclosed = { readonly files: readonly File[]; readonly remarks: readonly Part[] };

export type EncloseDeps = {
  readonly blobs: Blobs;
  /** Larger files are named, and linked where people can reach them. */
  readonly maxBytes: number;
  /** Where people reach Parley's web page. */
  readonly publicUrl?: string | undefined;
};

/** The files that go with a post: artifacts within the size limit, and long output as text. */
export async function enclose(post: Post, deps: EncloseDeps, tongue: Tongue): Promise<Enclosed> {
  const files: File[] = [];
  const remarks: Part[] = [];
  for (const block of post.blocks) {
    if (block.kind === 'artifacts') {
      for (const item of block.items) {
        const got = await fetchArtifact(item, deps, tongue);
        if (typeof got === 'string') remarks.push(plainLine(got));
        else files.push({ name: freeName(item.path, files), bytes: got });
      }
    } else if (block.kind === 'output') {
      const { whole } = outputText(block.output, tongue);
      if (whole !== null) files.push({ name: `output-${block.step.id}.txt`, bytes: Buffer.from(whole) });
    }
  }
  return { files, remarks };
}

async function fetchArtifact(
  item: Artifact,
  { blobs, maxBytes, publicUrl }: EncloseDeps,
  { t, words, locale }: Tongue,
): Promise<Uint8Array | string> {
  const name = item.path;
  const size = formatBytes(item.bytes, locale);
  if (item.change === 'removed') return t('show.removed', { path: name });
  if (item.blob !== undefined && item.bytes <= maxBytes)
    return (await blobs.get(item.blob)) ?? words('file.gone', { name });
  if (item.blob === undefined || publicUrl === undefined) return words('file.tooLarge', { name, size });
  const query = `name=${encodeURIComponent(basename(item.path))}`;
  const link = `${publicUrl.replace(/\/+$/, '')}/api/blobs/${item.blob}?${query}`;
  return words('file.tooLargeLink', { name, size, link });
}

/** The file's own name; when two folders hold one of the same name, the folders are part of it. */
function freeName(path: string, taken: readonly File[]): string {
  const isFree = (name: string) => taken.every((it) => it.name !== name);
  const clean = (name: string) => name.replace(/[\p{Cc}\p{Cf}"\\/]/gu, '_') || 'file';
  const [short, long] = [clean(basename(path)), clean(path)];
  if (isFree(short)) return short;
  return isFree(long) ? long : `${taken.length + 1}_${long}`;
}
