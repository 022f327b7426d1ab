import type { Deliveries } from '../../src/ports/deliveries.ts';

type Told = { delivered: number; begun: number; closed: string | null; readonly messages: Map<number, string[]> };

/** Deliveries in memory; kept by the test, they outlive an imagined restart. */
export function createMemoryDeliveries(): Deliveries {
  const told = new Map<string, Told>();
  const said = new Map<string, { debate: string; seq: number }>();
  const of = (debate: string): Told => {
    const known = told.get(debate) ?? { delivered: 0, begun: 0, closed: null, messages: new Map() };
    told.set(debate, known);
    return known;
  };
  return {
    async state(debate) {
      const { delivered, begun, closed } = of(debate);
      return { delivered, begun, closed };
    },
    async begin(debate, seq) {
      of(debate).begun = seq;
    },
    async record(debate, seq, messages) {
      of(debate).delivered = seq;
      if (messages.length > 0) of(debate).messages.set(seq, [...messages]);
      for (const id of messages) said.set(id, { debate, seq });
    },
    async close(debate, reason) {
      of(debate).closed = reason;
    },
    find: async (message) => said.get(message) ?? null,
    messages: async (debate, seq) => of(debate).messages.get(seq) ?? [],
  };
}
