import type { DebateState } from '../src/debate/debate.ts';
import type { States } from '../src/states.ts';
import type { WorkerDeps } from './deps.ts';
import { environmentOf } from './environment.ts';

/** Makes a container ready for the first step while people read the question, and lets go of it when the debate ends. */
export async function warm(deps: WorkerDeps, states: States, state: DebateState): Promise<void> {
  const first = state.approval?.plan.steps[0];
  if (!first || state.approval?.verdict) return;
  const { persona, environment } = environmentOf(deps, state, first.owner);
  try {
    await deps.sandbox.warm(state.workspace, persona, environment);
    await releaseAtEnd(deps, states, state);
  } catch (error) {
    // Only a hint: without it the first step starts slower, nothing else.
    deps.log.warn({ error }, 'could not make a container ready');
  }
}

/** Whoever ends the debate may be another process, which knows nothing of this one's containers. */
async function releaseAtEnd({ ledger, sandbox, log }: WorkerDeps, states: States, { id, workspace }: DebateState) {
  const look = async () => {
    if (!(await states.load(id))?.end) return;
    await sandbox.release(workspace);
    await unwatch();
  };
  const noted = () => look().catch((error) => log.info({ debate: id, error }, 'could not release containers'));
  const unwatch = await ledger.watch((changed) => changed === id && void noted());
  await noted();
}
