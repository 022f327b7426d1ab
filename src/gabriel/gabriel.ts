import { setTimeout as pause } from 'node:timers/promises';
import { Agent, fetch } from 'undici';
import { ParleyError } from '../errors.ts';
import type { OutputChunk, StepReport } from '../ports/sandbox.ts';
import { messagesOf } from './messages.ts';
import { createTranscript } from './transcript.ts';

export type GabrielOrder = {
  /** The task key: Gabriel runs a command at most once per key, and a second call attaches to the first. */
  readonly key: string;
  readonly command: string;
  readonly workspace: string;
  readonly timeoutMs: number;
  readonly outputBytes: number;
};

/** An existing Gabriel over HTTP: see docs/gabriel.md. Errors are `ParleyError` (`sandbox.failed`). */
export type Gabriel = {
  /** `begun`: an earlier call may have started it; then not knowing its end is an end, `lost`, not an error. */
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

type Why = 'stopped' | 'timeout' | 'output-limit';

const waitsMs = [200, 800, 2000];
/** Gabriel ends a command at its time limit itself; this much later it is ended from here. */
const graceMs = 2000;
const endMs = 5000;
/** What a shell reports for a command that a signal ended: also told when it was ended from here. */
const killed = 137;

/** @param config.url where commands are posted; @param config.token sent as bearer token, never logged */
export function createGabriel(config: { url: string; token: string; graceMs?: number }): Gabriel {
  const base = config.url.replace(/\/+$/, '');
  const headers = { authorization: `Bearer ${config.token}` };
  // A command may be silent for as long as its time limit: only our own clock ends it.
  const dispatcher = new Agent({ headersTimeout: 0, bodyTimeout: 0, connect: { timeout: 10_000 } });

  const end = async (key: string) => {
    try {
      const signal = AbortSignal.timeout(endMs);
      const options = { method: 'DELETE', headers, signal, dispatcher, redirect: 'error' } as const;
      const response = await fetch(`${base}/${encodeURIComponent(key)}`, options);
      await response.body?.cancel();
    } catch {
      // Gabriel's own time limit ends what nobody could reach.
    }
  };

  const post = async ({ key, command, workspace, timeoutMs }: GabrielOrder, signal: AbortSignal) => {
    const response = await fetch(base, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify({ key, command, workspace, timeoutMs }),
      // A redirect would carry the token to where nobody configured it.
      redirect: 'error',
      signal,
      dispatcher,
    });
    if (response.ok && response.body !== null) return response.body;
    await response.body?.cancel();
    throw refusal(response.status);
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
      const clock = setTimeout(() => stop('timeout'), order.timeoutMs + (config.graceMs ?? graceMs));
      let reached = begun;
      try {
        for (let attempt = 0; ; attempt++) {
          transcript.rewind();
          try {
            const body = await post(order, cut.signal);
            reached = true;
            for await (const message of messagesOf(body)) {
              if ('exit' in message) return exited(message.exit);
              transcript.hear(message);
              if (transcript.overflowed) {
                stop('output-limit');
                cut.signal.throwIfAborted();
              }
            }
            throw unreachable('the answer ended without an exit code');
          } catch (error) {
            if (cut.signal.aborted) return await ended();
            const known = described(error);
            if (!reached || !known.retryable) throw await givenUp(known);
            const wait = waitsMs[attempt];
            if (wait === undefined) return lost(known);
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
        return { ...facts, artifacts: [], ...(problem === undefined ? {} : { problem }) };
      }

      function exited(code: number): StepReport {
        const late = Date.now() - started >= order.timeoutMs && (code === 124 || code === killed);
        return reportOf(late ? 'timeout' : 'exited', code);
      }

      async function ended(): Promise<StepReport> {
        await end(order.key);
        return reportOf(cut.signal.reason as Why, killed);
      }

      // A command whose answer cannot be read must not go on unseen.
      async function givenUp(error: ParleyError): Promise<ParleyError> {
        if (reached) await end(order.key);
        return error;
      }

      function lost(error: ParleyError): StepReport {
        return reportOf('lost', killed, `It may have run, but its end is not known: ${error.message}.`);
      }
    },
    close: () => dispatcher.close(),
  };
}

function refusal(status: number): ParleyError {
  if (status === 401 || status === 403)
    return new ParleyError('sandbox.failed', `Gabriel refused the token (HTTP ${status})`, {
      fix: 'Set GABRIEL_TOKEN to the token that this Gabriel expects.',
    });
  const passing = status >= 500 || status === 429;
  return new ParleyError('sandbox.failed', `Gabriel answered HTTP ${status}`, {
    fix: passing
      ? "Look into Gabriel's own log."
      : 'Check that gabriel.url is the address that commands are posted to.',
    retryable: passing,
  });
}

function described(error: unknown): ParleyError {
  if (error instanceof ParleyError) return error;
  if (error instanceof SyntaxError)
    return new ParleyError('sandbox.failed', `Gabriel's answer cannot be read: ${error.message}`, {
      fix: 'Check that gabriel.url names a Gabriel, and that both speak the contract in docs/gabriel.md.',
      cause: error,
    });
  return unreachable('the connection failed', error);
}

function unreachable(what: string, cause?: unknown): ParleyError {
  return new ParleyError('sandbox.failed', `Gabriel cannot be reached: ${what}`, {
    fix: 'Check gabriel.url, and that Gabriel is running.',
    retryable: true,
    cause,
  });
}
