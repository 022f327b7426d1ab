import WebSocket from 'ws';

export type Told = { readonly type: string } & Record<string, unknown>;

/** A WebSocket client that keeps all it hears, and waits for messages without sleeping. */
export async function openClient(url: string, options: { query?: string; headers?: Record<string, string> } = {}) {
  const address = `${url.replace('http', 'ws')}multi-ai-chat${options.query ?? ''}`;
  const socket = new WebSocket(address, { headers: options.headers ?? {} });
  const heard: Told[] = [];
  const waiting = new Set<() => void>();
  let cookie = '';
  socket.on('upgrade', (response) => {
    cookie = (response.headers['set-cookie'] ?? []).map((line) => line.split(';')[0]).join('; ');
  });
  socket.on('message', (data) => {
    heard.push(JSON.parse(String(data)) as Told);
    for (const check of waiting) check();
  });
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  await new Promise<void>((resolve, reject) => {
    socket.on('open', resolve);
    socket.on('error', reject);
  });
  const until = (wanted: (message: Told) => boolean, count = 1) =>
    new Promise<Told>((resolve) => {
      const check = () => {
        const found = heard.filter(wanted)[count - 1];
        if (found === undefined) return;
        waiting.delete(check);
        resolve(found);
      };
      waiting.add(check);
      check();
    });
  return {
    heard,
    socket,
    closed,
    get cookie() {
      return cookie;
    },
    send: (message: unknown) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    /** The `count`-th message that fits, now or later. */
    until,
    untilType: (type: string, count = 1) => until((message) => message.type === type, count),
    close: () => socket.close(),
  };
}

/** The HTTP status with which an upgrade is refused, and the words in its body. */
export function refusedUpgrade(url: string, headers: Record<string, string>) {
  return new Promise<{ status: number; body: string }>((resolve, reject) => {
    const socket = new WebSocket(`${url.replace('http', 'ws')}multi-ai-chat`, { headers });
    socket.on('open', () => reject(new Error('the upgrade was accepted')));
    socket.on('error', () => undefined);
    socket.on('unexpected-response', (_, response) => {
      let body = '';
      response.on('data', (chunk) => {
        body += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    });
  });
}
