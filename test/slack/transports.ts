import { createHmac, randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';

export type Envelope = { readonly type: 'events_api' | 'interactive' | 'slash_commands'; readonly payload: object };

/** How what happens reaches an app. `acks` are the milliseconds that the app took each time. */
export type Transport = {
  deliver(envelope: Envelope): void;
  readonly acks: number[];
  /** Resolves when everything delivered so far was acknowledged. */
  settled(): Promise<void>;
  close(): Promise<void>;
};

export type SocketMode = Transport & {
  readonly connections: () => number;
  /** Resolves when an app is connected. */
  connected(): Promise<void>;
  /** Asks the app to come again, as Slack does every few hours. */
  refresh(): void;
  /** The line breaks. */
  drop(): void;
  /** Every envelope gets lost on the way, as when Slack has given up sending it. */
  lossy: boolean;
  /** Every envelope comes twice, as when an acknowledgement got lost. */
  repeat: boolean;
};

/** Socket Mode on a server: hello, envelopes, acknowledgements; what nobody is there to hear waits. */
export function createSocketMode(server: Server): SocketMode {
  const sockets = new WebSocketServer({ server, path: '/link' });
  const waiting: Envelope[] = [];
  const open = new Map<string, { at: number; socket: WebSocket; envelope: Envelope; done: () => void }>();
  const acks: number[] = [];
  const settling: Promise<void>[] = [];
  const arrivals: (() => void)[] = [];

  const send = (socket: WebSocket, envelope: Envelope, attempt: number) => {
    const { type, payload } = envelope;
    const envelope_id = randomUUID();
    const { promise, resolve } = Promise.withResolvers<void>();
    settling.push(promise);
    open.set(envelope_id, { at: performance.now(), socket, envelope, done: resolve });
    const again = attempt > 0 ? { retry_attempt: attempt, retry_reason: 'timeout' } : {};
    socket.send(
      JSON.stringify({ envelope_id, type, payload, accepts_response_payload: type !== 'events_api', ...again }),
    );
  };
  const live = () => [...sockets.clients].filter((it) => it.readyState === it.OPEN);
  const mode: SocketMode = {
    lossy: false,
    repeat: false,
    acks,
    deliver(envelope) {
      if (mode.lossy) return;
      const [socket] = live();
      if (!socket) {
        waiting.push(envelope);
        return;
      }
      send(socket, envelope, 0);
      if (mode.repeat) send(socket, envelope, 1);
    },
    connections: () => live().length,
    async connected() {
      if (live().length === 0) await new Promise<void>((resolve) => arrivals.push(resolve));
    },
    async settled() {
      await Promise.all(settling);
    },
    refresh() {
      for (const socket of live()) socket.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }));
    },
    drop() {
      for (const socket of sockets.clients) socket.terminate();
    },
    close: () =>
      new Promise((resolve) => {
        mode.drop();
        sockets.close(() => resolve());
      }),
  };
  sockets.on('connection', (socket) => {
    socket.send(JSON.stringify({ type: 'hello', num_connections: 1, connection_info: { app_id: 'A0STAND' } }));
    socket.on('message', (data) => {
      const { envelope_id } = JSON.parse(String(data));
      const sent = open.get(envelope_id);
      if (!sent) return;
      open.delete(envelope_id);
      acks.push(performance.now() - sent.at);
      sent.done();
    });
    // What nobody acknowledged comes again.
    socket.on('close', () => {
      for (const [id, sent] of open) {
        if (sent.socket !== socket) continue;
        open.delete(id);
        sent.done();
        const [other] = live();
        if (other) send(other, sent.envelope, 1);
        else waiting.push(sent.envelope);
      }
    });
    for (const envelope of waiting.splice(0)) send(socket, envelope, 1);
    for (const arrived of arrivals.splice(0)) arrived();
  });
  return mode;
}

/** Events by HTTP, signed as Slack signs them. */
export function createHttpEvents(url: string, signingSecret: string): Transport {
  const acks: number[] = [];
  const settling: Promise<void>[] = [];
  const post = async ({ type, payload }: Envelope) => {
    const form = type !== 'events_api';
    const body =
      type === 'events_api'
        ? JSON.stringify(payload)
        : type === 'interactive'
          ? new URLSearchParams({ payload: JSON.stringify(payload) }).toString()
          : new URLSearchParams(payload as Record<string, string>).toString();
    const timestamp = String(Math.floor(Date.now() / 1000));
    const signature = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
    const at = performance.now();
    const answer = await fetch(url, {
      method: 'POST',
      body,
      headers: {
        'content-type': form ? 'application/x-www-form-urlencoded' : 'application/json',
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': `v0=${signature}`,
      },
    });
    await answer.text();
    if (answer.ok) acks.push(performance.now() - at);
  };
  return {
    acks,
    deliver: (envelope) => void settling.push(post(envelope)),
    settled: async () => void (await Promise.all(settling)),
    close: async () => {},
  };
}
