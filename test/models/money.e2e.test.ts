import { describe, expect, it, vi } from 'vitest';
import { createLanguageModels } from '../../src/agents/language-model/index.ts';
import { costOf, plus } from '../../src/debate/cost.ts';
import { requester } from '../../src/debate/sample.ts';
import { formatMoney } from '../../src/i18n/index.ts';
import { absent, blocksOf, eventsOf, idOf, prices, seated, toApproval, useCouncil } from './council.ts';
import { settingsOf } from './room.ts';

/** What whole debates cost: calls and pictures, in the ledger, the result's sum and every budget. */

const council = useCouncil();

describe('a debate with a budget', () => {
  it('stops asking in the middle, shows what there is and asks the person', async () => {
    const whole = await council.house();
    const { state: free, events: all } = await toApproval(whole);
    const spent = Object.values(free.spent).reduce((sum, it) => sum + it.tokens, 0);
    const tight = await council.house({ rules: { budget: { tokens: Math.ceil(spent / 2) } } });
    const { state, events } = await toApproval(tight);
    expect(events.filter((it) => it.type === 'budget.reached')).toEqual([
      { type: 'budget.reached', turn: 1, what: 'tokens' },
    ]);
    expect(state.approval).not.toBeNull();
    const asked = (list: typeof events) => list.filter((it) => 'usage' in it && it.usage).length;
    expect(asked(events)).toBeLessThan(asked(all));
  });

  it('of one persona’s own silences only that one, who says so', async () => {
    const tight = await council.house({ rules: { personaBudget: { usd: 0.000001 } } });
    const { state, events } = await toApproval(tight);
    // Only one of the three has a price.
    expect(absent(events, 'agent.abstained')).toEqual(expect.arrayContaining(['ann proposal']));
    expect(state.proposals.map((it) => it.author)).toEqual(['ben', 'cho']);
    expect(state.approval).not.toBeNull();
  });
});

describe('a channel’s day', () => {
  it('counts every call, and at its end only those go on who cost nothing, also after a reply', async () => {
    const it = await council.house({ channelDay: { usd: 0.005 } });
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
    council.server.calls.length = 0;
    await it.ask('hidden ones too', thread);
    const after = await it.until(first, (now) => now.turn === 2 && now.approval !== null);
    const second = await it.ask('count the lines', 'another thread of that day');
    await it.until(second, (now) => now.approval !== null);
    expect(council.server.calls.filter((call) => call.model === idOf(seated.ann))).toEqual([]);
    expect(after.proposals.map((proposal) => proposal.author)).toEqual(['ben', 'cho']);
    const reasons = (await eventsOf(it, second)).flatMap((event) =>
      event.type === 'agent.abstained' && event.persona === 'ann' ? [event.reason] : [],
    );
    expect(reasons[0]).toMatch(/in this channel today is used up/);
  });
});

describe('a channel whose day is over', () => {
  it('pays nothing more: whoever costs something says so and is not asked', async () => {
    const it = await council.house({ channelDay: { tokens: 0 } });
    const { debate, state } = await toApproval(it);
    expect(state.end?.outcome).toBe('no-plan');
    expect(council.server.calls).toEqual([]);
    const said = JSON.stringify(await blocksOf(it, debate));
    expect(said).toMatch(/in this channel today is used up/);
    // There are models at the table: to seat one is no advice.
    expect(said).not.toMatch(/language model a seat/);
  });
});

describe('a debate with pictures', () => {
  const draws = (prompt = 'a chart of three files') =>
    council.server.react((call) => {
      const first = call.turns.length === 1 && call.model === idOf(seated.ann) && call.stage === 'analyse';
      return first ? { kind: 'use', tool: 'image_generator', input: { prompt } } : undefined;
    });
  const painter = (spec: string) => createLanguageModels(settingsOf(council.server, { prices })).imageMaker(spec);

  it.each(['openai/gpt-image-1', 'google/gemini-2.5-flash-image'])(
    'by %s: it is in the thread before anything is approved, and its cost is in the sum',
    async (spec) => {
      draws();
      const it = await council.house({ tools: { perStage: 2, seconds: 20, makeImage: painter(spec) } });
      const { debate, state, events } = await toApproval(it);
      expect(council.server.drawn).toEqual([{ model: idOf(spec), prompt: 'a chart of three files' }]);
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
      expect(calls).toBe(council.server.calls.length + 1);
      const usd = all.reduce((sum, event) => sum + ('usage' in event ? (event.usage?.costUsd ?? 0) : 0), 0);
      const sum = JSON.stringify(await blocksOf(it, debate));
      expect(sum).toContain(`*3 personas, ${calls} calls, ${formatMoney(usd, 'en')}, `);
      expect((await it.spentToday()).usd).toBeCloseTo(usd, 10);
      expect(usd > 0.04).toBe(spec === 'openai/gpt-image-1');
    },
  );

  it('says that the image generator is not connected where it is not, and goes on', async () => {
    draws();
    const it = await council.house({ tools: { perStage: 2, seconds: 20 } });
    const { debate, state } = await toApproval(it);
    expect(state.approval).not.toBeNull();
    expect(council.server.drawn).toEqual([]);
    expect(JSON.stringify(await blocksOf(it, debate))).toMatch(/image generator is not connected: set imageModel/);
    const [, told] = council.server.calls.filter((call) => call.model === idOf(seated.ann) && call.stage === 'analyse');
    expect(told?.message).toMatch(/not connected/);
  });

  it.each(['persona', 'debate'] as const)('none is drawn any more when the %s’s budget is used up', async (whose) => {
    council.server.react((call) =>
      call.model === idOf(seated.ann) && call.stage === 'analyse' && call.tools.length > 0
        ? { kind: 'use', tool: 'image_generator', input: { prompt: `picture ${call.number}` } }
        : undefined,
    );
    const budget = { usd: 0.07 };
    const rules = whose === 'persona' ? { personaBudget: budget } : { budget };
    const it = await council.house({
      rules,
      tools: { perStage: 4, seconds: 20, makeImage: painter('openai/gpt-image-1') },
    });
    const { debate, events } = await toApproval(it);
    expect(council.server.drawn).toHaveLength(2);
    expect(JSON.stringify(await blocksOf(it, debate))).toMatch(/used up what I may cost in this debate/);
    const reached = events.flatMap((event) => (event.type === 'budget.reached' ? [event.what] : []));
    expect(reached).toEqual(whose === 'debate' ? ['money'] : []);
  });
});

it('what was spent before the time was up is in the ledger, and on the channel’s account', async () => {
  council.server.react((call) => {
    if (call.model !== idOf(seated.ann) || call.stage !== 'analyse') return undefined;
    const sum = { language: 'bash', code: 'ls | wc -l' };
    return call.turns.length === 1
      ? { kind: 'use', tool: 'code_executor', input: sum }
      : { kind: 'stall', text: 'So there are' };
  });
  const it = await council.house({ rules: { thinkMs: 3000 }, tools: { perStage: 2, seconds: 20 } });
  const { events } = await toApproval(it);
  const [failed] = events.flatMap((event) => (event.type === 'agent.failed' ? [event] : []));
  expect(failed).toMatchObject({ persona: 'ann', stage: 'analysis', usage: { calls: 1, model: seated.ann } });
  expect(failed?.usage?.latencyMs).toBeGreaterThanOrEqual(2900);
  expect(failed?.usage?.costUsd).toBeGreaterThan(0);
  expect((await it.spentToday()).usd).toBeGreaterThanOrEqual(failed?.usage?.costUsd ?? Number.POSITIVE_INFINITY);
});
