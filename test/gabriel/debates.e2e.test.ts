import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { presentAll } from '../../bots/present.ts';
import { createAgent } from '../../src/agents/seat.ts';
import { requester } from '../../src/debate/sample.ts';
import { createGabriel, type Gabriel } from '../../src/gabriel/gabriel.ts';
import { withGabriel } from '../../src/gabriel/with-gabriel.ts';
import { createPolicy } from '../../src/policy/index.ts';
import { type OwnRedis, startOwnRedis } from '../../src/store/redis/redis-server.ts';
import { createFixedAgent } from '../doubles/agent.ts';
import { createImaginedSandbox } from '../doubles/sandbox.ts';
import { type House, type HouseOptions, openHouse } from '../house.ts';
import { leftoversSettled, removeWorkspaces } from '../journeys/engine.ts';
import { openPage } from '../journeys/page-client.ts';
import { launch, startParley, temporaryFolder, tidy } from '../journeys/parley.ts';
import { type Fault, type GabrielServer, type Play, startGabriel } from './server.ts';

/** Whole debates whose plan runs at a Gabriel: a real Redis, real workers, the real AIIN, and a Gabriel on a socket. */

const token = 'gabriel-tested-0123456789';
const counted: Play = { lines: [{ stream: 'stdout', text: '42\n' }], exit: 0 };
const endless: Play = { lines: [{ stream: 'stdout', text: 'working\n' }], exit: null };
const chatter: Play = {
  lines: Array.from({ length: 50 }, () => ({ stream: 'stdout', text: 'x'.repeat(100) })),
  exit: 0,
};

const never = new AbortController().signal;

let gabriel: GabrielServer;
let plays: Play;
beforeEach(async () => {
  plays = counted;
  gabriel = await startGabriel(token, () => plays);
});
afterEach(async () => {
  await gabriel.close();
});

describe('a debate whose plan is AIIN’s', () => {
  const houses: House[] = [];
  afterEach(async () => {
    for (const house of houses.splice(0)) await house.close();
  });

  async function house({ deaf = false, ...options }: Partial<HouseOptions> & { deaf?: boolean } = {}) {
    const sandbox = createImaginedSandbox();
    const client = createGabriel({ url: gabriel.url, token, graceMs: 0, waitsMs: [1, 1] });
    const run: Gabriel['run'] = (order, begun, _, heard) => client.run(order, begun, never, heard);
    // A worker that hears of nothing is as good as gone.
    const there = deaf ? { ...client, run } : client;
    const opened = await openHouse({
      agents: { aiin: createAgent('aiin'), warden: createAgent('warden') },
      policy: createPolicy({ allow: [], review: [], deny: [] }),
      sandbox: withGabriel(sandbox, there, new Set(['aiin'])),
      ...options,
    });
    const close = () => opened.close().then(there.close);
    houses.push({ ...opened, close });
    // Closed, its workers have done all that they do after a debate's last word.
    return { ...opened, sandbox, close: () => houses.pop()?.close() };
  }

  /** Asks, says yes to the plan, and waits for the end. */
  async function carryOut(it: Awaited<ReturnType<typeof house>>, text = 'count the files') {
    const debate = await it.ask(text);
    const { approval } = await it.until(debate, (now) => now.approval !== null || now.end !== null);
    // Not a word reaches Gabriel before somebody said yes.
    expect(gabriel.orders).toEqual([]);
    await it.intake.approve(debate, approval?.planHash ?? '', requester);
    const ended = await it.until(debate, (now) => now.end !== null);
    const log = await it.ledger.read(debate);
    await it.close();
    const [finished] = log.flatMap(({ event }) => (event.type === 'step.finished' ? [event] : []));
    return { debate, ended, finished, log, approval, posts: presentAll(log, { debate }) };
  }

  it('runs there once it is tried out and approved, and the result is in the thread', async () => {
    const it = await house();
    const { debate, ended, finished, approval, posts, log } = await carryOut(it);
    expect(ended.end?.outcome).toBe('done');
    const [step] = approval?.plan.steps ?? [];
    expect(gabriel.orders).toEqual([
      {
        key: `${debate}/step/1/s1`,
        command: step?.action.command,
        workspace: ended.workspace,
        timeoutMs: 60_000,
        begun: false,
      },
    ]);
    expect(it.sandbox.ran).toEqual([]);
    expect(finished).toMatchObject({ ending: 'exited', exitCode: 0, output: { head: '42\n' } });
    expect(JSON.stringify(posts.flatMap((post) => post.blocks))).toContain('42\\n');
    expect(JSON.stringify(log)).not.toContain(token);
    // What is safe in the ledger need not be remembered there.
    expect(gabriel.ended).toEqual([`${debate}/step/1/s1`]);
    expect(gabriel.violations).toEqual([]);
  });

  it('never runs there what the policy denies, at the rehearsal or by the time it is approved', async () => {
    const barred = await house({ agents: { aiin: createFixedAgent({ command: 'sudo rm -rf /', latencyMs: 0 }) } });
    const refused = await barred.ask('clean up');
    expect((await barred.until(refused, (now) => now.end !== null)).end?.outcome).toBe('unsafe');

    const policy = createPolicy({ allow: [], review: [], deny: [] });
    let stricter = false;
    const deny = { verdict: 'deny' as const, reasons: [{ word: 'find', rule: 'test', message: 'not any more' }] };
    const judge = (command: string) => (stricter ? deny : policy.judge(command));
    const it = await house({ policy: { ...policy, judge } });
    const debate = await it.ask('count the files');
    const { approval } = await it.until(debate, (now) => now.approval !== null);
    stricter = true;
    await it.intake.approve(debate, approval?.planHash ?? '', requester);
    const ended = await it.until(debate, (now) => now.end !== null);
    expect(ended.steps.s1?.finished).toMatchObject({
      ending: 'not-run',
      problem: expect.stringMatching(/no longer allows.*not any more/),
    });
    expect(gabriel.orders).toEqual([]);
  });

  const cutForGood = Array.from({ length: 3 }, (): Fault => ({ kind: 'cut', after: 1 }));
  const down = Array.from({ length: 3 }, (): Fault => ({ kind: 'status', status: 500 }));
  it.each<[string, Fault[], Play, string, RegExp | undefined, number]>([
    ['refuses the token', [{ kind: 'status', status: 401 }], counted, 'not-run', /did not take the command/, 1],
    ['fails', down, counted, 'lost', /may have run.*not run again/, 3],
    ['cuts the stream for good', cutForGood, counted, 'lost', /may have run.*not run again/, 3],
    ['talks nonsense', [{ kind: 'garbage', after: 1, text: '<p>' }], counted, 'lost', /may have run/, 1],
    ['never ends', [], endless, 'timeout', undefined, 1],
    ['says too much', [], chatter, 'output-limit', undefined, 1],
  ])('fails when Gabriel %s, and says what is known', async (_, faults, play, ending, problem, orders) => {
    plays = play;
    const it = await house({ environment: { seconds: 1, outputKb: 1 } });
    gabriel.fail(...faults);
    const { ended, finished, posts } = await carryOut(it);
    expect(ended.end?.outcome).toBe('failed');
    expect(finished?.ending).toBe(ending);
    if (problem) expect(finished?.problem).toMatch(problem);
    const [output] = posts.flatMap((post) => post.blocks.filter((block) => block.kind === 'output'));
    expect(output).toMatchObject({ ending, ...(finished?.problem ? { problem: finished.problem } : {}) });
    expect(gabriel.orders).toHaveLength(orders);
    expect(gabriel.started.length).toBeLessThanOrEqual(1);
    // Nothing is left running there.
    expect(gabriel.ended).toContain(finished && `${ended.id}/step/1/s1`);
    expect(it.sandbox.ran).toEqual([]);
  });

  it.each([
    ['the worker that runs it', false],
    ['another worker', true],
  ])('is ended there by %s when a person says stop', async (_, deaf) => {
    plays = endless;
    const it = await house({ deaf });
    const thread = 'a thread to stop';
    const arrived = gabriel.arrival();
    const debate = await it.ask('파일이 몇 개인지 세어줘', thread);
    const { approval } = await it.until(debate, (now) => now.approval !== null);
    await it.intake.approve(debate, approval?.planHash ?? '', requester);
    const { key } = await arrived;
    const left = gabriel.departure();
    await it.ask('중지', thread);
    expect((await it.until(debate, (now) => now.end !== null)).end?.outcome).toBe('stopped');
    expect(await left).toBe(key);
    await it.close();
    expect(gabriel.started).toEqual([key]);
  });
});

describe('a worker killed while its command runs at Gabriel', () => {
  let redis: OwnRedis | undefined;
  const workspaces = new Set<string>();
  afterEach(async () => {
    await tidy();
    await redis?.stop();
    await removeWorkspaces(workspaces);
  });

  test('the next one attaches, the command ran once, and the result is in the thread', async () => {
    plays = endless;
    redis = await startOwnRedis({ folder: await temporaryFolder() });
    const config =
      `gabriel: { url: "${gabriel.url}" }\n` +
      'council: [{ id: aiin, agent: aiin, weight: 0.6 }, { id: warden, agent: warden, weight: 0.4 }]\n';
    const env = { REDIS_URL: redis.url, GABRIEL_TOKEN: token };
    const bots = await startParley({ args: ['start', '--only', 'bots'], data: await temporaryFolder(), env, config });
    const startWorker = async () => {
      const args = ['start', '--only', 'workers'];
      const worker = await launch({ args, data: await temporaryFolder(), env, config });
      await worker.until('its sandbox was ready', (_, err) => err.includes('✓ Sandbox image') || null);
      return worker;
    };
    const first = await startWorker();
    const page = await openPage(bots.port);
    const files = [await page.upload('a.txt', 'one two\n')];
    const debate = await page.say('count the words in every .txt file and chart them as CSV', { files });
    workspaces.add((await page.event(debate, 'debate.opened')).workspace);
    await page.event(debate, 'rehearsal.finished');
    const begun = gabriel.arrival();
    await page.decide('approve', debate);
    const { key } = await begun;
    await page.event(debate, 'step.started');
    await first.end('SIGKILL');
    const again = gabriel.arrival();
    await startWorker();
    expect(await again).toMatchObject({ key, begun: true });
    gabriel.finish(key, 0);
    const ended = await page.ended(debate);
    expect(ended.end?.outcome).toBe('done');
    expect((await page.event(debate, 'step.finished')).output.head).toBe('working\n');
    expect(gabriel.started).toEqual([key]);
    expect(gabriel.violations).toEqual([]);
    page.close();
    expect(await leftoversSettled(ended)).toEqual([]);
  }, 90_000);
});
