import { request as ask, createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { type Duplex, pipeline, Transform } from 'node:stream';
import { PageProblem } from './problem.ts';
import { hostOf, pinned, type Reach } from './reach.ts';

/** What one page may move altogether: much more than pages need, and as much as its browser can hold. */
const mostBytes = { in: 48 * 1024 * 1024, out: 4 * 1024 * 1024 } as const;
const mostRefusals = 100;
const connectMs = 10_000;

export type Gateway = {
  /** Takes a connection on which a browser speaks as to its HTTP proxy. */
  serve(connection: Duplex): void;
  /** What was refused or could not be reached, by host as the browser named it. */
  readonly refusals: ReadonlyMap<string, PageProblem>;
};

/**
 * The only way out of the browser's container. Each request and each tunnel is a question of its own (may this host be
 * asked, and where does it lead right now?), so redirects, parts of a page and names that change their mind are asked
 * about like the first address. Nothing is believed that the browser says: it may be in the hands of a page.
 */
export function createGateway(options: {
  readonly reach: Reach;
  readonly egress: readonly string[];
  readonly signal: AbortSignal;
}): Gateway {
  const { reach, egress, signal } = options;
  const refusals = new Map<string, PageProblem>();
  const moved = { in: 0, out: 0 };

  const counted = (way: 'in' | 'out') =>
    new Transform({
      transform(piece: Buffer, _, done) {
        moved[way] += piece.length;
        if (moved[way] > mostBytes[way]) done(new Error('the page moves too much'));
        else done(null, piece);
      },
    });

  const noted = (host: string, error: unknown) => {
    const problem = error instanceof PageProblem ? error : new PageProblem('unreachable', host);
    if (refusals.size < mostRefusals && !refusals.has(host)) refusals.set(host, problem);
  };

  const forward = async (request: IncomingMessage, response: ServerResponse) => {
    const url = parsed(request.url ?? '');
    if (url?.protocol !== 'http:') return void response.writeHead(400).end();
    const refuse = (error: unknown) => {
      noted(url.host, error);
      if (response.headersSent) response.destroy();
      else response.writeHead(403, { 'cache-control': 'no-store' }).end();
    };
    try {
      const lookup = pinned(await reach(url, egress, signal));
      // The name that was checked is the one that is asked for, too.
      const headers = [...passed(request.rawHeaders, ['host']), 'host', url.host];
      const onward = ask(url, { method: request.method ?? 'GET', headers, lookup, agent: false, signal });
      onward.setTimeout(connectMs, () => onward.socket?.connecting && onward.destroy());
      onward.on('error', refuse);
      onward.on('response', (answer) => {
        response.writeHead(answer.statusCode ?? 502, passed(answer.rawHeaders));
        pipeline(answer, counted('in'), response, () => undefined);
      });
      pipeline(request, counted('out'), onward, () => undefined);
    } catch (error) {
      refuse(error);
    }
  };

  const tunnel = async (request: IncomingMessage, connection: Duplex, early: Buffer) => {
    const authority = request.url ?? '';
    connection.on('error', () => undefined);
    const url = /^[^\s/?#@\\]+:\d+$/.test(authority) ? parsed(`https://${authority}`) : null;
    if (url === null) return void connection.end('HTTP/1.1 400 Bad Request\r\n\r\n');
    const refuse = (error: unknown) => {
      noted(url.host, error);
      connection.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    };
    try {
      const lookup = pinned(await reach(url, egress, signal));
      const onward = connect({ host: hostOf(url), port: Number(url.port || 443), lookup, signal });
      onward.setTimeout(connectMs, () => onward.connecting && onward.destroy(new Error('no answer')));
      onward.once('error', refuse);
      onward.once('connect', () => {
        onward.off('error', refuse);
        connection.write('HTTP/1.1 200 Connection established\r\n\r\n');
        if (early.length > 0) onward.write(early);
        pipeline(connection, counted('out'), onward, () => undefined);
        pipeline(onward, counted('in'), connection, () => undefined);
      });
    } catch (error) {
      refuse(error);
    }
  };

  const server = createServer({ maxHeaderSize: 32 * 1024 });
  server.on('request', (request, response) => void forward(request, response));
  server.on('connect', (request, connection, early) => void tunnel(request, connection, early));
  server.on('clientError', (_, connection) => connection.destroy());
  return { serve: (connection) => server.emit('connection', connection), refusals };
}

const parsed = (address: string): URL | null => (URL.canParse(address) ? new URL(address) : null);

/** What concerns a single connection goes no further. */
const ownHeaders = new Set(
  'connection keep-alive proxy-connection proxy-authorization proxy-authenticate te trailer transfer-encoding upgrade'.split(
    ' ',
  ),
);

function passed(raw: readonly string[], without: readonly string[] = []): string[] {
  return raw.flatMap((name, index) => {
    if (index % 2 === 1 || ownHeaders.has(name.toLowerCase()) || without.includes(name.toLowerCase())) return [];
    return [name, raw[index + 1] ?? ''];
  });
}
