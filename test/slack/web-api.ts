import type { IncomingMessage, ServerResponse } from 'node:http';
import { ApiError } from './api-error.ts';
import { checkCall, isDescribed, scopesOf } from './contract.ts';
import type { Faults } from './faults.ts';
import { type Context, handlers } from './methods.ts';
import { appToken, botToken } from './state.ts';

export type Call = { readonly method: string; readonly args: Readonly<Record<string, string>>; readonly at: number };

type WebApi = {
  readonly context: Context;
  readonly faults: Faults;
  readonly scopes: Set<string>;
  readonly calls: Call[];
  /** What a real Slack would have refused, with Slack's reasons. */
  readonly violations: string[];
};

/** Answers one request to `/api/<method>`, `/upload/…`, `/files/…` or `/response/…`. */
export async function answer(api: WebApi, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await bodyOf(request);
  const url = new URL(request.url ?? '/', 'http://stand-in');
  const [, area, name = ''] = url.pathname.split('/');
  if (area === 'api') return call(api, name, request, body, response);
  if (area === 'upload') return upload(api, name, body, url, response);
  if (area === 'files') return download(api, name, request, response);
  if (area === 'response') return respond(api, name, body, response);
  response.writeHead(404).end();
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function call(api: WebApi, method: string, request: IncomingMessage, body: Buffer, response: ServerResponse): void {
  const args = Object.fromEntries(new URLSearchParams(body.toString()));
  const tooFast = method === 'chat.postMessage' && api.faults.isTooFast(args.channel ?? '');
  const fault = tooFast ? ({ method, kind: 'rate-limit', seconds: 1 } as const) : api.faults.take(method);
  const reply = (answer: object) => {
    response.writeHead(200, { 'content-type': 'application/json', 'x-oauth-scopes': [...api.scopes].join(',') });
    response.end(JSON.stringify(answer));
  };
  if (fault?.kind === 'rate-limit') {
    response.writeHead(429, { 'retry-after': String(fault.seconds) }).end('{"ok":false,"error":"ratelimited"}');
    return;
  }
  if (fault?.kind === 'status') {
    response.writeHead(fault.status).end('upstream error');
    return;
  }
  if (fault?.kind === 'error') {
    reply({ ok: false, error: fault.code, ...fault.more });
    return;
  }
  const result = perform(api, method, args, tokenOf(request, args));
  if (fault?.kind === 'lost-answer') {
    response.destroy();
    return;
  }
  reply(result);
}

const tokenOf = (request: IncomingMessage, args: Readonly<Record<string, string>>) =>
  args.token ?? request.headers.authorization?.replace(/^Bearer /, '') ?? '';

function perform(api: WebApi, method: string, args: Readonly<Record<string, string>>, token: string): object {
  api.calls.push({ method, args, at: performance.now() });
  const handler = handlers[method];
  if (!handler || !isDescribed(method)) {
    api.violations.push(`unknown method ${method}`);
    return { ok: false, error: 'unknown_method' };
  }
  const wanted = method === 'apps.connections.open' ? appToken : botToken;
  if (token !== wanted) return { ok: false, error: token === '' ? 'not_authed' : 'invalid_auth' };
  const scopes = scopesOf(method);
  if (scopes.length > 0 && !scopes.some((it) => api.scopes.has(it)))
    return { ok: false, error: 'missing_scope', needed: scopes[0], provided: [...api.scopes].join(',') };
  if ((args.username ?? args.icon_url ?? args.icon_emoji) !== undefined && !api.scopes.has('chat:write.customize'))
    return { ok: false, error: 'missing_scope', needed: 'chat:write.customize' };
  const problems = checkCall(method, args);
  if (problems.length > 0) {
    api.violations.push(...problems);
    return { ok: false, error: 'invalid_arguments', response_metadata: { messages: problems } };
  }
  try {
    return { ok: true, ...handler(args, api.context) };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (/invalid|too_long|no_text|mentions/.test(error.code))
      api.violations.push(`${method}: ${JSON.stringify(error.more)}`);
    return { ok: false, error: error.code, ...error.more };
  }
}

function upload(
  { context, violations, faults }: WebApi,
  id: string,
  body: Buffer,
  url: URL,
  response: ServerResponse,
): void {
  const file = context.state.files.get(id);
  const fault = faults.take('upload');
  if (fault?.kind === 'status' || !file) {
    response.writeHead(fault?.kind === 'status' ? fault.status : 404).end();
    return;
  }
  if (Number(url.searchParams.get('length')) !== body.byteLength)
    violations.push(`${file.name}: ${body.byteLength} bytes came, ${url.searchParams.get('length')} were announced`);
  file.bytes = body;
  response.writeHead(200).end(`OK - ${body.byteLength}`);
}

function download({ context, scopes }: WebApi, id: string, request: IncomingMessage, response: ServerResponse): void {
  const file = context.state.files.get(id);
  const allowed = request.headers.authorization === `Bearer ${botToken}` && scopes.has('files:read');
  // Slack sends whoever it does not know to the log-in page.
  if (!allowed) response.writeHead(302, { location: `${context.origin}/log-in` }).end();
  else if (!file) response.writeHead(404).end();
  else response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(file.bytes);
}

function respond({ context }: WebApi, id: string, body: Buffer, response: ServerResponse): void {
  const [channel = '', user = ''] = id.split('-');
  const { text = '' } = JSON.parse(body.toString());
  context.state.whispers.push({ channel, user, text });
  context.changed();
  response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}');
}
