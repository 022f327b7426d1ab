import { beforeAll, beforeEach, expect, it, onTestFinished } from 'vitest';
import { buildImage, createRig, docker, environment, house, never, type Rig } from '../rig.ts';
import { homeVolume } from './names.ts';

let rig: Rig;
beforeAll(async () => {
  await buildImage();
}, 300_000);
beforeEach(() => {
  rig = createRig();
  const { end } = rig;
  onTestFinished(end);
});

/** Debates of other tests, and of whoever else uses this engine, count as open here. */
async function openDebates(): Promise<Set<string>> {
  const containers = await docker.listContainers({ all: true, filters: { label: ['parley=1'] } });
  return new Set(containers.map(({ Labels }) => Labels['parley.debate'] ?? ''));
}

it('keeps a step of an open debate and warm containers in use, removes steps of closed ones', async () => {
  const order = rig.order('echo once');
  await rig.sandbox.run(order, false, never, () => {});
  await rig.sandbox.warm(rig.workspace, rig.persona, environment);
  const live = await openDebates();

  await rig.sandbox.sweep(live.add(rig.debate));
  expect(await rig.sandbox.run(order, true, never, () => {})).toMatchObject({ ending: 'exited' });
  const begun = performance.now();
  let first = 0;
  await rig.sandbox.run(rig.order('echo'), false, never, () => {
    first ||= performance.now() - begun;
  });
  expect(first).toBeLessThan(100);

  live.delete(rig.debate);
  await rig.sandbox.sweep(live);
  expect(await rig.sandbox.run(order, true, never, () => {})).toMatchObject({ ending: 'lost' });
});

it('close removes what was kept ready, and a bounded number is', async () => {
  for (let index = 0; index < 10; index++)
    await rig.sandbox.warm(rig.workspace, `${rig.persona}-${index}`, environment);
  const mine = async () => {
    const containers = await docker.listContainers({ all: true, filters: { label: ['parley=1'] } });
    return containers.filter(({ Mounts }) =>
      Mounts.some(({ Name }) => Name?.startsWith(homeVolume(house, rig.workspace, `${rig.persona}-`))),
    );
  };
  expect((await mine()).length).toBeLessThanOrEqual(18);
  await rig.sandbox.close();
  expect(await mine()).toEqual([]);
  await rig.sandbox.discard(rig.workspace);
  const homes = await docker.listVolumes({ filters: { label: [`parley.workspace=${rig.workspace}`] } });
  expect(homes.Volumes ?? []).toEqual([]);
});
