import type { Toolbox } from '../ports/agent.ts';

/** For whoever thinks where nothing can be looked up. */
export const noTools: Toolbox = {
  names: [],
  most: 0,
  use: async () => ({ ok: false, text: 'There are no tools here.' }),
};
