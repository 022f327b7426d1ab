import type { Duplex } from 'node:stream';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createDevtools } from './devtools.ts';
import { openWire } from './wire.ts';

function frame(kind: string, channel: number, content: string | Buffer = ''): Buffer {
  const head = Buffer.alloc(9);
  head.write(kind);
  head.writeUInt32BE(channel, 1);
  head.writeUInt32BE(Buffer.byteLength(content), 5);
  return Buffer.concat([head, Buffer.from(content)]);
}

/** A container whose output the test speaks, and whose input it reads. */
function wired() {
  let hear: (stream: 'stdout' | 'stderr', bytes: Buffer) => void = () => undefined;
  const ended = Promise.withResolvers<void>();
  const connections: Duplex[] = [];
  const written: string[] = [];
  let removed = false;
  const container = {
    listen: (heard: typeof hear) => {
      hear = heard;
    },
    write: (bytes: string | Uint8Array, done?: () => void) => {
      const piece = Buffer.from(bytes);
      written.push(`${piece.toString('latin1', 0, 1)}${piece.readUInt32BE(1)}:${piece.toString('utf8', 9)}`);
      done?.();
    },
    ended: ended.promise,
    remove: async () => {
      removed = true;
    },
  };
  const wire = openWire(container, (connection) => connections.push(connection));
  const say = (...frames: Buffer[]) => hear('stdout', Buffer.concat(frames));
  return { ...wire, say, connections, written, end: ended.resolve, removed: () => removed };
}

describe('the wire', () => {
  it('carries each connection for itself, however the bytes are cut', async () => {
    const sent = [
      ...[frame('o', 1), frame('d', 1, 'one '), frame('o', 2), frame('d', 2, 'two'), frame('d', 0, '{}')],
      ...[frame('d', 1, '하나'), frame('c', 2)],
    ];
    const all = Buffer.concat(sent);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(all.length), { maxLength: 12 }), async (cuts) => {
        const { say, connections, devtools, removed } = wired();
        const ends = [...new Set([...cuts, all.length])].sort((left, right) => left - right);
        for (const [index, end] of ends.entries()) say(all.subarray(ends[index - 1] ?? 0, end));
        const [first, second] = connections;
        expect([first?.read(), second?.destroyed, devtools.read(), connections.length]).toEqual([
          Buffer.from('one 하나'),
          true,
          Buffer.from('{}'),
          2,
        ]);
        expect(removed()).toBe(false);
      }),
      { numRuns: 30 },
    );
  });

  it('tells the container what to write and what to close', async () => {
    const { say, connections, written } = wired();
    say(frame('o', 1), frame('d', 1, 'hello'));
    const [connection] = connections;
    connection?.write('answer');
    connection?.end();
    expect(written).toEqual(['d1:answer', 'c1:']);
    say(frame('c', 1));
    expect(connection?.destroyed).toBe(true);
    // What was on its way to a channel that is closed meanwhile goes nowhere.
    say(frame('d', 1, 'late'));
  });

  it.each([
    ['a kind that is none', frame('x', 1)],
    ['a connection that was never opened', frame('d', 7, 'x')],
    ['a number that was used', Buffer.concat([frame('o', 1), frame('o', 1)])],
    ['a number out of turn', frame('o', 3)],
    ['a frame that never fits', Buffer.from([100, 0, 0, 0, 0, 255, 255, 255, 255])],
    ['too many connections', Buffer.concat(Array.from({ length: 1001 }, (_, index) => frame('o', index + 1)))],
  ])('ends a container that sends %s', (_, bytes) => {
    const { say, removed, devtools, connections } = wired();
    say(bytes);
    expect(removed()).toBe(true);
    expect([devtools, ...connections].every((it) => it.destroyed)).toBe(true);
  });

  it('ends a container that sends without end, and everything ends with the container', async () => {
    const flooded = wired();
    const piece = frame('d', 0, Buffer.alloc(1024 * 1024));
    flooded.devtools.resume();
    for (let count = 0; count < 70 && !flooded.removed(); count++) flooded.say(piece);
    expect(flooded.removed()).toBe(true);
    const gone = wired();
    gone.say(frame('o', 1));
    const rest = text(gone.connections[0] as Duplex).catch(() => 'broken');
    gone.end();
    expect(await rest).toBe('broken');
  });
});

describe('the DevTools conversation', () => {
  it('matches answers to questions, in any order, and hands on what happens', async () => {
    const { devtools, say, written } = wired();
    const { send, listen, enter } = createDevtools(devtools);
    const events: unknown[] = [];
    listen((event) => events.push(event));
    const first = send('A.one', { x: 1 }, z.object({ n: z.number() }));
    enter('s');
    const second = send('A.two', {}, z.object({ n: z.number() }));
    const refused = send('A.three', {}, z.unknown());
    expect(written[0]).toBe('d0:{"id":1,"method":"A.one","params":{"x":1}}\0');
    expect(written[1]).toContain('"sessionId":"s"');
    say(frame('d', 0, '{"id":2,"result":{"n":2}}\0{"method":"B.happened","params":{"y":1}}\0{"id":1,"re'));
    say(frame('d', 0, 'sult":{"n":1}}\0{"id":3,"error":{"message":"no"}}\0'));
    expect([await first, await second]).toEqual([{ n: 1 }, { n: 2 }]);
    await expect(refused).rejects.toThrow('no');
    expect(events).toEqual([{ method: 'B.happened', params: { y: 1 } }]);
  });

  it('rejects whoever waits when Chromium ends, or says what is no message', async () => {
    for (const ending of [frame('c', 0), frame('d', 0, 'nonsense\0'), frame('d', 0, '[]\0')]) {
      const { devtools, say } = wired();
      const { send, listen } = createDevtools(devtools);
      const heard: unknown[] = [];
      listen((event) => heard.push(event));
      const asked = send('A.one', {}, z.unknown());
      say(ending);
      await expect(asked).rejects.toThrow('gone');
      expect(heard).toEqual([null]);
      await expect(send('A.two', {}, z.unknown())).rejects.toThrow('gone');
    }
  });
});
