import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { modelsOf } from '../../../test/models/room.ts';
import { type ModelServer, startModelServer } from '../../../test/models/server.ts';
import { briefOf, thinking } from '../testing/workshop.ts';
import { createLanguageModelAgent } from './agent.ts';

let server: ModelServer;
beforeAll(async () => {
  server = await startModelServer();
});
afterAll(() => server.close());
beforeEach(() => {
  server.calls.length = 0;
  server.react(() => undefined);
});

const agentOf = (spec: string) => createLanguageModelAgent({ model: modelsOf(server)(spec) });

const brief = briefOf('count the files', [{ path: 'a.txt', bytes: 3, head: 'abc' }], { self: 'mind' });

describe.each([
  ['local/llama', 'chat'],
  ['openai-chat/gpt-6.1-sol', 'chat'],
  ['openai/gpt-6.1-sol', 'responses'],
  ['anthropic/claude-sonnet-5-5', 'anthropic'],
  ['anthropic/claude-3-haiku', 'anthropic'],
  ['google/gemini-3.8-flash', 'google'],
])('%s', (spec, protocol) => {
  it('answers every stage through the real SDK', async () => {
    const agent = agentOf(spec);
    const said: string[] = [];
    const listening = { ...thinking, say: (delta: string) => void said.push(delta) };
    const analysis = await agent.analyse(brief, listening);
    expect(analysis).toMatchObject({ kind: 'answered', text: expect.stringContaining('counted') });
    expect(said.join('').length).toBeGreaterThan(0);
    const proposed = await agent.propose(brief, thinking);
    expect(proposed).toMatchObject({
      kind: 'answered',
      proposal: { confidence: 0.8, steps: [{ id: 's1', owner: 'mind', action: { kind: 'shell' } }] },
      usage: {
        inputTokens: expect.any(Number),
        outputTokens: expect.any(Number),
        latencyMs: expect.any(Number),
        calls: 1,
        model: spec,
        prompt: 'propose@2',
      },
    });
    if (proposed.kind !== 'answered') throw new Error('abstained');
    const packet = { label: 'A', proposal: proposed.proposal };
    expect(await agent.critique(brief, [packet], thinking)).toMatchObject({
      remarks: [{ label: 'A', stance: 'concede' }],
    });
    expect(await agent.vote(brief, [packet, { ...packet, label: 'B' }], thinking)).toMatchObject({
      scores: [
        { label: 'A', feasibility: 9, relevance: 8 },
        { label: 'B', feasibility: 8, relevance: 8 },
      ],
    });
    expect(await agent.revise(brief, packet, [{ text: 'No.' }], thinking)).toMatchObject({ kind: 'abstained' });
    expect(await agent.combine(brief, packet, { ...packet, label: 'B' }, thinking)).toMatchObject({
      kind: 'abstained',
    });
    expect(await agent.integrate(brief, proposed.proposal, [], thinking)).toMatchObject({
      text: 'There are **3** files.',
    });
    expect(server.calls.map((it) => it.protocol)).toEqual(Array(7).fill(protocol));
    expect(server.calls.map((it) => it.stage)).toEqual([
      'analyse',
      'propose',
      'critique',
      'vote',
      'revise',
      'combine',
      'integrate',
    ]);
    for (const call of server.calls) {
      const speaks = !['analyse', 'integrate'].includes(call.stage);
      expect(call.schema !== undefined).toBe(speaks);
    }
  });
});
