import { createManus, type Manus, type ManusOptions } from '../../src/agents/manus/index.ts';
import { thinking } from '../../src/agents/testing/workshop.ts';
import type { FileDesk, Notebook, Thinking } from '../../src/ports/agent.ts';
import { createNotebook } from '../doubles/notebook.ts';
import type { ManusServer } from './server.ts';

/** Manus as Parley sees it, with the double's address and looks at it without long waits. */
export function manusOf(server: Pick<ManusServer, 'url' | 'key'>, more: Partial<ManusOptions> = {}): Manus {
  return createManus({
    baseUrl: server.url,
    apiKey: server.key,
    profile: 'manus-1.6',
    header: 'x-manus-api-key',
    pace: { firstMs: 1, mostMs: 5, rungMs: 20, chargeMs: 60_000 },
    ...more,
  });
}

/** A thread in which Manus thinks: what it notes down is kept, and what it shows can be looked at. */
export function openThread(files: Readonly<Record<string, string>> = {}) {
  const shown: { name: string; text: string }[] = [];
  const missed: { name: string; reason: string }[] = [];
  const notebook: Notebook = createNotebook();
  const desk: FileDesk = {
    read: async (path) => (files[path] === undefined ? null : Buffer.from(files[path])),
    show: async (name, bytes) => void shown.push({ name, text: Buffer.from(bytes).toString() }),
    miss: async (name, reason) => void missed.push({ name, reason }),
  };
  let thoughts = 0;
  return {
    shown,
    missed,
    notebook,
    /** One thought: another each time, unless `key` names one again. */
    think(more: Partial<Thinking> = {}): Thinking {
      thoughts += 1;
      return { ...thinking, key: `a-debate/thought/${thoughts}`, files: desk, notebook, ...more };
    },
  };
}
