import { connectDocker } from '../../sandbox/engine/engine.ts';
import { prefix } from '../../sandbox/engine/names.ts';

const docker = connectDocker();

type Place = { readonly id: string; readonly workspace: string };

async function volumesOf(workspace: string): Promise<string[]> {
  const { Volumes } = await docker.listVolumes({ filters: { label: [`parley.workspace=${workspace}`] } });
  return (Volumes ?? []).map(({ Name }) => Name);
}

async function mountingContainers(workspace: string) {
  const volume = await volumesOf(workspace);
  return volume.length === 0 ? [] : docker.listContainers({ all: true, filters: { volume } });
}

/**
 * Names of the containers, and of the volumes besides the workspace itself, that exist for a debate. A running
 * Parley keeps a few that wait for work and have run no command; they are left out unless `idle` asks for them.
 */
export async function leftovers({ id, workspace }: Place, idle = false): Promise<string[]> {
  const listed = await Promise.all([
    mountingContainers(workspace),
    docker.listContainers({ all: true, filters: { label: [`parley.debate=${id}`] } }),
    docker.listVolumes({ filters: { label: [`parley.debate=${id}`] } }),
  ]);
  const [mounting, labelled, { Volumes }] = listed;
  const containers = [...mounting, ...labelled].flatMap(({ Names, State }) => Names.map((it) => `${it} (${State})`));
  const waits = new RegExp(`^/(${prefix.keeper}|${prefix.warm})`);
  const counted = idle ? containers : containers.filter((it) => !waits.test(it));
  return [...new Set(counted), ...(Volumes ?? []).map((it) => it.Name)];
}

/** The same, as soon as there are none or after ten seconds: the engine removes in its own time. */
export async function leftoversSettled(debate: Place, idle = false): Promise<string[]> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const found = await leftovers(debate, idle);
    if (found.length === 0 || Date.now() > deadline) return found;
  }
}

/** Resolves once a container of the debate's rehearsal runs. */
export async function rehearsing(debate: string): Promise<void> {
  const filters = { label: [`parley.debate=${debate}`, 'parley.kind=rehearsal'], status: ['running'] };
  while ((await docker.listContainers({ filters })).length === 0);
}

export async function removeWorkspaces(workspaces: Iterable<string>): Promise<void> {
  for (const workspace of workspaces) {
    for (const { Id } of await mountingContainers(workspace))
      await docker
        .getContainer(Id)
        .remove({ force: true })
        .catch(() => {});
    for (const name of await volumesOf(workspace))
      await docker
        .getVolume(name)
        .remove({ force: true })
        .catch(() => {});
  }
}
