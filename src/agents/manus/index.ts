import { z } from 'zod';
import type { Locale } from '../../debate/event.ts';
import type { Absence, Agent } from '../../ports/agent.ts';
import { ModelTrouble } from '../language-model/call/failure.ts';
import type { ModelFinding } from '../language-model/seat/examine.ts';
import { words as modelWords, settled } from '../language-model/words.ts';
import { createManusAgent, type ManusAgentOptions } from './agent.ts';
import { createApi } from './api/api.ts';
import { createDoorbell } from './api/doorbell.ts';
import { createWebhookDoor, type WebhookAnswer, type WebhookCounts, type WebhookHeaders } from './api/webhook.ts';
import { type ManusSettings, manusKeyName, webhookPath } from './config.ts';
import { createUploads } from './files/files.ts';
import { type Pace, usualPace } from './task/follow.ts';
import { words } from './words.ts';

export type ManusOptions = ManusSettings & {
  readonly apiKey: string | undefined;
  /** Where Manus reaches Parley's web server; without it, tasks are only looked at from time to time. */
  readonly publicUrl?: string | undefined;
  /** For the log: what went wrong without stopping anything. */
  readonly onTrouble?: ((message: string) => void) | undefined;
  readonly pace?: Pace | undefined;
  readonly requestMs?: number | undefined;
};

export type Manus = {
  agent(seat?: ManusAgentOptions): Agent;
  /** Why Manus cannot sit at the table now; null when nothing speaks against it. */
  absence(locale: Locale): Absence | null;
  /** One read, for the doctor. Never throws. */
  examine(options: { readonly locale: Locale; readonly signal?: AbortSignal }): Promise<ModelFinding>;
  /** For POST at `webhookPath`: headers and body as they came, the body unparsed. */
  handleWebhook(headers: WebhookHeaders, rawBody: Uint8Array): Promise<WebhookAnswer>;
  webhooks(): Readonly<WebhookCounts>;
  /** The same in words, for the status monitor; null as long as nothing came. */
  webhookNews(): Readonly<Record<Locale, string>> | null;
};

const keyShape = z.looseObject({ public_key: z.string() });
const anyShape = z.looseObject({});
const hooksShape = z.looseObject({ data: z.array(z.looseObject({ url: z.string().nullish() })).nullish() });
const patienceMs = 15_000;

/** Manus behind its API v2. Keys come from the environment; what this returns never shows them. */
export function createManus(options: ManusOptions): Manus {
  const { baseUrl, header, profile, requestMs, apiKey = '' } = options;
  const trouble = options.onTrouble ?? (() => undefined);
  const api = createApi({ baseUrl, header, apiKey, requestMs });
  const bell = createDoorbell();
  const uploads = createUploads(api);
  const url = options.publicUrl === undefined ? null : `${options.publicUrl.replace(/\/+$/, '')}${webhookPath}`;
  const door = createWebhookDoor({
    url: url ?? '',
    ring: (task) => bell.ring(task),
    publicKey: async () => {
      const got = await api.get('webhook.publicKey', {}, keyShape, AbortSignal.timeout(patienceMs));
      return got.public_key;
    },
  });

  let rings = false;
  let registered = false;
  const register = async (at: string) => {
    const signal = AbortSignal.timeout(patienceMs);
    const { data } = await api.get('webhook.list', {}, hooksShape, signal);
    if (!data?.some((it) => it.url === at)) await api.post('webhook.create', { url: at }, anyShape, signal);
    rings = true;
  };
  const begin = () => {
    if (url === null || registered) return;
    registered = true;
    register(url).catch((error: unknown) => {
      trouble(`Manus could not register the webhook ${url}: ${error instanceof Error ? error.message : 'failed'}`);
    });
  };

  const missing = (locale: Locale): Absence | null => {
    if (apiKey !== '') return null;
    const { noKey } = modelWords[locale].failures;
    const told = { model: 'Manus', key: manusKeyName, status: '' };
    return { reason: settled(noKey.message(told), locale), fix: noKey.fix(told) };
  };

  return {
    agent: (seat = {}) =>
      createManusAgent(
        {
          api,
          uploads,
          profile,
          baseUrl,
          creditUsd: options.creditUsd,
          trouble,
          begin,
          following: { api, bell, pace: options.pace ?? usualPace, rings: () => rings },
        },
        seat,
      ),
    absence: missing,
    async examine({ locale, signal }) {
      const absent = missing(locale);
      if (absent) return { state: 'bad', detail: absent.reason, fix: absent.fix };
      const { failures, examined } = modelWords[locale];
      const told = { model: 'Manus', key: manusKeyName, status: '' };
      const began = performance.now();
      const limit = AbortSignal.any([AbortSignal.timeout(patienceMs), ...(signal ? [signal] : [])]);
      try {
        await api.get('task.list', { limit: '1' }, anyShape, limit);
        const ms = String(Math.round(performance.now() - began));
        return { state: 'ok', detail: settled(examined({ ...told, ms }), locale) };
      } catch (error) {
        const it = error instanceof ModelTrouble ? error : new ModelTrouble(limit.aborted ? 'silent' : 'broken', '');
        const known = { ...told, status: String(it.status ?? '') };
        const say = failures[it.kind];
        return { state: 'bad', detail: settled(say.message(known), locale), fix: say.fix(known) };
      }
    },
    handleWebhook: async (headers, rawBody) =>
      url === null || apiKey === '' ? { status: 401, body: 'not expected' } : door.handle(headers, rawBody),
    webhooks: door.counts,
    webhookNews() {
      const { accepted, repeated, ...refused } = door.counts();
      const told = { heard: accepted + repeated, refused };
      if (told.heard + Object.values(refused).reduce((sum, it) => sum + it, 0) === 0) return null;
      return { en: words.en.webhooks(told), ko: words.ko.webhooks(told) };
    },
  };
}
