import { lookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { isPublic } from './addresses.ts';
import { isAllowed } from './egress.ts';
import { PageProblem } from './problem.ts';

export type Address = { readonly address: string; readonly family: number };

/** Where one may connect to for this URL, or a `PageProblem` that says why nowhere. Also throws the signal's reason. */
export type Reach = (url: URL, egress: readonly string[], signal: AbortSignal) => Promise<readonly Address[]>;

export type ReachOptions = {
  /** For tests: who resolves names, and which addresses count as the open Internet. */
  readonly resolve?: (host: string) => Promise<readonly Address[]>;
  readonly permits?: (address: string) => boolean;
  /** Where no list holds: what may be asked instead. */
  readonly allows?: (url: URL, egress: readonly string[]) => boolean;
};

/**
 * Checks a URL over the allow-list and resolves its host, once: all of its addresses have to be of the open Internet.
 * Whoever connects with `pinned` to what this gives connects to what was checked, whatever the name says by then.
 */
export function createReach(options: ReachOptions = {}): Reach {
  const { resolve = (host) => lookup(host, { all: true }), permits = isPublic, allows = isAllowed } = options;
  return async (url, egress, signal) => {
    if (!/^https?:$/.test(url.protocol)) throw new PageProblem('scheme', url.protocol);
    if (url.username !== '' || url.password !== '') throw new PageProblem('address', url.host);
    if (!allows(url, egress)) throw new PageProblem('host', url.host);
    const host = hostOf(url);
    const family = isIP(host);
    const found = family
      ? [{ address: host, family }]
      : await untilAborted(resolve(host), signal).catch(unknown(host, signal));
    if (found.length === 0) throw new PageProblem('unknown', host);
    // One that is not public is enough: whoever owns the name chose to point it inside.
    if (!found.every(({ address }) => permits(address))) throw new PageProblem('private', host);
    return found;
  };
}

/** The host as sockets take it: an IPv6 address without its brackets. */
export const hostOf = (url: URL): string => url.hostname.replace(/^\[(.*)\]$/, '$1');

/** Resolves every name to these addresses. */
export function pinned(addresses: readonly Address[]): LookupFunction {
  return (_, { all }, answer) => {
    const [first] = addresses;
    if (all) answer(null, [...addresses]);
    else answer(null, first?.address ?? '', first?.family);
  };
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
