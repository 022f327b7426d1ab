import type { Readable } from 'node:stream';
import type Docker from 'dockerode';
import { fault } from '../../src/i18n/faults/index.ts';
import { readFrames, type Stream } from './frames.ts';
import type { Transcript } from './transcript.ts';

type Heard = (stream: Stream, bytes: Buffer) => void;
/** Hands on what a container prints; resolves when that ended, or the connection that carried it broke. */
export type Listening = (heard: Heard) => Promise<unknown>;

/** How often the connection may break while the log is read before somebody else should try. */
const attempts = 5;

/**
 * Hands on everything a container prints, each byte once, until it has ended. A connection that breaks looks like
 * an output that ended; so what was heard is always held against the engine's log, and the rest is read from there.
 * @param first carries the output live; without it the log alone is read
 */
export async function hearToTheEnd(
  container: Docker.Container,
  transcript: Transcript,
  first?: Listening,
): Promise<void> {
  const taken: Record<Stream, number> = { stdout: 0, stderr: 0 };
  const take: Heard = (stream, bytes) => {
    taken[stream] += bytes.length;
    transcript.hear(stream, bytes);
  };
  await first?.(take);
  for (let attempt = 0; attempt < attempts; attempt++) {
    // What is over the limit is dropped anyway, and the engine's log may have dropped its own beginning by then.
    if (transcript.overflowed) return;
    const known = { ...taken };
    const log = (await container.logs({ follow: true, stdout: true, stderr: true })) as unknown as Readable;
    const whole = await readFrames(log, (stream, bytes) => {
      const fresh = bytes.subarray(Math.min(known[stream], bytes.length));
      known[stream] -= bytes.length - fresh.length;
      take(stream, fresh);
    });
    if (whole) return;
  }
  throw fault('docker.unreachable', 'dockerBreaks', {}, { retryable: true });
}
