import { setTimeout as pause } from 'node:timers/promises';
import { Agent, fetch } from 'undici';
import type { OutputChunk, StepReport } from '../ports/sandbox.ts';
import { messagesOf } from './messages.ts';
import { createTranscript } from './transcript.ts';
import { BrokenOff, isGone, Refusal, troubleOf } from './trouble.ts';

export type GabrielOrder = {
  /** The task key: Gabriel runs a command at most once per key, and a second call attaches to the first. */
  readonly key: string;
  readonly command: string;
  readonly workspace: string;
  readonly timeoutMs: number;
  readonly outputBytes: number;
};

/** An existing Gabriel over HTTP: see docs/gabriel.md. */
export type Gabriel = {
  /**
   * `begun`: an earlier call may have started it; then it is only attached to, never started. Throws `ParleyError`
   * (`gabriel.failed`) when the command cannot have run; when it may have and its end is not known, reports `lost`.
   */
  run(
    order: GabrielOrder,
    begun: boolean,
    signal: AbortSignal,
    heard: (chunk: OutputChunk) => void,
  ): Promise<StepReport>;
  /** Ends what runs under this key and lets Gabriel forget it; quiet when there is nothing or nobody. */
  end(key: string): Promise<void>;
  close(): Promise<void>;
};

export type GabrielConfig = {
  readonly url: string;
  /** Sent as bearer token, never logged. */
  readonly token: string;
  readonly graceMs?: number;
  readonly waitsMs?: readonly number[];
};

type Why = 'stopped' | 'timeout' | 'output-limit';

/** Between attempts to pick up what may be running: together about as long as a restart takes. */
const usualWaitsMs = [200, 800, 2000, 4000, 4000];
/** Gabriel ends a command at its time limit itself; this much later it is ended from here. */
const usualGraceMs = 2000;
const endMs = 5000;
/** What a shell reports for a command that a signal ended: also told when it was ended from here. */
const killed = 137;

export function createGabriel(config: GabrielConfig): Gabriel {
  const { graceMs = usualGraceMs, waitsMs = usualWaitsMs } = config;
  const base = config.url.replace(/\/+$/, '');
  const headers = { authorization: `Bearer ${config.token}` };
  // A command may be silent for as long as its time limit: only our own clock ends it.
  const dispatcher = new Agent({ headersTimeout: 0, bodyTimeout: 0, connect: { timeout: 10_000 } });
  // A redirect would carry the token to where nobody configured it.
  const common = { dispatcher, redirect: 'manual' } as const;

  const end = async (key: string) => {
    try {
      const signal = AbortSignal.timeout(endMs);
      const response = await fetch(`${base}/${encodeURIComponent(key)}`, {
        ...common,
        method: 'DELETE',
        headers,
        signal,
      });
      await response.body?.cancel();
    } catch {
      // Gabriel's own time limit ends what nobody could reach.
    }
  };

  const post = async ({ key, command, workspace, timeoutMs }: GabrielOrder, begun: boolean, signal: AbortSignal) => {
    const response = await fetch(base, {
      ...common,
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify({ key, command, workspace, timeoutMs, begun }),
      signal,
    });
    if (response.ok && response.body !== null) return response.body;
    await response.body?.cancel();
    throw new Refusal(response.status);
  };

  return {
    end,
    async run(order, begun, signal, heard) {
      const started = Date.now();
      const transcript = createTranscript(order.outputBytes, heard);
      const cut = new AbortController();
      const stop = (why: Why) => cut.abort(why);
      const stopped = () => stop('stopped');
      if (signal.aborted && !begun) return reportOf('stopped', killed);
      if (signal.aborted) stopped();
      else signal.addEventListener('abort', stopped, { once: true });
      const clock = setTimeout(() => stop('timeout'), order.timeoutMs + graceMs);
      /** Gabriel has taken the command: it must not start it once more. */
      let taken = begun;
      let maybeBegun = begun;
      try {
        for (let attempt = 0; ; attempt++) {
          transcript.rewind();
          try {
            const body = await post(order, taken, cut.signal);
            taken = true;
            maybeBegun = true;
            for await (const message of messagesOf(body)) {
              if ('exit' in message) return exited(message.exit);
              transcript.hear(message);
              if (transcript.overflowed) {
                stop('output-limit');
                cut.signal.throwIfAborted();
              }
            }
            throw new BrokenOff('the answer ended without an exit code');
          } catch (error) {
            if (cut.signal.aborted) return await ended();
            if (isGone(error)) return lost('Gabriel knows no more about it');
            const trouble = troubleOf(error);
            maybeBegun ||= trouble.begun;
            if (!maybeBegun) throw trouble.error;
            const wait = trouble.error.retryable ? waitsMs[attempt] : undefined;
            if (wait === undefined) {
              // What nobody can listen to must not go on unseen.
              await end(order.key);
              return lost(trouble.error.message);
            }
            await pause(wait, undefined, { signal: cut.signal }).catch(() => {});
            if (cut.signal.aborted) return await ended();
          }
        }
      } finally {
        clearTimeout(clock);
        signal.removeEventListener('abort', stopped);
      }

      function reportOf(ending: StepReport['ending'], exitCode: number, problem?: string): StepReport {
        const facts = { ending, exitCode, output: transcript.finish(), durationMs: Date.now() - started };
        // Gabriel's files are its own: what it makes comes back as output.
        return { ...facts, at: 'gabriel', artifacts: [], ...(problem === undefined ? {} : { problem }) };
      }

      function exited(code: number): StepReport {
        const late = Date.now() - started >= order.timeoutMs && (code === 124 || code === killed);
        return reportOf(late ? 'timeout' : 'exited', code);
      }

      async function ended(): Promise<StepReport> {
        await end(order.key);
        return reportOf(cut.signal.reason as Why, killed);
      }

      function lost(why: string): StepReport {
        return reportOf('lost', killed, `It may have run, but its end is not known: ${why}.`);
      }
    },
    close: () => dispatcher.close(),
  };
}
