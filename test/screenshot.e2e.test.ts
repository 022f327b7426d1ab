import { execFileSync, spawn } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ensureBrowserImage } from '../sandbox/browser/image.ts';
import { createDockerBrowser } from '../sandbox/browser/index.ts';
import { docker, environment, house, memoryBlobs, never } from '../sandbox/rig.ts';
import { fold } from '../src/debate/debate.ts';
import { type Address, createReach } from '../src/tools/pages/reach.ts';
import { createScreenshotter } from '../src/tools/pages/screenshot.ts';
import type { WorkerDeps } from '../workers/deps.ts';
import { createToolbox } from '../workers/tools/index.ts';
import { createMemoryLedger } from './doubles/ledger.ts';
import { decodePng } from './png.ts';
import { aiin, opened } from './samples/record.ts';

/**
 * Pictures of pages by the real browser in its real container. 127.0.0.2 stands for the open Internet, and a server on
 * 127.0.0.1 for what lies inside and must never be asked; both are given at the seam where names are resolved.
 */

const outside = '127.0.0.2';
const servers: Server[] = [];
let port: number;
let securePort: number;
let key: string;
let innerAsked: number;
const pages: Record<string, RequestListener> = {};

const listen = async (server: Server, host: string, at = 0) => {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(at, host, resolve));
  return (server.address() as AddressInfo).port;
};

beforeAll(async () => {
  await ensureBrowserImage({ docker, signal: never, progress: () => undefined });
  const folder = mkdtempSync(join(tmpdir(), 'parley-certificate-'));
  const [keyFile, certificateFile] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-days',
      '2',
      '-subj',
      '/CN=site.test',
      '-keyout',
      keyFile,
    ].concat(['-out', certificateFile, '-addext', 'subjectAltName=DNS:site.test']),
    { stdio: 'ignore' },
  );
  const cert = readFileSync(certificateFile);
  const handle: RequestListener = (request, response) => {
    const page = pages[request.url ?? ''];
    if (page) page(request, response);
    else response.writeHead(404).end();
  };
  port = await listen(createServer(handle), outside);
  securePort = await listen(createSecureServer({ key: readFileSync(keyFile), cert }, handle), outside);
  rmSync(folder, { recursive: true });
  key = execFileSync('openssl', ['dgst', '-sha256', '-binary'], {
    input: new X509Certificate(cert).publicKey.export({ type: 'spki', format: 'der' }),
  }).toString('base64');
  const inner = createServer((_, response) => response.end('a secret'));
  inner.on('connection', () => {
    innerAsked += 1;
  });
  innerAsked = 0;
  await listen(inner, '127.0.0.1', port);
}, 300_000);
afterAll(async () => {
  for (const server of servers) await new Promise((resolve) => server.close(resolve));
});

const html = (body: string, headers: Record<string, string> = {}): RequestListener => {
  return (_, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', connection: 'close', ...headers });
    response.end(`<!doctype html>${body.replaceAll('PORT', String(port))}`);
  };
};
const redirect = (to: string): RequestListener => {
  return (_, response) => response.writeHead(302, { location: to.replace('PORT', String(port)) }).end();
};

const at = (address: string): Address[] => [{ address, family: 4 }];
let debates = 0;

/** @param trusted whether the browser takes the site's certificate, which nobody has signed */
async function toolbox(options: { signal?: AbortSignal; trusted?: boolean; seconds?: number } = {}) {
  const { signal = never, trusted = false, seconds = 20 } = options;
  const debate = `screenshot-${process.pid}-${++debates}`;
  const resolved: Record<string, number> = {};
  const reach = createReach({
    permits: (address) => address === outside,
    resolve: async (host) => {
      resolved[host] = (resolved[host] ?? 0) + 1;
      if (host === 'in.site.test') return at('127.0.0.1');
      // What resolves to the open Internet when it is first asked about, and inside afterwards.
      if (host === 'flip.site.test' && resolved[host] > 1) return at('127.0.0.1');
      return at(outside);
    },
  });
  const flags = trusted ? [`--ignore-certificate-errors-spki-list=${key}`] : [];
  const ledger = createMemoryLedger();
  await ledger.append(debate, opened({ text: 'x', locale: 'en', council: [aiin] }), 'open');
  const state = fold(debate, await ledger.read(debate));
  if (!state) throw new Error('no debate');
  const hosts = ['site.test', '*.site.test', '127.0.0.1'];
  const egress = [...hosts.map((host) => `${host}:${port}`), `site.test:${securePort}`, '169.254.169.254'];
  const blobs = memoryBlobs();
  const deps = {
    ledger,
    blobs,
    environments: { default: { ...environment, egress } },
    tools: { perStage: 20, seconds, takeScreenshot: createScreenshotter(createDockerBrowser({ house, flags }), reach) },
    log: pino({ level: 'silent' }),
  } as unknown as WorkerDeps;
  const task = { kind: 'analyse', key: `${debate}/analyse/1/aiin`, turn: 1, persona: 'aiin' } as const;
  const { use } = createToolbox(deps, state, task, signal);
  const containers = async () =>
    (await docker.listContainers({ all: true, filters: { label: [`parley.debate=${debate}`] } })).map(
      ({ State }) => State,
    );
  return {
    debate,
    containers,
    shoot: (url: string) =>
      use('web_browser', {
        action: 'screenshot',
        url: url.replace('SECURE', String(securePort)).replace('PORT', String(port)),
      }),
    /** What the ledger tells of the last use, with the picture that belongs to it. */
    told: async () => {
      const event = (await ledger.read(debate)).at(-1)?.event;
      if (event?.type !== 'tool.used') throw new Error('no use');
      const png = event.artifact?.blob ? await blobs.get(event.artifact.blob) : null;
      return { event, picture: png && decodePng(png) };
    },
  };
}

describe('a screenshot', () => {
  it('shows the page with what lies on listed hosts, and nothing of it reaches inside', async () => {
    pages['/red.svg'] = (_, response) => {
      response.writeHead(200, { 'content-type': 'image/svg+xml' });
      response.end(
        '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100"><rect width="100" height="100" fill="#f00"/></svg>',
      );
    };
    pages['/'] = html(
      `<title>한강</title><style>body{background:#00f;margin:0;height:1500px}img{position:absolute;top:0}</style>
       <img src="http://pictures.site.test:PORT/red.svg" style="left:0">
       <img src="http://in.site.test:PORT/red.svg" style="left:200px"><img src="http://other.test:PORT/red.svg">
       <iframe src="http://127.0.0.1:PORT/" style="display:none"></iframe><script>
       const wanted = ['http://169.254.169.254/latest/meta-data/', 'http://localhost:PORT/'];
       new WebSocket('ws://127.0.0.1:PORT/'); new WebSocket('ws://in.site.test:PORT/');
       const link = new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1:PORT' }] });
       link.createDataChannel('x'); link.createOffer().then((offer) => link.setLocalDescription(offer));
       alert('stop here');
       Promise.all(wanted.map((url) => fetch(url, { mode: 'no-cors' }).then((it) => it.text()).catch(() => ''))).then(
         (texts) => { if (texts.join('').includes('secret')) document.body.style.background = '#000'; });
       </script>`,
    );
    const { shoot, told, containers } = await toolbox();
    const { ok, text } = await shoot('http://site.test:PORT/');
    expect(text).toMatch(
      /^The picture \(1280×1500\) of http:\/\/site\.test:\d+\/ is in the thread as screenshot-\w{8}\.png\./,
    );
    expect(text).toContain('Title of the page: 한강');
    expect(ok).toBe(true);
    for (const host of ['in.site.test', 'other.test', '127.0.0.1', '169.254.169.254']) expect(text).toContain(host);

    const { event, picture } = await told();
    expect(event).toMatchObject({
      tool: 'web_browser',
      action: 'screenshot',
      ok: true,
      artifact: { mime: 'image/png' },
    });
    expect([picture?.width, picture?.height]).toEqual([1280, 1500]);
    expect(picture?.at(50, 50)).toEqual([255, 0, 0]);
    expect(picture?.at(250, 50)).not.toEqual([255, 0, 0]);
    for (const [x, y] of [
      [640, 400],
      [1279, 1499],
    ] as const)
      expect(picture?.at(x, y)).toEqual([0, 0, 255]);
    expect(innerAsked).toBe(0);
    expect(await containers()).toEqual([]);
  });

  it('is taken over TLS of those whose certificate is good, and of nobody else', async () => {
    pages['/tls'] = html('<body style="background:#0f0">');
    const trusting = await toolbox({ trusted: true });
    expect(await trusting.shoot('https://site.test:SECURE/tls')).toMatchObject({ ok: true });
    expect((await trusting.told()).picture?.at(640, 400)).toEqual([0, 255, 0]);
    const { shoot } = await toolbox();
    expect(await shoot('https://site.test:SECURE/tls')).toEqual({
      ok: false,
      text: `The certificate of site.test:${securePort} cannot be trusted.`,
    });
  });

  it.each([
    ['http://other.test:PORT/', /other\.test:\d+ is not among the hosts/],
    ['http://in.site.test:PORT/', /in\.site\.test leads to an address that is not of the open Internet/],
    ['http://127.0.0.1:PORT/', /127\.0\.0\.1 leads to/],
    ['http://flip.site.test:PORT/', /flip\.site\.test leads to/],
    ['http://site.test:PORT/to-loopback', /127\.0\.0\.1 leads to/],
    ['http://site.test:PORT/to-metadata', /169\.254\.169\.254 leads to/],
    ['http://site.test:PORT/by-script', /in\.site\.test leads to/],
    ['http://site.test:PORT/none', /status 404/],
  ])('of %s is refused, with the reason', async (url, reason) => {
    pages['/to-loopback'] = redirect('http://127.0.0.1:PORT/');
    pages['/to-metadata'] = redirect('http://169.254.169.254/latest/meta-data/');
    pages['/by-script'] = html('<script>location = "http://in.site.test:PORT/"</script>');
    const { shoot, told, containers } = await toolbox();
    const { ok, text } = await shoot(url);
    expect(text).toMatch(reason);
    expect(ok).toBe(false);
    expect((await told()).event).toMatchObject({ ok: false, action: 'screenshot' });
    expect((await told()).event).not.toHaveProperty('artifact');
    expect(innerAsked).toBe(0);
    expect(await containers()).toEqual([]);
  });

  it('is given up when the page does not let go, and halted by a stop', async () => {
    pages['/busy'] = html('<script>while (true);</script>');
    const { shoot, containers } = await toolbox({ seconds: 1 });
    expect(await shoot('http://site.test:PORT/busy')).toEqual({
      ok: false,
      text: 'The page did not come within 1 s.',
    });
    expect(await containers()).toEqual([]);

    const stop = new AbortController();
    pages['/never'] = () => stop.abort(new Error('stopped'));
    const stopped = await toolbox({ signal: stop.signal });
    await expect(stopped.shoot('http://site.test:PORT/never')).rejects.toThrow('stopped');
    expect(await stopped.containers()).toEqual([]);
  });

  it('leaves nothing behind when its worker dies in the middle', async () => {
    const debate = `screenshot-${process.pid}-dead`;
    const order = { key: `${debate}/analyse/1/aiin/tool/1`, url: 'http://site.test/', environment, seconds: 60 };
    const program = `
      const { createDockerBrowser } = await import(${JSON.stringify(new URL('../sandbox/browser/index.ts', import.meta.url).href)});
      const browser = createDockerBrowser({ house: ${JSON.stringify(house)} });
      await browser.look(${JSON.stringify(order)}, () => console.log('asked'), new AbortController().signal);`;
    const worker = spawn(process.execPath, ['--input-type=module', '--eval', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise((resolve) => worker.stdout.once('data', resolve));
    const filters = { label: [`parley.debate=${debate}`] };
    expect(await docker.listContainers({ all: true, filters })).toHaveLength(1);
    worker.kill('SIGKILL');
    await vi.waitFor(async () => expect(await docker.listContainers({ all: true, filters })).toEqual([]), 20_000);
  });
});
