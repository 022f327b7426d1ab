import { createHash } from 'node:crypto';
import { fault } from '../i18n/faults/index.ts';
import type { Blobs } from '../ports/blobs.ts';
import type { RedisConnection } from './connection.ts';

export type BlobOptions = {
  readonly maxBytes: number;
  /** How long content is kept after it was last put. Default 30 days. */
  readonly keepSeconds?: number;
};

/** Content by its hash, on Redis; the same bytes are kept once. */
export function createRedisBlobs(connection: RedisConnection, options: BlobOptions): Blobs {
  const { redis, prefix } = connection;
  const keepSeconds = options.keepSeconds ?? 30 * 24 * 60 * 60;
  const name = (sha256: string) => `${prefix}:blob:${sha256}`;
  return {
    async put(bytes) {
      checkSize(bytes, options.maxBytes);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      // Known content is not sent again: its time is only renewed.
      if ((await redis.expire(name(sha256), keepSeconds)) === 1) return sha256;
      await redis.set(name(sha256), Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), 'EX', keepSeconds);
      return sha256;
    },
    get: (sha256) => redis.getBuffer(name(sha256)),
  };
}

const megabytes = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(1)} MB`;

/** Throws `input.too-large`, naming both sizes. */
export function checkSize(bytes: Uint8Array, maxBytes: number): void {
  if (bytes.byteLength <= maxBytes) return;
  throw fault('input.too-large', 'blobLarge', { size: megabytes(bytes.byteLength), limit: megabytes(maxBytes) });
}
