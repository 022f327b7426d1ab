import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { type Brush, type Drawn, pictureAsked } from './pictures.ts';
import { anthropic } from './protocols/anthropic.ts';
import { chat } from './protocols/chat.ts';
import { google } from './protocols/google.ts';
import type { Asked, Finish, Protocol, Use } from './protocols/protocol.ts';
import { responses } from './protocols/responses.ts';
import { type StageName, sensibleAnswer, stageOf } from './sensible.ts';

export type ModelCall = Asked & {
  readonly protocol: Protocol['name'];
  readonly stage: StageName;
  readonly tools: readonly string[];
  readonly headers: IncomingMessage['headers'];
  /** The last text of the caller. */
  readonly message: string;
  /** Counts calls from 1. */
  readonly number: number;
  readonly at: number;
  /** Settles when its connection is done with: `abandoned` when it ended before the answer was complete. */
  readonly ended: Promise<'complete' | 'abandoned'>;
};

/** What the server does with a call. Nothing given: a sensible answer for the stage. */
export type Reaction =
  | { readonly kind: 'say'; readonly text: string; readonly finish?: Finish; readonly pauseMs?: number }
  /** Calls a tool instead of answering. */
  | ({ readonly kind: 'use' } & Use)
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly headers?: Record<string, string>;
      readonly message?: string;
    }
  /** Begins with `text` and then says nothing more, for as long as the caller listens. */
  | { readonly kind: 'stall'; readonly text: string }
  /** Says `text` over and over, for as long as the caller listens. */
  | { readonly kind: 'endless'; readonly text: string }
  /** Begins with `text` and reports in the stream that the server is overloaded. */
  | { readonly kind: 'overload'; readonly text: string }
  /** Begins with `text` and closes the connection. */
  | { readonly kind: 'cut'; readonly text: string };

export type ModelServer = {
  /** Base URL of a protocol: `…/v1`, or `…/v1beta` for Google. */
  readonly url: string;
  readonly calls: ModelCall[];
  /** What pictures were asked for, by OpenAI's protocol or Google's; each is the same dot. */
  readonly drawn: Drawn[];
  /** What becomes of the next requests for a picture. */
  brush(...next: readonly Brush[]): void;
  /** Decides what happens to each call from now on. */
  react(choose: (call: ModelCall) => Reaction | undefined): void;
  /** Resolves when a call has come for which `matches` says yes, also one that came before. */
  called(matches: (call: ModelCall) => boolean): Promise<ModelCall>;
  close(): Promise<void>;
};

const protocols = [chat, responses, anthropic, google];

/** A model server on this machine that speaks four vendors’ protocols and fails on demand. */
export async function startModelServer(options: { readonly models?: readonly string[] } = {}): Promise<ModelServer> {
  const calls: ModelCall[] = [];
  const drawn: Drawn[] = [];
  const brushes: Brush[] = [];
  const waiting: { matches: (call: ModelCall) => boolean; resolve: (call: ModelCall) => void }[] = [];
  let choose: (call: ModelCall) => Reaction | undefined = () => undefined;

  const take = async (request: IncomingMessage, response: ServerResponse) => {
    const path = request.url ?? '/';
    if (request.method === 'GET' && path.endsWith('/models')) {
      const list = (options.models ?? []).map((id) => ({ id, object: 'model', created: 1, owned_by: 'double' }));
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ object: 'list', data: list }));
      return;
    }
    const named = request.method === 'GET' && /\/models\/([^/]+)$/.exec(path)?.[1];
    if (named) {
      response.writeHead(options.models?.includes(decodeURIComponent(named)) === false ? 404 : 200).end('{}');
      return;
    }
    const body = JSON.parse(await textFrom(request)) as Record<string, unknown>;
    const picture = pictureAsked(path, body);
    if (picture) {
      drawn.push(picture.drawn);
      const { status, body: told } = picture.answer(brushes.shift());
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(told));
      return;
    }
    const protocol = protocols.find((it) => it.matches(path));
    if (!protocol) {
      response.writeHead(404).end();
      return;
    }
    const asked = protocol.read(body, path);
    const call: ModelCall = {
      ...asked,
      tools: asked.tools ?? [],
      protocol: protocol.name,
      stage: stageOf(asked),
      headers: request.headers,
      message: asked.turns.at(-1)?.text ?? '',
      number: calls.length + 1,
      at: performance.now(),
      ended: new Promise((resolve) => {
        response.on('close', () => resolve(response.writableEnded ? 'complete' : 'abandoned'));
      }),
    };
    calls.push(call);
    for (const it of waiting.filter(({ matches }) => matches(call))) it.resolve(call);
    await answer(protocol, call, choose(call) ?? { kind: 'say', text: sensibleAnswer(call) }, response);
  };

  const server = createServer((request, response) => {
    take(request, response).catch((error) => response.destroy(error));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    calls,
    drawn,
    brush: (...next) => void brushes.push(...next),
    react(next) {
      choose = next;
    },
    called(matches) {
      const found = calls.find(matches);
      if (found) return Promise.resolve(found);
      return new Promise((resolve) => waiting.push({ matches, resolve }));
    },
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

async function answer(
  protocol: Protocol,
  call: ModelCall,
  reaction: Reaction,
  response: ServerResponse,
): Promise<void> {
  if (reaction.kind === 'status') {
    const { status, headers = {}, message = `status ${status}` } = reaction;
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(protocol.error(status, message)));
    return;
  }
  // Four characters a token is near enough to see sums come out.
  const prompt = call.instructions.length + call.turns.reduce((sum, it) => sum + it.text.length, 0);
  const said = reaction.kind === 'use' ? JSON.stringify(reaction.input) : reaction.text;
  const tokens = { input: Math.ceil(prompt / 4), output: Math.ceil(said.length / 4) };
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  if (reaction.kind === 'use') {
    for (const event of protocol.use(reaction, tokens, call)) response.write(event);
    response.end();
    return;
  }
  for (const event of protocol.open(call, tokens)) response.write(event);
  const pieces = reaction.text.match(/[\s\S]{1,40}/gu) ?? [];
  for (const piece of pieces) {
    if (response.destroyed) return;
    response.write(protocol.piece(piece, call));
    if (reaction.kind === 'say' && reaction.pauseMs) await wait(reaction.pauseMs);
  }
  if (reaction.kind === 'stall') return;
  if (reaction.kind === 'endless') {
    while (!response.destroyed) if (!response.write(protocol.piece(reaction.text, call))) await drained(response);
    return;
  }
  if (reaction.kind === 'overload') {
    response.end(protocol.overloaded());
    return;
  }
  if (reaction.kind === 'cut') {
    // Lets what was written go out first.
    response.write(':\n\n', () => response.destroy());
    return;
  }
  for (const event of protocol.close(reaction.finish ?? 'stop', tokens, call)) response.write(event);
  response.end();
}

async function drained(response: ServerResponse): Promise<void> {
  const enough = new AbortController();
  const { signal } = enough;
  await Promise.race([once(response, 'drain', { signal }), once(response, 'close', { signal })]);
  enough.abort();
}

async function textFrom(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
