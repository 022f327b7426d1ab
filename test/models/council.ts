import { afterEach, beforeEach } from 'vitest';
import { presentAll } from '../../bots/present.ts';
import { createLanguageModels } from '../../src/agents/language-model/index.ts';
import type { DebateEvent } from '../../src/debate/event.ts';
import { createImaginedSandbox } from '../doubles/sandbox.ts';
import { type House, type HouseOptions, openHouse } from '../house.ts';
import { settingsOf } from './room.ts';
import { type ModelServer, startModelServer } from './server.ts';

/** Who sits there; only the first has a price. */
export const seated = {
  ann: 'anthropic/claude-sonnet-5-5',
  ben: 'openai/gpt-6.1-terra',
  cho: 'local/llama',
} as const;
export const idOf = (spec: string) => spec.slice(spec.indexOf('/') + 1);

export const prices = { 'anthropic/*': { input: 3, output: 15 }, 'openai/gpt-image-1': { image: 0.04 } };

export const eventsOf = async (it: House, debate: string): Promise<DebateEvent[]> =>
  (await it.ledger.read(debate)).map((recorded) => recorded.event);

/** Everything that the thread shows of a debate. */
export const blocksOf = async (it: House, debate: string) =>
  presentAll(await it.ledger.read(debate), { debate }).flatMap((post) => post.blocks);

/** Debates until a plan waits for its approval, or it has ended without. */
export async function toApproval(it: House, text = 'count the files') {
  const debate = await it.ask(text);
  const state = await it.until(debate, (now) => now.approval !== null || now.end !== null);
  return { debate, state, events: await eventsOf(it, debate) };
}

/** Those who failed or abstained, and where. */
export const absent = (events: readonly DebateEvent[], type: 'agent.failed' | 'agent.abstained') =>
  events.flatMap((event) => (event.type === type ? [`${event.persona} ${event.stage}`] : []));

/** For each test a model server of its own, and houses whose council asks it; all gone when the test is over. */
export function useCouncil() {
  let server: ModelServer;
  const houses: House[] = [];
  beforeEach(async () => {
    server = await startModelServer();
  });
  afterEach(async () => {
    for (const house of houses.splice(0)) await house.close();
    await server.close();
  });
  return {
    get server() {
      return server;
    },
    async house(options: Partial<HouseOptions> = {}): Promise<House> {
      const models = createLanguageModels(settingsOf(server, { prices }));
      const agents = Object.entries(seated).map(([id, spec]) => [id, models.agent({ model: spec })]);
      const sandbox = createImaginedSandbox();
      const opened = await openHouse({ agents: Object.fromEntries(agents), sandbox, ...options });
      houses.push(opened);
      return opened;
    },
  };
}
