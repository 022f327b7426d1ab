import { Agent, fetch, type Response } from 'undici';
import { PageProblem } from './problem.ts';
import { type Address, createReach, pinned, type ReachOptions } from './reach.ts';

export type Fetched = {
  readonly url: string;
  readonly mime: string;
  readonly charset: string | null;
  readonly bytes: Uint8Array;
};

export type Fetcher = (url: string, egress: readonly string[], signal: AbortSignal) => Promise<Fetched>;

const mostRedirects = 5;
const mostPageBytes = 2 * 1024 * 1024;
const readable = /^(?:text\/|application\/(?:xhtml\+xml|json|xml|[\w.-]+\+(?:json|xml))$)/;

export type FetcherOptions = ReachOptions & {
  /** Types that are taken; what reads as a page when left out. */
  readonly takes?: RegExp;
  readonly mostBytes?: number;
};

/**
 * Fetches over the allow-list, and only from the open Internet: each host, that of every redirect too, is resolved once,
 * all its addresses are checked, and the connection goes to one of those and to no other, so that an answer which
 * changes between the check and the connection changes nothing. No cookies, no credentials, no proxy.
 * Throws `PageProblem`, or the signal's reason.
 */
export function createFetcher(options: FetcherOptions = {}): Fetcher {
  const reach = createReach(options);
  const { takes = readable, mostBytes = mostPageBytes } = options;

  return async (address, egress, signal) => {
    let url = parsed(address);
    for (let hop = 0; hop <= mostRedirects; hop++) {
      const agent = pinnedTo(await reach(url, egress, signal));
      try {
        const response = await fetch(url, {
          dispatcher: agent,
          redirect: 'manual',
          signal,
          headers: { accept: 'text/html,text/markdown,text/plain;q=0.9,*/*;q=0.5', 'user-agent': 'Parley' },
        });
        const onward = response.status >= 300 && response.status < 400 ? response.headers.get('location') : null;
        if (onward === null) return await bodyOf(url, response, { takes, mostBytes });
        url = parsed(onward, url);
      } catch (error) {
        signal.throwIfAborted();
        throw error instanceof PageProblem ? error : new PageProblem('unreachable', url.host);
      } finally {
        await agent.destroy();
      }
    }
    throw new PageProblem('redirects', url.host);
  };
}

function parsed(address: string, base?: URL): URL {
  if (!URL.canParse(address, base)) throw new PageProblem('address', address.slice(0, 200));
  return new URL(address, base);
}

function pinnedTo(addresses: readonly Address[]): Agent {
  return new Agent({
    connect: { lookup: pinned(addresses), timeout: 10_000 },
    connections: 1,
    maxHeaderSize: 32 * 1024,
  });
}

async function bodyOf(
  url: URL,
  response: Response,
  { takes, mostBytes }: { readonly takes: RegExp; readonly mostBytes: number },
): Promise<Fetched> {
  if (!response.ok) throw new PageProblem('status', String(response.status));
  const type = response.headers.get('content-type') ?? 'text/html';
  const [mime = ''] = type.toLowerCase().split(';');
  if (!takes.test(mime.trim())) throw new PageProblem('type', mime.trim());
  const pieces: Uint8Array[] = [];
  let size = 0;
  // Counted as unpacked: a small answer can unpack to anything.
  for await (const piece of response.body ?? []) {
    size += piece.byteLength;
    if (size > mostBytes) throw new PageProblem('size', `${mostBytes / 1024 / 1024} MB`);
    pieces.push(piece);
  }
  const charset = /charset\s*=\s*"?([\w-]+)/i.exec(type)?.[1] ?? null;
  return { url: url.href, mime: mime.trim(), charset, bytes: Buffer.concat(pieces) };
}
