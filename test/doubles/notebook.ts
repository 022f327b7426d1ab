import type { Notebook } from '../../src/ports/agent.ts';

/** A notebook in memory. */
export function createNotebook(): Notebook & { readonly notes: Map<string, string> } {
  const notes = new Map<string, string>();
  return {
    notes,
    read: async (name) => notes.get(name) ?? null,
    write: async (name, text) => void notes.set(name, text),
    forget: async (name) => void notes.delete(name),
  };
}
