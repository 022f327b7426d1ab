import { Duplex } from 'node:stream';
import type { Launched } from '../engine/containers.ts';

/**
 * The frames that `parley-browser` and Parley exchange over the container's stdin and stdout: kind (1 byte), channel (4),
 * length (4), content. Channel 0 is Chromium's DevTools pipe; each other one is a connection to the proxy port.
 */
const head = 9;
const kind = { open: 'o', data: 'd', close: 'c' } as const;
const devtoolsChannel = 0;

/** More than an honest container sends; one that sends more is ended. */
const most = { frameBytes: 1024 * 1024, bytes: 64 * 1024 * 1024, connections: 1000 } as const;

export type Wire = {
  readonly devtools: Duplex;
  /** Ends all channels, as the container's end does. */
  close(): void;
};

type Container = Pick<Launched, 'listen' | 'write' | 'ended' | 'remove'>;

/** @param connected is handed each connection that the container opens */
export function openWire(container: Container, connected: (connection: Duplex) => void): Wire {
  const channels = new Map<number, Duplex>();
  let pending: Buffer = Buffer.alloc(0);
  let bytes = 0;
  let newest = devtoolsChannel;

  const send = (what: string, channel: number, content: Uint8Array = Buffer.alloc(0), done?: () => void) => {
    const frame = Buffer.alloc(head + content.length);
    frame.write(what, 'latin1');
    frame.writeUInt32BE(channel, 1);
    frame.writeUInt32BE(content.length, 5);
    frame.set(content, head);
    container.write(frame, done);
  };

  const channel = (id: number): Duplex => {
    const made = new Duplex({
      read: () => undefined,
      write: (piece: Buffer, _, done) => send(kind.data, id, piece, done),
      final: (done) => {
        send(kind.close, id);
        done();
      },
      destroy: (error, done) => {
        if (channels.delete(id)) send(kind.close, id);
        done(error);
      },
    });
    // Whoever uses it hears of its end otherwise, too.
    made.on('error', () => undefined);
    channels.set(id, made);
    return made;
  };

  const close = () => {
    for (const it of channels.values()) it.destroy();
  };

  const take = (what: string, id: number, content: Buffer) => {
    if (what === kind.open && id === newest + 1 && id <= most.connections) {
      newest = id;
      connected(channel(id));
    } else if (what === kind.data && id <= newest) channels.get(id)?.push(content);
    else if (what === kind.close && id <= newest) channels.get(id)?.destroy();
    else throw new Error('not a frame');
  };

  const devtools = channel(devtoolsChannel);
  container.listen((stream, piece) => {
    if (stream === 'stderr') return;
    try {
      bytes += piece.length;
      if (bytes > most.bytes) throw new Error('too much');
      pending = pending.length === 0 ? piece : Buffer.concat([pending, piece]);
      while (pending.length >= head) {
        const length = pending.readUInt32BE(5);
        if (length > most.frameBytes) throw new Error('not a frame');
        if (pending.length < head + length) break;
        const content = pending.subarray(head, head + length);
        take(pending.toString('latin1', 0, 1), pending.readUInt32BE(1), content);
        pending = pending.subarray(head + length);
      }
    } catch {
      // Not our program's language: a page has taken over, or the image is another one.
      pending = Buffer.alloc(0);
      close();
      void container.remove().catch(() => undefined);
    }
  });
  void container.ended.then(close);
  return { devtools, close };
}
