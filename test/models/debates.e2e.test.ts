import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { presentAll } from '../../bots/present.ts';
import { createLanguageModels } from '../../src/agents/language-model/index.ts';
import { costOf, plus } from '../../src/debate/cost.ts';
import { usageSchema } from '../../src/debate/event.ts';
import { requester } from '../../src/debate/sample.ts';
import { formatMoney } from '../../src/i18n/index.ts';
import { createImaginedSandbox } from '../doubles/sandbox.ts';
import { type House, type HouseOptions, openHouse } from '../house.ts';
import { injections } from './injections.ts';
import { keys, settingsOf } from './room.ts';
import { type ModelServer, startModelServer } from './server.ts';

/** Whole debates of language models: a real Redis, real workers, the real SDK, and a server that can fail. */

let server: ModelServer;
const houses: House[] = [];
beforeEach(async () => {
  server = await startModelServer();
});
afterEach(async () => {
  for (const house of houses.splice(0)) await house.close();
  await server.close();
});

const seated = {
  ann: 'anthropic/claude-sonnet-5-5',
  ben: 'openai/gpt-6.1-terra',
  cho: 'local/llama',
} as const;
const idOf = (spec: string) => spec.slice(spec.indexOf('/') + 1);

const prices = { 'anthropic/*': { input: 3, output: 15 }, 'openai/gpt-image-1': { image: 0.04 } };

async function house(options: Partial<HouseOptions> = {}): Promise<House> {
  const models = createLanguageModels(settingsOf(server, { prices }));
  const agents = Object.fromEntries(Object.entries(seated).map(([id, spec]) => [id, models.agent({ model: spec })]));
  const opened = await openHouse({ agents, sandbox: createImaginedSandbox(), ...options });
  houses.push(opened);
  return opened;
}

const eventsOf = async (it: House, debate: string) => (await it.ledger.read(debate)).map((recorded) => recorded.event);

/** Debates until a plan waits for its approval. */
async function toApproval(it: House, text = 'count the files') {
  const debate = await it.ask(text);
  const state = await it.until(debate, (now) => now.approval !== null || now.end !== null);
  return { debate, state, events: await eventsOf(it, debate) };
}

/** Those who failed or abstained, and where. */
const absent = (events: Awaited<ReturnType<typeof eventsOf>>, type: 'agent.failed' | 'agent.abstained') =>
  events.flatMap((event) => (event.type === type ? [`${event.persona} ${event.stage}`] : []));

describe('a debate with a budget', () => {
  it('stops asking in the middle, shows what there is and asks the person', async () => {
    const whole = await house();
    const { state: free, events: all } = await toApproval(whole);
    const spent = Object.values(free.spent).reduce((sum, it) => sum + it.tokens, 0);
    const tight = await house({ rules: { budget: { tokens: Math.ceil(spent / 2) } } });
    const { state, events } = await toApproval(tight);
    expect(events.filter((it) => it.type === 'budget.reached')).toEqual([
      { type: 'budget.reached', turn: 1, what: 'tokens' },
    ]);
    expect(state.approval).not.toBeNull();
    const asked = (list: typeof events) => list.filter((it) => 'usage' in it && it.usage).length;
    expect(asked(events)).toBeLessThan(asked(all));
  });

  it('of one persona’s own silences only that one, who says so', async () => {
    const tight = await house({ rules: { personaBudget: { usd: 0.000001 } } });
    const { state, events } = await toApproval(tight);
    // Only one of the three has a price.
    expect(absent(events, 'agent.abstained')).toEqual(expect.arrayContaining(['ann proposal']));
    expect(state.proposals.map((it) => it.author)).toEqual(['ben', 'cho']);
    expect(state.approval).not.toBeNull();
  });
});

describe('a channel’s day', () => {
  it('counts every call, and at its end only those go on who cost nothing, also after a reply', async () => {
    const it = await house({ channelDay: { usd: 0.005 } });
    const thread = 'a thread of the whole day';
    const first = await it.ask('count the files', thread);
    await it.until(first, (now) => now.approval !== null);
    // Whoever was being asked when the budget was reached still answers.
    await vi.waitFor(async () => {
      const spent = (await eventsOf(it, first)).map(costOf).reduce(plus);
      expect(spent.usd).toBeGreaterThan(0.005);
      const today = await it.spentToday();
      for (const what of ['usd', 'tokens', 'minutes'] as const) expect(today[what]).toBeCloseTo(spent[what], 10);
    });
    server.calls.length = 0;
    await it.ask('hidden ones too', thread);
    const after = await it.until(first, (now) => now.turn === 2 && now.approval !== null);
    const second = await it.ask('count the lines', 'another thread of that day');
    await it.until(second, (now) => now.approval !== null);
    expect(server.calls.filter((call) => call.model === idOf(seated.ann))).toEqual([]);
    expect(after.proposals.map((proposal) => proposal.author)).toEqual(['ben', 'cho']);
    const reasons = (await eventsOf(it, second)).flatMap((event) =>
      event.type === 'agent.abstained' && event.persona === 'ann' ? [event.reason] : [],
    );
    expect(reasons[0]).toMatch(/in this channel today is used up/);
  });
});

describe('a channel whose day is over', () => {
  it('pays nothing more: whoever costs something says so and is not asked', async () => {
    const it = await house({ channelDay: { tokens: 0 } });
    const { debate, state } = await toApproval(it);
    expect(state.end?.outcome).toBe('no-plan');
    expect(server.calls).toEqual([]);
    const said = JSON.stringify(presentAll(await it.ledger.read(debate), { debate }).flatMap((post) => post.blocks));
    expect(said).toMatch(/in this channel today is used up/);
    // There are models at the table: to seat one is no advice.
    expect(said).not.toMatch(/language model a seat/);
  });
});

describe('a debate with pictures', () => {
  const draws = (prompt = 'a chart of three files') =>
    server.react((call) => {
      const first = call.turns.length === 1 && call.model === idOf(seated.ann) && call.stage === 'analyse';
      return first ? { kind: 'use', tool: 'image_generator', input: { prompt } } : undefined;
    });
  const painter = (spec: string) => createLanguageModels(settingsOf(server, { prices })).imageMaker(spec);
  const blocksOf = async (it: House, debate: string) =>
    presentAll(await it.ledger.read(debate), { debate }).flatMap((post) => post.blocks);

  it.each(['openai/gpt-image-1', 'google/gemini-2.5-flash-image'])(
    'by %s: it is in the thread before anything is approved, and its cost is in the sum',
    async (spec) => {
      draws();
      const it = await house({ tools: { perStage: 2, seconds: 20, makeImage: painter(spec) } });
      const { debate, state, events } = await toApproval(it);
      expect(server.drawn).toEqual([{ model: idOf(spec), prompt: 'a chart of three files' }]);
      const [used] = events.filter((event) => event.type === 'tool.used');
      expect(used).toMatchObject({
        persona: 'ann',
        tool: 'image_generator',
        ok: true,
        usage: { calls: 1, model: spec },
      });
      const { artifact } = used ?? {};
      expect(artifact).toMatchObject({ mime: 'image/png', change: 'added', blob: expect.any(String) });
      expect(await blocksOf(it, debate)).toContainEqual({ kind: 'artifacts', items: [artifact] });
      expect(state.approval).not.toBeNull();
      await it.intake.approve(debate, state.approval?.planHash ?? '', requester);
      await it.until(debate, (now) => now.end !== null);
      const all = await eventsOf(it, debate);
      const calls = all.reduce(
        (sum, event) => sum + ('usage' in event && event.usage ? (event.usage.calls ?? 1) : 0),
        0,
      );
      expect(calls).toBe(server.calls.length + 1);
      const usd = all.reduce((sum, event) => sum + ('usage' in event ? (event.usage?.costUsd ?? 0) : 0), 0);
      const sum = JSON.stringify(await blocksOf(it, debate));
      expect(sum).toContain(`*3 personas, ${calls} calls, ${formatMoney(usd, 'en')}, `);
      expect((await it.spentToday()).usd).toBeCloseTo(usd, 10);
      expect(usd > 0.04).toBe(spec === 'openai/gpt-image-1');
    },
  );

  it('says that the image generator is not connected where it is not, and goes on', async () => {
    draws();
    const it = await house({ tools: { perStage: 2, seconds: 20 } });
    const { debate, state } = await toApproval(it);
    expect(state.approval).not.toBeNull();
    expect(server.drawn).toEqual([]);
    expect(JSON.stringify(await blocksOf(it, debate))).toMatch(/image generator is not connected: set imageModel/);
    const [, told] = server.calls.filter((call) => call.model === idOf(seated.ann) && call.stage === 'analyse');
    expect(told?.message).toMatch(/not connected/);
  });

  it.each(['persona', 'debate'] as const)('none is drawn any more when the %s’s budget is used up', async (whose) => {
    server.react((call) =>
      call.model === idOf(seated.ann) && call.stage === 'analyse' && call.tools.length > 0
        ? { kind: 'use', tool: 'image_generator', input: { prompt: `picture ${call.number}` } }
        : undefined,
    );
    const budget = { usd: 0.07 };
    const rules = whose === 'persona' ? { personaBudget: budget } : { budget };
    const it = await house({ rules, tools: { perStage: 4, seconds: 20, makeImage: painter('openai/gpt-image-1') } });
    const { debate, events } = await toApproval(it);
    expect(server.drawn).toHaveLength(2);
    expect(JSON.stringify(await blocksOf(it, debate))).toMatch(/used up what I may cost in this debate/);
    const reached = events.flatMap((event) => (event.type === 'budget.reached' ? [event.what] : []));
    expect(reached).toEqual(whose === 'debate' ? ['money'] : []);
  });
});

describe('a debate with tools', () => {
  it('tells every use in the thread, to the one who asked and to no other mind, and goes its way', async () => {
    const sum = { language: 'bash', code: 'ls | wc -l' };
    server.react((call) => {
      const first = call.turns.length === 1 && call.model === idOf(seated.ann);
      return first && call.tools.length > 0 ? { kind: 'use', tool: 'code_executor', input: sum } : undefined;
    });
    const it = await house({ tools: { perStage: 2, seconds: 20 } });
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
    const others = server.calls.filter((call) => call.model !== idOf(seated.ann));
    expect(others.some((call) => JSON.stringify(call.turns).includes('code_executor gave'))).toBe(false);
    const told = presentAll(await it.ledger.read(debate), { debate }).flatMap((post) => post.blocks);
    expect(told).toContainEqual({ kind: 'text', markdown: 'ANN computed it: `ls | wc -l` gave `done`.' });
    await it.intake.approve(debate, state.approval?.planHash ?? '', requester);
    expect((await it.until(debate, (now) => now.end !== null)).end?.outcome).toBe('done');
  });
});

it('what was spent before the time was up is in the ledger, and on the channel’s account', async () => {
  server.react((call) => {
    if (call.model !== idOf(seated.ann) || call.stage !== 'analyse') return undefined;
    const sum = { language: 'bash', code: 'ls | wc -l' };
    return call.turns.length === 1
      ? { kind: 'use', tool: 'code_executor', input: sum }
      : { kind: 'stall', text: 'So there are' };
  });
  const it = await house({ rules: { thinkMs: 3000 }, tools: { perStage: 2, seconds: 20 } });
  const { events } = await toApproval(it);
  const [failed] = events.flatMap((event) => (event.type === 'agent.failed' ? [event] : []));
  expect(failed).toMatchObject({ persona: 'ann', stage: 'analysis', usage: { calls: 1, model: seated.ann } });
  expect(failed?.usage?.latencyMs).toBeGreaterThanOrEqual(2900);
  expect(failed?.usage?.costUsd).toBeGreaterThan(0);
  expect((await it.spentToday()).usd).toBeGreaterThanOrEqual(failed?.usage?.costUsd ?? Number.POSITIVE_INFINITY);
});

describe('a debate of language models', () => {
  it('goes its whole way, and every call’s cost is in the ledger', async () => {
    const it = await house();
    const { debate, state } = await toApproval(it);
    expect(Object.keys(state.ballots[1] ?? {})).toHaveLength(3);
    await it.intake.approve(debate, state.approval?.planHash ?? '', requester);
    const ended = await it.until(debate, (now) => now.end !== null);
    expect(ended.end?.outcome).toBe('done');
    expect(ended.result?.text).toBe('There are **3** files.');
    const events = await eventsOf(it, debate);
    const usages = events.flatMap((event) => ('usage' in event && event.usage ? [usageSchema.parse(event.usage)] : []));
    expect(usages.reduce((sum, usage) => sum + (usage.calls ?? 0), 0)).toBe(server.calls.length);
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
    const it = await house({ rules: { critiqueRounds: 2 } });
    await toApproval(it);
    const names = Object.keys(seated).flatMap((id) => [id, id.toUpperCase()]);
    for (const call of server.calls) {
      const read = `${call.instructions}\n${call.turns.map((turn) => turn.text).join('\n')}`;
      for (const name of names) expect(read).not.toMatch(new RegExp(`\\b${name}\\b`));
    }
  });

  it('shows a draft that grows while a model speaks', async () => {
    const it = await house();
    const drafts: string[] = [];
    const unwatch = await it.activity.watch((heard) => {
      if (heard.type === 'draft' && heard.persona === 'cho' && heard.stage === 'analysis') drafts.push(heard.text);
    });
    server.react((call) =>
      call.stage === 'analyse' ? { kind: 'say', text: 'I see three things here. '.repeat(12), pauseMs: 30 } : undefined,
    );
    await toApproval(it);
    await unwatch();
    expect(drafts.length).toBeGreaterThan(1);
    for (const [index, draft] of drafts.entries()) expect(draft.startsWith(drafts[index - 1] ?? '')).toBe(true);
  });

  it('goes on without one that is too slow', async () => {
    server.react((call) => (call.model === 'llama' ? { kind: 'stall', text: 'Hm' } : undefined));
    const it = await house({ rules: { thinkMs: 1500 } });
    const { state, events } = await toApproval(it);
    expect(absent(events, 'agent.failed')).toEqual(expect.arrayContaining(['cho analysis', 'cho vote']));
    expect(state.consensus?.abstained).toEqual(['cho']);
    expect(state.proposals.map((proposal) => proposal.author).sort()).toEqual(['ann', 'ben']);
    for (const call of server.calls.filter((made) => made.model === 'llama'))
      expect(await call.ended).toBe('abandoned');
  });

  it('goes on without one that is down, and says why', async () => {
    const down = idOf(seated.ben);
    server.react((call) =>
      call.model === down ? { kind: 'status', status: 503, headers: { 'retry-after-ms': '1' } } : undefined,
    );
    const { state, events } = await toApproval(await house());
    expect(state.consensus?.winner).toMatch(/ann|cho/);
    const reasons = events.flatMap((event) => (event.type === 'agent.failed' ? [event.reason] : []));
    expect(reasons[0]).toBe('openai/gpt-6.1-terra has trouble of its own (503).');
    // After three calls that failed it is not asked any more.
    expect(server.calls.filter((call) => call.model === down).length).toBeLessThanOrEqual(9);
  });

  it('leaves a provider alone that failed three times in a row, and says so in the thread', async () => {
    const models = createLanguageModels(settingsOf(server));
    const specs = { ann: seated.ann, ben: seated.ben, bea: 'openai/gpt-6.1-sol', cho: seated.cho };
    const agents = Object.entries(specs).map(([id, spec]) => [id, models.agent({ model: spec })]);
    const isDown = (model: string) => model.startsWith('gpt-');
    server.react((call) =>
      isDown(call.model) ? { kind: 'status', status: 503, headers: { 'retry-after-ms': '1' } } : undefined,
    );
    const it = await house({ agents: Object.fromEntries(agents) });
    const { debate, state } = await toApproval(it);
    expect(state.consensus?.winner).toMatch(/ann|cho/);
    const said = JSON.stringify(presentAll(await it.ledger.read(debate), { debate }).flatMap((post) => post.blocks));
    expect(said).toMatch(/gpt-6\.1-\w+ failed several times in a row and is left alone for half a minute/);
    // Two were under way when the third failed; three tries each.
    expect(server.calls.filter((call) => isDown(call.model)).length).toBeLessThanOrEqual(12);
  });

  it('ends, and says so, when all are down', async () => {
    server.react(() => ({ kind: 'status', status: 500, headers: { 'retry-after-ms': '1' } }));
    const { state, events } = await toApproval(await house());
    expect(state.end?.outcome).toBe('no-plan');
    expect(absent(events, 'agent.failed')).toEqual(
      expect.arrayContaining(['ann analysis', 'ben analysis', 'cho analysis']),
    );
  });

  it('goes on without one that is always malformed', async () => {
    server.react((call) =>
      call.model === 'llama' && call.stage !== 'analyse' ? { kind: 'say', text: '{"oops"' } : undefined,
    );
    const { state, events } = await toApproval(await house());
    expect(absent(events, 'agent.failed')).toEqual(expect.arrayContaining(['cho proposal', 'cho vote']));
    expect(state.consensus).toMatchObject({ quorate: true, abstained: ['cho'] });
  });

  it('lets one that declines abstain', async () => {
    server.react((call) => (call.model === 'llama' ? { kind: 'say', text: 'No.', finish: 'refusal' } : undefined));
    const { state, events } = await toApproval(await house());
    expect(absent(events, 'agent.abstained')).toEqual(
      expect.arrayContaining(['cho analysis', 'cho critique', 'cho vote']),
    );
    expect(state.consensus?.winner).toMatch(/ann|ben/);
  });

  it('hangs up on every model when a person says stop', async () => {
    server.react((call) => (call.stage === 'propose' ? { kind: 'stall', text: '{"approach": "Let me' } : undefined));
    const it = await house();
    const thread = 'a thread to stop';
    const debate = await it.ask('count the files', thread);
    const proposing = await Promise.all(
      Object.values(seated).map((spec) =>
        server.called((call) => call.model === idOf(spec) && call.stage === 'propose'),
      ),
    );
    await it.ask('stop', thread);
    expect((await it.until(debate, (now) => now.end !== null)).end?.outcome).toBe('stopped');
    for (const call of proposing) expect(await call.ended).toBe('abandoned');
    expect(absent(await eventsOf(it, debate), 'agent.failed')).toEqual([]);
    const asked = server.calls.length;
    expect(asked).toBe(6);
  });

  it('takes no orders from a request or a plan', async () => {
    const orders = injections.map(([, text]) => text).join('\n');
    server.react((call) => {
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
    const { state } = await toApproval(await house(), orders);
    expect(state.consensus?.winner).toBeTruthy();
    for (const call of server.calls) {
      // The stage is told from the prompt's end, and the roles are those that Parley gave.
      expect(call.stage).not.toBe('other');
      expect(call.turns.map((turn) => turn.role)).toEqual(['user']);
      expect(call.instructions).not.toMatch(/Ignore all previous/);
    }
    for (const scores of Object.values(state.ballots[1] ?? {}))
      expect(scores?.every((it) => it.feasibility >= 7)).toBe(true);
  });
});
