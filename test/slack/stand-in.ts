import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createFaults, type Faults } from './faults.ts';
import type { Context } from './methods.ts';
import { createMember, type Member } from './people.ts';
import { appToken, botToken, type Channel, createState, type Message, type State } from './state.ts';
import { createHttpEvents, createSocketMode, type SocketMode, type Transport } from './transports.ts';
import { answer, type Call } from './web-api.ts';

export { appToken, botToken } from './state.ts';

export type SlackStandIn = {
  readonly apiUrl: string;
  readonly state: State;
  readonly socket: SocketMode;
  readonly faults: Faults;
  /** Scopes that the app was granted. */
  readonly scopes: Set<string>;
  readonly calls: Call[];
  /** What a real Slack would have refused for its form. A test that went well leaves none. */
  readonly violations: string[];
  readonly jiwon: Member;
  readonly alex: Member;
  readonly mara: Member;
  /** Sends everything from now on by HTTP to this address instead. */
  useHttp(url: string, signingSecret: string): Transport;
  /** An event that no member causes: from a bot, another workspace, or malformed. */
  emit(event: Record<string, unknown>, team?: string): void;
  thread(root: string, channel?: string): Message[];
  channel(id?: string): Channel;
  /** Resolves to the first value that is not undefined; looks again whenever something changes. */
  until<T>(look: () => T | undefined): Promise<T>;
  close(): Promise<void>;
};

const scopes = [
  'app_mentions:read',
  'channels:history',
  'chat:write',
  'chat:write.customize',
  'commands',
  'files:read',
  'files:write',
  'groups:history',
  'im:history',
  'mpim:history',
  'reactions:read',
  'reactions:write',
  'usergroups:read',
  'users:read',
];

/** A Slack workspace on this machine: Web API, Socket Mode and signed events, over real sockets. */
export async function createSlackStandIn(): Promise<SlackStandIn> {
  const state = createState();
  const faults = createFaults();
  const granted = new Set(scopes);
  const calls: Call[] = [];
  const violations: string[] = [];
  const watchers = new Set<() => void>();
  const changed = () => {
    for (const look of [...watchers]) look();
  };
  const server = createServer((request, response) => {
    answer({ context, faults, scopes: granted, calls, violations }, request, response).catch((error) => {
      violations.push(`the stand-in failed: ${error}`);
      response.writeHead(500).end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  const socket = createSocketMode(server);
  let transport: Transport = socket;

  const emit = (event: Record<string, unknown>, team = state.team) =>
    transport.deliver({
      type: 'events_api',
      payload: {
        team_id: team,
        type: 'event_callback',
        event_id: state.nextId('Ev'),
        authorizations: [
          { team_id: team, enterprise_id: null, user_id: 'U', is_bot: true, is_enterprise_install: false },
        ],
        event,
      },
    });
  const context: Context = { state, origin, changed, emit, socketUrl: () => `ws://127.0.0.1:${port}/link` };
  const member = (id: string) => createMember(id, { state, origin, changed, deliver: (it) => transport.deliver(it) });
  const channel = (id = 'C0GENERAL') => state.channels.get(id) as Channel;

  return {
    apiUrl: `${origin}/api/`,
    state,
    socket,
    faults,
    scopes: granted,
    calls,
    violations,
    jiwon: member('U0JIWON'),
    alex: member('U0ALEX'),
    mara: member('U0MARA'),
    useHttp(url, signingSecret) {
      transport = createHttpEvents(url, signingSecret);
      return transport;
    },
    emit,
    thread: (root, id) => channel(id).messages.filter((it) => it.ts === root || it.thread_ts === root),
    channel,
    until(look) {
      return new Promise((resolve, reject) => {
        const again = () => {
          try {
            const found = look();
            if (found === undefined) return;
            watchers.delete(again);
            resolve(found);
          } catch (error) {
            watchers.delete(again);
            reject(error);
          }
        };
        watchers.add(again);
        again();
      });
    },
    async close() {
      await socket.close();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Tokens that the stand-in accepts, as the adapter's configuration. */
export function configFor(slack: SlackStandIn) {
  return { botToken, appToken, apiUrl: slack.apiUrl, uploadMb: 1, artifactMb: 1, messageEveryMs: 0 } as const;
}
