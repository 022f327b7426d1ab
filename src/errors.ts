import type { Locale } from './debate/event.ts';
import { inLanguage, type LocalText } from './i18n/local-text.ts';

/** What went wrong, as a stable word that tests and front ends can rely on. */
export type ErrorCode =
  | 'config.invalid'
  | 'redis.unreachable'
  | 'docker.unreachable'
  | 'image.missing'
  | 'port.in-use'
  | 'input.invalid'
  | 'input.too-large'
  | 'storage.full'
  | 'debate.unknown'
  | 'sandbox.failed'
  | 'gabriel.failed'
  | 'agent.failed'
  | 'platform.unreachable';

/**
 * An error that Parley understands. `message` says what is wrong and where, `fix` what the operator can do
 * about it, `retryable` whether the same call may work later. Neither carries secrets or stack traces. Both are
 * English, for logs; people are told in their language.
 */
export class ParleyError extends Error {
  readonly code: ErrorCode;
  readonly fix: string;
  readonly said: { readonly message: LocalText; readonly fix: LocalText };
  readonly retryable: boolean;

  constructor(code: ErrorCode, message: LocalText, options: { fix: LocalText; retryable?: boolean; cause?: unknown }) {
    super(inLanguage(message, 'en'), { cause: options.cause });
    this.name = 'ParleyError';
    this.code = code;
    this.fix = inLanguage(options.fix, 'en');
    this.retryable = options.retryable ?? false;
    this.said = { message, fix: options.fix };
  }

  /** Message and fix as its reader speaks. */
  told(locale: Locale): { readonly message: string; readonly fix: string } {
    return { message: inLanguage(this.said.message, locale), fix: inLanguage(this.said.fix, locale) };
  }
}
