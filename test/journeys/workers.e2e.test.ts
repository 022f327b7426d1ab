import { afterEach, describe, expect, test } from 'vitest';
import { type OwnRedis, startOwnRedis } from '../../src/store/redis/redis-server.ts';
import { expectDecent } from './decency.ts';
import { leftoversSettled, removeWorkspaces } from './engine.ts';
import { openPage, type Page } from './page-client.ts';
import { launch, type Process, startParley, temporaryFolder, tidy } from './parley.ts';

const pages: Page[] = [];
const workspaces = new Set<string>();
let redis: OwnRedis | undefined;

afterEach(async () => {
  for (const page of pages.splice(0)) {
    for (const it of page.heard)
      if (it.type === 'post' && it.event.event.type === 'debate.opened') workspaces.add(it.event.event.workspace);
    page.close();
    expectDecent(page.heard);
  }
  await tidy();
  await redis?.stop();
  await removeWorkspaces(workspaces);
});

/** A Redis, the page, and as many worker processes as wanted; each a process of its own. */
async function house(workers: number) {
  redis = await startOwnRedis({ folder: await temporaryFolder() });
  const env = { REDIS_URL: redis.url };
  const bots = await startParley({ args: ['start', '--only', 'bots'], data: await temporaryFolder(), env });
  const startWorker = async (): Promise<Process> => {
    const worker = await launch({ args: ['start', '--only', 'workers'], data: await temporaryFolder(), env });
    await worker.until('its sandbox was ready', (_, err) => err.includes('✓ Sandbox image') || null);
    return worker;
  };
  const started = await Promise.all(Array.from({ length: workers }, startWorker));
  const page = await openPage(bots.port);
  pages.push(page);
  return { bots, workers: started, startWorker, page };
}

const stepPrints = (page: Page, debate: string) =>
  page.until('the step to print', (all) =>
    all.some(
      (it) =>
        it.type === 'activity' &&
        it.activity.type === 'step.output' &&
        !it.activity.rehearsal &&
        it.activity.debate === debate,
    ),
  );

describe('processes apart', () => {
  test('bots and workers do the main job together, and end cleanly', async () => {
    const { bots, workers, page } = await house(1);
    const files = [await page.upload('a.txt', 'one two\n')];
    const debate = await page.say('count the words in every .txt file and chart them as CSV', { files });
    await page.decide('approve', debate);
    const ended = await page.ended(debate);
    expect(ended.end?.outcome).toBe('done');
    for (const process of [bots, ...workers]) expect(await process.end('SIGTERM')).toBe(0);
    expect(await leftoversSettled(ended, true)).toEqual([]);
  }, 60_000);

  test('two workers at once: each step of every debate runs once', async () => {
    const { page } = await house(2);
    const debates = await Promise.all(
      [1, 2, 3, 4].map((n) => page.say('run `echo x >> counter; cat counter`', { thread: `twice-${n}` })),
    );
    for (const debate of debates) {
      page.socket.send(JSON.stringify({ type: 'follow', thread: `twice-${debates.indexOf(debate) + 1}` }));
      await page.decide('approve', debate);
      await page.ended(debate);
      expect(await page.artifact(debate, 'counter')).toBe('x\n');
      const begun = page.events(debate).filter(({ event }) => event.type === 'step.started');
      expect(begun).toHaveLength(1);
    }
  }, 90_000);
});

describe('a worker killed', () => {
  test('in the middle of a step: the next one attaches, and the step ran exactly once', async () => {
    const { page, workers, startWorker } = await house(1);
    const debate = await page.say('run `echo begun; sleep 5; echo x >> counter; cat counter`');
    await page.decide('approve', debate);
    await stepPrints(page, debate);
    await workers[0]?.end('SIGKILL');
    await startWorker();
    const ended = await page.ended(debate);
    expect(ended.end?.outcome).toBe('done');
    expect(await page.artifact(debate, 'counter')).toBe('x\n');
    expect((await page.event(debate, 'step.finished')).output.head).toBe('begun\nx\n');
    expect(await leftoversSettled(ended)).toEqual([]);
  }, 90_000);

  test('between the yes and the run: the next one runs it', async () => {
    const { page, workers, startWorker } = await house(1);
    const debate = await page.say('run `echo x >> counter`');
    await page.event(debate, 'approval.requested');
    await workers[0]?.end('SIGKILL');
    expect(await page.decide('approve', debate)).toMatchObject({ type: 'accepted' });
    await startWorker();
    expect((await page.ended(debate)).end?.outcome).toBe('done');
    expect(await page.artifact(debate, 'counter')).toBe('x\n');
  }, 90_000);

  test('and its debate stopped: the container goes too', async () => {
    const { page, workers, startWorker } = await house(2);
    const debate = await page.say('run `echo begun; sleep 9; echo x >> counter`', { thread: 'orphan' });
    await page.decide('approve', debate);
    await stepPrints(page, debate);
    for (const worker of workers) await worker.end('SIGKILL');
    await page.stop(debate);
    const ended = await page.ended(debate);
    expect(ended.end?.outcome).toBe('stopped');
    await startWorker();
    expect(await leftoversSettled(ended)).toEqual([]);
  }, 90_000);
});
