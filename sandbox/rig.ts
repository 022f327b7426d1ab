import { createHash, randomUUID } from 'node:crypto';
import type { Blobs } from '../src/ports/blobs.ts';
import type { Environment, OutputChunk, Sandbox, StepOrder, StepReport } from '../src/ports/sandbox.ts';
import { createDockerSandbox } from './docker.ts';
import { connectDocker, settled } from './engine/engine.ts';
import { homeVolume, workspaceVolume } from './engine/names.ts';
import { ensureImage } from './image/build.ts';

/** What the tests of this room share: a sandbox on the real engine and one fresh debate per call. */
export const docker = connectDocker();
/** One house for all tests of this run: what one sandbox leaves another may take over or sweep. */
export const house = `test-${randomUUID().slice(0, 8)}`;
export const never = new AbortController().signal;

export const environment: Environment = {
  name: 'default',
  image: 'parley-sandbox:1',
  network: 'none',
  runtime: 'runc',
  memoryMb: 128,
  cpus: 1,
  processes: 64,
  seconds: 30,
  outputKb: 256,
  diskMb: 64,
};

export const buildImage = () => ensureImage({ docker, tag: environment.image, signal: never, progress: () => {} });

export function memoryBlobs(): Blobs {
  const kept = new Map<string, Uint8Array>();
  return {
    async put(bytes) {
      const name = createHash('sha256').update(bytes).digest('hex');
      kept.set(name, bytes);
      return name;
    },
    get: async (name) => kept.get(name) ?? null,
  };
}

export type Rig = {
  readonly sandbox: Sandbox;
  readonly blobs: Blobs;
  readonly debate: string;
  readonly workspace: string;
  readonly persona: string;
  order(command: string, changed?: Partial<Environment>): StepOrder;
  run(command: string, changed?: Partial<Environment>): Promise<StepReport & { heard: OutputChunk[] }>;
  /** All that this debate and sandbox ever made is removed. */
  end(): Promise<void>;
};

/** @param persona give the same one twice for two debates of one persona */
export function createRig(artifactMb = 1, persona = `p-${randomUUID().slice(0, 8)}`): Rig {
  const blobs = memoryBlobs();
  const sandbox = createDockerSandbox({ house, blobs, artifactMb });
  const debate = `test-${randomUUID()}`;
  let steps = 0;
  const order = (command: string, changed: Partial<Environment> = {}): StepOrder => ({
    key: `${debate}/step/1/s${++steps}`,
    workspace: debate,
    persona,
    environment: { ...environment, ...changed },
    command,
  });
  return {
    sandbox,
    blobs,
    debate,
    workspace: debate,
    persona,
    order,
    async run(command, changed) {
      const heard: OutputChunk[] = [];
      const report = await sandbox.run(order(command, changed), false, never, (chunk) => heard.push(chunk));
      return { ...report, heard };
    },
    async end() {
      await sandbox.close();
      for (let step = 1; step <= steps; step++) await sandbox.forget(`${debate}/step/1/s${step}`);
      for (const name of [workspaceVolume(house, debate), homeVolume(house, debate, persona)]) {
        // Also what workers left that a test killed.
        const users = await docker.listContainers({ all: true, filters: { volume: [name] } });
        await Promise.all(users.map(({ Id }) => settled(docker.getContainer(Id).remove({ force: true }))));
        await settled(docker.getVolume(name).remove());
      }
    },
  };
}
