/** What went wrong, as a stable word that tests and front ends can rely on. */
export type ErrorCode =
  | 'config.invalid'
  | 'redis.unreachable'
  | 'docker.unreachable'
  | 'image.missing'
  | 'port.in-use'
  | 'input.invalid'
  | 'input.too-large'
  | 'debate.unknown'
  | 'sandbox.failed'
  | 'gabriel.failed'
  | 'agent.failed'
  | 'platform.unreachable';

/**
 * An error that Parley understands. `message` says what is wrong and where, `fix` what the operator can do
 * about it, `retryable` whether the same call may work later. Neither carries secrets or stack traces.
 */
export class ParleyError extends Error {
  readonly code: ErrorCode;
  readonly fix: string;
  readonly retryable: boolean;

  constructor(code: ErrorCode, message: string, options: { fix: string; retryable?: boolean; cause?: unknown }) {
    super(message, { cause: options.cause });
    this.name = 'ParleyError';
    this.code = code;
    this.fix = options.fix;
    this.retryable = options.retryable ?? false;
  }
}
