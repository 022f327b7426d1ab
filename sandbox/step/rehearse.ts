import type Docker from 'dockerode';
import type { Environment, OutputChunk, RehearsalOrder, RehearsalReport } from '../../src/ports/sandbox.ts';
import { type Launched, launch } from '../engine/containers.ts';
import { settled } from '../engine/engine.ts';
import { hardened, mount } from '../engine/hardening.ts';
import { copyVolume, debateOf, labelsOf, rehearsalName } from '../engine/names.ts';
import { compare } from '../files/changes.ts';
import { type Keeper, openKeeper } from '../files/keeper.ts';
import { homeFolder, type Volumes, workspaceFolder } from '../files/volumes.ts';
import { hearToTheEnd } from './output.ts';
import { mustHaveBegun, stepShell } from './step.ts';
import { createTranscript } from './transcript.ts';
import { watch } from './watch.ts';

type Step = RehearsalOrder['steps'][number];
type Run = NonNullable<RehearsalReport['steps'][number]['run']>;

/** Containers started ahead of the running one: more would compete with it for the processors. */
const ahead = 1;
const inodes = 100_000;
/** Changes that the report names. */
const mostChanges = 500;

/**
 * Tries steps on a copy of the workspace and of their owners' homes. The copies live in memory (tmpfs volumes), which
 * gives them a hard size without any help of the host's file system; the keeper makes them and holds them
 * between steps, and they vanish with the last container.
 */
export async function rehearse(
  docker: Docker,
  volumes: Volumes,
  house: string,
  order: RehearsalOrder,
  signal: AbortSignal,
  heard: (step: string, chunk: OutputChunk) => void,
): Promise<RehearsalReport> {
  const first = order.steps[0];
  if (first === undefined) return { steps: [], changes: [] };
  const made: string[] = [];
  const containers: Promise<Launched>[] = [];
  let keeping: Promise<Keeper> | null = null;
  const copy = async (environment: Environment): Promise<string> => {
    const name = copyVolume();
    made.push(name);
    const size = `size=${environment.diskMb}m,nr_inodes=${inodes},uid=10001,gid=10001,mode=0755,nosuid,nodev`;
    await docker.createVolume({
      Name: name,
      Labels: labelsOf('copy', house),
      Driver: 'local',
      DriverOpts: { type: 'tmpfs', device: 'tmpfs', o: size },
    });
    return name;
  };
  const start = (index: number) => {
    const step = order.steps[index];
    if (step === undefined || containers[index] !== undefined) return;
    const mounts = [mount(workspace, workspaceFolder), mount(homes.get(step.persona) ?? '', homeFolder)];
    containers[index] = launch(docker, hardened(step.environment, shell(house, order, step, mounts)));
    containers[index].catch(() => {});
  };
  let workspace = '';
  const homes = new Map<string, string>();
  try {
    const owners = new Map(order.steps.map((step) => [step.persona, step.environment]));
    const [source] = await Promise.all([
      volumes.workspace(order.workspace),
      copy(first.environment).then((name) => {
        workspace = name;
      }),
      ...[...owners].map(async ([persona, environment]) => {
        await volumes.home(order.workspace, persona);
        homes.set(persona, await copy(environment));
      }),
    ]);
    const copies = [{ volume: source, copied: workspace, from: '/from/workspace', to: workspaceFolder }];
    for (const [index, persona] of [...owners.keys()].entries()) {
      const [volume, copied] = [await volumes.home(order.workspace, persona), homes.get(persona) ?? ''];
      copies.push({ volume, copied, from: `/from/home-${index}`, to: `/to/home-${index}` });
    }
    keeping = openKeeper(docker, first.environment, {
      house,
      copies,
      mounts: copies.flatMap(({ volume, copied, from, to }) => [mount(volume, from, true), mount(copied, to)]),
      extraMemoryMb: [first.environment, ...owners.values()].reduce((sum, { diskMb }) => sum + diskMb, 0),
    });
    for (let index = 0; index <= ahead; index++) start(index);
    const keeper = await keeping;
    const before = await keeper.manifest();
    const steps: { step: string; run?: Run }[] = [];
    for (const [index, step] of order.steps.entries()) {
      if (signal.aborted || steps.some(({ run }) => run?.ending !== 'exited' || run.exitCode !== 0)) {
        steps.push({ step: step.id });
        continue;
      }
      start(index);
      start(index + ahead);
      const launched = (await containers[index]) as Launched;
      steps.push({ step: step.id, run: await tryStep(docker, keeper, launched, step, signal, heard) });
    }
    // Whoever decides also wants to know where a link would lead from now on.
    const changes = compare(before, await keeper.manifest(), { links: true });
    // What would be lost is named first.
    const lossesFirst = [...changes].sort((a, b) => Number(b.change === 'removed') - Number(a.change === 'removed'));
    return { steps, changes: lossesFirst.slice(0, mostChanges) };
  } finally {
    const launched = await Promise.all([...containers, keeping].map((it) => it?.catch(() => null) ?? null));
    // Each is tried, whatever became of the others; the sweep finds what the engine would not let go.
    await Promise.allSettled(launched.map((it) => (it === null ? null : 'remove' in it ? it.remove() : it.close())));
    await Promise.allSettled(made.map((name) => settled(docker.getVolume(name).remove())));
  }
}

/** Pages of a memory-backed volume count as the writer's memory, so a step gets its disk on top. */
function shell(house: string, order: RehearsalOrder, step: Step, mounts: ReturnType<typeof mount>[]) {
  const { environment } = step;
  const labels = labelsOf('rehearsal', house, { 'parley.debate': debateOf(order.key) });
  return {
    ...stepShell(environment, { name: rehearsalName(order.key), labels, mounts }),
    memoryMb: environment.memoryMb + environment.diskMb,
  };
}

async function tryStep(
  docker: Docker,
  keeper: Keeper,
  launched: Launched,
  step: Step,
  signal: AbortSignal,
  heard: (step: string, chunk: OutputChunk) => void,
): Promise<Run> {
  const watcher = watch({ docker, container: launched.container, environment: step.environment, signal });
  const transcript = createTranscript({
    limitBytes: step.environment.outputKb * 1024,
    heard: (chunk) => heard(step.id, chunk),
    full: () => watcher.kill('output-limit'),
    began: ({ at }) => watcher.began(at),
  });
  watcher.began(Date.now());
  const heardAll = hearToTheEnd(launched.container, transcript, (listener) => {
    launched.listen(listener);
    launched.write(`${step.command}\0`);
    return launched.ended;
  });
  const ended = await watcher.outcome(heardAll, transcript);
  mustHaveBegun(transcript, ended);
  const run = { ...ended, output: transcript.finish() };
  if (run.ending !== 'exited' || run.exitCode === 0) return run;
  const { free } = await keeper.usage();
  return free === 0 ? { ...run, ending: 'disk-limit' } : run;
}
