import type { Readable } from 'node:stream';
import type Docker from 'dockerode';
import type { Ending } from '../../src/debate/event.ts';
import type { Environment } from '../../src/ports/sandbox.ts';
import { settled } from '../engine/engine.ts';
import type { Keeper } from '../files/keeper.ts';
import type { Transcript } from './transcript.ts';

/** Bash's exit code for a command that the file size limit ended: 128 + SIGXFSZ. */
const fileTooLarge = 153;
const killed = 137;
const firstMeasureMs = 300;
const measureEveryMs = 500;
const lateEventMs = 100;

export type Ended = {
  readonly ending: Ending;
  readonly exitCode: number;
  readonly durationMs: number;
};

/**
 * Watches one running container to its end and enforces what the kernel cannot: time, output, disk, and a
 * person's stop. Killing the container is the only way that surely ends everything in it, whatever a command
 * did with process groups and signals.
 */
export function watch(options: {
  docker: Docker;
  container: Docker.Container;
  environment: Environment;
  signal: AbortSignal;
}) {
  const { docker, container, environment, signal } = options;
  let reason: Ending | null = null;
  let over = false;
  let timer: NodeJS.Timeout | undefined;
  const stopped = Promise.withResolvers<never>();
  stopped.promise.catch(() => {});

  const kill = (why: Ending) => {
    if (over || reason !== null) return;
    reason = why;
    settled(container.kill()).catch(stopped.reject);
  };
  const abort = () => kill('stopped');
  if (signal.aborted) abort();
  else signal.addEventListener('abort', abort, { once: true });

  return {
    kill,
    /** Starts the clock, again when called again. @param at when the script began, ms since 1970 */
    began(at: number): void {
      const left = Math.min(at + environment.seconds * 1000 - Date.now(), environment.seconds * 1000);
      clearTimeout(timer);
      timer = setTimeout(() => kill('timeout'), Math.max(left, 0));
    },
    /**
     * Kills when workspace and home outgrow `diskMb`. A volume has no limit of its own: quotas need a special
     * host file system and a loop-mounted one needs root on the host, so the bound is soft: the file size limit
     * holds each file, this holds their sum within about half a second's writing. Files that were deleted while
     * open, or hidden in folders without permissions, show only as lost free space, which counts when it runs low.
     */
    async disk(keeper: () => Promise<Keeper>): Promise<void> {
      const limit = environment.diskMb * 1024 * 1024;
      let freeAtFirst: number | null = null;
      for (let wait = firstMeasureMs; ; ) {
        await pause(wait);
        if (over) return;
        const started = performance.now();
        // A keeper that is gone says nothing about the disk: the next round gets another one.
        const measured = await keeper()
          .then((it) => it.usage())
          .catch(() => null);
        if (measured !== null) {
          const { used, free, size } = measured;
          freeAtFirst ??= free;
          const lost = freeAtFirst - free;
          if (used > limit || (lost > limit && free < size / 10)) return kill('disk-limit');
        }
        // A large tree takes long to measure: never spend more than a fifth of the time on it.
        wait = Math.max(measureEveryMs, 4 * (performance.now() - started));
      }
    },
    /** @param ended when the container's output ended */
    async outcome(ended: Promise<void>, transcript: Transcript): Promise<Ended> {
      try {
        await Promise.race([ended, stopped.promise]);
        await container.wait();
      } finally {
        over = true;
        clearTimeout(timer);
        signal.removeEventListener('abort', abort);
      }
      const { State: state } = await container.inspect();
      const { StartedAt, FinishedAt, OOMKilled, ExitCode: exitCode } = state;
      // The engine notes a kill a moment after the process is gone.
      const grace = reason === null && exitCode === killed ? lateEventMs : 0;
      const events = await eventsOf(docker, container.id, seconds(StartedAt), seconds(FinishedAt, grace));
      const began = transcript.beginning?.at ?? Date.parse(StartedAt);
      const durationMs = Math.max(0, Date.parse(FinishedAt) - began);
      return { ending: judge(), exitCode, durationMs };

      function judge(): Ending {
        // It may have ended by itself just before the kill arrived.
        if (reason !== null && exitCode === killed) return reason;
        if (OOMKilled || events.has('oom')) return 'out-of-memory';
        if (exitCode === fileTooLarge) return 'disk-limit';
        // Seen by a worker that took over: the one that killed it is gone, what it left are these traces.
        if (transcript.overflowed) return 'output-limit';
        if (exitCode === killed && durationMs >= environment.seconds * 1000) return 'timeout';
        return events.has('kill') ? 'stopped' : 'exited';
      }
    },
  };
}

/**
 * What the engine remembers about a container: `oom` also when only a child was killed and the script went on,
 * which its state does not tell; `kill` when somebody killed it from outside. It keeps the last few hundred events.
 */
async function eventsOf(docker: Docker, id: string, since: string, until: string): Promise<Set<string>> {
  // Text, although its type says number: whole seconds would lose what happened in the last one.
  const times = { since, until } as unknown as { since: number; until: number };
  const stream: AsyncIterable<Buffer | string> = (await docker.getEvents({
    ...times,
    filters: { container: [id], event: ['oom', 'kill'] },
  })) as unknown as Readable;
  let text = '';
  for await (const chunk of stream) text += chunk.toString();
  return new Set(['oom', 'kill'].filter((event) => text.includes(`"Action":"${event}"`)));
}

/** The engine's RFC 3339 time as seconds with nanoseconds; a time in the future makes it wait until then. */
function seconds(time: string, laterMs = 0): string {
  const fraction = /\.(\d+)/.exec(time)?.[1] ?? '';
  const below = Number(fraction.padEnd(9, '0')) + laterMs * 1e6;
  const whole = Math.floor(Date.parse(time) / 1000) + Math.floor(below / 1e9);
  return `${whole}.${String(below % 1e9).padStart(9, '0')}`;
}

const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
