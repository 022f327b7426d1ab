import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFetcher } from './fetch.ts';
import { createPageReader } from './index.ts';
import { PageProblem } from './problem.ts';
import type { Address } from './reach.ts';

/** A site on 127.0.0.2, which these tests take for the open Internet, and a server inside, on 127.0.0.1. */

const outside = '127.0.0.2';
let site: Server;
let inner: Server;
let port: number;
let asked: string[];
let innerAsked: string[];
let handle: RequestListener;

const listening = (server: Server, host: string, at: number) =>
  new Promise<number>((resolve, reject) => {
    server.on('error', reject);
    server.listen(at, host, () => resolve((server.address() as AddressInfo).port));
  });

beforeEach(async () => {
  asked = [];
  innerAsked = [];
  handle = (_, response) => response.end('<h1>Hello</h1>');
  site = createServer((request, response) => {
    asked.push(`${request.headers.host}${request.url}`);
    handle(request, response);
  });
  port = await listening(site, outside, 0);
  inner = createServer((request, response) => {
    innerAsked.push(request.url ?? '');
    response.end('a secret');
  });
  await listening(inner, '127.0.0.1', port);
});
afterEach(async () => {
  for (const server of [site, inner]) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

const never = new AbortController().signal;
const at = (address: string): Address[] => [{ address, family: address.includes(':') ? 6 : 4 }];
const egressOf = (...hosts: string[]) => ['site.test', '*.site.test', ...hosts].map((it) => `${it}:${port}`);

function fetching(names: Record<string, Address[]> = {}, egress = egressOf()) {
  const resolved: string[] = [];
  const fetcher = createFetcher({
    permits: (address) => address === outside,
    resolve: async (host) => {
      resolved.push(host);
      const found = { 'site.test': at(outside), ...names }[host];
      if (!found) throw new Error('ENOTFOUND');
      return found;
    },
  });
  const get = (url: string, signal = never) => fetcher(url.replace('PORT', String(port)), egress, signal);
  const problem = (url: string, signal = never) =>
    get(url, signal).then(
      () => 'read',
      (error) => (error instanceof PageProblem ? error.kind : Promise.reject(error)),
    );
  return { get, problem, resolved };
}

it('reads a page of a listed host', async () => {
  const { get } = fetching();
  const { bytes, mime, url } = await get('http://site.test:PORT/a?b#c');
  expect(Buffer.from(bytes).toString()).toBe('<h1>Hello</h1>');
  expect({ mime, url }).toEqual({ mime: 'text/html', url: `http://site.test:${port}/a?b#c` });
  expect(asked).toEqual([`site.test:${port}/a?b`]);
});

describe('refuses before anything is asked', () => {
  it.each([
    ['host', 'http://other.test:PORT/'],
    ['host', 'http://site.test.evil.test:PORT/'],
    ['host', 'http://evilsite.test:PORT/'],
    ['host', 'http://site.test/'],
    ['host', 'http://127.0.0.1:PORT/'],
    ['host', 'http://2130706433:PORT/'],
    ['host', 'http://[::ffff:127.0.0.1]:PORT/'],
    ['scheme', 'file:///etc/passwd'],
    ['scheme', 'ftp://site.test/x'],
    ['scheme', 'data:text/html,x'],
    ['address', 'http://me:secret@site.test:PORT/'],
    ['address', 'not an address'],
    ['unknown', 'http://gone.site.test:PORT/'],
  ])('%s: %s', async (kind, url) => {
    expect(await fetching().problem(url)).toBe(kind);
    expect([...asked, ...innerAsked]).toEqual([]);
  });

  it.each(['127.0.0.1', '169.254.169.254', '10.0.0.1', '::1', '::ffff:127.0.0.2', 'fd00:ec2::254'])(
    'a listed name that leads to %s',
    async (address) => {
      expect(await fetching({ 'in.site.test': at(address) }).problem('http://in.site.test:PORT/')).toBe('private');
      const both = [...at(outside), ...at(address)];
      expect(await fetching({ 'in.site.test': both }).problem('http://in.site.test:PORT/')).toBe('private');
      expect([...asked, ...innerAsked]).toEqual([]);
    },
  );

  it.each(['127.0.0.1', '169.254.169.254', '[::1]', '0x7f.1'])('%s, even when somebody listed it', async (host) => {
    const { hostname } = new URL(`http://${host}`);
    expect(await fetching({}, [`${hostname}:${port}`]).problem(`http://${host}:PORT/`)).toMatch(/private|host/);
    expect(innerAsked).toEqual([]);
  });
});

describe('redirects', () => {
  const redirect =
    (to: string): RequestListener =>
    (request, response) => {
      if (request.url === '/start') response.writeHead(302, { location: to.replace('PORT', String(port)) }).end();
      else response.end('<p>there</p>');
    };

  it('are followed within the list', async () => {
    handle = redirect('/next');
    expect((await fetching().get('http://site.test:PORT/start')).url).toBe(`http://site.test:${port}/next`);
  });

  it.each([
    ['host', 'http://127.0.0.1:PORT/'],
    ['host', 'http://169.254.169.254/latest/meta-data/'],
    ['host', 'http://other.test:PORT/'],
    ['private', 'http://in.site.test:PORT/'],
    ['scheme', 'file:///etc/passwd'],
    ['address', 'http://u:p@site.test:PORT/'],
  ])('%s: to %s', async (kind, to) => {
    handle = redirect(to);
    expect(await fetching({ 'in.site.test': at('127.0.0.1') }).problem('http://site.test:PORT/start')).toBe(kind);
    expect(innerAsked).toEqual([]);
  });

  it.each(['127.0.0.1:PORT', '169.254.169.254:PORT'])('to %s are refused by address, too', async (host) => {
    handle = redirect(`http://${host}/`);
    const listed = [...egressOf(), host.replace('PORT', String(port))];
    expect(await fetching({}, listed).problem('http://site.test:PORT/start')).toBe('private');
    expect(innerAsked).toEqual([]);
  });

  it('do not go round for ever', async () => {
    handle = (_, response) => response.writeHead(302, { location: '/again' }).end();
    expect(await fetching().problem('http://site.test:PORT/start')).toBe('redirects');
    expect(asked).toHaveLength(6);
  });
});

it('a name that changes its mind is not asked twice: what was checked is what is connected to', async () => {
  let times = 0;
  const fetcher = createFetcher({
    permits: (address) => address === outside,
    resolve: async () => at(times++ === 0 ? outside : '127.0.0.1'),
  });
  const url = `http://site.test:${port}/`;
  await fetcher(url, egressOf(), never);
  expect({ times, asked, innerAsked }).toEqual({ times: 1, asked: [`site.test:${port}/`], innerAsked: [] });
  await expect(fetcher(url, egressOf(), never)).rejects.toMatchObject({ kind: 'private' });
  expect(innerAsked).toEqual([]);
});

describe('answers', () => {
  it('of another status, type or size are refused', async () => {
    const { problem } = fetching();
    handle = (_, response) => response.writeHead(404).end('no');
    expect(await problem('http://site.test:PORT/')).toBe('status');
    handle = (_, response) => response.writeHead(200, { 'content-type': 'application/zip' }).end('PK');
    expect(await problem('http://site.test:PORT/')).toBe('type');
    handle = (_, response) => {
      response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' });
      response.end(gzipSync(Buffer.alloc(50 * 1024 * 1024)));
    };
    expect(await problem('http://site.test:PORT/')).toBe('size');
    handle = (_, response) => response.destroy();
    expect(await problem('http://site.test:PORT/')).toBe('unreachable');
  });

  it('that never end are given up, and a stop ends it at once', async () => {
    const { get } = fetching();
    handle = (_, response) => response.write('<p>');
    const reader = createPageReader((_, __, signal) => get('http://site.test:PORT/', signal));
    await expect(reader('', { egress: [], seconds: 0.3, signal: never })).rejects.toMatchObject({ kind: 'slow' });
    const stop = new AbortController();
    handle = (_, response) => {
      response.write('<p>');
      stop.abort(new Error('stopped'));
    };
    await expect(get('http://site.test:PORT/', stop.signal)).rejects.toThrow('stopped');
  });

  it('carry no cookies and no credentials anywhere', async () => {
    const seen: unknown[] = [];
    handle = (request, response) => {
      const { cookie, authorization, referer } = request.headers;
      seen.push({ cookie, authorization, referer });
      if (request.url === '/start') response.writeHead(302, { location: '/next', 'set-cookie': 'a=b' }).end();
      else response.end('ok');
    };
    await fetching().get('http://site.test:PORT/start');
    expect(seen).toEqual([{}, {}]);
  });
});
