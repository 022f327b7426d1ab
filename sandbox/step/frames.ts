import type { Duplex, Readable } from 'node:stream';

export type Stream = 'stdout' | 'stderr';

/**
 * Takes apart the engine's framing of stdout and stderr: 8 bytes (stream, three zeros, length), then the content.
 * Always reads to the end: an attached stream left unread makes the engine hang on wait and kill.
 * @returns resolves when the stream ended: true when it was ended by the other side, false when it broke. An attached
 * stream that broke may look ended too; a log's does not.
 */
export function readFrames(
  source: Readable | Duplex,
  heard: (stream: Stream, bytes: Buffer) => void,
): Promise<boolean> {
  let pending: Buffer = Buffer.alloc(0);
  return new Promise((resolve) => {
    const broken = () => resolve(false);
    source.on('data', (chunk: Buffer) => {
      pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
      let at = 0;
      while (pending.length - at >= 8) {
        const length = pending.readUInt32BE(at + 4);
        if (pending.length - at - 8 < length) break;
        const content = pending.subarray(at + 8, at + 8 + length);
        heard(pending[at] === 2 ? 'stderr' : 'stdout', content);
        at += 8 + length;
      }
      pending = pending.subarray(at);
    });
    source.on('end', () => resolve(true));
    source.on('close', broken);
    source.on('error', broken);
  });
}
