import type { Locale } from '../../../debate/event.ts';
import type { FileDesk } from '../../../ports/agent.ts';
import { createFetcher } from '../../../tools/pages/fetch.ts';
import { PageProblem } from '../../../tools/pages/problem.ts';
import type { ProducedFile } from '../task/round.ts';
import { words } from '../words.ts';

/** What Manus attached to its words, on the way into the thread. */

const mostFiles = 10;
const mostFileMb = 25;
const mostMbInAll = 50;
const mostFileBytes = mostFileMb * 1024 * 1024;
const mostCharacters = 120;
const transferMs = 60_000;

export type Bringing = {
  readonly baseUrl: string;
  readonly locale: Locale;
  readonly signal: AbortSignal;
  readonly files: FileDesk;
  /** For the log. */
  trouble(message: string): void;
};

const fetchPublic = createFetcher({
  allows: ({ protocol }) => protocol === 'https:',
  takes: /^/,
  mostBytes: mostFileBytes,
});

/** Fetches what Manus made and shows it, each once. For what cannot be had the thread is told why. */
export function createBringing(how: Bringing): (made: readonly ProducedFile[]) => Promise<void> {
  const { locale, signal, files } = how;
  const say = words[locale].files;
  const known = new Set<string>();
  let left = mostMbInAll * 1024 * 1024;

  const bring = async ({ name: given, url }: ProducedFile) => {
    const name = plainName(given);
    try {
      const bytes = await download(url, how);
      left -= bytes.byteLength;
      if (left < 0) await files.miss(name, say.tooMuch(mostMbInAll));
      else await files.show(name, bytes);
    } catch (error) {
      signal.throwIfAborted();
      how.trouble(`Manus: ${name} could not be fetched: ${error instanceof Error ? error.message : 'failed'}`);
      await files.miss(name, reasonOf(error, locale));
    }
  };

  return async (made) => {
    const fresh = [...new Map(made.map((it) => [it.url, it])).values()].filter(({ url }) => !known.has(url));
    const room = Math.max(0, mostFiles - known.size);
    for (const { url } of fresh) known.add(url);
    for (const file of fresh.slice(0, room)) await bring(file);
    const [first, ...others] = fresh.slice(room);
    if (first) await files.miss(plainName(first.name), say.tooMany({ most: mostFiles, more: others.length }));
  };
}

function reasonOf(error: unknown, locale: Locale): string {
  const say = words[locale].files;
  if (!(error instanceof PageProblem)) return say.unreachable;
  if (error.kind === 'size') return say.tooMuch(mostFileMb);
  return error.kind === 'status' || error.kind === 'unreachable' || error.kind === 'unknown'
    ? say.unreachable
    : say.refused;
}

// Links come from an answer: only the web at large, or the server that is trusted with the key.
async function download(url: string, { baseUrl, signal }: Bringing): Promise<Uint8Array> {
  const either = AbortSignal.any([signal, AbortSignal.timeout(transferMs)]);
  if (!URL.canParse(url) || new URL(url).origin !== new URL(baseUrl).origin)
    return (await fetchPublic(url, [], either)).bytes;
  const response = await fetch(url, { signal: either, redirect: 'manual' });
  if (!response.ok) {
    await response.body?.cancel();
    throw new PageProblem('status', String(response.status));
  }
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > mostFileBytes) throw new PageProblem('size', 'Manus');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** A name from outside is no path, shows what it is, and can be saved on any system. */
export function plainName(name: string): string {
  const last = name.replaceAll('\\', '/').split('/').at(-1) ?? '';
  const plain = last
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .replaceAll(/[<>:"|?*]/g, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  return shortened(plain) || 'file';
}

/** Short, with its ending kept: that tells what it is. */
function shortened(name: string): string {
  if (name.length <= mostCharacters) return name;
  const ending = /\.[\p{L}\p{N}]{1,10}$/u.exec(name)?.[0] ?? '';
  return `${name.slice(0, mostCharacters - ending.length).toWellFormed()}${ending}`;
}
