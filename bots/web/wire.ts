import type { WebSocket } from 'ws';
import type { Outgoing } from './messages.ts';

/** Above this many bytes on their way to a client, what is only of the moment is not sent at all. */
const busyBytes = 256 * 1024;

/** One client's socket, seen as a place to put messages. */
export type Wire = {
  /** Resolves once the message has left for the network: who waits for it cannot outrun a slow client. */
  send(message: Outgoing): Promise<void>;
  /** For drafts, output as it streams and status: dropped when the client is slow. */
  sendIfFree(message: Outgoing): void;
};

export function createWire(socket: WebSocket): Wire {
  return {
    send: (message) =>
      new Promise((resolve, reject) => {
        socket.send(JSON.stringify(message), (error) => (error ? reject(error) : resolve()));
      }),
    sendIfFree(message) {
      if (socket.readyState === socket.OPEN && socket.bufferedAmount < busyBytes) socket.send(JSON.stringify(message));
    },
  };
}
