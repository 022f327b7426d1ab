import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createDockerSandbox } from '../sandbox/docker.ts';
import { requester } from '../src/debate/sample.ts';
import { createFixedAgent } from '../test/doubles/agent.ts';
import { createMemoryBlobs } from '../test/doubles/blobs.ts';
import { type House, openHouse } from '../test/house.ts';
import { median, ms, type Row, times } from './table.ts';

const rounds = 15;
const image = 'parley-sandbox:1';

/**
 * From a person's ✅ to the first byte of output, through ledger, queue and container, beside `docker run --rm`
 * of the same image and command, in turn in the same run.
 */
export async function benchFirstByte(redisUrl: string): Promise<Row[]> {
  const sandbox = createDockerSandbox({ house: 'bench', blobs: createMemoryBlobs(), artifactMb: 25 });
  const agents = { a: createFixedAgent({ command: 'echo hello', latencyMs: 0 }) };
  const house = await openHouse({ agents, sandbox, redisUrl });
  const ours: number[] = [];
  const rival: number[] = [];
  try {
    for (let round = -1; round < rounds; round++) {
      const own = await approvedToFirstByte(house, sandbox.discard);
      const other = await dockerRun();
      // The first of each fills caches and is not counted.
      if (round >= 0) {
        ours.push(own);
        rival.push(other);
      }
    }
  } finally {
    await house.close();
    await sandbox.close();
  }
  const ratio = median(ours.map((value, index) => value / (rival[index] as number)));
  return [
    {
      what: '✅ to the first output byte',
      measured: `${ms(median(ours))} = ${times(ratio)}`,
      beside: `docker run --rm: ${ms(median(rival))} (median of ${rounds} pairs)`,
      goal: '≤ 0.2×',
      ok: ratio <= 0.2,
    },
  ];
}

async function approvedToFirstByte(house: House, discard: (workspace: string) => Promise<void>): Promise<number> {
  const debate = await house.ask();
  const waiting = await house.until(debate, (it) => it.approval !== null);
  await house.warmed(debate);
  let heard = () => {};
  const first = new Promise<void>((resolve) => {
    heard = resolve;
  });
  const unwatch = await house.activity.watch((it) => it.type === 'step.output' && it.debate === debate && heard());
  const began = performance.now();
  await house.intake.approve(debate, waiting.approval?.planHash ?? '', requester);
  await first;
  const took = performance.now() - began;
  await unwatch();
  const ended = await house.until(debate, (it) => it.end !== null);
  await discard(ended.workspace);
  return took;
}

async function dockerRun(): Promise<number> {
  const began = performance.now();
  const child = spawn(
    'docker',
    ['run', '--rm', '--network', 'none', '--entrypoint', 'bash', image, '-c', 'echo hello'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  await once(child.stdout, 'data');
  const took = performance.now() - began;
  await once(child, 'exit');
  return took;
}
