import { createHash, verify } from 'node:crypto';
import { z } from 'zod';

export type WebhookHeaders = Headers | Readonly<Record<string, string | readonly string[] | undefined>>;
export type WebhookAnswer = { readonly status: 200 | 401 | 409 | 413 | 503; readonly body: string };

/** How many deliveries came in, by what became of them. */
export type WebhookCounts = {
  accepted: number;
  /** Signed well, but about an event that was heard before: delivered again, and ignored. */
  repeated: number;
  /** Not signed by Manus for this address. */
  forged: number;
  /** Signed too long ago. */
  stale: number;
  /** The very same delivery a second time. */
  replayed: number;
  /** Signed by Manus and not understood. */
  malformed: number;
};

export type WebhookDoor = {
  handle(headers: WebhookHeaders, rawBody: Uint8Array): Promise<WebhookAnswer>;
  counts(): Readonly<WebhookCounts>;
};

export type WebhookOptions = {
  /** The address as it was given to Manus: it is part of what is signed. */
  readonly url: string;
  publicKey(): Promise<string>;
  /** Told of each task that something happened to. */
  ring(task: string): void;
  readonly now?: (() => number) | undefined;
};

const freshMs = 5 * 60_000;
const keyKeptMs = 60 * 60_000;
/** A signature that does not fit may mean a new key; forgers must not make us ask for it each time. */
const keyAskedAgainMs = 60_000;
const mostBytes = 1024 * 1024;
const mostRemembered = 10_000;

const eventShape = z.looseObject({
  event_id: z.string(),
  event_type: z.string(),
  task_detail: z.looseObject({ task_id: z.string() }).nullish(),
});

/** Checks who speaks before anything is read. What a delivery says is only a hint: the task itself is asked. */
export function createWebhookDoor(options: WebhookOptions): WebhookDoor {
  const now = options.now ?? Date.now;
  const counts: WebhookCounts = { accepted: 0, repeated: 0, forged: 0, stale: 0, replayed: 0, malformed: 0 };
  const signatures = new Map<string, number>();
  const events = new Map<string, number>();
  let key: { readonly pem: string; readonly at: number } | null = null;

  const answer = (why: keyof WebhookCounts, status: WebhookAnswer['status']): WebhookAnswer => {
    counts[why] += 1;
    return { status, body: why };
  };

  const keyFor = async (againAfterMs: number) => {
    if (key === null || now() - key.at >= againAfterMs) key = { pem: await options.publicKey(), at: now() };
    return key.pem;
  };

  const signedByManus = async (content: string, signature: Buffer) =>
    isSigned(content, signature, await keyFor(keyKeptMs)) ||
    isSigned(content, signature, await keyFor(keyAskedAgainMs));

  return {
    counts: () => ({ ...counts }),
    async handle(headers, rawBody) {
      if (rawBody.byteLength > mostBytes) return answer('malformed', 413);
      const stamp = headerOf(headers, 'x-webhook-timestamp') ?? '';
      const signature = Buffer.from(headerOf(headers, 'x-webhook-signature') ?? '', 'base64');
      if (!/^\d{1,12}$/.test(stamp) || signature.byteLength === 0) return answer('forged', 401);
      const content = `${stamp}.${options.url}.${createHash('sha256').update(rawBody).digest('hex')}`;
      try {
        if (!(await signedByManus(content, signature))) return answer('forged', 401);
      } catch {
        // Without the key nothing can be told; Manus tries again.
        return { status: 503, body: 'unavailable' };
      }
      if (Math.abs(now() - Number(stamp) * 1000) > freshMs) return answer('stale', 401);
      // The signed words, not the signature: base64 can be written in several ways.
      if (!remember(signatures, content, now())) return answer('replayed', 409);
      const event = eventShape.safeParse(parse(rawBody));
      // Signed, so it is from Manus: such as the message by which it tries the address before it uses it.
      if (!event.success) return answer('malformed', 200);
      if (!remember(events, event.data.event_id, now())) return answer('repeated', 200);
      counts.accepted += 1;
      if (event.data.task_detail) options.ring(event.data.task_detail.task_id);
      return { status: 200, body: 'ok' };
    },
  };
}

// Manus's published examples hash the words once more before RSA-SHA256 does; its text speaks of one hash.
function isSigned(content: string, signature: Buffer, pem: string): boolean {
  const once = Buffer.from(content);
  const twice = createHash('sha256').update(once).digest();
  return [twice, once].some((it) => verify('RSA-SHA256', it, pem, signature));
}

/** False when it was there before. What is too old to be accepted again is forgotten. */
function remember(seen: Map<string, number>, name: string, at: number): boolean {
  for (const [old, since] of seen) {
    if (at - since <= 2 * freshMs && seen.size < mostRemembered) break;
    seen.delete(old);
  }
  if (seen.has(name)) return false;
  seen.set(name, at);
  return true;
}

function headerOf(headers: WebhookHeaders, name: string): string | undefined {
  if (headers instanceof Headers) return headers.get(name) ?? undefined;
  const [, found] = Object.entries(headers).find(([it]) => it.toLowerCase() === name) ?? [];
  return typeof found === 'string' ? found : found?.[0];
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
}
