import type { WorkspaceFile } from '../../src/debate/event.ts';
import { formatBytes } from '../../src/i18n/index.ts';
import type { ToolInput } from '../../src/tools/definitions.ts';
import { type Found, found, type Room, refused } from './room.ts';

const mostListed = 300;
/** Of one file; a larger one is neither read nor searched. */
const mostBytes = 2 * 1024 * 1024;
const mostSearchedBytes = 20 * 1024 * 1024;
const mostHits = 50;
const mostLines = 200;
const mostCharacters = 8000;
const mostOfLine = 400;

/**
 * Reads the workspace through the sandbox's keeper, which opens every folder of a path without following a link and
 * judges the file by what it opened, not by its name: nothing outside can be reached, whatever changes meanwhile.
 */
export async function fileSystem(input: ToolInput<'file_system'>, room: Room): Promise<Found> {
  const { t } = room;
  const path = inside(input.path ?? '');
  switch (input.action) {
    case 'list':
      return list(below(await filesOf(room), path), room);
    case 'read':
      return path === '' ? refused(t('needsPath')) : read(path, input.from ?? 1, room);
    case 'search': {
      const text = input.text?.trim();
      return text ? search(below(await filesOf(room), path), text, room) : refused(t('needsText'));
    }
  }
}

/** As minds write paths: with or without `/workspace/` or `./` before them. What is wrong otherwise stays wrong. */
function inside(path: string): string {
  return path
    .trim()
    .replace(/^\/workspace(?:\/+|$)/, '')
    .replace(/^(?:\.\/+)+|^\.$/, '')
    .replace(/\/+$/, '');
}

const filesOf = ({ deps, state, environment }: Room) => deps.sandbox.list(state.workspace, environment);

const below = (files: readonly WorkspaceFile[], path: string) =>
  path === '' ? files : files.filter((it) => it.path === path || it.path.startsWith(`${path}/`));

function list(files: readonly WorkspaceFile[], { t, state }: Room): Found {
  if (files.length === 0) return found(t('empty'));
  const { locale } = state.request;
  const lines = files.slice(0, mostListed).map((it) => `${it.path} (${formatBytes(it.bytes, locale)})`);
  if (files.length > mostListed) lines.push(t('moreFiles', { count: files.length - mostListed }));
  return found(lines.join('\n'));
}

async function contentOf(path: string, { deps, state, environment }: Room): Promise<Uint8Array | null> {
  return deps.sandbox.read(state.workspace, environment, path, mostBytes);
}

async function read(path: string, from: number, room: Room): Promise<Found> {
  const { t } = room;
  const bytes = await contentOf(path, room);
  if (bytes === null) return refused(t('noFile', { path }));
  const text = textOf(bytes);
  if (text === null) return refused(t('notText', { path, bytes: String(bytes.byteLength) }));
  const lines = text.split('\n');
  const shown: string[] = [];
  let left = mostCharacters;
  for (const line of lines.slice(from - 1, from - 1 + mostLines)) {
    const part = shortened(line, Math.max(mostOfLine, lines.length === 1 ? mostCharacters : 0));
    left -= part.length + 1;
    if (left < 0 && shown.length > 0) break;
    shown.push(part);
  }
  const next = from + shown.length;
  if (next <= lines.length && lines.slice(next - 1).some((it) => it !== ''))
    shown.push(t('moreLines', { path, line: String(next) }));
  return found(shown.join('\n'));
}

async function search(files: readonly WorkspaceFile[], text: string, room: Room): Promise<Found> {
  const { t, signal } = room;
  const wanted = text.toLowerCase();
  const hits: string[] = [];
  let searched = 0;
  for (const file of files) {
    signal.throwIfAborted();
    if (file.bytes > mostBytes) continue;
    searched += file.bytes;
    if (searched > mostSearchedBytes || hits.length >= mostHits) break;
    const bytes = await contentOf(file.path, room);
    const content = bytes && textOf(bytes);
    if (!content) continue;
    for (const [index, line] of content.split('\n').entries())
      if (line.toLowerCase().includes(wanted)) hits.push(`${file.path}:${index + 1}: ${shortened(line, mostOfLine)}`);
  }
  if (hits.length === 0) return found(t('nothingFound'));
  const shown = hits.slice(0, mostHits);
  if (hits.length > mostHits || searched > mostSearchedBytes) shown.push(t('moreFound'));
  return found(shown.join('\n'));
}

function textOf(bytes: Uint8Array): string | null {
  if (bytes.includes(0)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replaceAll('\r\n', '\n');
  } catch {
    return null;
  }
}

const shortened = (line: string, most: number) =>
  line.length <= most ? line : `${line.slice(0, most - 1).toWellFormed()}…`;
