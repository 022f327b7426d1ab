import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failureOf, modelsOf, twoPackets } from '../../../../test/models/room.ts';
import { planOf } from '../../../../test/models/sensible.ts';
import { type ModelServer, type Reaction, startModelServer } from '../../../../test/models/server.ts';
import type { Agent } from '../../../ports/agent.ts';
import { briefOf, thinking } from '../../testing/workshop.ts';
import { createLanguageModelAgent } from '../agent.ts';

/** What models answer and how it is taken, through real sockets and the real SDK. */

let server: ModelServer;
beforeEach(async () => {
  server = await startModelServer();
});
afterEach(() => server.close());

const agentOf = (spec = 'local/llama', more: Parameters<typeof modelsOf>[1] = {}): Agent =>
  createLanguageModelAgent({ model: modelsOf(server, more)(spec) });

const brief = briefOf('count the files', [], { self: 'mind' });
const plan = planOf('llama');
/** Reacts to the first calls in this order, then sensibly. */
const inTurn = (...reactions: Reaction[]) => server.react((call) => reactions[call.number - 1]);
const say = (text: string, finish?: 'length' | 'refusal'): Reaction => ({
  kind: 'say',
  text,
  ...(finish ? { finish } : {}),
});

describe('answers in a poor form', () => {
  it.each([
    ['in a fence', `Here is my plan:\n\`\`\`json\n${JSON.stringify(plan, null, 2)}\n\`\`\`\nGood luck!`],
    [
      'with a trailing comma and single quotes',
      JSON.stringify(plan).replace('"answer":null,', "'answer':null,").replace(/\}$/, ',}'),
    ],
    ['after some thinking', `<think>{"steps": maybe}</think>${JSON.stringify(plan)}`],
    [
      'with a number in quotes and nothing for what is empty',
      JSON.stringify({ ...plan, confidence: '0.8', answer: undefined, cannot: undefined }),
    ],
  ])('are read at once: %s', async (_, text) => {
    inTurn(say(text));
    expect(await agentOf().propose(brief, thinking)).toMatchObject({
      proposal: { approach: plan.approach, confidence: 0.8, steps: [{ action: { command: plan.steps[0]?.command } }] },
    });
    expect(server.calls).toHaveLength(1);
  });

  it.each([
    ['cut by its length', say(JSON.stringify(plan).slice(0, -30), 'length')],
    ['broken off', say(JSON.stringify(plan).slice(0, -30))],
    ['without JSON', say('I would count them with find.')],
    ['of another form', say(JSON.stringify({ plan: 'find' }))],
    ['with nothing in it', say(JSON.stringify({ ...plan, steps: [], answer: null }))],
    ['twice over', say(`${JSON.stringify(plan)}\n${JSON.stringify({ ...plan, approach: 'Or so.' })}`)],
    ['empty', say('')],
  ])('are sent back once with what is wrong: %s', async (_, reaction) => {
    inTurn(reaction);
    const answer = await agentOf().propose(brief, thinking);
    expect(answer).toMatchObject({ kind: 'answered', proposal: { steps: [{ id: 's1' }] } });
    expect(server.calls).toHaveLength(2);
    expect(server.calls[1]?.turns.map((it) => it.role)).toEqual(['user', 'assistant', 'user']);
    expect(server.calls[1]?.message).toMatch(/what is wrong with it/);
    expect(answer.usage?.inputTokens).toBeGreaterThan((server.calls[0]?.message.length ?? 0) / 4);
  });

  it('fail after the second time, with what was spent', async () => {
    server.react(() => say('no'));
    const error = await failureOf(agentOf().vote(brief, twoPackets, thinking));
    expect(error.message).toMatch(/cannot be used, twice/);
    expect(error.usage.inputTokens).toBeGreaterThan(100);
    expect(server.calls).toHaveLength(2);
  });

  it('are cut to what the thread can hold', async () => {
    inTurn(say(JSON.stringify({ ...plan, approach: '가'.repeat(50_000), expectedOutcome: 'x'.repeat(9000) })));
    const answer = await agentOf().propose(brief, thinking);
    expect(answer.kind === 'answered' && answer.proposal.approach.length).toBe(4000);
    inTurn(say('x'), say('long '.repeat(20_000)));
    const analysis = await agentOf().analyse(brief, thinking);
    expect(analysis.kind === 'answered' && analysis.text.length).toBe(8000);
  });

  it.each(['local/llama', 'openai/gpt-6.1-terra', 'anthropic/claude-sonnet-5-5', 'google/gemini-3.8-flash'])(
    '%s: a refusal is an abstention',
    async (spec) => {
      inTurn(say('I cannot help with that.', 'refusal'));
      expect(await agentOf(spec).propose(brief, thinking)).toMatchObject({
        kind: 'abstained',
        reason: `${spec} declined to answer.`,
      });
    },
  );

  it('may say that they have nothing to offer', async () => {
    inTurn(say(JSON.stringify({ ...plan, approach: '', steps: [], cannot: 'There are no files.' })));
    expect(await agentOf().propose(brief, thinking)).toMatchObject({
      kind: 'abstained',
      reason: 'There are no files.',
    });
  });

  it('come as plain JSON from servers that refuse schemas, which are then no longer sent', async () => {
    server.react((call) =>
      call.schema === undefined
        ? undefined
        : { kind: 'status', status: 400, message: 'response_format is not supported' },
    );
    const agent = agentOf();
    expect(await agent.propose(brief, thinking)).toMatchObject({ kind: 'answered' });
    expect(await agent.vote(brief, twoPackets, thinking)).toMatchObject({ kind: 'answered' });
    expect(server.calls.map((it) => it.schema !== undefined)).toEqual([true, false, false]);
  });
});

describe('answers with poor content', () => {
  it('are asked to mend commands that the policy refuses, before anybody else sees them', async () => {
    const bad = { ...plan, steps: [{ purpose: 'x', command: 'sudo rm -rf /' }] };
    inTurn(say(JSON.stringify(bad)));
    expect(await agentOf().propose(brief, thinking)).toMatchObject({
      proposal: { steps: [{ action: { command: plan.steps[0]?.command } }] },
    });
    expect(server.calls[1]?.message).toMatch(/steps\.0\.command: the policy refuses it: /);
    server.calls.length = 0;
    server.react(() => say(JSON.stringify(bad)));
    // What a model insists on goes to the table, where the policy bars it in front of everyone.
    expect(await agentOf().propose(brief, thinking)).toMatchObject({
      proposal: { steps: [{ action: { command: 'sudo rm -rf /' } }] },
    });
  });

  it('score every proposal, on the scale, and only those on the table', async () => {
    const score = (label: string, feasibility: number) => ({ label, feasibility, relevance: 5, reason: 'r' });
    inTurn(
      say(JSON.stringify({ scores: [score('A', 85), score('B', 60)] })),
      say(JSON.stringify({ scores: [score('proposal a', 8), score('C', 10), score('A', 0), score('B', 6)] })),
    );
    const ballot = await agentOf().vote(brief, twoPackets, thinking);
    expect(ballot).toMatchObject({
      scores: [
        { label: 'A', feasibility: 8 },
        { label: 'B', feasibility: 6 },
      ],
    });
    expect(server.calls[1]?.message).toMatch(/must be from 0 to 10/);
    server.calls.length = 0;
    inTurn(say(JSON.stringify({ scores: [score('A', 8)] })));
    expect(await agentOf().vote(brief, twoPackets, thinking)).toMatchObject({
      scores: [{ label: 'A' }, { label: 'B' }],
    });
    expect(server.calls[1]?.message).toMatch(/there is none for B/);
  });

  it('criticise only what is on the table, and name only steps that are there', async () => {
    const remark = (label: string, stance: string, step: string | null) => ({ label, stance, step, text: 't' });
    inTurn(
      say(
        JSON.stringify({
          remarks: [
            remark('B', 'concede', null),
            remark('A', 'concede', null),
            remark('A', 'defect', 's1'),
            remark('A', 'defect', 's7'),
            remark('Z', 'defect', 's1'),
          ],
        }),
      ),
    );
    const answer = await agentOf().critique(brief, twoPackets, thinking);
    expect(answer).toMatchObject({ kind: 'answered' });
    expect(answer.kind === 'answered' && answer.remarks).toEqual([
      { label: 'A', stance: 'defect', text: 't', step: 's1' },
      { label: 'A', stance: 'defect', text: 't' },
      { label: 'B', stance: 'concede', text: 't' },
    ]);
  });
});

describe('costs', () => {
  it('are summed over all calls of an answer, by the table of prices', async () => {
    inTurn(say('no'));
    const prices = { 'local/*': { input: 2, output: 10 }, 'local/llama': { input: 1, output: 5 } };
    const { usage } = await agentOf('local/llama', { prices }).propose(brief, thinking);
    expect(usage?.costUsd).toBeCloseTo(((usage?.inputTokens ?? 0) * 1 + (usage?.outputTokens ?? 0) * 5) / 1e6, 12);
    expect(server.calls).toHaveLength(2);
  });

  it('are not claimed without a price, and are none with Ollama', async () => {
    expect((await agentOf().analyse(brief, thinking)).usage).not.toHaveProperty('costUsd');
    const settings = { ollama: { baseUrl: server.url } };
    expect((await agentOf('ollama/llama3.2', { settings }).analyse(brief, thinking)).usage?.costUsd).toBe(0);
  });
});
