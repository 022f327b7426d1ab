import type { Output } from '../../src/debate/event.ts';
import type { OutputChunk } from '../../src/ports/sandbox.ts';
import type { Stream } from './frames.ts';

const keptCharacters = 8192;
/** A preamble beyond this is dropped: the step runs, but what it changed is not told. */
const preambleLimit = 32 * 1024 * 1024;
/** More than a `begin` entry has bytes. */
const longestSeam = 64;

/** What `parley-step` said before the script began. */
export type Beginning = {
  /** Milliseconds since 1970 by the container's clock. */
  readonly at: number;
  /** The workspace's files at that moment as `parley-keeper` lists them; null when there were too many. */
  readonly manifest: Buffer | null;
};

/**
 * Reads what one step prints: takes the preamble off, decodes UTF-8 across chunk borders, keeps the first and the
 * last characters, and stops handing on at the limit. Everything after the limit is counted, not kept.
 */
export function createTranscript(options: {
  limitBytes: number;
  heard: (chunk: OutputChunk) => void;
  /** Called once, when more than the limit has come. */
  full: () => void;
  began?: (beginning: Beginning) => void;
}) {
  const decoders: Record<Stream, TextDecoder> = { stdout: new TextDecoder(), stderr: new TextDecoder() };
  const preamble: Buffer[] = [];
  let preambleBytes = 0;
  // A NUL before the first entry, so that an empty workspace looks like any other.
  let seam: Buffer = Buffer.from([0]);
  let beginning: Beginning | null = null;
  let bytes = 0;
  let head = '';
  let tail = '';

  const keep = (stream: Stream, text: string) => {
    if (text === '') return;
    const room = keptCharacters - head.length;
    const cut = room >= text.length ? text.length : wholeCharacters(text, room);
    if (tail === '') head += text.slice(0, cut);
    const rest = tail === '' ? text.slice(cut) : text;
    // A tail that began takes everything from then on, or the two would not join.
    if (rest !== '') tail = (tail + rest).slice(-2 * keptCharacters);
    options.heard({ stream, text });
  };

  const hear = (stream: Stream, content: Buffer) => {
    if (content.length === 0) return;
    const before = bytes;
    bytes += content.length;
    if (before > options.limitBytes) return;
    const allowed = content.subarray(0, options.limitBytes - before);
    keep(stream, decoders[stream].decode(allowed, { stream: true }));
    if (bytes > options.limitBytes) options.full();
  };

  /** The preamble's last entry says `begin`; names hold no NUL, so nothing before it can look like that. */
  const hearPreamble = (content: Buffer): Buffer | null => {
    const joined = Buffer.concat([seam, content]);
    const offset = preambleBytes - seam.length;
    preambleBytes += content.length;
    if (preambleBytes <= preambleLimit) preamble.push(content);
    const mark = joined.indexOf('\0begin ', 0, 'latin1');
    const end = mark < 0 ? -1 : joined.indexOf(0, mark + 1);
    if (end < 0) {
      seam = joined.subarray(-longestSeam);
      return null;
    }
    const manifest = preambleBytes <= preambleLimit ? Buffer.concat(preamble) : null;
    const at = Number(joined.toString('latin1', mark + '\0begin '.length, end)) * 1000;
    beginning = { at, manifest: manifest?.subarray(0, offset + mark + 1) ?? null };
    preamble.length = 0;
    options.began?.(beginning);
    return joined.subarray(end + 1);
  };

  return {
    hear(stream: Stream, content: Buffer): void {
      if (stream === 'stdout' && beginning === null) {
        const rest = hearPreamble(content);
        if (rest !== null) hear('stdout', rest);
      } else hear(stream, content);
    },
    /** Null while (or when) the script has not begun. */
    get beginning(): Beginning | null {
      return beginning;
    },
    /** True when not a single byte came: neither preamble nor complaint. */
    get silent(): boolean {
      return bytes === 0 && preambleBytes === 0;
    },
    get overflowed(): boolean {
      return bytes > options.limitBytes;
    },
    finish(): Output {
      if (bytes <= options.limitBytes) {
        keep('stdout', decoders.stdout.decode());
        keep('stderr', decoders.stderr.decode());
      }
      return { head, tail: lastCharacters(tail), bytes };
    },
  };
}

export type Transcript = ReturnType<typeof createTranscript>;

/** How many code units up to `most` do not cut a character in two. */
function wholeCharacters(text: string, most: number): number {
  const last = text.charCodeAt(most - 1);
  return most > 0 && last >= 0xd800 && last <= 0xdbff ? most - 1 : most;
}

function lastCharacters(text: string): string {
  const kept = text.slice(-keptCharacters);
  const first = kept.charCodeAt(0);
  return first >= 0xdc00 && first <= 0xdfff ? kept.slice(1) : kept;
}
