import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { ParleyError } from '../../src/errors.ts';
import type { OutputChunk, StepOrder } from '../../src/ports/sandbox.ts';
import { openEnginePath } from '../../test/engine-path.ts';
import { createDockerSandbox } from '../docker.ts';
import { launch } from '../engine/containers.ts';
import { hardened } from '../engine/hardening.ts';
import { labelsOf, stepName } from '../engine/names.ts';
import { buildImage, createRig, docker, house, memoryBlobs, never, type Rig } from '../rig.ts';
import { stepShell } from './step.ts';

let rig: Rig;
beforeAll(async () => {
  await buildImage();
}, 300_000);
beforeEach(() => {
  rig = createRig();
  const { end } = rig;
  onTestFinished(end);
});

/** Another process's view of the same engine. */
function secondWorker() {
  const sandbox = createDockerSandbox({ house, blobs: memoryBlobs(), artifactMb: 1 });
  onTestFinished(() => sandbox.close());
  return sandbox;
}

/** A worker process that runs `order` and prints what it hears, so that a test can kill it in the middle. */
function startWorker(order: StepOrder) {
  const source = `
    import { createDockerSandbox } from './sandbox/docker.ts';
    const sandbox = createDockerSandbox({ house: '${house}', blobs: { put: async () => '', get: async () => null }, artifactMb: 1 });
    await sandbox.run(${JSON.stringify(order)}, false, new AbortController().signal, ({ text }) => process.stdout.write(text));
  `;
  const root = new URL('../..', import.meta.url);
  return spawn(process.execPath, ['--input-type=module-typescript', '--eval', source], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

it('a worker that is killed leaves the step running, and the next one gets all its output and its end', async () => {
  const order = rig.order('echo start >> log; echo one; until [ -e go ]; do sleep 0.05; done; echo two; exit 3');
  const worker = startWorker(order);
  await once(worker.stdout, 'data');
  worker.kill('SIGKILL');
  await once(worker, 'exit');
  const heard: OutputChunk[] = [];
  const report = await secondWorker().run(order, true, never, (chunk) => {
    heard.push(chunk);
    void rig.sandbox.prepare(rig.workspace, order.environment, [{ path: 'go', bytes: new Uint8Array() }]);
  });
  expect(report).toMatchObject({ ending: 'exited', exitCode: 3, output: { head: 'one\ntwo\n' } });
  expect(report.artifacts.map(({ path }) => path).sort()).toEqual(['go', 'log']);
  const log = await rig.sandbox.read(rig.workspace, order.environment, 'log', 100);
  expect(Buffer.from(log ?? []).toString()).toBe('start\n');
  // A third call after the end tells the same.
  expect(await secondWorker().run(order, true, never, () => {})).toMatchObject({ exitCode: 3, output: report.output });
});

describe('a connection to the engine that breaks and comes back', () => {
  async function pathedSandbox() {
    const folder = await mkdtemp(join(tmpdir(), 'parley-path-'));
    const path = await openEnginePath(folder);
    vi.stubEnv('DOCKER_HOST', path.url);
    const sandbox = secondWorker();
    vi.unstubAllEnvs();
    onTestFinished(async () => {
      path.close();
      await rm(folder, { recursive: true });
    });
    return { path, sandbox };
  }

  it('loses nothing that a step prints, and hears nothing twice', async () => {
    const { path, sandbox } = await pathedSandbox();
    const order = rig.order('echo one; until [ -e go ]; do sleep 0.05; done; echo two; echo three >&2');
    const heard: OutputChunk[] = [];
    const report = await sandbox.run(order, false, never, (chunk) => {
      heard.push(chunk);
      if (heard.length > 1) return;
      path.sever();
      void rig.sandbox.prepare(rig.workspace, order.environment, [{ path: 'go', bytes: new Uint8Array() }]);
    });
    expect(report).toMatchObject({ ending: 'exited', exitCode: 0 });
    const printed = (stream: OutputChunk['stream']) =>
      heard.flatMap((chunk) => (chunk.stream === stream ? chunk.text : [])).join('');
    // The engine keeps each stream in order, not the two beside each other.
    expect([printed('stdout'), printed('stderr')]).toEqual(['one\ntwo\n', 'three\n']);
    expect(report.output.head.split('\n').sort()).toEqual(['', 'one', 'three', 'two']);
  });

  it('never lets a rehearsal pass with half of what it printed', async () => {
    const { path, sandbox } = await pathedSandbox();
    const { environment, persona } = rig.order('');
    const command = 'echo one; sleep 0.5; echo two';
    const report = await sandbox
      .rehearse(
        {
          key: `${rig.debate}/rehearse/1/p`,
          workspace: rig.workspace,
          steps: [{ id: 's1', command, persona, environment }],
        },
        never,
        () => path.sever(),
      )
      .catch((error: unknown) => error);
    if (report instanceof ParleyError) expect(report.retryable).toBe(true);
    else expect(report).toMatchObject({ steps: [{ run: { output: { head: 'one\ntwo\n' } } }] });
    const left = await docker.listContainers({ all: true, filters: { label: [`parley.debate=${rig.debate}`] } });
    expect(left.map(({ Names }) => Names)).toEqual([]);
  });
});

it('two calls with the same key at once run the command once and report the same', async () => {
  const order = rig.order('echo x >> times; echo $RANDOM$RANDOM; sleep 0.3');
  const other = secondWorker();
  await Promise.all([
    rig.sandbox.warm(order.workspace, order.persona, order.environment),
    other.warm(order.workspace, order.persona, order.environment),
  ]);
  const reports = await Promise.all(
    [rig.sandbox, other, rig.sandbox, other].map((it) => it.run(order, false, never, () => {})),
  );
  expect(new Set(reports.map(({ output }) => output.head)).size).toBe(1);
  expect(new Set(reports.map(({ ending }) => ending))).toEqual(new Set(['exited']));
  const times = await rig.sandbox.read(rig.workspace, order.environment, 'times', 100);
  expect(Buffer.from(times ?? []).toString()).toBe('x\n');
});

it('replaces a container whose worker died before it sent the whole command', async () => {
  const order = rig.order('echo ran');
  await rig.sandbox.prepare(rig.workspace, order.environment, []);
  const shell = stepShell(order.environment, {
    name: stepName(order.key),
    labels: labelsOf('step', house),
    mounts: [],
  });
  const half = await launch(docker, hardened(order.environment, shell));
  half.write('echo ran; echo a part of the');
  half.disconnect();
  await half.container.wait();
  const report = await rig.sandbox.run(order, true, never, () => {});
  expect(report).toMatchObject({ ending: 'exited', exitCode: 0, output: { head: 'ran\n' } });
});

it('replaces a container that was created and never started', async () => {
  const order = rig.order('echo ran');
  const shell = stepShell(order.environment, {
    name: stepName(order.key),
    labels: labelsOf('step', house),
    mounts: [],
  });
  await docker.createContainer(hardened(order.environment, shell));
  expect(await rig.sandbox.run(order, false, never, () => {})).toMatchObject({ output: { head: 'ran\n' } });
}, 40_000);

it('never runs again what may have run and left no trace', async () => {
  const order = rig.order('echo ran');
  const report = await rig.sandbox.run(order, true, never, () => expect.unreachable());
  expect(report).toMatchObject({ ending: 'lost', problem: { en: expect.stringContaining('not run a second time') } });
});

it('a script that exits 125 has begun, and is not taken for one that never did', async () => {
  const order = rig.order('echo x >> times; exit 125');
  expect(await rig.sandbox.run(order, false, never, () => {})).toMatchObject({ ending: 'exited', exitCode: 125 });
  expect(await rig.sandbox.run(order, true, never, () => {})).toMatchObject({ ending: 'exited', exitCode: 125 });
  const times = await rig.sandbox.read(rig.workspace, order.environment, 'times', 100);
  expect(Buffer.from(times ?? []).toString()).toBe('x\n');
});

it('kill from another process ends the step at once as stopped, and a retry says so too', async () => {
  const order = rig.order('trap "" TERM; echo on; sleep 30');
  const other = secondWorker();
  const report = await rig.sandbox.run(order, false, never, () => void other.kill(rig.debate));
  expect(report).toMatchObject({ ending: 'stopped', exitCode: 137 });
  expect(await other.run(order, true, never, () => {})).toMatchObject({ ending: 'stopped', exitCode: 137 });
});

it('forget removes the container', async () => {
  const order = rig.order('true');
  await rig.sandbox.run(order, false, never, () => {});
  await rig.sandbox.forget(order.key);
  await rig.sandbox.forget(order.key);
  expect(await rig.sandbox.run(order, true, never, () => {})).toMatchObject({ ending: 'lost' });
});

it('says which image is missing', async () => {
  const run = rig.sandbox.run(rig.order('true', { image: 'parley-no-such:1' }), false, never, () => {});
  await expect(run).rejects.toMatchObject({
    code: 'image.missing',
    message: expect.stringContaining('parley-no-such:1'),
  });
});
