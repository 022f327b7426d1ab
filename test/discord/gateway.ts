import type { Server } from 'node:http';
import { GatewayCloseCodes, GatewayIntentBits, GatewayOpcodes } from 'discord.js';
import { type WebSocket, WebSocketServer } from 'ws';
import type { World } from './world.ts';

type Session = {
  readonly id: string;
  readonly intents: number;
  readonly sent: { op: 0; t: string; s: number; d: unknown }[];
  socket: WebSocket | null;
};

export type Gateway = {
  /** Tells the bot, if its intents cover it. A session that is away hears it when it resumes. */
  dispatch(type: string, data: object, intent: number): void;
  /** Breaks every connection; with 4000 the session may be resumed. */
  disconnect(code?: number): void;
  /** Breaks every connection and knows no session any more: what happens before a new one begins is never told. */
  forget(): void;
  /** Every event arrives twice from now on, or once again. */
  duplicate(on: boolean): void;
  /** The next event of this type gets lost on the way: nobody hears it, and no resume brings it. */
  lose(type: string): void;
  /** Intents of the newest session. */
  intents(): number;
  readonly resumed: () => number;
  close(): Promise<void>;
};

/** Discord's gateway: hello, identify, heartbeat, resume, dispatch. */
export function createGateway(server: Server, world: World, hello: () => { guilds: object[]; url: string }): Gateway {
  const sockets = new WebSocketServer({ server });
  const sessions: Session[] = [];
  const lost: string[] = [];
  let twice = false;
  let resumes = 0;

  const send = (socket: WebSocket, payload: object) => {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify({ s: null, t: null, d: null, ...payload }));
  };
  const tell = (session: Session, t: string, d: unknown) => {
    const payload = { op: 0 as const, t, s: session.sent.length + 1, d };
    session.sent.push(payload);
    if (session.socket) send(session.socket, payload);
  };

  sockets.on('connection', (socket) => {
    send(socket, { op: GatewayOpcodes.Hello, d: { heartbeat_interval: 41_250 } });
    let session: Session | undefined;
    socket.on('message', (raw) => {
      const { op, d } = JSON.parse(String(raw));
      if (op === GatewayOpcodes.Heartbeat) send(socket, { op: GatewayOpcodes.HeartbeatAck });
      else if (op === GatewayOpcodes.Identify) session = identify(socket, d);
      else if (op === GatewayOpcodes.Resume) session = resume(socket, d);
      else if (op === GatewayOpcodes.RequestGuildMembers && session)
        tell(session, 'GUILD_MEMBERS_CHUNK', {
          guild_id: d.guild_id,
          members: [],
          chunk_index: 0,
          chunk_count: 1,
          nonce: d.nonce,
        });
    });
    socket.on('close', () => {
      if (session?.socket === socket) session.socket = null;
    });
  });

  function identify(socket: WebSocket, d: { token: string; intents: number }): Session | undefined {
    if (d.token !== world.token) return void socket.close(GatewayCloseCodes.AuthenticationFailed);
    const content = (d.intents & GatewayIntentBits.MessageContent) !== 0;
    if (content && (world.application.flags & ((1 << 18) | (1 << 19))) === 0)
      return void socket.close(GatewayCloseCodes.DisallowedIntents, 'Disallowed intent(s).');
    const session: Session = { id: crypto.randomUUID(), intents: d.intents, sent: [], socket };
    sessions.push(session);
    const { guilds, url } = hello();
    tell(session, 'READY', {
      v: 10,
      user: { ...world.bot, verified: true, mfa_enabled: false, email: null, flags: 0 },
      guilds: guilds.map((it) => ({ id: (it as { id: string }).id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: url,
      application: { id: world.application.id, flags: world.application.flags },
      shard: [0, 1],
    });
    for (const guild of guilds) tell(session, 'GUILD_CREATE', guild);
    return session;
  }

  function resume(socket: WebSocket, d: { session_id: string; seq: number }): Session | undefined {
    const session = sessions.find((it) => it.id === d.session_id);
    if (!session) return void send(socket, { op: GatewayOpcodes.InvalidSession, d: false });
    session.socket = socket;
    resumes += 1;
    for (const missed of session.sent.filter((it) => it.s > d.seq)) send(socket, missed);
    tell(session, 'RESUMED', {});
    return session;
  }

  return {
    dispatch(type, data, intent) {
      const losing = lost.indexOf(type);
      if (losing >= 0) return void lost.splice(losing, 1);
      for (const session of sessions.filter((it) => intent === 0 || (it.intents & intent) !== 0)) {
        tell(session, type, data);
        if (twice) tell(session, type, data);
      }
    },
    disconnect(code = 4000) {
      for (const socket of sockets.clients) socket.close(code);
    },
    forget() {
      sessions.length = 0;
      for (const socket of sockets.clients) socket.close(4000);
    },
    duplicate(on) {
      twice = on;
    },
    lose: (type) => void lost.push(type),
    intents: () => sessions.at(-1)?.intents ?? 0,
    resumed: () => resumes,
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      await new Promise<void>((resolve) => sockets.close(() => resolve()));
    },
  };
}
