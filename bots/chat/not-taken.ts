import type { Locale } from '../../src/debate/event.ts';
import { ParleyError } from '../../src/errors.ts';
import type { Tongue } from './tongue.ts';

/** What is wrong and what to do, in one breath. */
export function sentences(error: ParleyError, locale: Locale): string {
  const { message, fix } = error.told(locale);
  return `${message} ${fix}`.trim();
}

/** What whoever attached a file hears when it could not be kept. */
export function notTaken(error: unknown, name: string, { words, locale }: Tongue): string {
  if (!(error instanceof ParleyError) || error.code !== 'storage.full') return words('file.failed', { name });
  const { message, fix } = error.told(locale);
  return words('file.noRoom', { name, reason: message, fix });
}
