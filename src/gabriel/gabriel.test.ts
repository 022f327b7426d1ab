import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type GabrielServer, type Play, startGabriel } from '../../test/gabriel/server.ts';
import type { OutputChunk, Sandbox, StepOrder } from '../ports/sandbox.ts';
import { gabrielSchema } from './config.ts';
import { examineGabriel } from './examine.ts';
import { createGabriel, type Gabriel, type GabrielOrder } from './gabriel.ts';
import { connectGabriel } from './index.ts';
import { withGabriel } from './with-gabriel.ts';

const token = 'a-token-of-its-own';
const plays: Record<string, Play> = {
  hello: {
    lines: [
      { stream: 'stdout', text: '안녕\n' },
      { stream: 'stderr', text: 'careful\n' },
      { stream: 'stdout', text: 'done\n' },
    ],
    exit: 0,
  },
  fails: { lines: [{ stream: 'stderr', text: 'no such file\n' }], exit: 2 },
  endless: { lines: [{ stream: 'stdout', text: 'working\n' }], exit: null },
  chatter: { lines: Array.from({ length: 50 }, () => ({ stream: 'stdout', text: 'x'.repeat(100) })), exit: null },
};
const never = new AbortController().signal;

let double: GabrielServer;
let gabriel: Gabriel;
let heard: OutputChunk[];

beforeEach(async () => {
  double = await startGabriel(token, (command) => plays[command] ?? { lines: [], exit: 127 });
  gabriel = createGabriel({ url: double.url, token, graceMs: 0, waitsMs: [1, 1, 1] });
  heard = [];
});

afterEach(async () => {
  await gabriel.close();
  await double.close();
});

const order = (command: string, changed: Partial<GabrielOrder> = {}): GabrielOrder => ({
  key: 'd1/step/1/s1',
  command,
  workspace: 'w1',
  timeoutMs: 5000,
  outputBytes: 1024,
  ...changed,
});
const run = (command: string, options: { begun?: boolean; signal?: AbortSignal } & Partial<GabrielOrder> = {}) => {
  const { begun = false, signal = never, ...changed } = options;
  return gabriel.run(order(command, changed), begun, signal, (chunk) => heard.push(chunk));
};
const text = () => heard.map((it) => it.text).join('');

describe('a command at Gabriel', () => {
  it('is posted with its key, and comes back as it streams, with its exit code', async () => {
    const report = await run('hello');
    expect(report).toMatchObject({ ending: 'exited', exitCode: 0, output: { head: '안녕\ncareful\ndone\n' } });
    expect(heard.map((it) => it.stream)).toEqual(['stdout', 'stderr', 'stdout']);
    expect(double.orders).toEqual([
      { key: 'd1/step/1/s1', command: 'hello', workspace: 'w1', timeoutMs: 5000, begun: false },
    ]);
    expect(double.violations).toEqual([]);
  });

  it('that fails is a result, not an error', async () => {
    expect(await run('fails')).toMatchObject({ ending: 'exited', exitCode: 2 });
  });

  it('that an earlier worker began is attached to: it runs once', async () => {
    await run('hello');
    expect(await run('hello', { begun: true })).toMatchObject({ ending: 'exited', exitCode: 0 });
    expect(double.started).toEqual(['d1/step/1/s1']);
    expect(double.orders.map((it) => it.begun)).toEqual([false, true]);
  });

  it('that an earlier worker began, and that Gabriel does not know, is not run: its end is unknown', async () => {
    await run('hello');
    double.forgetAll();
    expect(await run('hello', { begun: true })).toMatchObject({ ending: 'lost', at: 'gabriel' });
    expect(double.started).toHaveLength(1);
  });

  it('that was ended is not run any more, whichever of the two comes first', async () => {
    await gabriel.end('d1/step/1/s1');
    expect(await run('hello')).toMatchObject({ ending: 'lost' });
    expect(double.started).toEqual([]);
  });

  it.each([1, 2])('is picked up after a cut: it runs once and nothing is heard twice (%i)', async (cuts) => {
    double.fail(...Array.from({ length: cuts }, (_, index) => ({ kind: 'cut' as const, after: 2 - index })));
    expect(await run('hello')).toMatchObject({ ending: 'exited', exitCode: 0 });
    expect(text()).toBe('안녕\ncareful\ndone\n');
    expect(double.started).toHaveLength(1);
  });

  it('is picked up when Gabriel had begun it and never answered', async () => {
    double.fail({ kind: 'drop' });
    expect(await run('hello')).toMatchObject({ ending: 'exited', exitCode: 0 });
    expect(double.started).toHaveLength(1);
  });

  it('is lost when the connection is cut for good, and is left to nobody', async () => {
    double.fail(...Array.from({ length: 4 }, () => ({ kind: 'cut' as const, after: 1 })));
    const report = await run('hello');
    expect(report).toMatchObject({ ending: 'lost', problem: expect.stringContaining('may have run') });
    expect(text()).toBe('안녕\n');
    expect(double.ended).toHaveLength(1);
  });

  it('that is stopped is ended there at once', async () => {
    const person = new AbortController();
    const arrived = double.arrival();
    const report = run('endless', { signal: person.signal });
    await arrived;
    person.abort();
    expect(await report).toMatchObject({ ending: 'stopped' });
    expect(double.ended).toEqual(['d1/step/1/s1']);
  });

  it('that was stopped before it began is never sent', async () => {
    expect(await run('hello', { signal: AbortSignal.abort() })).toMatchObject({ ending: 'stopped' });
    expect(double.orders).toEqual([]);
  });

  it('that takes too long is ended', async () => {
    expect(await run('endless', { timeoutMs: 50 })).toMatchObject({ ending: 'timeout' });
    expect(double.ended).toHaveLength(1);
  });

  it('that says too much is ended, and what it said is kept', async () => {
    const report = await run('chatter');
    expect(report.ending).toBe('output-limit');
    expect(report.output.head.length).toBeGreaterThan(1000);
    expect(double.ended).toHaveLength(1);
  });
});

describe('a Gabriel that does not answer as it should', () => {
  it('is told as a wrong token, without the token', async () => {
    const other = createGabriel({ url: double.url, token: 'another' });
    const error = await other.run(order('hello'), false, never, () => {}).catch((it) => it);
    expect(error).toMatchObject({
      code: 'gabriel.failed',
      retryable: false,
      fix: expect.stringContaining('GABRIEL_TOKEN'),
    });
    expect(JSON.stringify([error.message, error.fix])).not.toContain('another');
    await other.close();
  });

  it('with a 500 or 502 is asked again, as the command may have begun; its words are not passed on', async () => {
    double.fail({ kind: 'status', status: 500 }, { kind: 'status', status: 502 });
    expect(await run('hello')).toMatchObject({ exitCode: 0 });
    expect(double.started).toHaveLength(1);
    double.fail(...Array.from({ length: 4 }, () => ({ kind: 'status' as const, status: 503 })));
    const report = await run('hello', { key: 'd1/step/1/s2' });
    expect(report).toMatchObject({ ending: 'lost', problem: expect.stringContaining('HTTP 503') });
    expect(JSON.stringify(report)).not.toContain('secret');
    expect(double.ended).toEqual(['d1/step/1/s2']);
  });

  it.each([
    [400, false],
    [404, false],
    [429, true],
  ])('with a %i has not begun it', async (status, retryable) => {
    double.fail({ kind: 'status', status });
    expect(await run('hello').catch((it) => it)).toMatchObject({ code: 'gabriel.failed', retryable });
    expect(double.orders).toHaveLength(1);
  });

  it('that sends elsewhere is not followed there', async () => {
    double.fail({ kind: 'status', status: 307, headers: { location: `${double.url}/elsewhere` } });
    expect(await run('hello').catch((it) => it)).toMatchObject({
      retryable: false,
      message: 'Gabriel answered HTTP 307',
    });
    expect(double.violations).toEqual([]);
  });

  it.each([
    ['a page', '<html>welcome</html>'],
    ['half a line', '{"stream":"stdout","te'],
    ['another form', '{"status":"ok"}'],
    ['an exit code that is none', '{"exit":"0"}'],
    ['a line without an end', `{"stream":"stdout","text":"${'x'.repeat(1_100_000)}"}`],
  ])('that talks nonsense is left, what it began is ended, and nothing is claimed: %s', async (_, nonsense) => {
    double.fail({ kind: 'garbage', after: 1, text: nonsense });
    const report = await run('hello');
    expect(report).toMatchObject({ ending: 'lost', problem: expect.stringContaining('cannot be read') });
    expect(report.output.head).toBe('안녕\n');
    expect(double.ended).toHaveLength(1);
    expect(double.orders).toHaveLength(1);
  });

  it('that ends without an exit code is asked again', async () => {
    double.fail({ kind: 'no-exit', after: 3 });
    expect(await run('hello')).toMatchObject({ ending: 'exited', exitCode: 0 });
    expect(text()).toBe('안녕\ncareful\ndone\n');
  });

  it('that is away may be asked again', async () => {
    const closed = await startGabriel(token, () => ({ lines: [], exit: 0 }));
    await closed.close();
    const nobody = createGabriel({ url: closed.url, token });
    await expect(nobody.run(order('hello'), false, never, () => {})).rejects.toMatchObject({ retryable: true });
    await nobody.end('d1/step/1/s1');
    await nobody.close();
  });
});

describe('the doctor', () => {
  const examined = (url: string, env: NodeJS.ProcessEnv = { GABRIEL_TOKEN: token }) =>
    examineGabriel({ url }, env).catch((error) => error.told('en').message);

  it('finds out whether Gabriel is there and takes the token, and runs nothing', async () => {
    expect(await examined(double.url)).toBeUndefined();
    expect(await examined(double.url, {})).toMatch(/GABRIEL_TOKEN/);
    expect(await examined(double.url, { GABRIEL_TOKEN: 'another' })).toBe('Gabriel refused the token (HTTP 401).');
    const gone = await startGabriel(token, () => ({ lines: [], exit: 0 }));
    await gone.close();
    expect(await examined(gone.url)).toMatch(/does not answer/);
    expect(double.started).toEqual([]);
  });
});

describe('the sandbox with Gabriel', () => {
  const calls: string[] = [];
  const note = (what: string) => async () => void calls.push(what);
  const sandbox = {
    run: async (it: StepOrder) => {
      calls.push(`run ${it.persona}`);
      return { exitCode: 0 };
    },
    rehearse: note('rehearse'),
    forget: note('forget'),
    warm: note('warm'),
    close: note('close'),
  } as unknown as Sandbox;
  const step = (persona: string) =>
    ({
      key: `d1/step/1/${persona === 'aiin' ? 's1' : 's2'}`,
      workspace: 'w1',
      persona,
      command: 'hello',
      environment: { seconds: 5, outputKb: 1 },
    }) as StepOrder;

  beforeEach(() => void calls.splice(0));

  it('sends approved steps of its personas there, rehearsals and everybody else to the sandbox', async () => {
    const both = withGabriel(sandbox, gabriel, new Set(['aiin']));
    await both.run(step('aiin'), false, never, () => {});
    await both.run(step('manual'), false, never, () => {});
    await both.rehearse({} as never, never, () => {});
    expect(double.started).toEqual(['d1/step/1/s1']);
    expect(calls).toEqual(['run manual', 'rehearse']);
    for (const key of ['d1/step/1/s1', 'd1/step/1/s2']) await both.forget(key);
    expect(double.ended).toEqual(['d1/step/1/s1']);
  });

  it('needs a token where an address is set, and is the sandbox itself where none is', () => {
    expect(connectGabriel(sandbox, undefined, {}, [])).toBe(sandbox);
    expect(() => connectGabriel(sandbox, { url: double.url }, {}, [])).toThrow(/GABRIEL_TOKEN/);
  });

  it('takes an address without credentials', () => {
    expect(gabrielSchema.safeParse({ url: 'https://gabriel.example/commands' }).success).toBe(true);
    expect(gabrielSchema.safeParse({ url: 'https://me:secret@gabriel.example/' }).success).toBe(false);
    expect(gabrielSchema.safeParse({ url: 'file:///tmp/gabriel' }).success).toBe(false);
  });
});
