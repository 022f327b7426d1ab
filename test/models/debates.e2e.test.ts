import { describe, expect, it } from 'vitest';
import { createLanguageModels } from '../../src/agents/language-model/index.ts';
import { usageSchema } from '../../src/debate/event.ts';
import { requester } from '../../src/debate/sample.ts';
import { absent, blocksOf, eventsOf, idOf, seated, toApproval, useCouncil } from './council.ts';
import { injections } from './injections.ts';
import { keys, settingsOf } from './room.ts';

/** Whole debates of language models: a real Redis, real workers, the real SDK, and a server that can fail. */

const council = useCouncil();

describe('a debate with tools', () => {
  it('tells every use in the thread, to the one who asked and to no other mind, and goes its way', async () => {
    const sum = { language: 'bash', code: 'ls | wc -l' };
    council.server.react((call) => {
      const first = call.turns.length === 1 && call.model === idOf(seated.ann);
      return first && call.tools.length > 0 ? { kind: 'use', tool: 'code_executor', input: sum } : undefined;
    });
    const it = await council.house({ tools: { perStage: 2, seconds: 20 } });
    const { debate, state, events } = await toApproval(it);
    expect(state.approval).not.toBeNull();
    const uses = events.filter((event) => event.type === 'tool.used');
    expect(uses.slice(0, 2)).toMatchObject([
      {
        persona: 'ann',
        stage: 'analysis',
        tool: 'code_executor',
        action: 'bash',
        input: sum.code,
        result: 'done',
        ok: true,
      },
      { persona: 'ann', stage: 'proposal', tool: 'code_executor' },
    ]);
    const analysis = events.findIndex((event) => event.type === 'analysis.given' && event.persona === 'ann');
    expect(events.findIndex((event) => event.type === 'tool.used')).toBeLessThan(analysis);
    expect(events[analysis]).toMatchObject({ usage: { calls: 2 } });
    const others = council.server.calls.filter((call) => call.model !== idOf(seated.ann));
    expect(others.some((call) => JSON.stringify(call.turns).includes('code_executor gave'))).toBe(false);
    const told = await blocksOf(it, debate);
    expect(told).toContainEqual({ kind: 'text', markdown: 'ANN computed it: `ls | wc -l` gave `done`.' });
    await it.intake.approve(debate, state.approval?.planHash ?? '', requester);
    expect((await it.until(debate, (now) => now.end !== null)).end?.outcome).toBe('done');
  });
});

describe('a debate of language models', () => {
  it('goes its whole way, and every call’s cost is in the ledger', async () => {
    const it = await council.house();
    const { debate, state } = await toApproval(it);
    expect(Object.keys(state.ballots[1] ?? {})).toHaveLength(3);
    await it.intake.approve(debate, state.approval?.planHash ?? '', requester);
    const ended = await it.until(debate, (now) => now.end !== null);
    expect(ended.end?.outcome).toBe('done');
    expect(ended.result?.text).toBe('There are **3** files.');
    const events = await eventsOf(it, debate);
    const usages = events.flatMap((event) => ('usage' in event && event.usage ? [usageSchema.parse(event.usage)] : []));
    expect(usages.reduce((sum, usage) => sum + (usage.calls ?? 0), 0)).toBe(council.server.calls.length);
    for (const usage of usages) {
      expect(usage.prompt).toMatch(/^(?:analyse|propose|critique|revise|vote|combine|integrate)@\d+$/);
      expect(usage.outputTokens).toBeGreaterThan(0);
      expect(usage.costUsd !== undefined).toBe(usage.model === seated.ann);
    }
    expect(absent(events, 'agent.failed')).toEqual([]);
    const written = JSON.stringify(events);
    for (const key of Object.values(keys)) expect(written).not.toContain(key);
  });

  it('never tells a model who the others are', async () => {
    const it = await council.house({ rules: { critiqueRounds: 2 } });
    await toApproval(it);
    const names = Object.keys(seated).flatMap((id) => [id, id.toUpperCase()]);
    for (const call of council.server.calls) {
      const read = `${call.instructions}\n${call.turns.map((turn) => turn.text).join('\n')}`;
      for (const name of names) expect(read).not.toMatch(new RegExp(`\\b${name}\\b`));
    }
  });

  it('shows a draft that grows while a model speaks', async () => {
    const it = await council.house();
    const drafts: string[] = [];
    const unwatch = await it.activity.watch((heard) => {
      if (heard.type === 'draft' && heard.persona === 'cho' && heard.stage === 'analysis') drafts.push(heard.text);
    });
    council.server.react((call) =>
      call.stage === 'analyse' ? { kind: 'say', text: 'I see three things here. '.repeat(12), pauseMs: 30 } : undefined,
    );
    await toApproval(it);
    await unwatch();
    expect(drafts.length).toBeGreaterThan(1);
    for (const [index, draft] of drafts.entries()) expect(draft.startsWith(drafts[index - 1] ?? '')).toBe(true);
  });

  it('goes on without one that is too slow', async () => {
    council.server.react((call) => (call.model === 'llama' ? { kind: 'stall', text: 'Hm' } : undefined));
    const it = await council.house({ rules: { thinkMs: 1500 } });
    const { state, events } = await toApproval(it);
    expect(absent(events, 'agent.failed')).toEqual(expect.arrayContaining(['cho analysis', 'cho vote']));
    expect(state.consensus?.abstained).toEqual(['cho']);
    expect(state.proposals.map((proposal) => proposal.author).sort()).toEqual(['ann', 'ben']);
    for (const call of council.server.calls.filter((made) => made.model === 'llama'))
      expect(await call.ended).toBe('abandoned');
  });

  it('goes on without one that is down, and says why', async () => {
    const down = idOf(seated.ben);
    council.server.react((call) =>
      call.model === down ? { kind: 'status', status: 503, headers: { 'retry-after-ms': '1' } } : undefined,
    );
    const { state, events } = await toApproval(await council.house());
    expect(state.consensus?.winner).toMatch(/ann|cho/);
    const reasons = events.flatMap((event) => (event.type === 'agent.failed' ? [event.reason] : []));
    expect(reasons[0]).toBe('openai/gpt-6.1-terra has trouble of its own (503).');
    // After three calls that failed it is not asked any more.
    expect(council.server.calls.filter((call) => call.model === down).length).toBeLessThanOrEqual(9);
  });

  it('leaves a provider alone that failed three times in a row, and says so in the thread', async () => {
    const models = createLanguageModels(settingsOf(council.server));
    const specs = { ann: seated.ann, ben: seated.ben, bea: 'openai/gpt-6.1-sol', cho: seated.cho };
    const agents = Object.entries(specs).map(([id, spec]) => [id, models.agent({ model: spec })]);
    const isDown = (model: string) => model.startsWith('gpt-');
    council.server.react((call) =>
      isDown(call.model) ? { kind: 'status', status: 503, headers: { 'retry-after-ms': '1' } } : undefined,
    );
    const it = await council.house({ agents: Object.fromEntries(agents) });
    const { debate, state } = await toApproval(it);
    expect(state.consensus?.winner).toMatch(/ann|cho/);
    const said = JSON.stringify(await blocksOf(it, debate));
    expect(said).toMatch(/gpt-6\.1-\w+ failed several times in a row and is left alone for half a minute/);
    // Two were under way when the third failed; three tries each.
    expect(council.server.calls.filter((call) => isDown(call.model)).length).toBeLessThanOrEqual(12);
  });

  it('ends, and says so, when all are down', async () => {
    council.server.react(() => ({ kind: 'status', status: 500, headers: { 'retry-after-ms': '1' } }));
    const { state, events } = await toApproval(await council.house());
    expect(state.end?.outcome).toBe('no-plan');
    expect(absent(events, 'agent.failed')).toEqual(
      expect.arrayContaining(['ann analysis', 'ben analysis', 'cho analysis']),
    );
  });

  it('goes on without one that is always malformed', async () => {
    council.server.react((call) =>
      call.model === 'llama' && call.stage !== 'analyse' ? { kind: 'say', text: '{"oops"' } : undefined,
    );
    const { state, events } = await toApproval(await council.house());
    expect(absent(events, 'agent.failed')).toEqual(expect.arrayContaining(['cho proposal', 'cho vote']));
    expect(state.consensus).toMatchObject({ quorate: true, abstained: ['cho'] });
  });

  it('lets one that declines abstain', async () => {
    council.server.react((call) =>
      call.model === 'llama' ? { kind: 'say', text: 'No.', finish: 'refusal' } : undefined,
    );
    const { state, events } = await toApproval(await council.house());
    expect(absent(events, 'agent.abstained')).toEqual(
      expect.arrayContaining(['cho analysis', 'cho critique', 'cho vote']),
    );
    expect(state.consensus?.winner).toMatch(/ann|ben/);
  });

  it('hangs up on every model when a person says stop', async () => {
    council.server.react((call) =>
      call.stage === 'propose' ? { kind: 'stall', text: '{"approach": "Let me' } : undefined,
    );
    const it = await council.house();
    const thread = 'a thread to stop';
    const debate = await it.ask('count the files', thread);
    const proposing = await Promise.all(
      Object.values(seated).map((spec) =>
        council.server.called((call) => call.model === idOf(spec) && call.stage === 'propose'),
      ),
    );
    await it.ask('stop', thread);
    expect((await it.until(debate, (now) => now.end !== null)).end?.outcome).toBe('stopped');
    for (const call of proposing) expect(await call.ended).toBe('abandoned');
    expect(absent(await eventsOf(it, debate), 'agent.failed')).toEqual([]);
    const asked = council.server.calls.length;
    expect(asked).toBe(6);
  });

  it('takes no orders from a request or a plan', async () => {
    const orders = injections.map(([, text]) => text).join('\n');
    council.server.react((call) => {
      if (call.model !== 'llama' || call.stage !== 'propose') return undefined;
      const steps = [{ purpose: orders.slice(0, 400), command: `true # ${orders.replaceAll(/[\r\n\u2028]/g, ' ')}` }];
      return {
        kind: 'say',
        text: JSON.stringify({
          approach: orders,
          expectedOutcome: orders,
          confidence: 1,
          steps,
          answer: null,
          cannot: null,
        }),
      };
    });
    const { state } = await toApproval(await council.house(), orders);
    expect(state.consensus?.winner).toBeTruthy();
    for (const call of council.server.calls) {
      // The stage is told from the prompt's end, and the roles are those that Parley gave.
      expect(call.stage).not.toBe('other');
      expect(call.turns.map((turn) => turn.role)).toEqual(['user']);
      expect(call.instructions).not.toMatch(/Ignore all previous/);
    }
    for (const scores of Object.values(state.ballots[1] ?? {}))
      expect(scores?.every((it) => it.feasibility >= 7)).toBe(true);
  });
});
