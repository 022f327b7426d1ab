import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it, onTestFinished } from 'vitest';
import { analysis, opened } from '../../../test/contracts/events.ts';
import { createLog } from '../../../test/contracts/log.ts';
import { freshPrefix, testRedisUrl, useTestRedis } from '../../../test/contracts/redis.ts';
import { aborted, think } from '../../../test/contracts/task-queue.ts';
import type { Task } from '../../debate/decide.ts';
import type { TaskHandlers } from '../../ports/task-queue.ts';
import { createRedisLedger } from '../ledger.ts';
import { createTaskQueue } from '../queue/task-queue.ts';
import { startWorkers } from '../queue/workers.ts';
import { connectRedis, type RedisConnection } from './connection.ts';
import { readPlace } from './redis-place.ts';
import { startOwnRedis } from './redis-server.ts';

const connect = useTestRedis();
const idle: TaskHandlers = { advance: async () => {}, run: async () => {}, rescue: async () => {} };

const work = async (connection: RedisConnection, handlers: Partial<TaskHandlers>, rescueEveryMs = 200) => {
  const workers = await startWorkers(connection, { ...idle, ...handlers }, { rescueEveryMs });
  onTestFinished(workers.close);
  return workers;
};

/** A worker process of its own, which says on standard output what it starts and how its signals fire. */
const source = `
import { connectRedis } from '${import.meta.dirname}/connection.ts';
import { startWorkers } from '${import.meta.dirname}/../queue/workers.ts';
const [url, prefix] = process.argv.slice(1);
const connection = await connectRedis(url, { prefix, onTrouble: console.error });
await startWorkers(connection, {
  advance: async (debate) => { console.log('advance ' + debate); await new Promise(() => {}); },
  rescue: async () => {},
  run: (debate, task, signal) => new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => { console.log('aborted ' + task.key); reject(signal.reason); });
    console.log('run ' + task.key);
  }),
});
console.log('ready');
`;
const startProcess = async (prefix: string) => {
  const child: ChildProcess = spawn(process.execPath, ['--input-type=module', '-e', source, testRedisUrl(), prefix], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const said = createLog<string>();
  createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', said.add);
  await said.until(1);
  return { child, said };
};

it('runs a task and a decision again when the process that had them is killed', async () => {
  const prefix = freshPrefix();
  const connection = await connect(prefix);
  const queue = createTaskQueue(connection);
  const { child, said } = await startProcess(prefix);
  await Promise.all([queue.enqueue('d', [think('d/a')]), queue.advance('d')]);
  await said.until(3);
  await queue.advance('d');
  child.kill('SIGKILL');
  await once(child, 'exit');
  const begun = performance.now();
  const ran = createLog<string>();
  await work(connection, {
    run: async (_debate, task) => ran.add(task.key),
    advance: async (debate) => ran.add(`advance ${debate}`),
  });
  await ran.until(3);
  expect(performance.now() - begun).toBeLessThan(20_000);
  // The second decision is the one that was asked for while the first was running.
  expect(ran.entries.toSorted()).toEqual(['advance d', 'advance d', 'd/a']);
});

it('halts a task in another process within moments', async () => {
  const prefix = freshPrefix();
  const queue = createTaskQueue(await connect(prefix));
  const processes = await Promise.all([startProcess(prefix), startProcess(prefix)]);
  await queue.enqueue(
    'd',
    Array.from({ length: 20 }, (_, index) => think(`d/${index}`)),
  );
  const both = () => processes.reduce((sum, { said }) => sum + said.entries.length - 1, 0);
  await expect.poll(both, { interval: 5 }).toBe(20);
  const begun = performance.now();
  await queue.cancel('d');
  await expect.poll(both, { interval: 5 }).toBe(40);
  expect(performance.now() - begun).toBeLessThan(5_000);
});

it('rebuilds emptied queues from the open debates of the ledger', async () => {
  const connection = await connect();
  const ledger = createRedisLedger(connection);
  const queue = createTaskQueue(connection);
  for (const debate of ['a', 'b', 'c']) await ledger.append(debate, opened());
  await Promise.all([
    queue.advance('a'),
    queue.advance('b', Date.now() + 60_000),
    queue.enqueue('c', [think('c/analyse/1/aiin')]),
  ]);
  const { redis, prefix } = connection;
  for (const name of ['advance', 'think', 'rehearse', 'execute']) {
    const keys = await redis.keys(`${prefix}:${name}:*`);
    if (keys.length > 0) await redis.del(keys);
  }
  const decided = createLog<string>();
  const thought = createLog<string>();
  await work(connection, {
    rescue: async () => {
      for (const debate of await ledger.open()) await queue.advance(debate);
    },
    advance: async (debate) => {
      decided.add(debate);
      await queue.enqueue(debate, [think(`${debate}/analyse/1/aiin`)]);
    },
    run: async (debate, task) => {
      if ((await ledger.append(debate, analysis('done'), task.key)).fresh) thought.add(debate);
    },
  });
  await thought.until(3);
  expect(thought.entries.toSorted()).toEqual(['a', 'b', 'c']);

  // Emptied under running workers, their schedule included.
  const keys = await redis.keys(`${prefix}:advance:*`);
  if (keys.length > 0) await redis.del(keys);
  const before = decided.entries.length;
  await decided.until(before + 3);
});

it('finishes every task exactly once in the ledger while Redis is killed again and again', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'parley-outage-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const own = await startOwnRedis({ folder });
  onTestFinished(own.stop);
  const troubles: string[] = [];
  const connection = await connectRedis(own.url, { onTrouble: (message) => troubles.push(message) });
  onTestFinished(connection.close);
  const ledger = createRedisLedger(connection);
  const queue = createTaskQueue(connection);
  const debates = Array.from({ length: 20 }, (_, index) => `d${index}`);
  const goal = 10;
  const fresh = createLog<string>();

  // Each debate is a chain: a decision adds one task, its outcome asks for the next decision.
  const advance = async (debate: string) => {
    const done = (await ledger.read(debate)).length;
    if (done < goal) await queue.enqueue(debate, [think(`${debate}/${done}`)]);
  };
  const run = async (debate: string, task: Task) => {
    const outcome = await ledger.append(debate, analysis(task.key), task.key);
    if (outcome.fresh) fresh.add(task.key);
    await queue.advance(debate);
  };
  const rescue = async () => {
    await Promise.all(debates.map((debate) => queue.advance(debate)));
  };
  await work(connection, { advance, run, rescue }, 500);
  for (const debate of debates) await queue.advance(debate);
  const all = debates.length * goal;
  for (const share of [0.1, 0.4, 0.7]) {
    await fresh.until(all * share);
    const pid = (await readPlace(folder))?.pid ?? 0;
    process.kill(pid, 'SIGKILL');
    await expect.poll(async () => (await readPlace(folder))?.pid).not.toBe(pid);
  }
  for (const debate of debates) {
    await expect.poll(async () => (await ledger.read(debate)).length, { timeout: 30_000 }).toBe(goal);
    const keys = (await ledger.read(debate)).map(({ key }) => key);
    expect(keys).toEqual(Array.from({ length: goal }, (_, index) => `${debate}/${index}`));
  }
  expect(new Set(fresh.entries).size).toBe(fresh.entries.length);
  expect(troubles.filter((message) => !/is away|is back/.test(message))).toEqual([]);
  expect(await connection.health()).toMatchObject({ ok: true });
}, 60_000);

it('holds back what is said while Redis is away, and tells so', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'parley-outage-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const own = await startOwnRedis({ folder });
  const troubles = createLog<string>();
  const connection = await connectRedis(own.url, { onTrouble: troubles.add });
  onTestFinished(connection.close);
  const ledger = createRedisLedger(connection);
  const heard = createLog<string>();
  onTestFinished(await ledger.watch((debate, seq) => heard.add(`${debate} ${seq}`)));
  const pid = (await readPlace(folder))?.pid ?? 0;
  process.kill(pid, 'SIGSTOP');
  let done = false;
  const append = ledger.append('d', opened()).then(() => {
    done = true;
  });
  expect(await connection.health()).toMatchObject({ ok: false, latencyMs: null });
  expect(done).toBe(false);
  process.kill(pid, 'SIGKILL');
  await troubles.until(2);
  await append;
  expect(await ledger.read('d')).toHaveLength(1);
  await heard.until(1);
  expect(heard.entries[0]).toBe('d 1');
  await own.stop();
  await troubles.until(3);
  expect(await connection.health()).toMatchObject({
    ok: false,
    detail: { en: expect.stringContaining('does not answer'), ko: expect.stringContaining('응답하지 않습니다') },
  });
});

it('says at the start where Redis does not answer, within the time given', async () => {
  const begun = performance.now();
  const attempt = connectRedis('redis://:secret@127.0.0.1:1', { onTrouble: () => undefined, waitMs: 300 });
  await expect(attempt).rejects.toMatchObject({
    code: 'redis.unreachable',
    message: 'Redis at 127.0.0.1:1 does not answer: ECONNREFUSED',
    fix: expect.stringContaining('REDIS_URL'),
  });
  expect(performance.now() - begun).toBeLessThan(4_000);
  for (const url of ['nonsense', 'http://127.0.0.1'])
    await expect(connectRedis(url, { onTrouble: () => undefined })).rejects.toMatchObject({
      code: 'redis.unreachable',
    });
});

it('waits for a running task to see its signal before a close ends', async () => {
  const connection = await connect();
  const queue = createTaskQueue(connection);
  const order = createLog<string>();
  const workers = await work(connection, {
    run: async (_debate, _task, signal) => {
      order.add('started');
      await aborted(signal);
      order.add('aborted');
    },
  });
  await queue.enqueue('d', [think('d/a')]);
  await order.until(1);
  await workers.close();
  order.add('closed');
  expect(order.entries).toEqual(['started', 'aborted', 'closed']);
});

it('lets a process end in short time while Redis is away', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'parley-outage-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const own = await startOwnRedis({ folder });
  const connection = await connectRedis(own.url, { onTrouble: () => undefined });
  const ledger = createRedisLedger(connection);
  const queue = createTaskQueue(connection);
  const started = createLog<string>();
  const run = async (debate: string, task: Task, signal: AbortSignal) => {
    started.add(task.key);
    await aborted(signal);
    await ledger.append(debate, analysis('too late'), task.key);
  };
  const workers = await startWorkers(connection, { ...idle, run });
  await queue.enqueue('d', [think('d/a')]);
  await started.until(1);
  await own.stop();
  const begun = performance.now();
  await workers.close();
  await connection.close();
  expect(performance.now() - begun).toBeLessThan(10_000);
});
