import { createHash, randomBytes } from 'node:crypto';
import type { Locale, Person } from '../../src/debate/event.ts';

const secretCookie = 'parley_you';
const nameCookie = 'parley_name';
const yearSeconds = 365 * 24 * 3600;

/** A browser's person, and the cookies to set when it is new. */
export type Visitor = { readonly person: Person; readonly cookies: readonly string[] };

/**
 * Who speaks through this browser. The cookie is a secret and the id its hash, so that an id seen in a
 * thread cannot be used to answer in that person's name.
 */
export function visitorOf(cookieHeader: string | undefined, locale: Locale): Visitor {
  const cookies = readCookies(cookieHeader);
  const known = cookies.get(secretCookie);
  const secret = known && /^[\w-]{32}$/.test(known) ? known : randomBytes(24).toString('base64url');
  const id = `web:${createHash('sha256').update(secret).digest('hex').slice(0, 16)}`;
  const name = cleanName(decode(cookies.get(nameCookie) ?? '')) || (locale === 'ko' ? '나' : 'you');
  return { person: { id, name }, cookies: secret === known ? [] : [cookie(secretCookie, secret)] };
}

export function nameCookieFor(name: string): string {
  return cookie(nameCookie, encodeURIComponent(cleanName(name)));
}

/** A display name without control or direction characters, at most 40 characters. */
export function cleanName(name: string): string {
  return [...name.replace(/\p{C}/gu, '').replace(/\s+/g, ' ').trim()].slice(0, 40).join('');
}

export function cookie(name: string, value: string): string {
  return `${name}=${value}; Path=/; Max-Age=${yearSeconds}; HttpOnly; SameSite=Strict`;
}

export function readCookies(header: string | undefined): Map<string, string> {
  const pairs = (header ?? '').split(';').map((part) => {
    const at = part.indexOf('=');
    return [part.slice(0, at).trim(), part.slice(at + 1).trim()] as const;
  });
  return new Map(pairs.filter(([name]) => name !== ''));
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
