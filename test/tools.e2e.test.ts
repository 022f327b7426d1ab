import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { buildImage, createRig, docker, environment, type Rig } from '../sandbox/rig.ts';
import { fold } from '../src/debate/debate.ts';
import { createPolicy } from '../src/policy/index.ts';
import type { WorkerDeps } from '../workers/deps.ts';
import { createToolbox } from '../workers/tools/index.ts';
import { createMemoryLedger } from './doubles/ledger.ts';
import { aiin, opened } from './samples/record.ts';

/** Tools on the real engine, over a workspace that commands have left in a nasty state. */

let rig: Rig;
beforeAll(async () => {
  await buildImage();
  rig = createRig();
}, 300_000);
afterAll(() => rig.end());

async function toolbox(signal = new AbortController().signal) {
  const ledger = createMemoryLedger();
  const opening = { ...opened({ text: 'x', locale: 'en', council: [aiin] }), workspace: rig.workspace };
  await ledger.append(rig.debate, opening as ReturnType<typeof opened>, 'open');
  const state = fold(rig.debate, await ledger.read(rig.debate));
  if (!state) throw new Error('no debate');
  const deps = {
    ledger,
    sandbox: rig.sandbox,
    policy: createPolicy({ allow: [], review: [], deny: [] }),
    environments: { default: environment },
    tools: { perStage: 20, seconds: 5 },
    log: pino({ level: 'silent' }),
  } as unknown as WorkerDeps;
  return createToolbox(
    deps,
    state,
    { kind: 'analyse', key: `${rig.debate}/analyse/1/aiin`, turn: 1, persona: 'aiin' },
    signal,
  );
}

describe('file_system', () => {
  it('reads what is in the workspace, and no path leaves it', async () => {
    await rig.run(
      'mkdir -p logs real; echo secret-word > logs/a.log; ln -s /etc/passwd link; ln -s /etc etc; ln -s real folder; ' +
        'echo r > real/r; ln -s ../logs/a.log real/up; mkfifo pipe; ln -s /proc/self/environ environ',
    );
    const { use } = await toolbox();
    const read = (path: string) => use('file_system', { action: 'read', path });
    expect(await read('logs/a.log')).toEqual({ ok: true, text: 'secret-word\n' });
    expect(await read('/workspace/logs/a.log')).toMatchObject({ ok: true });
    for (const path of [
      '/etc/passwd',
      '../etc/passwd',
      'logs/../../etc/passwd',
      '/workspace/../etc/passwd',
      '/workspace//etc/passwd',
      'logs/./../logs/a.log',
      'link',
      'etc/passwd',
      'folder/r',
      'real/up',
      'environ',
      'pipe',
      'logs',
      '.',
      'logs/a.log\u0000.txt',
      '~/x',
      'file:///etc/passwd',
    ])
      expect([path, (await read(path)).ok]).toEqual([path, false]);
    const { text } = await use('file_system', { action: 'search', text: 'root' });
    expect(text).toBe('No line contains that.');
  });

  it('never follows a link that takes a file’s place while it is read', async () => {
    const racing = rig.run(
      'echo mine > race; end=$((SECONDS + 3)); while [ $SECONDS -lt $end ]; do ln -s /etc/passwd l; mv -T l race; ' +
        'echo mine > f; mv -T f race; done',
    );
    const seen = new Set<string>();
    let raced = false;
    void racing.then(() => {
      raced = true;
    });
    while (!raced) {
      const { use } = await toolbox();
      for (let count = 0; count < 20; count++) {
        const { ok, text } = await use('file_system', { action: 'read', path: 'race' });
        seen.add(ok ? text : 'refused');
      }
    }
    expect(seen).toContain('mine\n');
    expect([...seen].filter((it) => it !== 'mine\n' && it !== 'refused')).toEqual([]);
  });
});

describe('code_executor', () => {
  it('computes on a copy that is thrown away', async () => {
    await rig.run('printf "1\\n2\\n3\\n" > numbers.txt');
    const { use } = await toolbox();
    const python = 'print(sum(int(line) for line in open("numbers.txt")))\nopen("new.txt", "w").write("x")';
    expect(await use('code_executor', { language: 'python', code: python })).toEqual({
      ok: true,
      text: '6\nIn the copy, now thrown away, it changed: new.txt.',
    });
    expect(await use('code_executor', { language: 'node', code: 'console.log(6 * 7)' })).toEqual({
      ok: true,
      text: '42',
    });
    expect(await use('code_executor', { language: 'bash', code: 'wc -l < numbers.txt; rm numbers.txt' })).toMatchObject(
      {
        text: expect.stringMatching(/^3\n/),
      },
    );
    expect(await use('file_system', { action: 'read', path: 'numbers.txt' })).toMatchObject({ ok: true });
    expect(await use('file_system', { action: 'read', path: 'new.txt' })).toMatchObject({ ok: false });
  });

  it('has no network, a limit of time and of output, and says how it ended', async () => {
    const { use } = await toolbox();
    const run = (code: string) => use('code_executor', { language: 'python', code });
    expect(await run('import socket\nsocket.create_connection(("1.1.1.1", 80), 2)')).toMatchObject({
      ok: false,
      text: expect.stringMatching(/exit code 1[\s\S]*unreachable/),
    });
    expect(await run('while True: pass')).toMatchObject({
      ok: false,
      text: expect.stringMatching(/^ended early: it ran out of time/),
    });
    const flood = await run('while True: print("x" * 1000)');
    expect(flood).toMatchObject({
      ok: false,
      text: expect.stringMatching(/^ended early: it wrote more output than allowed/),
    });
    expect(flood.text.length).toBeLessThan(20_000);
  });

  it('is halted by a stop', async () => {
    const stop = new AbortController();
    const { use } = await toolbox(stop.signal);
    const running = use('code_executor', { language: 'bash', code: 'sleep 30' });
    const filters = { label: [`parley.debate=${rig.debate}`], status: ['running'] };
    await vi.waitFor(async () => expect(await docker.listContainers({ filters })).not.toEqual([]), 10_000);
    const began = performance.now();
    stop.abort(new Error('stopped'));
    await expect(running).rejects.toThrow('stopped');
    expect(performance.now() - began).toBeLessThan(4000);
  });
});
