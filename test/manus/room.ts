import { createManus, type Manus, type ManusOptions } from '../../src/agents/manus/index.ts';
import type { ManusServer } from './server.ts';

/** Manus as Parley sees it, with the double's address and looks at it without long waits. */
export function manusOf(server: Pick<ManusServer, 'url' | 'key'>, more: Partial<ManusOptions> = {}): Manus {
  return createManus({
    baseUrl: server.url,
    apiKey: server.key,
    profile: 'manus-1.6',
    header: 'x-manus-api-key',
    pace: { firstMs: 1, mostMs: 5, rungMs: 20 },
    ...more,
  });
}
