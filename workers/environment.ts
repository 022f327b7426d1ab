import type { DebateState } from '../src/debate/debate.ts';
import { fault } from '../src/i18n/faults/index.ts';
import type { Environment } from '../src/ports/sandbox.ts';
import type { WorkerDeps } from './deps.ts';

/** The environment of a step's owner; for the workspace itself (`null`), that of the first seat. */
export function environmentOf(
  deps: Pick<WorkerDeps, 'environments'>,
  state: DebateState,
  owner: string | null,
): { persona: string; environment: Environment } {
  const persona = state.council.find((it) => it.id === owner) ?? state.council[0];
  const environment = persona && deps.environments[persona.environment];
  if (!persona || !environment) {
    throw fault('config.invalid', 'noEnvironment', { name: persona?.environment ?? '' });
  }
  return { persona: persona.id, environment };
}
