import { APICallError, RetryError } from 'ai';
import type { Locale, Usage } from '../../debate/event.ts';
import { ParleyError } from '../../errors.ts';
import { settled, type Words, words } from './words.ts';

/** Why a model gave nothing usable. Sorted once, here; everything else asks by `kind`. */
export type FailureKind = keyof typeof words.en.failures;

/** A call that came to nothing. `detail` is for the log: short, without keys, headers or prompts. */
export class ModelTrouble extends Error {
  readonly kind: FailureKind;
  readonly status: number | undefined;
  /** How long the server asks callers to stay away. */
  readonly waitMs: number | undefined;

  constructor(kind: FailureKind, detail: string, more: { status?: number; waitMs?: number } = {}) {
    super(detail);
    this.name = 'ModelTrouble';
    this.kind = kind;
    this.status = more.status;
    this.waitMs = more.waitMs;
  }
}

/** What an agent throws: `agent.failed` with words for the thread, and what was spent until then. */
export class ModelFailure extends ParleyError {
  readonly usage: Usage;

  constructor(trouble: ModelTrouble, about: { model: string; keyName: string; locale: Locale; usage: Usage }) {
    const { locale, usage } = about;
    const told = { model: about.model, key: about.keyName, status: String(trouble.status ?? '') };
    const say = (text: Words) => settled(text(told), locale);
    super('agent.failed', say(words[locale].failures[trouble.kind].message), {
      fix: say(words[locale].failures[trouble.kind].fix),
      retryable: passing.has(trouble.kind),
      cause: trouble,
    });
    this.usage = usage;
  }
}

const passing: ReadonlySet<FailureKind> = new Set(['rate', 'down', 'unreachable', 'cut', 'stalled', 'resting']);

/** True for what says that the provider is not well: it counts towards leaving it alone for a while. */
export function isTrouble(error: unknown): boolean {
  if (error instanceof ModelTrouble) return passing.has(error.kind);
  return error instanceof Error && error.name === 'TimeoutError';
}

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
  const code = streamCode(error);
  if (code !== undefined) return new ModelTrouble(code, detail);
  return new ModelTrouble(isNetwork(error) ? 'cut' : 'broken', detail);
}

function kindOf(status: number, said: string): FailureKind {
  // The answer began well and could not be read to its end.
  if (status < 400) return 'cut';
  if (status === 401 || status === 403) return 'key';
  if (/insufficient_quota|billing|credit balance/i.test(said) || status === 402) return 'quota';
  if (status === 404) return 'model';
  if (status === 429) return 'rate';
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
function waitOf(headers: Readonly<Record<string, string>>): { waitMs?: number } {
  const exact = Number.parseFloat(headers['retry-after-ms'] ?? '');
  if (exact >= 0) return { waitMs: exact };
  const after = headers['retry-after'];
  if (after === undefined) return {};
  const seconds = Number(after);
  const waitMs = Number.isNaN(seconds) ? Date.parse(after) - Date.now() : seconds * 1000;
  return waitMs >= 0 ? { waitMs } : {};
}

const keyLike = /\b(?:sk|pk|key|AIza|gsk|xai|hf)[-_][A-Za-z0-9_*-]{6,}|AIza[A-Za-z0-9_-]{10,}|Bearer\s+\S+/g;

function redact(text: string, secrets: readonly string[]): string {
  const hidden = secrets.filter((it) => it.length > 3).reduce((rest, it) => rest.replaceAll(it, '[key]'), text);
  return hidden.replace(keyLike, '[key]').slice(0, 300);
}
