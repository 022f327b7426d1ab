import type { DebateEvent, Recorded } from '../../../src/debate/event.ts';
import type { Status } from '../../../src/status.ts';
import { createMemoryActivity } from '../../../test/doubles/activity.ts';
import { createMemoryBlobs } from '../../../test/doubles/blobs.ts';
import { createMemoryLedger } from '../../../test/doubles/ledger.ts';
import { createWebServer, type WebServerDeps } from '../server.ts';
import { createReplayIntake } from './replay-intake.ts';

export const sampleStatus: Status = {
  offline: true,
  connect: {
    en: 'Connect a model with a seat in parley.yaml.',
    ko: 'parley.yaml에 모델 자리를 더해 연결하세요.',
  },
  personas: [
    persona('aiin', 'AIIN', 0.4, { state: 'thinking', lastLatencyMs: 12, p50LatencyMs: 14, calls: 42 }),
    persona('manual', 'Manual', 0.3, { lastLatencyMs: 31, p50LatencyMs: 28, calls: 40, failures: 1 }),
    persona('warden', 'Warden', 0.3, { state: 'voting', lastLatencyMs: 8, p50LatencyMs: 9, calls: 38 }),
    persona('manus', 'Manus', 0.6, {
      state: 'absent',
      why: 'No API key.',
      fix: 'Set MANUS_API_KEY and start again.',
      model: 'Manus API',
    }),
  ],
  queues: [
    { queue: 'advance', waiting: 0, active: 1, delayed: 2, failed: 0 },
    { queue: 'think', waiting: 3, active: 2, delayed: 0, failed: 0 },
    { queue: 'execute', waiting: 0, active: 0, delayed: 0, failed: 1 },
  ],
  redis: { ok: true, detail: 'Redis 7.0, 0.4 ms' },
  docker: { ok: false, detail: 'The engine does not answer.', fix: 'Start it: sudo systemctl start docker' },
};

function persona(
  id: string,
  name: string,
  weight: number,
  more: Partial<Status['personas'][number]>,
): Status['personas'][number] {
  const base = {
    id,
    name,
    avatar: id,
    weight,
    state: 'idle',
    model: { en: 'offline rules', ko: '오프라인 규칙' },
  } as const;
  return { ...base, lastLatencyMs: null, p50LatencyMs: null, calls: 0, failures: 0, ...more };
}

/** A real server on a free port over stores in memory, whose council is a recorded debate. */
export async function startTestServer(options: {
  sample: readonly Recorded[];
  page?: string;
  config?: Partial<WebServerDeps['config']>;
  status?: Status;
  pause?(event: DebateEvent): Promise<void>;
  files?: Readonly<Record<string, Uint8Array>>;
  doorbells?: WebServerDeps['doorbells'];
}) {
  const ledger = createMemoryLedger();
  const activity = createMemoryActivity();
  const blobs = createMemoryBlobs();
  const intake = createReplayIntake(ledger, options.sample, {
    keep: (bytes) => blobs.put(bytes),
    ...(options.pause ? { pause: options.pause } : {}),
    ...(options.files ? { files: options.files } : {}),
  });
  const warnings: object[] = [];
  const deps: WebServerDeps = {
    config: { host: '127.0.0.1', port: 0, origins: [], messageKb: 64, uploadMb: 1, ...options.config },
    intake,
    ledger,
    blobs,
    activity,
    doorbells: options.doorbells,
    status: async () => options.status ?? sampleStatus,
    log: { warn: (details) => void warnings.push(details) },
    ...(options.page === undefined ? {} : { page: options.page }),
  };
  const server = await createWebServer(deps);
  return { server, url: server.url, ledger, activity, blobs, intake, warnings, deps };
}
