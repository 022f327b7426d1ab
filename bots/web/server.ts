import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import type { Config } from '../../src/config.ts';
import { fault } from '../../src/i18n/faults/index.ts';
import type { Intake } from '../../src/intake.ts';
import type { ActivityFeed } from '../../src/ports/activity.ts';
import type { Blobs } from '../../src/ports/blobs.ts';
import type { Ledger } from '../../src/ports/ledger.ts';
import type { Status } from '../../src/status.ts';
import { builtPage } from './build.ts';
import { createConnection } from './connection.ts';
import { type Answers, webPlatform } from './desk.ts';
import { createGuard } from './guard.ts';
import { createHttpApp, type Doorbells } from './http.ts';
import { presentDebate } from './present-debate.ts';
import { createPushes } from './pushes.ts';
import { attachSockets } from './socket.ts';
import { createThreadIndex } from './threads.ts';

export type WebServerDeps = {
  readonly config: Config['web'] & Pick<Config['limits'], 'messageKb' | 'uploadMb'>;
  readonly intake: Intake;
  readonly ledger: Ledger;
  readonly blobs: Blobs;
  readonly activity: ActivityFeed;
  readonly doorbells?: Doorbells | undefined;
  status(): Promise<Status>;
  readonly log: { warn(details: object, message: string): void };
  /** Folder of the built page; built here when absent. */
  readonly page?: string;
};

/** A running web front end. `url` is what a person opens, without a token. */
export type WebServer = { readonly url: string; close(): Promise<void> };

/** Serves the page, its API and the socket. Throws `port.in-use` when somebody else has the port. */
export async function createWebServer(deps: WebServerDeps): Promise<WebServer> {
  const { config, intake, ledger, blobs, activity } = deps;
  const guard = createGuard(config);
  const threads = createThreadIndex(ledger, webPlatform);
  const answers: Answers = new Map();
  const failed = (error: unknown) => deps.log.warn({ error: reasonOf(error) }, 'web: a request failed');
  const page = deps.page ?? (await builtPage());

  const app = createHttpApp({
    guard,
    intake,
    blobs,
    threads,
    uploadMb: config.uploadMb,
    page,
    doorbells: deps.doorbells,
    status: () => deps.status(),
    failed,
  });
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  const sockets = attachSockets(server, {
    guard,
    connect(visit, wire) {
      const connection = createConnection(
        { intake, ledger, threads, activity, present: presentDebate, answers, messageKb: config.messageKb, failed },
        visit,
        wire,
      );
      if (visit.posts) pushes.greet(visit.person, wire);
      return connection;
    },
    beat: () => pushes.lookAgain(),
  });
  const pushes = createPushes({
    ledger,
    activity,
    threads,
    limits: { messageKb: config.messageKb, uploadMb: config.uploadMb },
    connections: () => sockets.connections,
    status: () => deps.status(),
    failed,
  });

  try {
    await listen(server, config.host, config.port);
    await pushes.start();
  } catch (error) {
    sockets.close();
    server.close();
    throw error;
  }
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : config.port;
  return {
    url: `http://${hostInUrl(config.host)}:${port}/`,
    async close() {
      await pushes.close();
      sockets.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const taken = cause.code === 'EADDRINUSE';
      reject(
        taken
          ? fault('port.in-use', 'portUsed', { host, port, other: port + 1 }, { cause })
          : fault('config.invalid', 'portRefused', { host, port, reason: cause.code ?? '' }, { cause }),
      );
    });
    server.listen(port, host, () => resolve());
  });
}

function hostInUrl(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
