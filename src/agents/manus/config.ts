import { z } from 'zod';
import { both } from '../../i18n/both.ts';

/** How `parley.yaml` speaks of Manus. The key comes from MANUS_API_KEY and from nowhere else. */
export const manusSchema = z.strictObject({
  baseUrl: z
    .url({
      protocol: /^https?$/,
      error: both(
        'an address that begins with http:// or https://',
        'http:// 또는 https://로 시작하는 주소여야 합니다',
      ),
    })
    .default('https://api.manus.ai'),
  /** Which of Manus's agents thinks: as the vendor calls them, `manus-1.6-lite` to `manus-1.6-max`. */
  profile: z.string().min(1).max(60).default('manus-1.6'),
  /** Name of the header that carries the key, for gateways that want another. */
  header: z
    .string()
    .regex(/^[A-Za-z0-9-]+$/, both('the name of an HTTP header', 'HTTP 헤더 이름이어야 합니다'))
    .default('x-manus-api-key'),
  /** What a credit costs in US dollars: then budgets in money count Manus too. */
  creditUsd: z.number().positive().optional(),
});

export type ManusSettings = z.infer<typeof manusSchema>;

export const manusKeyName = 'MANUS_API_KEY';
/** As in the original design: Manus 0.6, AIIN 0.4. */
export const manusWeight = 0.6;
/** Where the web server hands on what Manus reports. */
export const webhookPath = '/webhooks/manus';
