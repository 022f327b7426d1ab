import Docker from 'dockerode';
import { ParleyError } from '../../src/errors.ts';
import { fault } from '../../src/i18n/faults/index.ts';

/** The engine that DOCKER_HOST names, else this machine's. */
export function connectDocker(): Docker {
  return new Docker();
}

export const isNotFound = (error: unknown): boolean => statusOf(error) === 404;
/** A name that is taken, a container that already stopped, or one that is being removed right now. */
export const isConflict = (error: unknown): boolean => statusOf(error) === 409;

/** For what may already be gone or done: 404, 409 and 304 count as success. */
export async function settled(action: Promise<unknown>): Promise<void> {
  try {
    await action;
  } catch (error) {
    if (![404, 409, 304].includes(statusOf(error) ?? 0)) throw error;
  }
}

const connectionCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOENT', 'EACCES', 'ENOTFOUND', 'ETIMEDOUT']);

/** The way to the engine broke, or is not there: what was asked may have been done or not. */
export const isDisconnected = (error: unknown): boolean =>
  connectionCodes.has(String((error as { code?: unknown } | null)?.code));

/** Turns what the engine or its connection said into an error with a fix; a `ParleyError` stays what it is. */
export function sandboxError(error: unknown, image?: string): ParleyError {
  if (error instanceof ParleyError) return error;
  const message = reasonOf(error);
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code === 'string' && connectionCodes.has(code))
    return fault(
      'docker.unreachable',
      code === 'EACCES' ? 'dockerForbidden' : 'dockerAway',
      { reason: code },
      { retryable: true, cause: error },
    );
  if (/no such image/i.test(message))
    return fault('image.missing', 'imageMissing', { image: image ?? '' }, { cause: error });
  const retryable = statusOf(error) === undefined || (statusOf(error) ?? 0) >= 500;
  return fault('sandbox.failed', 'dockerRefused', { reason: message }, { retryable, cause: error });
}

/** What the engine said, in one line, without the client's wrapping. */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message
    .replace(/^\(HTTP code \d+\)[^-]*- /, '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 300);
}

function statusOf(error: unknown): number | undefined {
  return (error as { statusCode?: number } | null)?.statusCode;
}
