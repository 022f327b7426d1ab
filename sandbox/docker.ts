import { availableParallelism } from 'node:os';
import pLimit from 'p-limit';
import { fault } from '../src/i18n/faults/index.ts';
import type { Blobs } from '../src/ports/blobs.ts';
import type { Environment, Sandbox } from '../src/ports/sandbox.ts';
import { type Launched, launch } from './engine/containers.ts';
import { connectDocker, sandboxError, settled } from './engine/engine.ts';
import { hardened } from './engine/hardening.ts';
import { labelsOf, stepName, warmName } from './engine/names.ts';
import { createPool } from './engine/pool.ts';
import { killDebate, sweep } from './engine/sweep.ts';
import { type Keeper, openKeeper } from './files/keeper.ts';
import { safePaths } from './files/safe-path.ts';
import { createVolumes } from './files/volumes.ts';
import { rehearse } from './step/rehearse.ts';
import { runStep, stepShell } from './step/step.ts';

/** Rehearsals at once: more of them would only slow each other down, and each holds a copy of a workspace in memory. */
const rehearsalsAtOnce = Math.max(2, availableParallelism());

/** Containers of each sort kept ready; an idle one costs under 10 MB. */
const readyLimit = 8;

/**
 * The `Sandbox` port on a Docker engine: the one that DOCKER_HOST names, else this machine's.
 * @param config.house the installation's name: only what bears it is ever swept away
 * @param config.artifactMb larger files are listed as artifacts without their content
 */
export function createDockerSandbox(config: { house: string; blobs: Blobs; artifactMb: number }): Sandbox {
  const docker = connectDocker();
  const { house } = config;
  const volumes = createVolumes(docker, house);
  const warm = createPool<Launched>({ limit: readyLimit, alive: (it) => it.alive(), close: (it) => it.remove() });
  const keepers = createPool<Keeper>({ limit: readyLimit, alive: (it) => it.alive(), close: (it) => it.close() });
  const rehearsing = pLimit(rehearsalsAtOnce);
  const programsOf = new Map<string, Promise<ReadonlySet<string>>>();

  const place = (workspace: string, persona: string | null, environment: Environment) =>
    JSON.stringify([workspace, persona, environment]);

  const workspaceOf = (key: string) => (JSON.parse(key) as unknown[])[0];

  const keeper = (workspace: string, persona: string | null, environment: Environment) =>
    keepers.get(place(workspace, persona, environment), async () =>
      openKeeper(docker, environment, { house, mounts: await volumes.mounts(workspace, persona) }),
    );

  /** Errors of the engine in Parley's words. */
  const told = async <T>(environment: Environment | null, action: () => Promise<T>): Promise<T> => {
    try {
      return await action();
    } catch (error) {
      throw sandboxError(error, environment?.image);
    }
  };

  const listPrograms = async (environment: Environment) => {
    const { Id } = await docker.getImage(environment.image).inspect();
    let listing = programsOf.get(Id);
    if (listing === undefined) {
      listing = openKeeper(docker, environment, { house, mounts: [] }).then(async (opened) => {
        try {
          return new Set(await opened.programs());
        } finally {
          await opened.close();
        }
      });
      programsOf.set(Id, listing);
      listing.catch(() => programsOf.delete(Id));
    }
    return listing;
  };

  return {
    async health() {
      try {
        const [info, containers] = await Promise.all([
          docker.info(),
          docker.listContainers({ filters: { label: ['parley=1'] } }),
        ]);
        const detail = `${info.OperatingSystem}, cgroup v${info.CgroupVersion ?? '1'}, ${info.Driver}`;
        return { ok: true, engine: `Docker ${info.ServerVersion}`, detail, containers: containers.length };
      } catch (error) {
        const { message, fix } = sandboxError(error).said;
        return { ok: false, engine: 'Docker', detail: message, fix, containers: 0 };
      }
    },
    programs: (environment) => told(environment, () => listPrograms(environment)),
    prepare: (workspace, environment, files) =>
      told(environment, async () => {
        const opened = await keeper(workspace, null, environment);
        if (files.length > 0) {
          const bytes = files.reduce((sum, file) => sum + file.bytes.byteLength, 0);
          const { used } = await opened.usage();
          if (used + bytes > environment.diskMb * 1024 * 1024)
            throw fault('input.too-large', 'workspaceFull', { limit: environment.diskMb });
        }
        const paths = safePaths(files.map((file) => file.path));
        for (const [index, file] of files.entries()) await opened.put(paths[index] ?? 'file', file.bytes);
        return opened.list();
      }),
    list: (workspace, environment) =>
      told(environment, async () => (await keeper(workspace, null, environment)).list()),
    read: (workspace, environment, path, maxBytes) =>
      told(environment, async () => (await keeper(workspace, null, environment)).read(path, maxBytes)),
    rehearse: (order, signal, heard) =>
      told(order.steps[0]?.environment ?? null, () =>
        rehearsing(() => {
          signal.throwIfAborted();
          return rehearse(docker, volumes, house, order, signal, heard);
        }),
      ),
    warm: (workspace, persona, environment) =>
      told(environment, async () => {
        const make = async () => {
          const shell = stepShell(environment, {
            name: warmName(),
            labels: labelsOf('warm', house),
            mounts: await volumes.mounts(workspace, persona),
          });
          return launch(docker, hardened(environment, shell));
        };
        await warm.get(place(workspace, persona, environment), make);
        await keeper(workspace, persona, environment);
      }),
    release: (workspace) => told(null, () => warm.discard((key) => workspaceOf(key) === workspace)),
    run: (order, begun, signal, heard) =>
      told(order.environment, () =>
        runStep(
          {
            docker,
            house,
            volumes,
            blobs: config.blobs,
            artifactBytes: config.artifactMb * 1024 * 1024,
            takeWarm: ({ workspace, persona, environment }) => warm.take(place(workspace, persona, environment)),
            keeper: ({ workspace, persona, environment }) => keeper(workspace, persona, environment),
          },
          order,
          begun,
          signal,
          heard,
        ),
      ),
    forget: (key) => told(null, () => settled(docker.getContainer(stepName(key)).remove({ force: true }))),
    kill: (debate) => told(null, () => killDebate(docker, debate)),
    sweep: (live) => told(null, () => sweep(docker, house, live)),
    discard: (workspace) =>
      told(null, async () => {
        const ours = (key: string) => workspaceOf(key) === workspace;
        await Promise.all([warm.discard(ours), keepers.discard(ours)]);
        await volumes.discard(workspace);
      }),
    async close() {
      await Promise.all([warm.close(), keepers.close()]);
    },
  };
}
