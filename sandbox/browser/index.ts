import type { Duplex } from 'node:stream';
import type Docker from 'dockerode';
import pLimit from 'p-limit';
import { z } from 'zod';
import { fault } from '../../src/i18n/faults/index.ts';
import type { Browser, PageOrder, Sight } from '../../src/ports/browser.ts';
import { browserImage } from '../../src/tools/config.ts';
import { launch } from '../engine/containers.ts';
import { connectDocker, sandboxError } from '../engine/engine.ts';
import { hardened } from '../engine/hardening.ts';
import { browserName, debateOf, labelsOf } from '../engine/names.ts';
import { createDevtools } from './devtools.ts';
import { look } from './look.ts';
import { openWire } from './wire.ts';

/** Each may use up to 1 GB of memory. */
const browsersAtOnce = 2;
const own = { image: browserImage, memoryMb: 1024, cpus: 1, processes: 512, diskMb: 256 } as const;
/** Beside the page's own time, on a busy machine: to start the container and Chromium, and to take the picture. */
const startSeconds = 20;
const pictureSeconds = 5;
const proxyPort = 3128;
const chromium = '/usr/lib/chromium/chromium-headless-shell';

/**
 * Chromium's own sandbox needs privileges that the container does not give: the container is the boundary, and whatever
 * a page makes of Chromium in there, its only way out is the gateway.
 */
const flags = [
  '--no-sandbox',
  '--no-zygote',
  '--remote-debugging-pipe',
  '--user-data-dir=/tmp/profile',
  '--disk-cache-size=16777216',
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--renderer-process-limit=4',
  '--window-size=1280,800',
  '--hide-scrollbars',
  '--mute-audio',
  '--no-first-run',
  '--no-pings',
  '--disable-background-networking',
  '--disable-breakpad',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-extensions',
  '--disable-sync',
  `--proxy-server=http://127.0.0.1:${proxyPort}`,
  // Else Chromium would ask its own loopback without the proxy.
  '--proxy-bypass-list=<-loopback>',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
  '--disable-quic',
  '--webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
];

/**
 * The `Browser` port: each page in a container of its own, from `parley-browser:1`, which is removed when the picture is
 * taken, at a stop, and by itself when this process ends.
 * @param config.flags for tests: more of Chromium's flags
 */
export function createDockerBrowser(config: { house: string; flags?: readonly string[] }): Browser {
  const docker = connectDocker();
  const limited = pLimit(browsersAtOnce);
  return {
    look: (order, connected, signal) =>
      limited(async () => {
        signal.throwIfAborted();
        try {
          return await lookOnce(docker, config, order, connected, signal);
        } catch (error) {
          signal.throwIfAborted();
          throw sandboxError(error, browserImage);
        }
      }),
  };
}

async function lookOnce(
  docker: Docker,
  { house, flags: more = [] }: { house: string; flags?: readonly string[] },
  order: PageOrder,
  connected: (connection: Duplex) => void,
  signal: AbortSignal,
): Promise<Sight> {
  const launched = await launch(
    docker,
    hardened(
      { ...order.environment, ...own },
      {
        name: browserName(order.key),
        labels: labelsOf('browser', house, { 'parley.debate': debateOf(order.key) }),
        command: [
          '/usr/local/bin/parley-seal',
          '/usr/local/bin/parley-browser',
          String(proxyPort),
          chromium,
          ...flags,
          ...more,
        ],
        mounts: [],
        memoryMb: own.memoryMb,
        tmpMb: own.diskMb,
        logged: false,
        disposable: true,
      },
    ),
  );
  const wire = openWire(launched, connected);
  const devtools = createDevtools(wire.devtools);
  let timer: NodeJS.Timeout | undefined;
  let late = false;
  // Closing the wire ends whatever waits for Chromium.
  const giveUpAfter = (seconds: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      late = true;
      wire.close();
    }, seconds * 1000);
  };
  signal.addEventListener('abort', wire.close, { once: true });
  if (signal.aborted) wire.close();
  try {
    giveUpAfter(startSeconds);
    await devtools.send('Browser.getVersion', {}, z.unknown()).catch((error: unknown) => {
      throw signal.aborted ? signal.reason : notStarted(error);
    });
    giveUpAfter(order.seconds + pictureSeconds);
    const sight = await look(devtools, order).catch(() => null);
    signal.throwIfAborted();
    if (late) return { url: order.url, shown: false, reason: 'slow', detail: `${order.seconds} s` };
    // Chromium ended, or answered what it should not: the page made it so.
    return sight ?? { url: order.url, shown: false, reason: 'unreadable' };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', wire.close);
    wire.close();
    await launched.remove();
  }
}

const notStarted = (cause: unknown) => fault('sandbox.failed', 'browserNotStarted', { image: browserImage }, { cause });
