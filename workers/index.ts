import type { TaskHandlers } from '../src/ports/task-queue.ts';
import { createStates } from '../src/states.ts';
import { advance, rescue } from './advance.ts';
import type { WorkerDeps } from './deps.ts';
import { execute } from './execute.ts';
import { rehearse } from './rehearse.ts';
import { think } from './think.ts';

export type { WorkerDeps } from './deps.ts';

/** What a worker process does with each kind of task. */
export function createHandlers(deps: WorkerDeps): TaskHandlers {
  const states = createStates(deps.ledger);
  return {
    advance: (debate) => advance(deps, states, debate),
    rescue: () => rescue(deps, states),
    async run(debate, task, signal) {
      switch (task.kind) {
        case 'prepare':
        case 'rehearse':
        case 'warm':
          return rehearse(deps, states, debate, task, signal);
        case 'execute':
          return execute(deps, states, debate, task, signal);
        default:
          return think(deps, states, debate, task, signal);
      }
    },
  };
}
