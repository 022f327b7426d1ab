import type Docker from 'dockerode';
import { ParleyError } from '../../src/errors.ts';
import { fault } from '../../src/i18n/faults/index.ts';
import type { Blobs } from '../../src/ports/blobs.ts';
import type { Environment, OutputChunk, StepOrder, StepReport } from '../../src/ports/sandbox.ts';
import { type Launched, launch } from '../engine/containers.ts';
import { isConflict, isNotFound, settled } from '../engine/engine.ts';
import { hardened, type Shell } from '../engine/hardening.ts';
import { debateOf, labelsOf, stepName } from '../engine/names.ts';
import { collectArtifacts } from '../files/artifacts.ts';
import { compare } from '../files/changes.ts';
import type { Keeper } from '../files/keeper.ts';
import type { Volumes } from '../files/volumes.ts';
import { problems } from '../problems.ts';
import { hearToTheEnd, type Listening } from './output.ts';
import { createTranscript, type Transcript } from './transcript.ts';
import { type Ended, watch } from './watch.ts';

/** Exit code of `parley-step` when stdin ended before the script did: nothing has run. */
const neverBegan = 125;
/** How long another worker may take between creating a container and starting it. */
const startMs = 15_000;
const attempts = 5;

export type StepTools = {
  readonly house: string;
  readonly docker: Docker;
  readonly volumes: Volumes;
  readonly blobs: Blobs;
  readonly artifactBytes: number;
  /** A container made ready for this order, or null. It is the caller's from then on. */
  takeWarm(order: StepOrder): Promise<Launched | null>;
  /** The living keeper of the order's workspace and home. */
  keeper(order: StepOrder): Promise<Keeper>;
};

type Heard = (chunk: OutputChunk) => void;

export function stepShell(environment: Environment, shell: Pick<Shell, 'name' | 'labels' | 'mounts'>): Shell {
  return {
    ...shell,
    // A few seconds more than the watcher's own limit: for when nobody watches any more.
    command: ['/usr/local/bin/parley-seal', '/usr/local/bin/parley-step', String(environment.seconds + 10)],
    memoryMb: environment.memoryMb,
    logged: true,
    disposable: false,
  };
}

/**
 * The engine's unique container names are the lock: whoever creates, or renames a warm container to, the name of a
 * key runs it; everybody else reads that container's log and waits for its end.
 */
export async function runStep(
  tools: StepTools,
  order: StepOrder,
  begun: boolean,
  signal: AbortSignal,
  heard: Heard,
): Promise<StepReport> {
  let mayHaveRun = begun;
  for (let attempt = 0; attempt < attempts; attempt++) {
    const existing = mayHaveRun || attempt > 0 ? await find(tools.docker, order.key) : null;
    if (existing === null && mayHaveRun) return lost;
    if (existing === null && signal.aborted) return stoppedBefore;
    const launched = existing === null ? await claim(tools, order) : null;
    if (existing === null && launched === null) continue;
    const report =
      launched === null
        ? await takeOver(tools, existing as Docker.Container, order, signal, heard)
        : await runIn(tools, launched, order, signal, heard);
    if (report !== null) return report;
    await settled((launched?.container ?? (existing as Docker.Container)).remove({ force: true }));
    mayHaveRun = false;
  }
  throw fault('sandbox.failed', 'stepNeverBegan', {}, { retryable: true });
}

const nothing = { exitCode: 137, output: { head: '', tail: '', bytes: 0 }, durationMs: 0, artifacts: [] };
const lost: StepReport = {
  ...nothing,
  ending: 'lost',
  problem: problems.lost,
};
const stoppedBefore: StepReport = { ...nothing, ending: 'stopped' };

async function find(docker: Docker, key: string): Promise<Docker.Container | null> {
  try {
    const { Id } = await docker.getContainer(stepName(key)).inspect();
    // By id: the name may soon be another one's.
    return docker.getContainer(Id);
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}

/** A container that bears the key's name and waits for its script; null when another worker was quicker. */
async function claim(tools: StepTools, order: StepOrder): Promise<Launched | null> {
  const name = stepName(order.key);
  const warm = await tools.takeWarm(order);
  if (warm !== null) {
    try {
      await warm.container.rename({ name });
      return warm;
    } catch (error) {
      await warm.remove();
      if (isConflict(error)) return null;
      if (!isNotFound(error)) throw error;
    }
  }
  const shell = stepShell(order.environment, {
    name,
    labels: labelsOf('step', tools.house, { 'parley.debate': debateOf(order.key) }),
    mounts: await tools.volumes.mounts(order.workspace, order.persona),
  });
  try {
    return await launch(tools.docker, hardened(order.environment, shell));
  } catch (error) {
    if (isConflict(error)) return null;
    throw error;
  }
}

async function runIn(
  tools: StepTools,
  launched: Launched,
  order: StepOrder,
  signal: AbortSignal,
  heard: Heard,
): Promise<StepReport | null> {
  return observe(tools, launched.container, order, signal, heard, (listener) => {
    launched.listen(listener);
    launched.write(`${order.command}\0`);
    return launched.ended;
  });
}

/** Null when it ended without having begun. */
async function takeOver(
  tools: StepTools,
  container: Docker.Container,
  order: StepOrder,
  signal: AbortSignal,
  heard: Heard,
): Promise<StepReport | null> {
  if (!(await started(container))) return null;
  return observe(tools, container, order, signal, heard);
}

async function started(container: Docker.Container): Promise<boolean> {
  const patience = Date.now() + startMs;
  while (Date.now() < patience) {
    try {
      const { State } = await container.inspect();
      if (State.Status !== 'created') return true;
    } catch (error) {
      if (isNotFound(error)) return false;
      throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

async function observe(
  tools: StepTools,
  container: Docker.Container,
  order: StepOrder,
  signal: AbortSignal,
  heard: Heard,
  live?: Listening,
): Promise<StepReport | null> {
  const { environment } = order;
  const watcher = watch({ docker: tools.docker, container, environment, signal });
  const transcript = createTranscript({
    limitBytes: environment.outputKb * 1024,
    heard,
    full: () => watcher.kill('output-limit'),
    began({ at }) {
      watcher.began(at);
      // Only now, so that making it does not slow the beginning down; its errors are told when it is used.
      tools.keeper(order).catch(() => {});
      void watcher.disk(() => tools.keeper(order));
    },
  });
  // Listing a huge workspace before the script counts too.
  watcher.began(Date.now());
  const ended = await watcher.outcome(hearToTheEnd(container, transcript, live), transcript);
  if (transcript.silent && ended.exitCode === neverBegan && ended.ending === 'exited') return null;
  mustHaveBegun(transcript, ended);
  return report(tools, order, transcript, ended);
}

/** A container that ends by itself without the preamble is not made for this: no `parley-step`, or a broken one. */
export function mustHaveBegun(transcript: Transcript, { ending, exitCode }: Ended): void {
  if (transcript.beginning !== null || ending !== 'exited') return;
  const reason = transcript.finish().head.trim().split('\n').at(-1)?.slice(0, 200) ?? '';
  throw fault('sandbox.failed', 'stepCannotBegin', { code: exitCode, reason });
}

async function report(tools: StepTools, order: StepOrder, transcript: Transcript, ended: Ended): Promise<StepReport> {
  const facts = { ...ended, output: transcript.finish(), artifacts: [] };
  if (transcript.beginning === null) return facts;
  const before = transcript.beginning.manifest;
  if (before === null) return { ...facts, problem: problems.tooMany };
  try {
    const keeper = await tools.keeper(order);
    const changes = compare(before, await keeper.manifest());
    const { artifacts, left, unkept } = await collectArtifacts(keeper, tools.blobs, tools.artifactBytes, changes);
    const problem = problems.ofFiles(left, unkept);
    return { ...facts, artifacts, ...(problem === undefined ? {} : { problem }) };
  } catch (error) {
    if (!(error instanceof ParleyError)) throw error;
    return { ...facts, problem: problems.unknown(error) };
  }
}
