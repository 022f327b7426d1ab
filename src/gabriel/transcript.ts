import type { Output } from '../debate/event.ts';
import type { OutputChunk } from '../ports/sandbox.ts';

const keptCharacters = 8192;

/**
 * What Gabriel's command printed, as the ledger keeps it. A stream that is picked up again begins from the start:
 * what was heard before is passed over.
 */
export function createTranscript(limitBytes: number, heard: (chunk: OutputChunk) => void) {
  const told = { stdout: 0, stderr: 0 };
  let position = { stdout: 0, stderr: 0 };
  let head = '';
  let tail = '';
  let bytes = 0;

  return {
    /** The stream begins again. */
    rewind(): void {
      position = { stdout: 0, stderr: 0 };
    },
    hear({ stream, text }: OutputChunk): void {
      const known = Math.min(text.length, Math.max(0, told[stream] - position[stream]));
      position[stream] += text.length;
      const fresh = text.slice(known);
      if (fresh === '' || bytes > limitBytes) return;
      told[stream] += fresh.length;
      bytes += Buffer.byteLength(fresh);
      const room = tail === '' ? keptCharacters - head.length : 0;
      head += fresh.slice(0, room).toWellFormed();
      if (fresh.length > room) tail = (tail + fresh.slice(room)).slice(-keptCharacters);
      heard({ stream, text: fresh });
    },
    get overflowed(): boolean {
      return bytes > limitBytes;
    },
    finish: (): Output => ({ head, tail: tail.toWellFormed(), bytes }),
  };
}
