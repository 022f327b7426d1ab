import type { Notebook } from './agent.ts';

/** Each persona's notebook in each thread. */
export type Notebooks = {
  of(workspace: string, persona: string): Notebook;
};
