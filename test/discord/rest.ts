import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type Incoming, Refusal } from './books.ts';
import { type Contract, type Route, readContract } from './contract.ts';
import { createFaults, type Faults } from './faults.ts';
import type { World } from './world.ts';

export type Request = { readonly method: string; readonly path: string; readonly body: unknown };

export type Rest = {
  readonly server: Server;
  readonly base: string;
  readonly faults: Faults;
  /** Requests that Discord's own description does not allow, and other offences. */
  readonly offences: string[];
  readonly requests: Request[];
  /** Requests per window and bucket. */
  limit: { requests: number; windowMs: number };
  /** Handlers by `METHOD template`. */
  serve(handlers: Record<string, (request: Incoming) => unknown>): void;
  close(): Promise<void>;
};

let contract: Contract | undefined;

/** Discord's HTTP side: checks every request against the contract, counts rate limits, and makes trouble when told. */
export async function startRest(world: World): Promise<Rest> {
  contract ??= readContract();
  const judge = contract;
  const buckets = new Map<string, { left: number; until: number }>();
  const faults = createFaults();
  const offences: string[] = [];
  const requests: Request[] = [];
  let handlers: Record<string, (request: Incoming) => unknown> = {};
  const server = createServer((request, response) => {
    answer(request, response).catch((error: Error) => {
      offences.push(`${request.method} ${request.url}: ${error.stack}`);
      response.destroy();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no TCP port');
  const base = `http://127.0.0.1:${address.port}`;
  const rest: Rest = {
    server,
    base,
    faults,
    offences,
    requests,
    limit: { requests: 50, windowMs: 1_000 },
    serve(given) {
      handlers = given;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', base);
    const method = request.method ?? 'GET';
    const stored = world.files.get(url.pathname);
    if (stored) return void response.end(stored);
    const path = url.pathname.replace(/^\/api\/v10/, '').replaceAll('%40', '@');
    const given = await readBody(request, url);
    const route = judge.route(method, path);
    if (!route) {
      offences.push(`${method} ${path} is not described`);
      return send(response, 404, { message: '404: Not Found', code: 0 });
    }
    requests.push({ method, path, body: given.body });
    if (!isAllowed(request, route)) return send(response, 401, { message: '401: Unauthorized', code: 0 });
    const fault = faults.take(method, path);
    if (fault === 'broken') return void response.destroy();
    if (fault && fault !== 'unanswered')
      return send(response, fault.status, fault.body ?? { message: 'Internal Server Error', code: 0 }, fault.headers);
    const limits = count(route);
    if (limits.exceeded)
      return send(
        response,
        429,
        { message: 'You are being rate limited.', retry_after: limits.afterS, global: false },
        { ...limits.headers, 'retry-after': String(limits.afterS), 'x-ratelimit-scope': 'user' },
      );
    const problems = judge.check(route, url.searchParams, given.body);
    if (problems.length > 0) {
      offences.push(`${method} ${route.template}: ${problems.join('; ')}`);
      return send(response, 400, { message: `Invalid Form Body ${problems.join('; ')}`, code: 50035 }, limits.headers);
    }
    try {
      const handler = handlers[`${method} ${route.template}`];
      if (!handler) throw new Error(`no handler for ${method} ${route.template}`);
      const body = handler({
        route,
        query: url.searchParams,
        body: (given.body ?? {}) as Incoming['body'],
        files: given.files,
        base,
      });
      if (fault === 'unanswered') return void response.destroy();
      send(response, body === undefined ? 204 : 200, body, limits.headers);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      send(response, error.status, { message: error.message, code: error.code }, limits.headers);
    }
  }

  function isAllowed(request: IncomingMessage, { template }: Route): boolean {
    if (template.includes('_token}')) return true;
    return request.headers.authorization === `Bot ${world.token}`;
  }

  function count({ method, template, params }: Route) {
    const bucket = `${method} ${template} ${params.channel_id ?? params.webhook_id ?? params.guild_id ?? ''}`;
    const now = Date.now();
    const known = buckets.get(bucket);
    const state = known && known.until > now ? known : { left: rest.limit.requests, until: now + rest.limit.windowMs };
    buckets.set(bucket, state);
    const exceeded = state.left <= 0;
    if (!exceeded) state.left -= 1;
    const afterS = Math.max(0.001, (state.until - now) / 1000);
    return {
      exceeded,
      afterS,
      headers: {
        'x-ratelimit-limit': String(rest.limit.requests),
        'x-ratelimit-remaining': String(state.left),
        'x-ratelimit-reset': String(state.until / 1000),
        'x-ratelimit-reset-after': String(afterS),
        'x-ratelimit-bucket': Buffer.from(`${method} ${template}`).toString('hex').slice(0, 32),
      },
    };
  }
  return rest;
}

function send(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  if (status === 204) return void response.writeHead(status, headers).end();
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

async function readBody(request: IncomingMessage, url: URL): Promise<{ body: unknown; files: Incoming['files'] }> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const files = new Map<string, { name: string; bytes: Uint8Array }>();
  const type = request.headers['content-type'] ?? '';
  if (chunks.length === 0) return { body: undefined, files };
  const whole = Buffer.concat(chunks);
  if (!type.startsWith('multipart/form-data')) return { body: JSON.parse(whole.toString('utf8')), files };
  const form = await new Response(whole, { headers: { 'content-type': type } }).formData();
  for (const [name, value] of form) {
    if (typeof value !== 'string')
      files.set(name, { name: value.name, bytes: new Uint8Array(await value.arrayBuffer()) });
  }
  const payload = form.get('payload_json');
  if (typeof payload !== 'string') throw new Error(`${url.pathname}: multipart without payload_json`);
  return { body: JSON.parse(payload), files };
}
