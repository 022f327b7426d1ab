import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createEmulator } from 'emulate';
import type { Block } from './blocks.ts';
import { createFaults, type Fault } from './faults.ts';

/** A message as `emulate` answers it. */
export type EmulatedMessage = {
  readonly ts: string;
  readonly thread_ts?: string;
  readonly text: string;
  readonly username?: string;
  readonly icon_emoji?: string;
  readonly icons?: { readonly emoji?: string };
  readonly blocks?: Block[];
  readonly reactions?: readonly { readonly name: string }[];
  readonly files?: readonly { readonly name: string }[];
};

const token = 'xoxb-emulated-token';

/** Another maker's Slack Web API, with a place in front of it where calls can be made to fail. */
export async function openEmulatedSlack() {
  const emulator = await createEmulator({
    service: 'slack',
    port: await freePort(),
    seed: {
      tokens: { [token]: { login: 'parley' } },
      slack: {
        team: { name: 'Emulated', domain: 'emulated' },
        users: [{ name: 'parley' }],
        channels: [{ name: 'debates' }],
      },
    },
  });
  const faults = createFaults();
  let messages: readonly EmulatedMessage[] = [];
  let root = '';
  let channel = '';
  let removed: Promise<unknown> = Promise.resolve();

  const call = async (method: string, args: Record<string, string> = {}) => {
    const answer = await fetch(`${emulator.url}/api/${method}`, {
      method: 'POST',
      body: new URLSearchParams(args),
      headers: { authorization: `Bearer ${token}` },
    });
    return (await answer.json()) as Record<string, unknown>;
  };
  const refresh = async () => {
    const replies = await call('conversations.replies', { channel, ts: root });
    messages = ((replies.messages ?? []) as EmulatedMessage[]).filter((it) => it.ts !== root);
  };
  const pass = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    await removed;
    const fault = faults.take(request.url?.split('/').at(-1) ?? '');
    if (fault?.kind === 'rate-limit')
      return response.writeHead(429, { 'retry-after': String(fault.seconds) }).end('{}');
    if (fault?.kind === 'status') return response.writeHead(fault.status).end();
    const { authorization = '', 'content-type': type = '' } = request.headers;
    const answer = await fetch(`${emulator.url}${request.url}`, {
      method: 'POST',
      body: Buffer.concat(chunks),
      headers: { authorization, 'content-type': type },
    });
    const body = await answer.text();
    // Looked up before the answer goes out: whoever gets it finds the thread as it is.
    await refresh();
    if (fault?.kind === 'lost-answer') return response.destroy();
    return response.writeHead(answer.status, { 'content-type': 'application/json' }).end(body);
  };
  const proxy = createServer((request, response) => {
    pass(request, response).catch(() => response.destroy());
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');

  const { channels } = (await call('conversations.list')) as { channels: { id: string; name: string }[] };
  channel = channels.find((it) => it.name === 'debates')?.id ?? '';
  const { team_id } = (await call('auth.test')) as { team_id: string };
  root = String((await call('chat.postMessage', { channel, text: 'Count the error lines per hour' })).ts);
  return {
    token,
    apiUrl: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}/api/`,
    place: { platform: 'slack', channel: `${team_id}/${channel}`, thread: root },
    room: { team: team_id, channel },
    messages: () => messages,
    fail: (fault: Fault) => faults.add(fault),
    remove() {
      removed = call('conversations.archive', { channel });
    },
    async close() {
      proxy.closeAllConnections();
      proxy.close();
      await emulator.close();
    },
  };
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
