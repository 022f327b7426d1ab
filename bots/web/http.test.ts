import { request } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { ParleyError } from '../../src/errors.ts';
import { errorsByHour } from '../../test/samples/errors-by-hour.ts';
import { createWebServer } from './server.ts';
import { startTestServer } from './testing/test-server.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

type Options = Parameters<typeof startTestServer>[0];

async function started(config: Options['config'] = {}, more: Partial<Options> = {}) {
  const it = await startTestServer({ sample: errorsByHour, page: import.meta.dirname, config, ...more });
  closers.push(() => it.server.close());
  return it;
}

test('a file goes up raw or as a form and comes down as it was, under a safe name', async () => {
  const { url } = await started();
  const bytes = Uint8Array.from({ length: 3000 }, (_, at) => at % 256);
  const raw = await fetch(`${url}api/upload?name=${encodeURIComponent('../../etc/보고서\u202e.bin')}`, {
    method: 'POST',
    body: bytes,
  });
  const file = (await raw.json()) as { name: string; blob: string; bytes: number };
  expect(file).toMatchObject({ name: '보고서.bin', bytes: 3000 });

  const form = new FormData();
  form.append('file', new File([bytes], '-rf.txt'));
  const second = (await (await fetch(`${url}api/upload`, { method: 'POST', body: form })).json()) as typeof file;
  expect(second).toEqual({ name: '_rf.txt', bytes: 3000, blob: file.blob });

  const back = await fetch(`${url}api/blobs/${file.blob}?name=a.bin`);
  expect(new Uint8Array(await back.arrayBuffer())).toEqual(bytes);
  expect(back.headers.get('content-disposition')).toMatch(/^attachment/);
});

test('a doorbell is rung by whoever signs, without the page’s token, and hears the bytes as they were', async () => {
  const rung: string[] = [];
  const ring = async (headers: Headers, body: Uint8Array) => {
    rung.push(`${headers.get('x-signature')} ${Buffer.from(body).toString()}`);
    return { status: headers.get('x-signature') === 'right' ? 200 : 401, body: 'heard' };
  };
  const { url } = await started({ token: 'a-secret-of-the-page' }, { doorbells: { '/webhooks/test': ring } });
  const knock = (signature: string, body: string) =>
    fetch(`${url}webhooks/test`, { method: 'POST', headers: { 'x-signature': signature }, body });
  expect((await knock('right', '{"a": 1}')).status).toBe(200);
  expect((await knock('wrong', 'x')).status).toBe(401);
  expect(rung).toEqual(['right {"a": 1}', 'wrong x']);
  expect((await knock('right', 'x'.repeat(2 * 1024 * 1024))).status).toBe(413);
});

test('too large an upload is refused in words, told in advance or not', async () => {
  const { url } = await started();
  const big = new Uint8Array(3 * 1024 * 1024);
  const told = await fetch(`${url}api/upload?name=a`, {
    method: 'POST',
    body: big,
    headers: { 'accept-language': 'ko' },
  });
  expect(told.status).toBe(413);
  expect(await told.json()).toMatchObject({ code: 'input.too-large', message: '파일이 1 MB보다 큽니다.' });
  const stream = new ReadableStream({
    start(controller) {
      for (let at = 0; at < 3; at += 1) controller.enqueue(big.subarray(0, 1024 * 1024));
      controller.close();
    },
  });
  const untold = await fetch(`${url}api/upload?name=a`, {
    method: 'POST',
    body: stream,
    duplex: 'half',
  } as RequestInit);
  expect(untold.status).toBe(413);
});

test('only harmless kinds open in place; SVG and HTML never run', async () => {
  const { url, blobs } = await started();
  const sha = await blobs.put(Buffer.from('<svg onload="alert(1)"/>'));
  const get = async (name: string) => (await fetch(`${url}api/blobs/${sha}?inline=1&name=${name}`)).headers;
  expect((await get('a.svg')).get('content-disposition')).toMatch(/^attachment/);
  expect((await get('a.html')).get('content-type')).toBe('text/plain; charset=utf-8');
  expect((await get('a.exe')).get('content-disposition')).toMatch(/^attachment/);
  expect((await get('a.csv')).get('content-disposition')).toMatch(/^inline/);
  expect((await get('a.svg')).get('content-security-policy')).toContain('sandbox');
  expect((await fetch(`${url}api/blobs/${'0'.repeat(64)}`)).status).toBe(404);
});

test('a page of another site can neither post nor reach in through a rebound name', async () => {
  const { url } = await started();
  const post = (headers: Record<string, string>) => statusOf(`${url}api/upload?name=a`, 'POST', headers);
  expect(await post({ origin: 'https://evil.example' })).toBe(403);
  expect(await post({ origin: url.slice(0, -1) })).toBe(200);
  expect(await statusOf(`${url}api/threads`, 'GET', { host: 'evil.example' })).toBe(403);
  expect(await statusOf(`${url}api/threads`, 'GET', { host: 'localhost:9' })).toBe(200);
});

test('a token in the address is kept as a cookie and taken out of the address', async () => {
  const token = 'a-long-enough-secret';
  const { url } = await started({ token });
  expect((await fetch(`${url}api/threads`)).status).toBe(401);
  expect((await fetch(`${url}?token=wrong-wrong-wrong`, { redirect: 'manual' })).status).toBe(401);
  const door = await fetch(`${url}?token=${token}`, { redirect: 'manual' });
  expect([door.status, door.headers.get('location')]).toEqual([303, '/']);
  const cookie = door.headers.get('set-cookie')?.split(';')[0] ?? '';
  expect(cookie).not.toContain(token);
  expect((await fetch(`${url}api/threads`, { headers: { cookie } })).status).toBe(200);
  expect((await fetch(`${url}api/threads`, { headers: { authorization: `Bearer ${token}` } })).status).toBe(200);
  expect((await fetch(`${url}healthz`)).status).toBe(200);
});

test('a name is remembered, and an id cannot be chosen', async () => {
  const { url } = await started();
  const first = await fetch(`${url}api/me`, { method: 'POST', body: JSON.stringify({ name: ' 지원\u0007 ' }) });
  const me = (await first.json()) as { id: string; name: string };
  expect(me).toMatchObject({ name: '지원', id: expect.stringMatching(/^web:[0-9a-f]{16}$/) });
  const cookie = first.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  expect(cookie).not.toContain(me.id.slice(4));
  const again = await fetch(`${url}api/me`, { method: 'POST', body: '{"name":"x"}', headers: { cookie } });
  expect(await again.json()).toMatchObject({ id: me.id });
});

test('nothing outside the built page is served', async () => {
  const { url } = await started();
  for (const path of ['server.ts', '..%2fpost.ts', '%2e%2e/post.ts', 'testing/client.ts', 'assets/..%2fserver.ts'])
    expect((await fetch(url + path)).status).toBe(404);
});

test('a port in use is told with a way out', async () => {
  const { deps, url } = await started();
  const port = Number(new URL(url).port);
  const second = createWebServer({ ...deps, config: { ...deps.config, port } });
  await expect(second).rejects.toThrow(ParleyError);
  await expect(second).rejects.toMatchObject({ code: 'port.in-use', fix: expect.stringContaining('PARLEY_PORT') });
});

function statusOf(url: string, method: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request(url, { method, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    call.on('error', reject);
    call.end(method === 'POST' ? 'x' : undefined);
  });
}
