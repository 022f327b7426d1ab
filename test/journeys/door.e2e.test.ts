import { once } from 'node:events';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { expectDecent } from './decency.ts';
import { openPage } from './page-client.ts';
import { run, type Started, startParley, temporaryFolder, tidy } from './parley.ts';

const token = 'open-sesame-open-sesame';
let local: Started;
let wide: Started;

beforeAll(async () => {
  const [one, two] = [await temporaryFolder(), await temporaryFolder()];
  local = await startParley({ data: one });
  wide = await startParley({
    args: ['start', '--only', 'bots'],
    data: two,
    env: { PARLEY_WEB_TOKEN: token, PARLEY_HOST: '0.0.0.0' },
  });
});

afterAll(async () => {
  await Promise.all([local.end(), wide.end()]);
  await tidy();
});

/** The status of a plain request with exactly these headers; fetch would not let us lie about `Host`. */
async function status(port: number, path: string, headers: Record<string, string>, method = 'GET'): Promise<number> {
  const asking = request({ host: '127.0.0.1', port, path, method, headers }).end();
  const [response] = await once(asking, 'response');
  response.resume();
  return response.statusCode;
}

async function socketStatus(port: number, headers: Record<string, string>): Promise<number> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/multi-ai-chat`, { headers });
  socket.on('error', () => {});
  const [outcome] = await Promise.race([
    once(socket, 'open').then(() => [101]),
    once(socket, 'unexpected-response').then(([, response]) => [response.statusCode]),
  ]);
  socket.terminate();
  return outcome;
}

describe('on this machine', () => {
  test('other origins and other names of the host are turned away', async () => {
    const { port } = local;
    const own = `127.0.0.1:${port}`;
    expect(await socketStatus(port, {})).toBe(101);
    expect(await socketStatus(port, { origin: `http://${own}` })).toBe(101);
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: `http://127.0.0.1:${port + 1}` },
      { host: `evil.example:${port}` },
      { host: 'evil.example', origin: 'http://evil.example' },
      { host: `localhost.evil.example:${port}` },
    ])
      expect(await socketStatus(port, headers), JSON.stringify(headers)).toBe(403);
    for (const path of ['/', '/api/status', '/api/threads', `/api/blobs/${'0'.repeat(64)}`])
      expect(await status(port, path, { host: 'evil.example' })).toBe(403);
    expect(await status(port, '/api/upload?name=a', { host: own, origin: 'https://evil.example' }, 'POST')).toBe(403);
    expect(await status(port, '/api/me', { host: own, origin: 'https://evil.example' }, 'POST')).toBe(403);
  });

  test('blobs that are guessed, paths that climb, names that deceive', async () => {
    const page = await openPage(local.port);
    for (const sha of ['0'.repeat(64), '..%2f..%2fetc%2fpasswd', 'A'.repeat(64), '0'.repeat(63)])
      expect((await page.http(`/api/blobs/${sha}`)).status).toBe(404);
    for (const path of ['/../package.json', '/%2e%2e/package.json', '/assets/..%2f..%2fpackage.json', '/parley.yaml'])
      expect(await status(local.port, path, { host: `127.0.0.1:${local.port}` })).toBe(404);
    for (const [given, kept] of [
      ['../../etc/passwd', 'passwd'],
      ['C:\\Windows\\win.ini', 'win.ini'],
      ['..', 'file'],
      ['-rf', '_rf'],
      ['a\u202etxt.exe', 'atxt.exe'],
      ['a\nb\u0000c', 'abc'],
    ] as const)
      expect((await page.upload(given, 'x')).name).toBe(kept);
    const html = await page.upload('x.html', '<script>alert(1)</script>');
    const served = await page.http(`/api/blobs/${html.blob}?name=x.html&inline=1`);
    expect(served.headers.get('content-disposition') ?? '').toMatch(/^attachment|^inline/);
    expect(served.headers.get('content-type')).not.toContain('html');
    expect(served.headers.get('x-content-type-options')).toBe('nosniff');
    page.close();
  });

  test('a file that was never uploaded cannot be attached', async () => {
    const page = await openPage(local.port);
    const files = [{ name: 'a.txt', bytes: 3, blob: 'f'.repeat(64) }];
    const debate = await page.say('run `ls -A`', { files });
    const prepared = await page.event(debate, 'workspace.prepared');
    expect(prepared.problem).toContain('a.txt');
    expect(prepared.files).toEqual([]);
    await page.stop(debate);
    await page.ended(debate);
    expectDecent(page.heard);
    page.close();
  });

  test('only the requester may say yes', async () => {
    const asker = await openPage(local.port);
    const stranger = await openPage(local.port);
    const debate = await asker.say('run `echo x > x`', { thread: 'mine' });
    const { planHash } = await asker.event(debate, 'approval.requested');
    for (const type of ['approve', 'deny', 'withdraw'])
      expect(await stranger.request({ type, debate, plan_hash: planHash })).toMatchObject({ code: 'not-an-approver' });
    expect(await asker.request({ type: 'approve', debate, plan_hash: '0'.repeat(64) })).toMatchObject({
      code: 'nothing-to-approve',
    });
    expect(await asker.decide('deny', debate)).toMatchObject({ type: 'accepted' });
    for (const page of [asker, stranger]) page.close();
  });
});

describe('for others too', () => {
  test('without a token it does not start', async () => {
    const { code, err } = await run({
      args: ['start'],
      data: await temporaryFolder(),
      env: { PARLEY_HOST: '0.0.0.0' },
    });
    expect(code).toBe(1);
    expect(err).toMatch(/PARLEY_WEB_TOKEN/);
  });

  test('with one, nothing is told without it', async () => {
    const { port } = wide;
    const host = `127.0.0.1:${port}`;
    for (const path of [
      '/',
      '/api/status',
      '/api/threads',
      `/api/blobs/${'0'.repeat(64)}`,
      '/?token=wrong-wrong-wrong',
    ])
      expect(await status(port, path, { host }), path).toBe(401);
    for (const path of ['/api/upload?name=a', '/api/me'])
      expect(await status(port, path, { host }, 'POST'), path).toBe(401);
    expect(await socketStatus(port, {})).toBe(401);
    expect(await socketStatus(port, { authorization: 'Bearer wrong-wrong-wrong-wrong' })).toBe(401);
    expect(await socketStatus(port, { authorization: `Bearer ${token}` })).toBe(101);
    expect(await socketStatus(port, { authorization: `Bearer ${token}`, origin: 'https://evil.example' })).toBe(403);
    const opened = await fetch(`http://${host}/?token=${token}`, { redirect: 'manual' });
    expect(opened.status).toBe(303);
    expect(opened.headers.get('location')).not.toContain(token);
    expect(opened.headers.get('set-cookie')).not.toContain(token);
    expect(wide.err()).not.toContain(token);
  });
});
