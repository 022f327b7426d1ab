import { createHash } from 'node:crypto';

/**
 * Webhook posts take no nonce, so each message carries its delivery's mark where people do not see it: as digits
 * written in four characters without width. After an unclean stop they tell which posts have arrived.
 */

const digits = ['\u2061', '\u2062', '\u2063', '\u2064'] as const;
const anyDigits = /[\u2061-\u2064]+/g;

/** Characters that a mark takes. */
export const markLength = 32;
const hashLength = 24;

export type Marked = { readonly hash: string; readonly index: number; readonly total: number };

/** A mark's fingerprint, as `readMark` returns it. */
export function hashOf(mark: string): string {
  return createHash('sha256')
    .update(mark)
    .digest('hex')
    .slice(0, hashLength / 2);
}

/** `index` of `total` messages (at most 255) that say one post; 0 of 0 is a draft. */
export function writeMark(mark: string, index: number, total: number): string {
  const bytes = Buffer.concat([Buffer.from(hashOf(mark), 'hex'), Buffer.from([index, total])]);
  return [...bytes].flatMap((byte) => [6, 4, 2, 0].map((shift) => digits[(byte >> shift) & 3])).join('');
}

export function readMark(content: string): Marked | null {
  const found = content.match(anyDigits)?.find((it) => it.length === markLength);
  if (!found) return null;
  const values = [...found].map((it) => digits.indexOf(it as (typeof digits)[number]));
  const bytes = Buffer.from(
    Array.from({ length: markLength / 4 }, (_, at) =>
      values.slice(at * 4, at * 4 + 4).reduce((byte, digit) => byte * 4 + digit, 0),
    ),
  );
  const size = hashLength / 4;
  return {
    hash: bytes.subarray(0, size).toString('hex'),
    index: bytes[size] as number,
    total: bytes[size + 1] as number,
  };
}

/** Text of others without anything that could be taken for a mark. */
export function unmarked(text: string): string {
  return text.replace(anyDigits, '');
}
