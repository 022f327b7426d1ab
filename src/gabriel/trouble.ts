import { ParleyError } from '../errors.ts';

/** Why no exit code came. `begun`: whether the command may have begun all the same. */
export type Trouble = { readonly error: ParleyError; readonly begun: boolean };

/** Thrown for an answer that carries no output. */
export class Refusal extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`HTTP ${status}`);
    this.status = status;
  }
}

/** The key was begun before, or ended, and Gabriel has nothing more to tell about it. */
export const isGone = (error: unknown) => error instanceof Refusal && error.status === 410;

/** Thrown when an answer breaks off; the command goes on without a listener. */
export class BrokenOff extends Error {}

export function troubleOf(error: unknown): Trouble {
  if (error instanceof Refusal) return refused(error.status);
  if (error instanceof SyntaxError)
    return {
      begun: true,
      error: failure(`Gabriel's answer cannot be read: ${error.message}`, {
        fix: 'Check that gabriel.url names a Gabriel, and that both speak the contract in docs/gabriel.md.',
        cause: error,
      }),
    };
  const what = error instanceof BrokenOff ? error.message : 'the connection failed';
  return {
    begun: !neverConnected(error),
    error: failure(`Gabriel cannot be reached: ${what}`, {
      fix: 'Check gabriel.url, and that Gabriel is running.',
      retryable: true,
      cause: error,
    }),
  };
}

function refused(status: number): Trouble {
  if (status === 401 || status === 403)
    return {
      begun: false,
      error: failure(`Gabriel refused the token (HTTP ${status})`, {
        fix: 'Set GABRIEL_TOKEN to the token that this Gabriel expects.',
      }),
    };
  const passing = status >= 500 || status === 429;
  return {
    // A server or a proxy that fails may have passed the command on before.
    begun: status >= 500,
    error: failure(`Gabriel answered HTTP ${status}`, {
      fix: passing
        ? "Look into Gabriel's own log."
        : 'Check that gabriel.url is the address that commands are posted to.',
      retryable: passing,
    }),
  };
}

const failure = (message: string, options: ConstructorParameters<typeof ParleyError>[2]) =>
  new ParleyError('gabriel.failed', message, options);

const beforeConnecting =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_|ERR_TLS|ERR_SSL|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/;

/** True when nothing can have been sent. */
function neverConnected(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && typeof cause.code === 'string' && beforeConnecting.test(cause.code)) return true;
    // Ports that no browser connects to, and therefore `fetch` neither.
    if (cause.message === 'bad port') return true;
  }
  return false;
}
