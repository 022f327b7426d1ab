import type Docker from 'dockerode';
import { settled } from './engine.ts';
import { debatePrefix, prefix } from './names.ts';

/** Younger leftovers may still be in somebody's hands: being started, or read to their end. */
const settledSeconds = 60;
const ours = { label: ['parley=1'] };

/**
 * Whether nobody will come back for a container. A warm one, a keeper, a browser and a rehearsal's step that waits end by
 * themselves when their worker's connection does, so one that runs belongs to a worker that lives, here or
 * elsewhere. A step's container stays while its debate is open: its log is the only witness of how it ended.
 */
export function isLeftover(
  container: { readonly name: string; readonly running: boolean; readonly ageSeconds: number },
  live: ReadonlySet<string>,
): boolean {
  const { name } = container;
  const open = (kind: 'step' | 'rehearsal' | 'browser') =>
    [...live].some((debate) => name.startsWith(debatePrefix(debate, kind)));
  if (name.startsWith(prefix.step)) return !open('step');
  if (name.startsWith(prefix.rehearsal) && !open('rehearsal')) return true;
  if (name.startsWith(prefix.browser) && !open('browser')) return true;
  return !container.running && container.ageSeconds > settledSeconds;
}

/** Removes what an unclean stop of this house left; other houses on the engine are none of its business. */
export async function sweep(docker: Docker, house: string, live: ReadonlySet<string>): Promise<void> {
  const containers = await docker.listContainers({ all: true, filters: { label: [`parley.house=${house}`] } });
  const now = Date.now() / 1000;
  await Promise.all(
    containers.map(async ({ Id, Names, State, Created }) => {
      const name = Names[0]?.slice(1) ?? '';
      if (isLeftover({ name, running: State === 'running', ageSeconds: now - Created }, live))
        await settled(docker.getContainer(Id).remove({ force: true }));
    }),
  );
  const { Volumes } = await docker.listVolumes({
    filters: { label: ['parley.kind=copy', `parley.house=${house}`], dangling: ['true'] },
  });
  await Promise.all(
    (Volumes ?? []).map(async (volume) => {
      const created = Date.parse((volume as { CreatedAt?: string }).CreatedAt ?? '') / 1000;
      if (now - created > settledSeconds) await settled(docker.getVolume(volume.Name).remove());
    }),
  );
}

/** Kills what runs for a debate, in thought, in rehearsal and for real, whichever process started it. */
export async function killDebate(docker: Docker, debate: string): Promise<void> {
  const starts = (['step', 'rehearsal', 'browser'] as const).map((kind) => debatePrefix(debate, kind));
  const containers = await docker.listContainers({ filters: ours });
  await Promise.all(
    containers
      .filter(({ Names }) => starts.some((start) => Names[0]?.startsWith(`/${start}`)))
      .map(({ Id }) => settled(docker.getContainer(Id).kill())),
  );
}
