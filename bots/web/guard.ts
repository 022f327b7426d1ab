import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { cookie, readCookies } from './person.ts';

const tokenCookie = 'parley_key';
const loopbackNames = new Set(['localhost', '127.0.0.1', '[::1]']);

export type GuardOptions = {
  readonly host: string;
  readonly token?: string | undefined;
  readonly origins: readonly string[];
};

/** Why a request is turned away, as a key of the server's own words. */
export type Refusal = 'host' | 'origin' | 'token';

export type Guard = {
  /** Null when the request may pass; `changes` is true for sockets and for everything but GET and HEAD. */
  refuse(request: IncomingMessage, changes: boolean): Refusal | null;
  /** The cookie that remembers a right token, or null when it is wrong or none is needed. */
  admit(token: string): string | null;
  readonly needsToken: boolean;
};

/**
 * Three checks. Host: on loopback only this machine's names pass, against DNS rebinding. Origin: a browser must
 * come from the page itself or a configured origin; programs, which send none, pass on loopback or with a
 * bearer token. Token: needed whenever one is set, which any bind beyond loopback requires.
 */
export function createGuard(options: GuardOptions): Guard {
  const { token } = options;
  const onLoopback = isLoopbackBind(options.host);
  const session = token === undefined ? null : createHmac('sha256', token).update('parley web session').digest('hex');
  const allowedHosts = new Set(options.origins.map(hostOf));

  function hasToken(request: IncomingMessage): 'bearer' | 'cookie' | null {
    if (token === undefined || session === null) return null;
    const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (bearer !== undefined && same(bearer, token)) return 'bearer';
    const kept = readCookies(request.headers.cookie).get(tokenCookie);
    return kept !== undefined && same(kept, session) ? 'cookie' : null;
  }

  return {
    needsToken: token !== undefined,
    refuse(request, changes) {
      const host = (request.headers.host ?? '').toLowerCase();
      if (onLoopback && !loopbackNames.has(withoutPort(host)) && !allowedHosts.has(host)) return 'host';
      const proof = hasToken(request);
      if (changes && !originPasses(request, host, proof)) return 'origin';
      return token !== undefined && proof === null ? 'token' : null;
    },
    admit(given) {
      return token !== undefined && session !== null && same(given, token) ? cookie(tokenCookie, session) : null;
    },
  };

  function originPasses(request: IncomingMessage, host: string, proof: 'bearer' | 'cookie' | null): boolean {
    const { origin } = request.headers;
    if (origin === undefined) return proof === 'bearer' || isLoopbackAddress(request.socket.remoteAddress);
    return hostOf(origin) === host || options.origins.includes(origin);
  }
}

export function isLoopbackBind(host: string): boolean {
  return ['127.0.0.1', 'localhost', '::1'].includes(host);
}

function isLoopbackAddress(address: string | undefined): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address ?? '');
}

function hostOf(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).host : 'null';
}

function withoutPort(host: string): string {
  return host.replace(/:\d+$/, '');
}

function same(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
