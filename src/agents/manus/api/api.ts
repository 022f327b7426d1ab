import { z } from 'zod';
import { isBroken } from '../../language-model/call/breaker.ts';
import { type FailureKind, ModelTrouble } from '../../language-model/call/failure.ts';
import { persist } from '../../language-model/call/persist.ts';
import { kindOf, redact, waitOf } from '../../language-model/call/sort-out.ts';
import { accountOf } from './limiter.ts';

export type ApiOptions = {
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly header: string;
  /** How long one call may take; shorter in tests. */
  readonly requestMs?: number | undefined;
};

/**
 * Manus API v2: every call is limited, tried again where that is safe, and checked. Throws `ModelTrouble`, or the
 * signal's reason.
 */
export type ManusApi = {
  get<T>(
    endpoint: string,
    query: Readonly<Record<string, string>>,
    shape: z.ZodType<T>,
    signal: AbortSignal,
  ): Promise<T>;
  /** With `signal` it can be kept from beginning; once begun it is heard to its end, so that what it made is known. */
  post<T>(endpoint: string, body: unknown, shape: z.ZodType<T>, signal: AbortSignal): Promise<T>;
};

const usualRequestMs = 30_000;
/** Answers are lists of messages; one that is longer than this is not an answer. */
const mostBytes = 8 * 1024 * 1024;
/** Manus counts by the minute and names no time: a create has a place again after about six seconds. */
const restMs = { get: 2_000, post: 6_500 };

const failedShape = z.looseObject({
  error: z.looseObject({ code: z.string().nullish(), message: z.string().nullish() }).nullish(),
});

export function createApi(options: ApiOptions): ManusApi {
  const { apiKey, header } = options;
  const baseUrl = options.baseUrl.replace(/\/+$/, '');
  const account = accountOf(baseUrl, apiKey);

  const call = async <T>(
    endpoint: string,
    request: { readonly url: string; readonly body?: string; readonly signal?: AbortSignal },
    shape: z.ZodType<T>,
  ): Promise<T> => {
    const writes = request.body !== undefined;
    const timeout = AbortSignal.timeout(options.requestMs ?? usualRequestMs);
    let response: Response;
    let text: string;
    try {
      response = await fetch(request.url, {
        method: writes ? 'POST' : 'GET',
        headers: { [header]: apiKey, ...(writes ? { 'content-type': 'application/json' } : {}) },
        ...(request.body === undefined ? {} : { body: request.body }),
        // A redirect would take the key to another server.
        redirect: 'manual',
        signal: request.signal ? AbortSignal.any([request.signal, timeout]) : timeout,
      });
      text = await textOf(response);
    } catch (error) {
      request.signal?.throwIfAborted();
      throw error instanceof ModelTrouble ? error : lost(error, writes);
    }
    const body = parse(text);
    const { success, data } = failedShape.safeParse(body);
    const said = success ? `${data.error?.code ?? ''} ${data.error?.message ?? ''}`.trim() : '';
    if (!response.ok || (success && data.ok === false)) {
      const kind = response.status < 400 ? kindOfCode(said) : (named(said) ?? kindOf(response.status, said));
      const wait = waitOf(Object.fromEntries(response.headers));
      throw new ModelTrouble(kind === 'model' ? 'request' : kind, redact(`${endpoint}: ${said}`, [apiKey]), {
        status: response.status,
        ...(kind === 'rate' ? { waitMs: restMs[writes ? 'post' : 'get'], ...wait } : wait),
      });
    }
    const checked = shape.safeParse(body);
    if (checked.success) return checked.data;
    const where = checked.error.issues[0]?.path.join('.') ?? '';
    throw new ModelTrouble('unusable', `${endpoint} answered in an unknown form${where && ` at ${where}`}`);
  };

  const guarded = async <T>(endpoint: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> => {
    const attempt = async () => {
      await account.limiterFor(endpoint).turn(signal);
      return work();
    };
    try {
      return await account.breaker.call(() => persist(attempt, { signal, secrets: [apiKey] }));
    } catch (error) {
      throw isBroken(error) ? new ModelTrouble('resting', 'three calls in a row failed') : error;
    }
  };

  return {
    get(endpoint, query, shape, signal) {
      const url = `${baseUrl}/v2/${endpoint}?${new URLSearchParams(query)}`;
      return guarded(endpoint, signal, () => call(endpoint, { url, signal }, shape));
    },
    post(endpoint, body, shape, signal) {
      const request = { url: `${baseUrl}/v2/${endpoint}`, body: JSON.stringify(body) };
      return guarded(endpoint, signal, () => call(endpoint, request, shape));
    },
  };
}

async function textOf(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > mostBytes) throw new ModelTrouble('endless', `over ${mostBytes} bytes`);
  }
  return text + decoder.decode();
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A call whose answer never came. What may have made something is not sent a second time. */
function lost(error: unknown, writes: boolean): ModelTrouble {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const detail = cause instanceof Error ? `${cause.name}: ${cause.message}`.slice(0, 200) : 'unknown';
  const neverArrived = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ECONNABORTED/.test(detail);
  return new ModelTrouble(neverArrived ? 'unreachable' : writes ? 'stalled' : 'cut', detail);
}

const codes: readonly (readonly [RegExp, FailureKind])[] = [
  [/rate_?limit/i, 'rate'],
  [/permission_denied|unauthenticated|unauthorized|invalid.{0,4}(?:api.)?(?:key|token)/i, 'key'],
  [/quota|credit|insufficient|payment/i, 'quota'],
  [/internal|unavailable|timeout/i, 'down'],
];

const named = (said: string) => codes.slice(0, 3).find(([pattern]) => pattern.test(said))?.[1];
const kindOfCode = (said: string): FailureKind => codes.find(([pattern]) => pattern.test(said))?.[1] ?? 'request';
