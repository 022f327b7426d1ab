import { afterEach, describe, expect, test, vi } from 'vitest';
import { requester } from '../src/debate/sample.ts';
import { createFixedAgent } from '../test/doubles/agent.ts';
import { createImaginedSandbox } from '../test/doubles/sandbox.ts';
import { type House, type HouseOptions, openHouse } from '../test/house.ts';

const council = {
  a: createFixedAgent({ command: 'ls', latencyMs: 5 }),
  b: createFixedAgent({ command: 'ls -lah', latencyMs: 5 }),
  c: createFixedAgent({ command: 'find', latencyMs: 5 }),
};

const houses: House[] = [];
afterEach(async () => {
  for (const house of houses.splice(0)) await house.close();
});

async function house(options: Partial<HouseOptions> = {}) {
  const sandbox = createImaginedSandbox();
  const opened = await openHouse({ agents: council, sandbox, ...options });
  houses.push(opened);
  return { ...opened, sandbox };
}

const approvalOf = (it: Awaited<ReturnType<House['until']>>) => it.approval?.planHash ?? '';

describe('a whole debate on Redis', () => {
  test('is debated, tried out, approved, run once and closed', async () => {
    const { ask, until, intake, sandbox, ledger } = await house();
    const debate = await ask();
    const waiting = await until(debate, (it) => it.approval !== null);
    expect(waiting.consensus).toMatchObject({ winner: 'b', quorate: true, turnout: 1 });
    expect(sandbox.ran).toEqual([]);
    expect(await intake.approve(debate, approvalOf(waiting), requester)).toEqual({ kind: 'done' });
    const ended = await until(debate, (it) => it.end !== null);
    expect(ended.end?.outcome).toBe('done');
    expect(sandbox.ran).toHaveLength(1);
    expect((await ledger.open()).includes(debate)).toBe(false);
  });

  test('two people who click at once decide once', async () => {
    const { ask, until, intake } = await house();
    const debate = await ask();
    const hash = approvalOf(await until(debate, (it) => it.approval !== null));
    const heard = await Promise.all([intake.approve(debate, hash, requester), intake.approve(debate, hash, requester)]);
    expect(heard.map((it) => it.kind).sort()).toEqual(['done', 'refused']);
    expect((await until(debate, (it) => it.end !== null)).approval?.given).toHaveLength(1);
  });

  test('is called off by a no, and nothing runs', async () => {
    const { ask, until, intake, sandbox } = await house();
    const debate = await ask();
    await intake.deny(debate, approvalOf(await until(debate, (it) => it.approval !== null)), requester);
    expect((await until(debate, (it) => it.end !== null)).end?.outcome).toBe('denied');
    expect(sandbox.ran).toEqual([]);
  });

  test('a reply before the run starts a new turn, and one after the end a follow-up in the same workspace', async () => {
    const { ask, until, intake } = await house();
    const debate = await ask('first', 'one thread');
    await until(debate, (it) => it.approval !== null);
    await ask('no, only big ones', 'one thread');
    const again = await until(debate, (it) => it.turn === 2 && it.approval !== null);
    expect(again.additions.map((it) => it.text)).toEqual(['no, only big ones']);
    await intake.approve(debate, approvalOf(again), requester);
    const ended = await until(debate, (it) => it.end !== null);
    const next = await ask('and now the small ones', 'one thread');
    expect(next).not.toBe(debate);
    const followed = await until(next, (it) => it.approval !== null);
    expect(followed.workspace).toBe(ended.workspace);
    expect(followed.history).toEqual([{ request: 'first\nno, only big ones', result: 'Done.' }]);
  });

  test('"stop" halts agents in the middle of a thought', async () => {
    const slow = { a: createFixedAgent({ command: 'ls', latencyMs: 60_000 }) };
    const { ask, until } = await house({ agents: slow });
    const debate = await ask('something long', 'thread to stop');
    await until(debate, (it) => it.seq >= 1);
    expect(await ask('중지', 'thread to stop')).toBe(debate);
    expect((await until(debate, (it) => it.end !== null)).end?.outcome).toBe('stopped');
  });

  test('a stop kills what runs for the debate, also where its own worker is gone', async () => {
    const killed: string[] = [];
    const sandbox = { ...createImaginedSandbox(), kill: async (debate: string) => void killed.push(debate) };
    const { ask, until, intake } = await house({ sandbox });
    const debate = await ask();
    await until(debate, (it) => it.approval !== null);
    await intake.stop(debate, requester);
    await vi.waitFor(() => expect(killed).toContain(debate), { timeout: 10_000 });
  });

  test.each(['denied', 'stopped'] as const)('%s: what was made ready for the run is let go', async (ending) => {
    const released = Promise.withResolvers<string>();
    const sandbox = { ...createImaginedSandbox(), release: async (workspace: string) => released.resolve(workspace) };
    const { ask, until, intake, warmed } = await house({ sandbox });
    const debate = await ask();
    const waiting = await until(debate, (it) => it.approval !== null);
    await warmed(debate);
    if (ending === 'denied') await intake.deny(debate, approvalOf(waiting), requester);
    else await intake.stop(debate, requester);
    expect(await released.promise).toBe(waiting.workspace);
  });

  test('an agent that is too slow fails visibly, and the debate goes on without it', async () => {
    const agents = { ...council, c: createFixedAgent({ command: 'find', latencyMs: 60_000 }) };
    const { ask, until, ledger } = await house({ agents, rules: { thinkMs: 200 } });
    const debate = await ask();
    await until(debate, (it) => it.approval !== null);
    const failures = (await ledger.read(debate)).filter((it) => it.event.type === 'agent.failed');
    expect(failures.map((it) => it.event)).toContainEqual(
      expect.objectContaining({ persona: 'c', stage: 'analysis', reason: 'no answer within 1 seconds' }),
    );
  });

  test('a command that policy denies is never tried, and the debate ends by saying so', async () => {
    const policy = { judge: () => ({ verdict: 'deny' as const, reasons: [] }), programsOf: () => [] };
    const { ask, until } = await house({ policy });
    const ended = await until(await ask(), (it) => it.end !== null);
    expect(ended.end?.outcome).toBe('unsafe');
    expect(ended.proposals.flatMap((it) => it.rehearsal?.steps ?? []).every((it) => it.run === undefined)).toBe(true);
  });

  test('many debates at once all come to their approval', async () => {
    const { ask, until } = await house();
    const debates = await Promise.all(Array.from({ length: 30 }, () => ask()));
    const states = await Promise.all(debates.map((it) => until(it, (state) => state.approval !== null)));
    expect(new Set(states.map((it) => it.consensus?.winner))).toEqual(new Set(['b']));
  });
});
