import type Docker from 'dockerode';
import type { MountSettings } from 'dockerode';
import { mount } from './hardening.ts';
import { homeVolume, labelsOf, workspaceVolume } from './names.ts';

/** Where commands find their files. */
export const workspaceFolder = '/workspace';
export const homeFolder = '/home/agent';

/**
 * The lasting volumes: a workspace per thread, a home per persona. The image's own empty folders give a new volume
 * its owner, so nothing has to run as root.
 */
export function createVolumes(docker: Docker) {
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
  return {
    /** Mounts of a step of this persona; without a persona only the workspace. */
    async mounts(workspace: string, persona: string | null): Promise<MountSettings[]> {
      const [folder] = await Promise.all([this.workspace(workspace), persona === null ? null : this.home(persona)]);
      const mounts = [mount(folder, workspaceFolder)];
      if (persona !== null) mounts.push(mount(homeVolume(persona), homeFolder));
      return mounts;
    },
    async workspace(workspace: string): Promise<string> {
      const name = workspaceVolume(workspace);
      await ensure(name, labelsOf('workspace', { 'parley.workspace': workspace }));
      return name;
    },
    async home(persona: string): Promise<string> {
      const name = homeVolume(persona);
      await ensure(name, labelsOf('home', { 'parley.persona': persona }));
      return name;
    },
  };
}

export type Volumes = ReturnType<typeof createVolumes>;
