import { APICallError, NoImageGeneratedError, RetryError } from 'ai';
import { type FailureKind, ModelTrouble } from './failure.ts';

/** Whatever the SDK or the network threw, sorted. `secrets` never reach the detail. */
export function sortOut(error: unknown, secrets: readonly string[]): ModelTrouble {
  if (error instanceof ModelTrouble) return error;
  if (RetryError.isInstance(error)) return sortOut(error.lastError, secrets);
  const detail = redact(error instanceof Error ? error.message : String(error), secrets);
  if (APICallError.isInstance(error)) {
    const status = error.statusCode;
    if (status === undefined) return new ModelTrouble('unreachable', detail);
    const told = { status, ...waitOf(error.responseHeaders ?? {}) };
    return new ModelTrouble(kindOf(status, `${error.message} ${error.responseBody ?? ''}`), detail, told);
  }
  // It answered, and drew nothing.
  if (NoImageGeneratedError.isInstance(error)) return new ModelTrouble('refused', detail);
  const code = streamCode(error);
  if (code !== undefined) return new ModelTrouble(code, detail);
  return new ModelTrouble(isNetwork(error) ? 'cut' : 'broken', detail);
}

/** What an HTTP status and the words with it mean. */
export function kindOf(status: number, said: string): FailureKind {
  // The answer began well and could not be read to its end.
  if (status < 400) return 'cut';
  if (status === 401 || status === 403) return 'key';
  if (/insufficient_quota|billing|credit balance/i.test(said) || status === 402) return 'quota';
  if (status === 404) return 'model';
  if (status === 429) return 'rate';
  if (/moderation_blocked|content_policy|content_filter|safety system/i.test(said)) return 'refused';
  if (status === 413 || /context.{0,10}length|too many tokens|prompt is too long|maximum context/i.test(said))
    return 'tooLong';
  if (status >= 500 || status === 408 || status === 409) return 'down';
  return 'request';
}

/** Servers that already began to answer can only report trouble inside the stream. */
function streamCode(error: unknown): FailureKind | undefined {
  const text = error instanceof Error ? `${error.name} ${error.message}` : typeof error === 'object' ? json(error) : '';
  if (/overloaded|server_error|internal_error|api_error|unavailable/i.test(text)) return 'down';
  if (/rate_limit/i.test(text)) return 'rate';
  return undefined;
}

function json(value: unknown): string {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return '';
  }
}

function isNetwork(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { cause } = error;
  const said = `${error.name} ${error.message} ${cause instanceof Error ? `${cause.message} ${codeOf(cause)}` : ''}`;
  return /terminated|socket|ECONN|EPIPE|fetch failed|other side closed|network|UND_ERR|stream ended|incomplete/i.test(
    said,
  );
}

const codeOf = (error: Error) => ('code' in error ? String(error.code) : '');

/** The wait that a server asks for: `retry-after-ms`, or `retry-after` in seconds or as a date. */
export function waitOf(headers: Readonly<Record<string, string>>): { waitMs?: number } {
  const exact = Number.parseFloat(headers['retry-after-ms'] ?? '');
  if (exact >= 0) return { waitMs: exact };
  const after = headers['retry-after'];
  if (after === undefined) return {};
  const seconds = Number(after);
  const waitMs = Number.isNaN(seconds) ? Date.parse(after) - Date.now() : seconds * 1000;
  return waitMs >= 0 ? { waitMs } : {};
}

const keyLike = /\b(?:sk|pk|key|AIza|gsk|xai|hf)[-_][A-Za-z0-9_*-]{6,}|AIza[A-Za-z0-9_-]{10,}|Bearer\s+\S+/g;

/** Short, and without anything that looks like a key. */
export function redact(text: string, secrets: readonly string[]): string {
  const hidden = secrets.filter((it) => it.length > 3).reduce((rest, it) => rest.replaceAll(it, '[key]'), text);
  return hidden.replace(keyLike, '[key]').slice(0, 300);
}
