import { createHash } from 'node:crypto';
import { fault } from '../i18n/faults/index.ts';
import type { Blobs } from '../ports/blobs.ts';
import type { RedisConnection } from './redis/connection.ts';

export type BlobOptions = {
  readonly maxBytes: number;
  /** All that is kept at one time. */
  readonly totalBytes: number;
  /** How long content is kept after it was last put. Default 30 days. */
  readonly keepSeconds?: number;
};

/**
 * Keys, below the prefix:
 * - `blob:<sha256>` the content, with the time after which Redis forgets it
 * - `blobs:until` sorted set of names by that time, `blobs:bytes` hash of their sizes, `blobs:total` their sum
 *
 * One script counts and keeps, so that many who put at once cannot pass the limit together. What has expired is taken
 * off the sum first. Without content the script only renews what is known, whose bytes need not be sent again.
 */
const putScript = `
local blob, untils, sizes, total = unpack(KEYS)
local name, size, keep, limit, content = unpack(ARGV)
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local function forget(gone)
  local bytes = redis.call('HGET', sizes, gone)
  if bytes then redis.call('DECRBY', total, bytes) end
  redis.call('HDEL', sizes, gone)
  redis.call('ZREM', untils, gone)
end
for _, gone in ipairs(redis.call('ZRANGEBYSCORE', untils, '-inf', now)) do forget(gone) end
if redis.call('EXISTS', blob) == 0 then
  if content == '' and size ~= '0' then return {'unknown'} end
  forget(name)
  local sum = tonumber(redis.call('GET', total) or '0')
  if sum + size > tonumber(limit) then
    local first = redis.call('ZRANGE', untils, 0, 0, 'WITHSCORES')
    return {'full', tostring(sum), first[2] or ''}
  end
  redis.call('SET', blob, content)
end
if redis.call('HSETNX', sizes, name, size) == 1 then redis.call('INCRBY', total, size) end
local till = string.format('%.0f', now + keep * 1000)
redis.call('PEXPIREAT', blob, till)
redis.call('ZADD', untils, till, name)
return {'kept'}
`;

type Answer = ['kept'] | ['unknown'] | ['full', sum: string, firstGoneAt: string];
type WithPut = { parleyPut(...args: (string | number | Buffer)[]): Promise<Answer> };

/** Content by its hash, on Redis; the same bytes are kept once. */
export function createRedisBlobs(connection: RedisConnection, options: BlobOptions): Blobs {
  const { redis, prefix } = connection;
  const { maxBytes, totalBytes, keepSeconds = 30 * 24 * 60 * 60 } = options;
  const name = (sha256: string) => `${prefix}:blob:${sha256}`;
  redis.defineCommand('parleyPut', { numberOfKeys: 4, lua: putScript });
  const scripts = redis as unknown as WithPut;
  return {
    async put(bytes) {
      checkSize(bytes, maxBytes);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const put = (content: Buffer) =>
        scripts.parleyPut(
          name(sha256),
          `${prefix}:blobs:until`,
          `${prefix}:blobs:bytes`,
          `${prefix}:blobs:total`,
          sha256,
          bytes.byteLength,
          keepSeconds,
          totalBytes,
          content,
        );
      let answer = await put(Buffer.alloc(0));
      if (answer[0] === 'unknown') answer = await put(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
      if (answer[0] === 'full') throw full(Number(answer[1]), totalBytes, Number(answer[2]));
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

function full(sum: number, limit: number, firstGoneAt: number) {
  const day = firstGoneAt > 0 ? new Date(firstGoneAt).toISOString().slice(0, 10) : '–';
  return fault('storage.full', 'storageFull', { sum: megabytes(sum), limit: megabytes(limit), day });
}
