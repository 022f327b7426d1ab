import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OutputChunk, Sandbox, StepOrder } from '../ports/sandbox.ts';
import { gabrielSchema } from './config.ts';
import { type GabrielDouble, openGabrielDouble, type Play } from './double.ts';
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

let double: GabrielDouble;
let gabriel: Gabriel;
let heard: OutputChunk[];

beforeEach(async () => {
  double = await openGabrielDouble(token, (command) => plays[command] ?? { lines: [], exit: 127 });
  gabriel = createGabriel({ url: double.url, token, graceMs: 0 });
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
      { key: 'd1/step/1/s1', header: 'd1/step/1/s1', command: 'hello', workspace: 'w1', timeoutMs: 5000 },
    ]);
  });

  it('that fails is a result, not an error', async () => {
    expect(await run('fails')).toMatchObject({ ending: 'exited', exitCode: 2 });
  });

  it('asked for twice under one key runs once', async () => {
    await run('hello');
    expect(await run('hello', { begun: true })).toMatchObject({ exitCode: 0 });
    expect(double.started).toEqual(['d1/step/1/s1']);
  });

  it('is picked up after a cut: it runs once and nothing is heard twice', async () => {
    double.fail({ kind: 'cut', after: 2 });
    expect(await run('hello')).toMatchObject({ ending: 'exited', exitCode: 0 });
    expect(text()).toBe('안녕\ncareful\ndone\n');
    expect(double.started).toHaveLength(1);
  });

  it('is lost when the connection is cut for good', async () => {
    double.fail(...Array.from({ length: 4 }, () => ({ kind: 'cut' as const, after: 1 })));
    const report = await run('hello');
    expect(report).toMatchObject({ ending: 'lost', problem: expect.stringContaining('may have run') });
    expect(text()).toBe('안녕\n');
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
      code: 'sandbox.failed',
      retryable: false,
      fix: expect.stringContaining('GABRIEL_TOKEN'),
    });
    expect(JSON.stringify([error.message, error.fix])).not.toContain('another');
    await other.close();
  });

  it('with a 500 may be asked again, and its words are not passed on', async () => {
    double.fail({ kind: 'status', status: 500 });
    const error = await run('hello').catch((it) => it);
    expect(error).toMatchObject({ retryable: true, message: 'Gabriel answered HTTP 500' });
    expect(await run('hello')).toMatchObject({ exitCode: 0 });
  });

  it('that talks nonsense is left, and what it may have begun is ended', async () => {
    double.fail({ kind: 'garbage' });
    await expect(run('hello')).rejects.toMatchObject({
      retryable: false,
      message: expect.stringContaining('not JSON'),
    });
    expect(double.ended).toHaveLength(1);
  });

  it('that is away may be asked again', async () => {
    const nobody = createGabriel({ url: 'http://127.0.0.1:9', token });
    await expect(nobody.run(order('hello'), false, never, () => {})).rejects.toMatchObject({ retryable: true });
    await nobody.end('d1/step/1/s1');
    await nobody.close();
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
      key: `d1/step/1/${persona}`,
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
    expect(double.started).toEqual(['d1/step/1/aiin']);
    expect(calls).toEqual(['run manual', 'rehearse']);
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
