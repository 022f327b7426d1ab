import { createHash } from 'node:crypto';
import mime from 'mime';
import type { DebateState } from '../src/debate/debate.ts';
import type { Artifact, EventOf } from '../src/debate/event.ts';
import { ParleyError } from '../src/errors.ts';
import type { FileDesk } from '../src/ports/agent.ts';
import { stageOf, type ThinkTask } from './ask.ts';
import type { WorkerDeps } from './deps.ts';
import { environmentOf } from './environment.ts';

/**
 * Whole files for a persona while it thinks about one task. What it shows is told like the use of a tool that made a
 * file; the workspace stays as it is.
 */
export function createFileDesk(deps: WorkerDeps, state: DebateState, task: ThinkTask, signal: AbortSignal): FileDesk {
  const { persona, key } = task;

  const tell = async (name: string, told: Pick<EventOf<'tool.used'>, 'ok' | 'result' | 'artifact'>, mark: string) => {
    signal.throwIfAborted();
    const event: EventOf<'tool.used'> = {
      type: 'tool.used',
      turn: state.turn,
      persona,
      ...stageOf(task),
      tool: 'attachment',
      action: 'show',
      input: name,
      durationMs: 0,
      ...told,
    };
    // Asked again after a crash, an agent hands in the same once more.
    const hash = createHash('sha256').update(`${name}\n${mark}`).digest('hex').slice(0, 16);
    await deps.ledger.append(state.id, event, `${key}/file/${hash}`);
  };

  return {
    read(path, mostBytes) {
      const { environment } = environmentOf(deps, state, persona);
      return deps.sandbox.read(state.workspace, environment, path, mostBytes);
    },
    async show(name, bytes) {
      const blob = await deps.blobs.put(bytes).catch((error: unknown) => {
        if (error instanceof ParleyError && ['input.too-large', 'storage.full'].includes(error.code)) return undefined;
        throw error;
      });
      const artifact: Artifact = {
        path: name,
        bytes: bytes.byteLength,
        mime: mime.getType(name) ?? 'application/octet-stream',
        change: 'added',
        ...(blob === undefined ? {} : { blob }),
      };
      await tell(name, { ok: true, result: '', artifact }, blob ?? `${bytes.byteLength} bytes`);
    },
    miss: (name, reason) => tell(name, { ok: false, result: reason }, reason),
  };
}
