import { expect, test } from 'vitest';
import type { DebateEvent } from '../src/debate/event.ts';
import { opened, persona, requester } from '../src/debate/sample.ts';
import { createStates } from '../src/states.ts';
import { createMemoryLedger } from '../test/doubles/ledger.ts';
import { rescue } from './advance.ts';
import type { WorkerDeps } from './deps.ts';

async function rescued(debates: Record<string, readonly DebateEvent[]>, broken?: string): Promise<string[]> {
  const ledger = createMemoryLedger();
  for (const [debate, events] of Object.entries(debates))
    for (const event of events) await ledger.append(debate, event);
  const advanced: string[] = [];
  const read: typeof ledger.read = async (debate, after) => {
    if (debate === broken) throw new SyntaxError('Unexpected end of JSON input');
    return ledger.read(debate, after);
  };
  const deps = {
    ledger: { ...ledger, read },
    queue: { advance: async (debate: string) => void advanced.push(debate) },
    log: { info: () => undefined },
  } as unknown as WorkerDeps;
  await rescue(deps, createStates(deps.ledger));
  return advanced;
}

const begun = opened([persona('a')]);
const over: DebateEvent = { type: 'debate.closed', outcome: 'answered' };

test('a debate that cannot be read keeps no other from being found', async () => {
  expect(await rescued({ d1: [begun], d2: [begun] }, 'd1')).toEqual(['d2']);
});

test('words that arrived as a debate ended are found, also when nobody was left to say so', async () => {
  const said: DebateEvent = { type: 'person.said', by: requester, text: 'and the words', attachments: [] };
  expect(await rescued({ d1: [begun, over, said], d2: [begun, over] })).toEqual(['d1']);
});
