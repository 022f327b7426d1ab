import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Connection, Visit } from './connection.ts';
import type { Guard } from './guard.ts';
import { visitorOf } from './person.ts';
import type { Wire } from './wire.ts';
import { createWire } from './wire.ts';
import { localeOf, say } from './words.ts';

export const socketPath = '/multi-ai-chat';

/**
 * The most that a frame may hold before the protocol itself ends the connection (1009). Far above the limit for a
 * message, so that what is merely too large is answered with an error and the connection lives on.
 */
const frameBytes = 16 * 1024 * 1024;
const heartbeatMs = 15_000;
/** Messages of one client that wait for their turn before its socket is no longer read. */
const waitingMost = 32;

export type SocketDeps = {
  readonly guard: Guard;
  connect(visit: Visit, wire: Wire): Connection;
  /** Called with every heartbeat, for all connections together. */
  beat(): void;
};

export type SocketServer = {
  readonly connections: ReadonlyMap<Connection, Wire>;
  close(): void;
};

/** The WebSocket door: who may enter, heartbeat, and one message of a client after the other. */
export function attachSockets(server: Server, deps: SocketDeps): SocketServer {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: frameBytes, perMessageDeflate: false });
  const connections = new Map<Connection, Wire>();
  const alive = new WeakSet<WebSocket>();
  const newCookies = new WeakMap<IncomingMessage, readonly string[]>();

  sockets.on('headers', (headers, request) => {
    for (const cookie of newCookies.get(request) ?? []) headers.push(`Set-Cookie: ${cookie}`);
  });

  server.on('upgrade', (request, socket, head) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const locale = localeOf(url.searchParams.get('lang') ?? request.headers['accept-language']);
    if (url.pathname !== socketPath) return refuse(socket, 404, say(locale, 'not-found'));
    const refusal = deps.guard.refuse(request, true);
    if (refusal) return refuse(socket, refusal === 'token' ? 401 : 403, say(locale, refusal));
    const visitor = visitorOf(request.headers.cookie, locale);
    newCookies.set(request, visitor.cookies);
    const posts = url.searchParams.get('view') === 'posts';
    // The original client shows what it gets, and its headers say nothing of what its person writes.
    const reads = posts || url.searchParams.has('lang') ? locale : undefined;
    const visit = { person: visitor.person, locale, reads, posts };
    sockets.handleUpgrade(request, socket, head, (client) => enter(client, visit));
  });

  function enter(client: WebSocket, visit: Visit): void {
    const wire = createWire(client);
    const connection = deps.connect(visit, wire);
    connections.set(connection, wire);
    alive.add(client);
    let waiting = 0;
    let turn = Promise.resolve();
    client.on('message', (data) => {
      waiting += 1;
      if (waiting > waitingMost) client.pause();
      turn = turn
        .then(() => connection.receive(toBuffer(data)))
        .finally(() => {
          waiting -= 1;
          if (client.isPaused && waiting <= waitingMost / 2) client.resume();
        });
    });
    client.on('pong', () => alive.add(client));
    // Broken frames end in 'close' too; without a listener they would end the process.
    client.on('error', () => undefined);
    client.on('close', () => {
      connections.delete(connection);
      connection.close();
    });
  }

  const heartbeat = setInterval(() => {
    for (const client of sockets.clients) {
      if (alive.delete(client)) client.ping();
      else client.terminate();
    }
    deps.beat();
  }, heartbeatMs);
  heartbeat.unref();

  return {
    connections,
    close() {
      clearInterval(heartbeat);
      for (const client of sockets.clients) {
        client.close(1001);
        client.terminate();
      }
      sockets.close();
    },
  };
}

function toBuffer(data: Buffer | ArrayBuffer | Buffer[]): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data);
  return Buffer.isBuffer(data) ? data : Buffer.from(data);
}

function refuse(socket: Duplex, status: number, words: { message: string; fix: string }): void {
  const body = JSON.stringify(words);
  socket.end(
    `HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Type: application/json; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
