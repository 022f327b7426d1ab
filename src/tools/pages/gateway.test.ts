import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo, createServer as createSocketServer } from 'node:net';
import { type Duplex, duplexPair } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createGateway } from './gateway.ts';
import { type Address, createReach } from './reach.ts';

/** A site on 127.0.0.2, which these tests take for the open Internet, and a server inside, on 127.0.0.1. */

const outside = '127.0.0.2';
let site: Server;
let inner: Server;
let port: number;
let asked: IncomingMessage[];
let innerAsked: number;
let answer: (request: IncomingMessage) => [number, Record<string, string>, string | Buffer];

const listening = (server: Server, host: string, at: number) =>
  new Promise<number>((resolve, reject) => {
    server.on('error', reject);
    server.listen(at, host, () => resolve((server.address() as AddressInfo).port));
  });

beforeEach(async () => {
  asked = [];
  innerAsked = 0;
  answer = () => [200, {}, 'hello'];
  site = createServer((request, response) => {
    asked.push(request);
    const [status, headers, body] = answer(request);
    response.writeHead(status, headers).end(body);
  });
  port = await listening(site, outside, 0);
  inner = createServer((_, response) => response.end('a secret'));
  inner.on('connection', () => {
    innerAsked += 1;
  });
  await listening(inner, '127.0.0.1', port);
});
afterEach(async () => {
  for (const server of [site, inner]) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

const at = (address: string): Address => ({ address, family: address.includes(':') ? 6 : 4 });

function opened(names: Record<string, () => Address[]> = {}) {
  const reach = createReach({
    permits: (address) => address === outside,
    resolve: async (host) => {
      if (host === 'site.test') return [at(outside)];
      const found = names[host]?.();
      if (!found) throw new Error('ENOTFOUND');
      return found;
    },
  });
  const egress = [`site.test:${port}`, `*.site.test:${port}`, `127.0.0.1:${port}`];
  const stop = new AbortController();
  const gateway = createGateway({ reach, egress, signal: stop.signal });
  const connection = (): Duplex => {
    const [browser, served] = duplexPair();
    gateway.serve(served);
    return browser;
  };
  /** Says it on a connection of its own, and gives all that comes back until the other side ends it. */
  const say = async (words: string) => {
    const browser = connection();
    browser.write(words.replaceAll('PORT', String(port)));
    return text(browser);
  };
  const get = (url: string, more = '') =>
    say(`GET ${url} HTTP/1.1\r\nHost: whatever.test\r\nConnection: close\r\n${more}\r\n`);
  const refusals = () => [...gateway.refusals].map(([host, { kind }]) => `${host.replace(`:${port}`, '')} ${kind}`);
  return { say, get, connection, refusals, stop };
}

describe('a request', () => {
  it('goes to a listed host, under the name that was checked, without what concerns the connection', async () => {
    answer = () => [200, { 'content-type': 'text/css', 'set-cookie': 'a=b', 'proxy-authenticate': 'Basic' }, 'body {}'];
    const { get, refusals } = opened();
    const got = await get('http://site.test:PORT/a?b', 'Proxy-Connection: keep-alive\r\nAccept: text/css\r\n');
    expect(got).toMatch(/^HTTP\/1.1 200 OK\r\ncontent-type: text\/css\r\nset-cookie: a=b\r\n[\s\S]*body {}/);
    expect(got).not.toMatch(/proxy-auth/);
    const [request] = asked;
    expect(request?.url).toBe('/a?b');
    expect(request?.headers).toEqual({ host: `site.test:${port}`, accept: 'text/css', connection: 'close' });
    expect(refusals()).toEqual([]);
  });

  it('carries what is sent, and not more than a little', async () => {
    const { say } = opened();
    const post = (bytes: number) =>
      say(
        `POST http://site.test:PORT/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: ${bytes}\r\n\r\n` +
          'x'.repeat(bytes),
      );
    expect(await post(1000)).toMatch(/^HTTP\/1.1 200/);
    expect(await post(8 * 1024 * 1024).catch(() => 'cut')).not.toMatch(/^HTTP\/1.1 200/);
  });

  it('gets no more than pages need', async () => {
    const piece = Buffer.alloc(20 * 1024 * 1024);
    answer = () => [200, {}, piece];
    const { get } = opened();
    expect((await get('http://site.test:PORT/')).length).toBeGreaterThan(piece.length);
    await get('http://site.test:PORT/');
    const third = await get('http://site.test:PORT/').catch(() => '');
    expect(third.length).toBeLessThan(piece.length);
  });

  it.each([
    ['http://other.test:PORT/', 'other.test host'],
    ['http://site.test/', 'site.test host'],
    ['http://gone.site.test:PORT/', 'gone.site.test unknown'],
    ['http://in.site.test:PORT/', 'in.site.test private'],
    ['http://both.site.test:PORT/', 'both.site.test private'],
    ['http://127.0.0.1:PORT/', '127.0.0.1 private'],
    ['http://0x7f.1:PORT/', '127.0.0.1 private'],
    ['http://169.254.169.254/latest/meta-data/', '169.254.169.254 host'],
    ['http://me:secret@site.test:PORT/', 'site.test address'],
  ])('%s is refused: %s', async (url, refusal) => {
    const { get, refusals } = opened({
      'in.site.test': () => [at('127.0.0.1')],
      'both.site.test': () => [at(outside), at('::1')],
    });
    expect(await get(url)).toMatch(/^HTTP\/1.1 403/);
    expect(refusals()).toEqual([refusal]);
    expect([asked.length, innerAsked]).toEqual([0, 0]);
  });

  it.each(['/', 'file:///etc/passwd', 'https://site.test:PORT/', 'site.test:PORT'])(
    '%s is none for a proxy',
    async (target) => {
      expect(await opened().get(target)).toMatch(/^$|^HTTP\/1.1 400/);
      expect([asked.length, innerAsked]).toEqual([0, 0]);
    },
  );

  it('is a question of its own: a name that changes its mind is refused from then on, on the same connection too', async () => {
    let times = 0;
    const { say, refusals } = opened({ 'flip.site.test': () => [at(times++ === 0 ? outside : '127.0.0.1')] });
    const one = 'GET http://flip.site.test:PORT/ HTTP/1.1\r\nHost: x\r\n';
    const got = await say(`${one}\r\n${one}Connection: close\r\n\r\n`);
    expect(got).toMatch(/^HTTP\/1.1 200 OK[\s\S]*hello[\s\S]*HTTP\/1.1 403/);
    expect(refusals()).toEqual(['flip.site.test private']);
    expect([times, asked.length, innerAsked]).toEqual([2, 1, 0]);
  });

  it('and the redirect that it may give: the browser is told, and asks about the next place', async () => {
    answer = () => [302, { location: `http://127.0.0.1:${port}/` }, ''];
    const { get, refusals } = opened();
    const location = /location: (\S+)/.exec(await get('http://site.test:PORT/'))?.[1] ?? '';
    expect(await get(location)).toMatch(/^HTTP\/1.1 403/);
    expect(refusals()).toEqual(['127.0.0.1 private']);
    expect(innerAsked).toBe(0);
  });
});

describe('a tunnel', () => {
  const connect = (to: string, early = '') => `CONNECT ${to} HTTP/1.1\r\nHost: ${to}\r\n\r\n${early}`;

  it('carries bytes both ways to a listed host, those that came early first, and ends with either side', async () => {
    const echo = createSocketServer((socket) => {
      socket.on('data', (piece) => (piece.toString().endsWith('bye') ? socket.end(piece) : socket.write(piece)));
    });
    await new Promise<void>((resolve) => echo.listen(0, outside, resolve));
    const echoPort = (echo.address() as AddressInfo).port;
    const reach = createReach({ permits: (address) => address === outside, resolve: async () => [at(outside)] });
    const gateway = createGateway({
      reach,
      egress: [`site.test:${echoPort}`],
      signal: new AbortController().signal,
    });
    const [browser, served] = duplexPair();
    gateway.serve(served);
    browser.write(connect(`site.test:${echoPort}`, 'early '));
    const got = text(browser);
    browser.write('and bye');
    expect(await got).toBe('HTTP/1.1 200 Connection established\r\n\r\nearly and bye');
    await new Promise((resolve) => echo.close(resolve));
  });

  it.each([
    ['other.test:443', 'other.test host'],
    ['site.test:22', 'site.test:22 host'],
    ['in.site.test:PORT', 'in.site.test private'],
    ['127.0.0.1:PORT', '127.0.0.1 private'],
    ['[::1]:PORT', '[::1] host'],
    ['localhost:PORT', 'localhost host'],
  ])('to %s is refused: %s', async (to, refusal) => {
    const { say, refusals } = opened({ 'in.site.test': () => [at('127.0.0.1')] });
    expect(await say(connect(to))).toBe('HTTP/1.1 403 Forbidden\r\n\r\n');
    expect(refusals()).toEqual([refusal]);
    expect(innerAsked).toBe(0);
  });

  it.each(['site.test', 'me@site.test:PORT', 'site.test:PORT/x', 'http://site.test:PORT', 'site.test:99999'])(
    'to %s is none',
    async (to) => {
      expect(await opened().say(connect(to))).toMatch(/^HTTP\/1.1 400/);
      expect([asked.length, innerAsked]).toEqual([0, 0]);
    },
  );
});

it('what is no HTTP is cut off, and a stop cuts off what is open', async () => {
  const { say, connection, stop } = opened();
  expect(await say('\x16\x03\x01 hello\r\n\r\n').catch(() => '')).toBe('');
  answer = () => {
    stop.abort(new Error('stopped'));
    return [200, {}, 'late'];
  };
  const browser = connection();
  browser.write(`GET http://site.test:${port}/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
  expect(await text(browser).catch(() => '')).not.toMatch(/late/);
});
