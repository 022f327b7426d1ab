import { basename } from 'node:path';
import type { Artifact } from '../../src/debate/event.ts';
import { formatBytes } from '../../src/i18n/index.ts';
import type { Blobs } from '../../src/ports/blobs.ts';
import { outputText } from '../chat/output-text.ts';
import type { Tongue } from '../chat/tongue.ts';
import { type Part, plainLine } from '../markdown/index.ts';
import type { Post } from '../post.ts';
import { type File, limits } from './message.ts';

export type Enclosed = {
  readonly files: readonly File[];
  /** What could not be enclosed, and where it is. */
  readonly remarks: readonly Part[];
};

export type EncloseDeps = {
  readonly blobs: Blobs;
  /** Where a file too large for Discord can be fetched; null when nobody outside could reach it. */
  readonly linkTo: (item: Artifact) => string | null;
};

/** The files that go with a post: artifacts within Discord's limits, and long output as text. */
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
  deps: EncloseDeps,
  { t, words, locale }: Tongue,
): Promise<Uint8Array | string> {
  const name = item.path;
  const size = formatBytes(item.bytes, locale);
  if (item.change === 'removed') return t('show.removed', { path: name });
  if (item.blob === undefined || item.bytes > limits.fileBytes) {
    const link = item.blob === undefined ? null : deps.linkTo(item);
    return link ? words('file.tooLargeLink', { name, size, link }) : words('file.tooLarge', { name, size });
  }
  return (await deps.blobs.get(item.blob)) ?? words('file.gone', { name });
}

/** The file's own name; when two folders hold one of the same name, the folders are part of it. */
function freeName(path: string, taken: readonly File[]): string {
  const isFree = (name: string) => taken.every((it) => it.name !== name);
  const short = basename(path).replace(/[\p{Cc}"\\]/gu, '_') || 'file';
  if (isFree(short)) return short;
  const long = path.replace(/[\p{Cc}"\\/]/gu, '_');
  return isFree(long) ? long : `${taken.length + 1}_${long}`;
}

/** Files in groups that one message can carry each. */
export function groupFiles(files: readonly File[]): File[][] {
  const groups: File[][] = [];
  let bytes = 0;
  for (const file of files) {
    const group = groups.at(-1);
    if (group && group.length < limits.files && bytes + file.bytes.byteLength <= limits.requestBytes) {
      group.push(file);
      bytes += file.bytes.byteLength;
    } else {
      groups.push([file]);
      bytes = file.bytes.byteLength;
    }
  }
  return groups;
}
