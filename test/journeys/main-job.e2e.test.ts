import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { expectDecent } from './decency.ts';
import { leftoversSettled, rehearsing, removeWorkspaces } from './engine.ts';
import { openPage, type Page } from './page-client.ts';
import { type Started, startParley, temporaryFolder, tidy } from './parley.ts';

let parley: Started;
const pages: Page[] = [];
const workspaces = new Set<string>();

beforeAll(async () => {
  parley = await startParley({ data: await temporaryFolder() });
});

afterEach(() => {
  for (const page of pages) {
    expectDecent(page.heard);
    for (const it of page.heard)
      if (it.type === 'post' && it.event.event.type === 'debate.opened') workspaces.add(it.event.event.workspace);
    page.close();
  }
  pages.splice(0);
});

afterAll(async () => {
  expect(await parley.end()).toBe(0);
  await removeWorkspaces(workspaces);
  await tidy();
});

async function page(options: Parameters<typeof openPage>[1] = {}): Promise<Page> {
  const opened = await openPage(parley.port, options);
  pages.push(opened);
  return opened;
}

const accessLog = [
  '1.1.1.1 - - [10/Oct/2025:13:55:36 +0000] "GET / HTTP/1.1" 500 12',
  '1.1.1.2 - - [10/Oct/2025:13:56:36 +0000] "GET /a HTTP/1.1" 200 500',
  '1.1.1.3 - - [10/Oct/2025:13:59:01 +0000] "GET /b HTTP/1.1" 500 12',
  '1.1.1.4 - - [10/Oct/2025:14:00:36 +0000] "GET /500 HTTP/1.1" 404 12',
  '1.1.1.5 - - [10/Oct/2025:15:10:36 +0000] "POST / HTTP/1.1" 500 12',
  '',
].join('\n');

describe('the main job', () => {
  test('Korean: the five largest files land in report.txt', async () => {
    const ko = await page({ lang: 'ko' });
    const sizes = {
      'a.bin': 900,
      '사진.png': 5000,
      'b.csv': 300,
      'c.txt': 4000,
      'd.txt': 20,
      'e e.txt': 3000,
      'f.md': 1,
    };
    const files = await Promise.all(Object.entries(sizes).map(([name, size]) => ko.upload(name, 'x'.repeat(size))));
    const debate = await ko.say('이 폴더에서 가장 큰 파일 5개를 찾아서 목록을 report.txt로 저장해줘', { files });
    expect(await ko.decide('approve', debate)).toMatchObject({ type: 'accepted' });
    expect((await ko.ended(debate)).end?.outcome).toBe('done');
    const report = await ko.artifact(debate, 'report.txt');
    const named = Object.keys(sizes).filter((name) => report.includes(name));
    expect(named.sort()).toEqual(['a.bin', 'b.csv', 'c.txt', 'e e.txt', '사진.png'].sort());
    expect(report.indexOf('사진.png')).toBeLessThan(report.indexOf('c.txt'));
  });

  test('English: the words of every .txt file as CSV', async () => {
    const en = await page();
    const files = [
      await en.upload('one.txt', 'a b c\n'),
      await en.upload('two.txt', 'd e\n'),
      await en.upload('no.md', 'x'),
    ];
    const debate = await en.say('@parley count the words in every .txt file and chart them as CSV', { files });
    await en.decide('approve', debate);
    expect((await en.ended(debate)).end?.outcome).toBe('done');
    const { artifacts } = await en.event(debate, 'result.integrated');
    const csv = await en.artifact(debate, artifacts.find((it) => it.path.endsWith('.csv'))?.path ?? '');
    expect(csv.trim().split('\n').slice(1).sort()).toEqual(['one.txt,3', 'two.txt,2']);
  });

  test('English: status 500 by hour', async () => {
    const en = await page();
    const files = [await en.upload('access.log', accessLog)];
    const debate = await en.say('which lines of access.log have status 500, by hour?', { files });
    await en.decide('approve', debate);
    const ended = await en.ended(debate);
    expect(ended.end?.outcome).toBe('done');
    const output = Object.values(ended.steps)
      .map((it) => it.finished?.output.head ?? '')
      .join('\n');
    for (const part of ['13', '15', '1.1.1.1', '1.1.1.3', '1.1.1.5']) expect(output).toContain(part);
    expect(output).not.toContain('1.1.1.4');
    expect(output).not.toContain('1.1.1.2');
  });

  test('❌: nothing runs', async () => {
    const en = await page();
    const debate = await en.say('run `echo never > ran.txt`');
    expect(await en.decide('deny', debate)).toMatchObject({ type: 'accepted' });
    const ended = await en.ended(debate);
    expect(ended.end?.outcome).toBe('denied');
    expect(en.events(debate).some(({ event }) => event.type === 'step.started')).toBe(false);
    expect(await leftoversSettled(ended)).toEqual([]);
  });

  test('a reply during the debate counts, one after the end sees the same files', async () => {
    const en = await page();
    const thread = 'replies';
    const files = [await en.upload('a.txt', 'one two\n'), await en.upload('b.md', 'three\n')];
    const debate = await en.say('count the words in every .txt file', { thread, files });
    await en.event(debate, 'approval.requested', 1);
    expect(await en.say('no, of every .md file', { thread })).toBe(debate);
    const plan = await en.event(debate, 'approval.requested', 2);
    expect(JSON.stringify(plan.plan.steps)).toContain('md');
    await en.decide('approve', debate, 2);
    const ended = await en.ended(debate);
    expect(ended.end?.outcome).toBe('done');
    const next = await en.say('run `ls && echo more > c.txt`', { thread });
    expect(next).not.toBe(debate);
    await en.decide('approve', next);
    const followed = await en.ended(next);
    expect(followed.workspace).toBe(ended.workspace);
    expect(Object.values(followed.steps)[0]?.finished?.output.head).toContain('a.txt');
    expect(await en.artifact(next, 'c.txt')).toBe('more\n');
  });

  test('two tabs that approve at once: one is told yes, the step runs once', async () => {
    const one = await page();
    const thread = 'two-tabs';
    const debate = await one.say('run `echo x >> counter && cat counter`', { thread });
    const two = await page({ cookie: one.cookie() });
    two.socket.send(JSON.stringify({ type: 'follow', thread }));
    await two.event(debate, 'approval.requested');
    const answers = await Promise.all([one.decide('approve', debate), two.decide('approve', debate)]);
    expect(answers.map((it) => it.type).sort()).toEqual(['accepted', 'error']);
    expect(answers.find((it) => it.type === 'error')).toMatchObject({ code: 'already-decided' });
    await one.ended(debate);
    expect(await one.artifact(debate, 'counter')).toBe('x\n');
  });
});

describe('stop', () => {
  const stops = (it: Page, debate: string, word: string, thread: string) =>
    word === '🛑' ? it.stop(debate) : it.say(word, { thread });

  test.each(['🛑', 'stop', '중지'])('%s in the middle of a rehearsal', async (word) => {
    const en = await page();
    const thread = `stop-rehearsal-${word === '🛑' ? 'button' : word === 'stop' ? 'en' : 'ko'}`;
    const debate = await en.say('run `echo begun; sleep 60`', { thread });
    await en.event(debate, 'proposal.made');
    await rehearsing(debate);
    const at = Date.now();
    await stops(en, debate, word, thread);
    const ended = await en.ended(debate);
    expect(ended.end?.outcome).toBe('stopped');
    expect(await leftoversSettled(ended)).toEqual([]);
    expect(Date.now() - at).toBeLessThan(5_000);
  });

  test.each(['🛑', 'stop', '중지'])('%s in the middle of a running step kills its container', async (word) => {
    const en = await page();
    const thread = `stop-step-${word === '🛑' ? 'button' : word === 'stop' ? 'en' : 'ko'}`;
    const debate = await en.say('run `echo begun; sleep 4; echo late > late.txt`', { thread });
    await en.decide('approve', debate);
    await en.until('the step to print', (all) =>
      all.some((it) => it.type === 'activity' && it.activity.type === 'step.output' && !it.activity.rehearsal),
    );
    const at = Date.now();
    await stops(en, debate, word, thread);
    const ended = await en.ended(debate);
    expect(ended.end?.outcome).toBe('stopped');
    const finished = await en.event(debate, 'step.finished');
    expect(finished).toMatchObject({ ending: 'stopped' });
    expect(finished.problem).toBeUndefined();
    expect(Date.now() - at).toBeLessThan(3_000);
    expect(await leftoversSettled(ended)).toEqual([]);
  });

  test('while the plan waits for approval', async () => {
    const en = await page();
    const debate = await en.say('run `echo x > x.txt`', { thread: 'stop-approval' });
    await en.event(debate, 'approval.requested');
    await en.say('그만', { thread: 'stop-approval' });
    const ended = await en.ended(debate);
    expect(ended.end?.outcome).toBe('stopped');
    expect(await en.decide('approve', debate)).toMatchObject({ type: 'error', code: 'ended' });
    expect(await leftoversSettled(ended)).toEqual([]);
  });
});
