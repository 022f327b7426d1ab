import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { readPlace } from '../../src/store/redis/redis-place.ts';
import { startOwnRedis } from '../../src/store/redis/redis-server.ts';
import { openEnginePath } from '../engine-path.ts';
import { expectDecent } from './decency.ts';
import { removeWorkspaces } from './engine.ts';
import { openPage, type Page } from './page-client.ts';
import { run, startParley, temporaryFolder, tidy } from './parley.ts';

const pages: Page[] = [];
const workspaces = new Set<string>();
const closers: (() => Promise<unknown> | unknown)[] = [];

afterEach(async () => {
  for (const page of pages.splice(0)) {
    for (const it of page.heard)
      if (it.type === 'post' && it.event.event.type === 'debate.opened') workspaces.add(it.event.event.workspace);
    page.close();
    expectDecent(page.heard);
  }
  await tidy();
  for (const close of closers.splice(0)) await close();
  await removeWorkspaces(workspaces);
});

async function open(port: number, options: Parameters<typeof openPage>[1] = {}): Promise<Page> {
  const page = await openPage(port, options);
  pages.push(page);
  return page;
}

const stepPrints = (page: Page) =>
  page.until('the step to print', (all) =>
    all.some((it) => it.type === 'activity' && it.activity.type === 'step.output' && !it.activity.rehearsal),
  );

describe('Docker', () => {
  test('absent: the debate ends by saying so with a fix, and everything else works', async () => {
    const parley = await startParley({ data: await temporaryFolder(), env: { DOCKER_HOST: 'unix:///nonexistent' } });
    expect(parley.err()).toMatch(/Docker.*\n\s+→ /);
    const en = await open(parley.port);
    const ko = await open(parley.port, { lang: 'ko' });
    const [one, two] = [await en.say('run `ls`'), await ko.say('`ls`를 실행해줘')];
    const [a, b] = await Promise.all([en.ended(one), ko.ended(two)]);
    expect([a.end?.outcome, b.end?.outcome]).not.toContain('done');
    expect(JSON.stringify(en.posts(one))).toMatch(/Docker|sandbox/i);
    expect(JSON.stringify(ko.posts(two))).toMatch(/Docker|샌드박스/);
    expect(en.events(one).some(({ event }) => event.type === 'approval.requested')).toBe(false);
    const status = (await (await en.http('/api/status')).json()) as { docker: object };
    expect(status.docker).toMatchObject({
      ok: false,
      fix: { en: expect.stringMatching(/\w+/), ko: expect.any(String) },
    });
    expect(await parley.end()).toBe(0);
  }, 90_000);

  test('away for a moment in the middle of a step: the step is found again, and ran once', async () => {
    const path = await openEnginePath(await temporaryFolder());
    closers.push(() => path.close());
    const parley = await startParley({ data: await temporaryFolder(), env: { DOCKER_HOST: path.url } });
    const en = await open(parley.port);
    const debate = await en.say('run `echo begun; sleep 3; echo x >> counter; cat counter`');
    await en.decide('approve', debate);
    await stepPrints(en);
    await path.cut();
    path.mend();
    const ended = await en.ended(debate);
    expect(ended.end?.outcome).toBe('done');
    expect((await en.event(debate, 'step.finished')).output.head).toBe('begun\nx\n');
    expect(await en.artifact(debate, 'counter')).toBe('x\n');
  }, 90_000);

  test('away for long in the middle of a step: told, and after its return the next request works', async () => {
    const path = await openEnginePath(await temporaryFolder());
    closers.push(() => path.close());
    const parley = await startParley({ data: await temporaryFolder(), env: { DOCKER_HOST: path.url } });
    const en = await open(parley.port);
    const debate = await en.say('run `echo begun; sleep 3; echo x >> counter`', { thread: 'cut' });
    await en.decide('approve', debate);
    await stepPrints(en);
    await path.cut();
    const ended = await en.ended(debate);
    expect(ended.end?.outcome).toBe('failed');
    expect(JSON.stringify(en.posts(debate).slice(-3))).toMatch(/sandbox/);
    path.mend();
    const next = await en.say('run `wc -l < counter`', { thread: 'cut' });
    await en.decide('approve', next);
    const after = await en.ended(next);
    expect(Object.values(after.steps)[0]?.finished?.output.head.trim()).toBe('1');
    expect(await parley.end()).toBe(0);
  }, 90_000);

  test('stopped during the debate: it does not hang', async () => {
    const path = await openEnginePath(await temporaryFolder());
    closers.push(() => path.close());
    const parley = await startParley({ data: await temporaryFolder(), env: { DOCKER_HOST: path.url } });
    const en = await open(parley.port);
    const debate = await en.say('run `echo begun; sleep 20`');
    await en.event(debate, 'proposal.made');
    await path.cut();
    const ended = await en.ended(debate);
    expect(ended.end?.outcome).toBe('no-plan');
    expect(JSON.stringify(en.posts(debate))).toMatch(/Docker|sandbox/i);
  }, 90_000);
});

describe('Redis', () => {
  test('its own killed in the middle of a debate: back by itself, nothing lost, the step ran once', async () => {
    const data = await temporaryFolder();
    const parley = await startParley({ data });
    const en = await open(parley.port);
    const debate = await en.say('run `echo begun; sleep 3; echo x >> counter; cat counter`');
    await en.event(debate, 'proposal.made');
    const kill = async () => process.kill((await readPlace(`${data}/redis`))?.pid as number, 'SIGKILL');
    await kill();
    await en.decide('approve', debate);
    await stepPrints(en);
    await kill();
    const ended = await en.ended(debate);
    expect(ended.end?.outcome).toBe('done');
    expect(await en.artifact(debate, 'counter')).toBe('x\n');
    expect(en.events(debate).map((it) => it.seq)).toEqual(en.events(debate).map((_, index) => index + 1));
    expect(await parley.end()).toBe(0);
  }, 90_000);

  test('REDIS_URL that does not answer: told at the start, with a fix', async () => {
    const data = await temporaryFolder();
    for (const url of ['redis://user:sesame-secret@127.0.0.1:1', 'not a url']) {
      const { code, err } = await run({ args: ['start'], data, env: { REDIS_URL: url } });
      expect(code).toBe(1);
      expect(err).toMatch(/Redis|REDIS_URL/);
      expect(err).toMatch(/\n\s+→ /);
      expect(err).not.toContain('sesame-secret');
      expectDecent([err]);
    }
  }, 60_000);

  test('REDIS_URL lost in the middle and back again: the debate goes on', async () => {
    const folder = await temporaryFolder();
    const redis = await startOwnRedis({ folder });
    closers.push(() => redis.stop());
    const parley = await startParley({ data: await temporaryFolder(), env: { REDIS_URL: redis.url } });
    const en = await open(parley.port);
    const debate = await en.say('run `echo x >> counter`');
    await en.event(debate, 'approval.requested');
    process.kill((await readPlace(folder))?.pid as number, 'SIGKILL');
    const answer = await en.decide('approve', debate);
    expect(answer.type).toBe('accepted');
    expect((await en.ended(debate)).end?.outcome).toBe('done');
    expect(await parley.end()).toBe(0);
  }, 90_000);
});

describe('what comes in', () => {
  test('a port in use: which one and what to do', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    closers.push(() => server.close());
    const { port } = server.address() as { port: number };
    const { code, err } = await run({
      args: ['start'],
      data: await temporaryFolder(),
      env: { PARLEY_PORT: `${port}` },
    });
    expect(code).toBe(1);
    expect(err).toMatch(new RegExp(`${port}.*in use[^]*→ .*PARLEY_PORT=`));
    expectDecent([err]);
  }, 60_000);

  test('huge messages, broken JSON, binary and huge files: answered, and the page goes on', async () => {
    const parley = await startParley({ data: await temporaryFolder(), config: 'limits: { uploadMb: 1 }\n' });
    const en = await open(parley.port);
    en.socket.send('{"type":');
    en.socket.send(Buffer.from([0, 1, 255]));
    en.socket.send(JSON.stringify({ type: 'user_message', content: 'x'.repeat(10 * 1024 * 1024) }));
    const errors = await en.until('three errors', (all) => {
      const found = all.filter((it) => it.type === 'error');
      return found.length === 3 && found;
    });
    expect(errors.map((it) => it.code)).toEqual(['message.not-json', 'message.not-json', 'message.too-large']);
    for (const error of errors) expect(error.fix.length).toBeGreaterThan(5);

    const huge = await en.http('/api/upload?name=big', { method: 'POST', body: 'x'.repeat(2 * 1024 * 1024) });
    expect(huge.status).toBe(413);
    expect(await huge.json()).toMatchObject({ code: 'input.too-large', fix: expect.stringMatching(/\w+/) });

    const bytes = Uint8Array.from({ length: 4096 }, (_, index) => index % 256);
    const file = await en.upload('../../etc/비밀 $(x).bin', bytes);
    expect(file.name).toBe('비밀 $(x).bin');
    const debate = await en.say('run `wc -c < *.bin && ls -A`', { files: [file] });
    await en.decide('approve', debate);
    const ended = await en.ended(debate);
    expect(Object.values(ended.steps)[0]?.finished?.output.head).toBe('4096\n비밀 $(x).bin\n');
  }, 90_000);

  test('an approval that lapses: told, closed, and too late for a yes', async () => {
    const parley = await startParley({ data: await temporaryFolder(), config: 'approval: { minutes: 0.03 }\n' });
    const en = await open(parley.port);
    const debate = await en.say('run `echo x > x.txt`');
    const ended = await en.ended(debate);
    expect(ended.end?.outcome).toBe('expired');
    expect(await en.decide('approve', debate)).toMatchObject({ type: 'error', code: 'ended' });
    expect(en.events(debate).some(({ event }) => event.type === 'step.started')).toBe(false);
  }, 60_000);
});
