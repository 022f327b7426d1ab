import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a command does at this stand-in: lines it sends, then the exit code; `null` waits until it is ended. */
export type Play = { readonly lines: readonly object[]; readonly exit: number | null };

export type Fault =
  | { readonly kind: 'status'; readonly status: number }
  /** The connection breaks after so many lines. */
  | { readonly kind: 'cut'; readonly after: number }
  | { readonly kind: 'garbage' };

type Run = { readonly play: Play; over: boolean; readonly waiting: Set<ServerResponse> };

/** A Gabriel on a real socket that keeps to docs/gabriel.md, and breaks as it is told to. */
export async function openGabrielDouble(token: string, play: (command: string) => Play) {
  const runs = new Map<string, Run>();
  const started: string[] = [];
  const ended: string[] = [];
  const orders: Record<string, unknown>[] = [];
  const faults: Fault[] = [];
  const waiting: { arrived: (command: string) => void }[] = [];

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    if (request.headers.authorization !== `Bearer ${token}`) return response.writeHead(401).end();
    if (request.method === 'DELETE') {
      const key = decodeURIComponent(new URL(request.url ?? '', 'http://here').pathname.split('/').at(-1) ?? '');
      ended.push(key);
      const run = runs.get(key);
      if (run) run.over = true;
      for (const open of run?.waiting ?? []) open.end('{"exit":137}\n');
      return response.writeHead(204).end();
    }
    let body = '';
    for await (const piece of request) body += piece;
    const order: Record<string, string> = JSON.parse(body);
    orders.push({ ...order, header: request.headers['idempotency-key'] });
    const fault = faults.shift();
    if (fault?.kind === 'status') return response.writeHead(fault.status).end('secret details');
    const key = order.key ?? '';
    const run = runs.get(key) ?? { play: play(order.command ?? ''), over: false, waiting: new Set() };
    if (!runs.has(key)) started.push(key);
    runs.set(key, run);
    response.writeHead(200, { 'content-type': 'application/x-ndjson' });
    response.flushHeaders();
    for (const waiter of waiting.splice(0)) waiter.arrived(key);
    if (fault?.kind === 'garbage') return response.end('<html>welcome</html>\n');
    const lines = run.play.lines.map((line) => `${JSON.stringify(line)}\n`);
    if (fault?.kind === 'cut') {
      response.write(lines.slice(0, fault.after).join(''), () => response.destroy());
      return response;
    }
    for (const line of lines) response.write(line);
    if (run.play.exit !== null) return response.end(JSON.stringify({ exit: run.play.exit }));
    run.waiting.add(response);
    return response;
  };

  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/commands`,
    started,
    ended,
    orders,
    fail: (...next: readonly Fault[]) => void faults.push(...next),
    /** The next command that arrives, by its key. */
    arrival: () => new Promise<string>((resolve) => waiting.push({ arrived: resolve })),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export type GabrielDouble = Awaited<ReturnType<typeof openGabrielDouble>>;
