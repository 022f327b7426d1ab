import { createHash } from 'node:crypto';
import type { Blobs } from '../../src/ports/blobs.ts';
import { checkSize } from '../../src/store/blobs.ts';

/** Blobs in memory; `maxBytes` as in the real one. */
export function createMemoryBlobs(maxBytes = 25 * 1024 * 1024): Blobs {
  const kept = new Map<string, Uint8Array>();
  return {
    async put(bytes) {
      checkSize(bytes, maxBytes);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      kept.set(sha256, Uint8Array.from(bytes));
      return sha256;
    },
    async get(sha256) {
      const bytes = kept.get(sha256);
      return bytes === undefined ? null : Uint8Array.from(bytes);
    },
  };
}
