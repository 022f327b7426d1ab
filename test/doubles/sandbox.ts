import type { Sandbox } from '../../src/ports/sandbox.ts';

/** A small environment on the sandbox image, for tests and benchmarks. */
export const environment = {
  name: 'default',
  image: 'parley-sandbox:1',
  network: 'none',
  runtime: 'runc',
  memoryMb: 256,
  cpus: 1,
  processes: 64,
  seconds: 60,
  outputKb: 256,
  diskMb: 64,
} as const;

/** A sandbox where every command is there, ends at once with exit code 0, and changes nothing. */
export function createImaginedSandbox(): Sandbox & { readonly ran: string[] } {
  const ran: string[] = [];
  const output = { head: 'done\n', tail: '', bytes: 5 };
  return {
    ran,
    health: async () => ({ ok: true, engine: 'imagined', detail: '', containers: 0 }),
    programs: async () => new Set(['ls', 'cat', 'wc', 'true', 'false', 'echo', 'sort', 'head', 'find']),
    prepare: async (_, __, files) => files.map(({ path, bytes }) => ({ path, bytes: bytes.byteLength })),
    list: async () => [],
    read: async () => null,
    rehearse: async (order) => ({
      steps: order.steps.map((step) => ({
        step: step.id,
        run: { ending: 'exited' as const, exitCode: 0, output, durationMs: 0 },
      })),
      changes: [],
    }),
    warm: async () => undefined,
    release: async () => undefined,
    run: async (order) => {
      ran.push(order.key);
      return { ending: 'exited', exitCode: 0, output, durationMs: 0, artifacts: [] };
    },
    forget: async () => undefined,
    kill: async () => undefined,
    sweep: async () => undefined,
    discard: async () => undefined,
    close: async () => undefined,
  };
}
