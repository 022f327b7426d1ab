import { beforeAll, beforeEach, expect, it, onTestFinished } from 'vitest';
import type { RehearsalOrder } from '../../src/ports/sandbox.ts';
import { createDockerSandbox } from '../docker.ts';
import { buildImage, createRig, docker, environment, house, memoryBlobs, never, type Rig } from '../rig.ts';

let rig: Rig;
beforeAll(async () => {
  await buildImage();
}, 300_000);
beforeEach(() => {
  rig = createRig();
  const { end } = rig;
  onTestFinished(end);
});

function order(...commands: string[]): RehearsalOrder {
  const steps = commands.map((command, index) => ({ id: `s${index + 1}`, persona: rig.persona, environment, command }));
  return { key: `${rig.debate}/rehearse/1`, workspace: rig.workspace, steps };
}

/** What a rehearsal made and did not remove; a volume in a container's hands could not have been removed. */
async function leftovers(): Promise<string[]> {
  const label = [`parley.debate=${rig.debate}`];
  const rehearsing = { label: [...label, 'parley.kind=rehearsal'] };
  const containers = await docker.listContainers({ all: true, filters: rehearsing });
  const { Volumes } = await docker.listVolumes({ filters: { label } });
  return [...containers.map(({ Names }) => Names.join()), ...(Volumes ?? []).map(({ Name }) => Name)];
}

it('tries all steps on one copy, tells what would change, and leaves everything as it was', async () => {
  await rig.run('echo one > one.txt; echo two > two.txt; echo home > ~/settings');
  const before = await rig.sandbox.list(rig.workspace, environment);
  const heard: string[] = [];
  const report = await rig.sandbox.rehearse(
    order(
      'cat ~/settings; sort *.txt > all.txt; rm one.txt; ln -s /etc way; echo x >> ~/settings',
      'wc -l < all.txt; echo 2 > two.txt; echo bad >&2',
    ),
    never,
    (step, { stream, text }) => heard.push(`${step} ${stream} ${text}`),
  );
  expect(report.steps).toMatchObject([
    { step: 's1', run: { ending: 'exited', exitCode: 0, output: { head: 'home\n' } } },
    { step: 's2', run: { ending: 'exited', exitCode: 0, output: { bytes: 6 } } },
  ]);
  expect(report.changes).toEqual([
    { path: 'one.txt', change: 'removed', bytes: 4 },
    { path: 'all.txt', change: 'added', bytes: 8 },
    { path: 'two.txt', change: 'changed', bytes: 2 },
    { path: 'way', change: 'added', bytes: 4 },
  ]);
  expect(heard.toSorted()).toEqual(['s1 stdout home\n', 's2 stderr bad\n', 's2 stdout 2\n']);
  expect(await rig.sandbox.list(rig.workspace, environment)).toEqual(before);
  expect((await rig.run('cat ~/settings')).output.head).toBe('home\n');
  expect(await leftovers()).toEqual([]);
});

it('stops after the first step that fails', async () => {
  const report = await rig.sandbox.rehearse(order('true', 'exit 4', 'touch never', 'true'), never, () => {});
  expect(report.steps.map(({ run }) => run?.exitCode)).toEqual([0, 4, undefined, undefined]);
  expect(report.changes).toEqual([]);
});

it('bounds the copy', async () => {
  const report = await rig.sandbox.rehearse(
    order('for i in $(seq 20); do head -c 8M /dev/zero > f$i || exit 1; done'),
    never,
    () => {},
  );
  expect(report.steps[0]?.run).toMatchObject({ ending: 'disk-limit' });
  expect(await leftovers()).toEqual([]);
});

it('says so when the workspace does not fit into a copy', async () => {
  await rig.run('head -c 50M /dev/zero > a', { diskMb: 200 });
  await rig.run('head -c 50M /dev/zero > b', { diskMb: 200 });
  await expect(rig.sandbox.rehearse(order('true'), never, () => {})).rejects.toMatchObject({
    code: 'sandbox.failed',
    message: expect.stringContaining('does not fit'),
  });
  expect(await leftovers()).toEqual([]);
});

it('leaves nothing behind when it is stopped in the middle', async () => {
  const stop = new AbortController();
  const report = await rig.sandbox.rehearse(order('echo on; sleep 30', 'true'), stop.signal, () => stop.abort());
  expect(report.steps).toMatchObject([{ run: { ending: 'stopped' } }, { step: 's2' }]);
  expect(report.steps[1]?.run).toBeUndefined();
  expect(await leftovers()).toEqual([]);
});

it('ends when another process kills the debate', async () => {
  const other = createDockerSandbox({ house, blobs: memoryBlobs(), artifactMb: 1 });
  onTestFinished(() => other.close());
  const report = await rig.sandbox.rehearse(order('echo on; sleep 30'), never, () => void other.kill(rig.debate));
  expect(report.steps).toMatchObject([{ run: { ending: 'stopped' } }]);
});

it('leaves nothing behind when the image is missing', async () => {
  const { steps, ...rest } = order('true');
  const missing = steps.map((step) => ({ ...step, environment: { ...environment, image: 'parley-no-such:1' } }));
  await expect(rig.sandbox.rehearse({ ...rest, steps: missing }, never, () => {})).rejects.toMatchObject({
    code: 'image.missing',
  });
  expect(await leftovers()).toEqual([]);
});
