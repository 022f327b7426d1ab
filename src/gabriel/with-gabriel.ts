import type { Sandbox } from '../ports/sandbox.ts';
import type { Gabriel } from './gabriel.ts';

/**
 * The sandbox, except that approved steps of these personas (by id) run at Gabriel. Rehearsals stay in the sandbox:
 * nothing reaches Gabriel that was not judged, tried and approved.
 */
export function withGabriel(sandbox: Sandbox, gabriel: Gabriel, personas: ReadonlySet<string>): Sandbox {
  /** Keys that went to the sandbox from here: Gabriel need not hear of them. */
  const inSandbox = new Set<string>();
  return {
    ...sandbox,
    warm: async (workspace, persona, environment) => {
      if (!personas.has(persona)) await sandbox.warm(workspace, persona, environment);
    },
    run(order, begun, signal, heard) {
      const { key, command, workspace, environment } = order;
      if (!personas.has(order.persona)) {
        inSandbox.add(key);
        return sandbox.run(order, begun, signal, heard);
      }
      const limits = { timeoutMs: environment.seconds * 1000, outputBytes: environment.outputKb * 1024 };
      return gabriel.run({ key, command, workspace, ...limits }, begun, signal, heard);
    },
    // Which of the two a worker that is gone had asked is not known here.
    forget: async (key) => {
      await Promise.all([sandbox.forget(key), inSandbox.delete(key) ? undefined : gabriel.end(key)]);
    },
    kill: async (debate, steps = []) => {
      await Promise.all([sandbox.kill(debate, steps), ...steps.map((key) => !inSandbox.has(key) && gabriel.end(key))]);
    },
    close: async () => {
      await Promise.all([sandbox.close(), gabriel.close()]);
    },
  };
}
