import { lookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, fetch, type Response } from 'undici';
import { isPublic } from './addresses.ts';
import { isAllowed } from './egress.ts';

export type Address = { readonly address: string; readonly family: number };

export type ProblemKind =
  | 'address'
  | 'scheme'
  | 'host'
  | 'private'
  | 'unknown'
  | 'unreachable'
  | 'redirects'
  | 'status'
  | 'type'
  | 'size'
  | 'slow'
  | 'unreadable';

/** Why a page could not be read; `detail` is the host, status or type that it is about. */
export class PageProblem extends Error {
  readonly kind: ProblemKind;
  readonly detail: string;
  constructor(kind: ProblemKind, detail: string) {
    super(`${kind}: ${detail}`);
    this.name = 'PageProblem';
    this.kind = kind;
    this.detail = detail;
  }
}

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

export type FetcherOptions = {
  /** For tests: who resolves names, and which addresses count as the open Internet. */
  readonly resolve?: (host: string) => Promise<readonly Address[]>;
  readonly permits?: (address: string) => boolean;
  /** Where no list holds: what may be asked instead. */
  readonly allows?: (url: URL, egress: readonly string[]) => boolean;
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
  const { resolve = (host) => lookup(host, { all: true }), permits = isPublic, allows = isAllowed } = options;
  const { takes = readable, mostBytes = mostPageBytes } = options;

  const addressesOf = async (url: URL, signal: AbortSignal): Promise<readonly Address[]> => {
    const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
    const family = isIP(host);
    const found = family
      ? [{ address: host, family }]
      : await untilAborted(resolve(host), signal).catch(unknown(host, signal));
    if (found.length === 0) throw new PageProblem('unknown', host);
    // One that is not public is enough: whoever owns the name chose to point it inside.
    if (!found.every(({ address }) => permits(address))) throw new PageProblem('private', host);
    return found;
  };

  return async (address, egress, signal) => {
    let url = parsed(address);
    for (let hop = 0; hop <= mostRedirects; hop++) {
      if (!/^https?:$/.test(url.protocol)) throw new PageProblem('scheme', url.protocol);
      if (url.username !== '' || url.password !== '') throw new PageProblem('address', url.host);
      if (!allows(url, egress)) throw new PageProblem('host', url.host);
      const agent = pinnedTo(await addressesOf(url, signal));
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
  const pinned: LookupFunction = (_, { all }, answer) => {
    const [first] = addresses;
    if (all) answer(null, [...addresses]);
    else answer(null, first?.address ?? '', first?.family);
  };
  return new Agent({ connect: { lookup: pinned, timeout: 10_000 }, connections: 1, maxHeaderSize: 32 * 1024 });
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

const unknown = (host: string, signal: AbortSignal) => (): never => {
  signal.throwIfAborted();
  throw new PageProblem('unknown', host);
};

// A lookup cannot be called off; its late answer goes nowhere.
function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const aborted = () => reject(signal.reason);
    if (signal.aborted) return aborted();
    signal.addEventListener('abort', aborted, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', aborted));
  });
}
