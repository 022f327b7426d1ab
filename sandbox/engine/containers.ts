import type { Duplex } from 'node:stream';
import type Docker from 'dockerode';
import type { ContainerCreateOptions } from 'dockerode';
import pRetry from 'p-retry';
import { readFrames, type Stream } from '../step/frames.ts';
import { isDisconnected, settled } from './engine.ts';

type Heard = (stream: Stream, bytes: Buffer) => void;

/** A started container with its stdin in our hand and its output read from the first byte. */
export type Launched = {
  readonly container: Docker.Container;
  /** When its output ended: it exited, or the connection to the engine broke. */
  readonly ended: Promise<void>;
  readonly alive: () => boolean;
  /** Hands on what it prints, beginning with what came before the call. */
  listen(heard: Heard): void;
  /** @param done called when the engine has taken it */
  write(bytes: string | Uint8Array, done?: () => void): void;
  /** Lets go of it, as the end of this process would. */
  disconnect(): void;
  /** Kills and removes it; nothing happens when it is already gone. */
  remove(): Promise<void>;
};

/** Creates, attaches and starts. A name that is taken throws a conflict; what was created is removed on failure. */
export async function launch(docker: Docker, options: ContainerCreateOptions): Promise<Launched> {
  const container = await docker.createContainer(options);
  try {
    const socket = (await container.attach({
      stream: true,
      stdin: true,
      stdout: true,
      stderr: true,
      hijack: true,
    })) as unknown as Duplex;
    const launched = hold(container, socket);
    await container.start();
    return launched;
  } catch (error) {
    await remove(container).catch(() => {});
    throw error;
  }
}

/** Asks again when the connection breaks: what stays behind would be found only by the next sweep. */
export function remove(container: Docker.Container): Promise<void> {
  return pRetry(() => settled(container.remove({ force: true })), {
    retries: 2,
    minTimeout: 100,
    shouldRetry: ({ error }) => isDisconnected(error),
  });
}

function hold(container: Docker.Container, socket: Duplex): Launched {
  let early: [Stream, Buffer][] = [];
  let hear: Heard = (stream, bytes) => early.push([stream, bytes]);
  let alive = true;
  const ended = readFrames(socket, (stream, bytes) => hear(stream, bytes)).then(() => {
    alive = false;
    socket.destroy();
  });
  return {
    container,
    ended,
    alive: () => alive,
    listen(heard) {
      for (const [stream, bytes] of early) heard(stream, bytes);
      early = [];
      hear = heard;
    },
    write(bytes, done) {
      socket.write(bytes, done);
    },
    disconnect() {
      socket.end();
    },
    async remove() {
      await remove(container);
      socket.destroy();
    },
  };
}
