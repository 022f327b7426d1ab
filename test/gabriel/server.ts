import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';

/** What a command does at this stand-in: lines it sends, then the exit code; `null` goes on until it is ended. */
export type Play = { readonly lines: readonly object[]; readonly exit: number | null };

/** What goes wrong with the next POST instead of a proper answer. */
export type Fault =
  /** Answers so, without looking at the command. */
  | { readonly kind: 'status'; readonly status: number; readonly headers?: Record<string, string> }
  /** Begins the command and hangs up before a word of it. */
  | { readonly kind: 'drop' }
  /** Hangs up after so many lines; the command goes on. */
  | { readonly kind: 'cut'; readonly after: number }
  /** Sends this after so many lines. */
  | { readonly kind: 'garbage'; readonly after: number; readonly text: string }
  /** Ends the answer after so many lines, properly but for the exit code. */
  | { readonly kind: 'no-exit'; readonly after: number };

const orderSchema = z.strictObject({
  key: z.string().regex(/^[^/]+\/step\/\d+\/s\d+$/),
  command: z.string().min(1).max(8192),
  workspace: z.string().min(1),
  timeoutMs: z.int().positive(),
  begun: z.boolean(),
});
export type Order = z.infer<typeof orderSchema>;

type Run = { readonly play: Play; exit: number | null; readonly listeners: Set<ServerResponse> };

export type GabrielServer = Awaited<ReturnType<typeof startGabriel>>;

/**
 * A small Gabriel on a real socket that keeps to docs/gabriel.md, holds its callers to it, and breaks as it is told to.
 */
export async function startGabriel(token: string, play: (command: string) => Play) {
  let runs = new Map<string, Run>();
  const over = new Set<string>();
  const orders: Order[] = [];
  const started: string[] = [];
  const ended: string[] = [];
  const violations: string[] = [];
  const faults: Fault[] = [];
  const timers = new Set<NodeJS.Timeout>();
  const waiting: ((order: Order) => void)[] = [];
  const leaving: ((key: string) => void)[] = [];

  const finish = (key: string, exit: number) => {
    const run = runs.get(key);
    if (!run || run.exit !== null) return;
    run.exit = exit;
    for (const listener of run.listeners) listener.end(`{"exit":${exit}}\n`);
  };

  /** The run behind an order: the one of that key, or a new one; null when the key must not be run. */
  const runOf = ({ key, command, timeoutMs, begun }: Order): Run | null => {
    const known = runs.get(key);
    if (known) return known;
    if (begun || over.has(key)) return null;
    const made = play(command);
    const run: Run = { play: made, exit: made.exit, listeners: new Set() };
    runs.set(key, run);
    started.push(key);
    const timer = setTimeout(() => finish(key, 124), timeoutMs);
    timers.add(timer.unref());
    return run;
  };

  const listen = (run: Run, fault: Fault | undefined, response: ServerResponse) => {
    response.writeHead(200, { 'content-type': 'application/x-ndjson' });
    response.flushHeaders();
    const lines = run.play.lines.map((line) => `${JSON.stringify(line)}\n`);
    if (fault && 'after' in fault) {
      const shown = lines.slice(0, fault.after).join('');
      if (fault.kind === 'cut') return response.write(`${shown}\n`, () => response.destroy());
      return response.end(fault.kind === 'garbage' ? `${shown}${fault.text}\n` : shown);
    }
    // An empty line may come at any time and means nothing.
    for (const line of lines) response.write(`\n${line}`);
    if (run.exit !== null) return response.end(`{"exit":${run.exit}}\n`);
    run.listeners.add(response);
    return response.on('close', () => run.listeners.delete(response));
  };

  const take = async (request: IncomingMessage, response: ServerResponse) => {
    const { pathname } = new URL(request.url ?? '/', 'http://here');
    const refuse = (status: number, why: string) => {
      violations.push(why);
      response.writeHead(status).end();
    };
    if (request.headers.authorization !== `Bearer ${token}`) return refuse(401, 'wrong token');
    const key = /^\/commands\/([^/]+)$/.exec(pathname)?.[1];
    if (request.method === 'DELETE' && key !== undefined) {
      const name = decodeURIComponent(key);
      ended.push(name);
      for (const told of leaving.splice(0)) told(name);
      finish(name, 137);
      over.add(name);
      runs.delete(name);
      return response.writeHead(204).end();
    }
    if (request.method !== 'POST' || pathname !== '/commands') return refuse(404, `${request.method} ${pathname}`);
    let body = '';
    for await (const piece of request) body += piece;
    const order = orderSchema.safeParse(JSON.parse(body));
    if (!order.success) return refuse(400, z.prettifyError(order.error));
    if (request.headers['idempotency-key'] !== order.data.key) return refuse(400, 'Idempotency-Key differs from key');
    if (!request.headers['content-type']?.startsWith('application/json')) return refuse(400, 'no content type');
    orders.push(order.data);
    const fault = faults.shift();
    if (fault?.kind === 'status') return response.writeHead(fault.status, fault.headers).end('secret details');
    const run = runOf(order.data);
    for (const arrived of waiting.splice(0)) arrived(order.data);
    if (run === null) return response.writeHead(410).end();
    return fault?.kind === 'drop' ? response.destroy() : listen(run, fault, response);
  };

  const server = createServer((request, response) => {
    take(request, response).catch((error) => response.destroy(error));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/commands`,
    /** Every POST that kept to the contract, and the keys whose command was begun or ended. */
    orders: orders as readonly Order[],
    started: started as readonly string[],
    ended: ended as readonly string[],
    /** What callers did against the contract. */
    violations: violations as readonly string[],
    fail: (...next: readonly Fault[]) => void faults.push(...next),
    finish,
    /** Loses all it knew, as it must not. */
    forgetAll() {
      runs = new Map();
    },
    /** The next command that arrives. */
    arrival: () => new Promise<Order>((resolve) => waiting.push(resolve)),
    /** The key of the next command that somebody ends. */
    departure: () => new Promise<string>((resolve) => leaving.push(resolve)),
    async close() {
      for (const timer of timers) clearTimeout(timer);
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
