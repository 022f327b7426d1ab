import { readFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { extname, join } from 'node:path';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { z } from 'zod';
import { ParleyError } from '../../src/errors.ts';
import type { Intake } from '../../src/intake.ts';
import type { Blobs } from '../../src/ports/blobs.ts';
import type { Status } from '../../src/status.ts';
import { downloadHeaders } from './download.ts';
import type { Guard } from './guard.ts';
import { cleanName, nameCookieFor, visitorOf } from './person.ts';
import type { ThreadIndex } from './threads.ts';
import { readUpload } from './upload.ts';
import { isKnown, localeOf, say } from './words.ts';

export type Doorbells = Readonly<
  Record<string, (headers: Headers, body: Uint8Array) => Promise<{ readonly status: number; readonly body: string }>>
>;

export type HttpDeps = {
  readonly guard: Guard;
  readonly intake: Intake;
  readonly blobs: Blobs;
  readonly threads: ThreadIndex;
  readonly uploadMb: number;
  /** Folder of the built page. */
  readonly page: string;
  /** By path: services that report by HTTP, signed. */
  readonly doorbells?: Doorbells | undefined;
  status(): Promise<Status>;
  failed(error: unknown): void;
};

type Bindings = { Bindings: { incoming: IncomingMessage } };

const pageHeaders = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
};

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Everything that is served over plain HTTP: the page, uploads, downloads, and a look at the state of things. */
/** Largest request that a doorbell reads. */
const doorbellBytes = 1024 * 1024;

export function createHttpApp(deps: HttpDeps): Hono<Bindings> {
  const { guard, intake, blobs, threads } = deps;
  const app = new Hono<Bindings>();

  app.get('/healthz', (c) => c.json({ ok: true }));

  // Before the guard: who rings here has no token of the page, and is known by a signature of his own.
  for (const [path, ring] of Object.entries(deps.doorbells ?? {}))
    app.post(path, bodyLimit({ maxSize: doorbellBytes, onError: (c) => c.text('too large', 413) }), async (c) => {
      const { status, body } = await ring(c.req.raw.headers, new Uint8Array(await c.req.arrayBuffer()));
      return c.text(body, status as ContentfulStatusCode);
    });

  app.use('*', async (c, next) => {
    const url = new URL(c.req.url);
    const token = url.searchParams.get('token');
    const admitted = token !== null && c.req.method === 'GET' ? guard.admit(token) : null;
    const refusal = guard.refuse(c.env.incoming, !['GET', 'HEAD'].includes(c.req.method));
    if (admitted !== null && (refusal === null || refusal === 'token')) {
      url.searchParams.delete('token');
      c.header('set-cookie', admitted);
      return c.redirect(`${url.pathname}${url.search}`, 303);
    }
    if (refusal) {
      const words = say(languageOf(c.req), refusal);
      const status = refusal === 'token' ? 401 : 403;
      const isPage = (c.req.header('accept') ?? '').includes('text/html');
      return isPage ? c.text(`${words.message}\n${words.fix}\n`, status) : c.json(words, status);
    }
    await next();
    for (const [name, value] of Object.entries(pageHeaders)) if (!c.res.headers.has(name)) c.header(name, value);
  });

  app.post('/api/upload', async (c) => {
    const maxBytes = deps.uploadMb * 1024 * 1024;
    const { name, bytes } = await readUpload(c.req.raw, maxBytes);
    return c.json(await intake.attach(name, bytes));
  });

  app.get('/api/blobs/:sha', async (c) => {
    const sha = c.req.param('sha');
    const bytes = /^[0-9a-f]{64}$/.test(sha) ? await blobs.get(sha) : null;
    if (bytes === null) return c.json(say(languageOf(c.req), 'blob.gone'), 404);
    const headers = downloadHeaders(c.req.query('name') ?? 'file', c.req.query('inline') === '1');
    return c.body(new Uint8Array(bytes), 200, headers);
  });

  app.get('/api/threads', async (c) => {
    await threads.discover();
    return c.json({ threads: threads.summaries() });
  });

  app.get('/api/status', async (c) => c.json(await deps.status()));

  app.post('/api/me', async (c) => {
    const body = z.object({ name: z.string().max(400) }).safeParse(await c.req.json().catch(() => null));
    const name = cleanName(body.data?.name ?? '');
    if (name === '') return c.json(say(languageOf(c.req), 'message.invalid', { detail: 'name' }), 400);
    const visitor = visitorOf(c.req.header('cookie'), languageOf(c.req));
    for (const cookie of [...visitor.cookies, nameCookieFor(name)]) c.header('set-cookie', cookie, { append: true });
    return c.json({ ...visitor.person, name });
  });

  app.get('*', async (c) => {
    const path = new URL(c.req.url).pathname;
    const file = path === '/' ? 'index.html' : path.slice(1);
    // Vite's output is flat: a page, its assets, an icon. Nothing else is a file here.
    const bytes = /^(assets\/)?[\w-]+(\.[\w-]+)+$/.test(file)
      ? await readFile(join(deps.page, file)).catch(() => null)
      : null;
    const type = types[extname(file)];
    if (bytes === null || type === undefined) return c.json(say(languageOf(c.req), 'not-found'), 404);
    if (file === 'index.html') {
      const visitor = visitorOf(c.req.header('cookie'), languageOf(c.req));
      for (const cookie of visitor.cookies) c.header('set-cookie', cookie, { append: true });
    }
    const caching = file.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
    return c.body(new Uint8Array(bytes), 200, { 'content-type': type, 'cache-control': caching });
  });

  app.notFound((c) => c.json(say(languageOf(c.req), 'not-found'), 404));

  app.onError((error, c) => {
    const code = error instanceof ParleyError ? error.code : 'unexpected';
    if (code !== 'input.too-large' && code !== 'input.invalid') deps.failed(error);
    const words = say(languageOf(c.req), isKnown(code) ? code : 'unexpected', { limit: deps.uploadMb });
    return c.json({ code, ...words }, statusFor(code));
  });

  return app;
}

function statusFor(code: string): ContentfulStatusCode {
  if (code === 'input.too-large') return 413;
  if (code === 'input.invalid') return 400;
  if (code === 'storage.full') return 507;
  return code.endsWith('.unreachable') ? 503 : 500;
}

function languageOf(request: { query(name: string): string | undefined; header(name: string): string | undefined }) {
  return localeOf(request.query('lang') ?? request.header('accept-language'));
}
