import type { DebateState } from '../src/debate/debate.ts';
import { ParleyError } from '../src/errors.ts';
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
    throw new ParleyError('config.invalid', `there is no environment called ${persona?.environment}`, {
      fix: 'Add it under "environments" in parley.yaml; debates that began with it need it.',
    });
  }
  return { persona: persona.id, environment };
}
