import type Docker from 'dockerode';
import type { MountSettings } from 'dockerode';
import { settled } from '../engine/engine.ts';
import { mount } from '../engine/hardening.ts';
import { homeVolume, labelsOf, workspaceVolume } from '../engine/names.ts';

/** Where commands find their files. */
export const workspaceFolder = '/workspace';
export const homeFolder = '/home/agent';

/**
 * The lasting volumes of a house: per thread a workspace, and a home for each persona. The image's own empty folders give
 * a new volume its owner, so nothing has to run as root.
 */
export function createVolumes(docker: Docker, house: string) {
  const made = new Map<string, Promise<unknown>>();
  const ensure = (name: string, labels: Record<string, string>) => {
    let making = made.get(name);
    if (making === undefined) {
      making = docker.createVolume({ Name: name, Labels: labels });
      made.set(name, making);
      making.catch(() => made.delete(name));
    }
    return making;
  };
  const workspace = async (id: string): Promise<string> => {
    const name = workspaceVolume(house, id);
    await ensure(name, labelsOf('workspace', house, { 'parley.workspace': id }));
    return name;
  };
  const home = async (id: string, persona: string): Promise<string> => {
    const name = homeVolume(house, id, persona);
    await ensure(name, labelsOf('home', house, { 'parley.workspace': id, 'parley.persona': persona }));
    return name;
  };
  return {
    /** Makes the volume when it is new, and gives its name. */
    workspace,
    home,
    /** Removes a workspace and its homes for ever; what is not there is fine. */
    async discard(id: string): Promise<void> {
      const { Volumes } = await docker.listVolumes({
        filters: { label: [`parley.house=${house}`, `parley.workspace=${id}`] },
      });
      for (const { Name } of Volumes ?? []) {
        made.delete(Name);
        await settled(docker.getVolume(Name).remove());
      }
    },
    /** Mounts of a step of this persona; without a persona only the workspace. */
    async mounts(id: string, persona: string | null): Promise<MountSettings[]> {
      const [files, own] = await Promise.all([workspace(id), persona === null ? null : home(id, persona)]);
      return [mount(files, workspaceFolder), ...(own === null ? [] : [mount(own, homeFolder)])];
    },
  };
}

export type Volumes = ReturnType<typeof createVolumes>;
