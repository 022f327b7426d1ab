import { Redis } from 'ioredis';
import { createFixedAgent } from '../test/doubles/agent.ts';
import { createImaginedSandbox } from '../test/doubles/sandbox.ts';
import { openHouse } from '../test/house.ts';
import { median, ms, type Row, times } from './table.ts';

const latencyMs = 300;
/** Analysis, proposal, critique and ballot follow each other; agents within a stage think at once. */
const criticalPathMs = 4 * latencyMs;

/**
 * How much a debate costs beyond its agents' thinking: wall time from request to approval card, over the critical
 * path of agents that take 300 ms each; and the Redis commands it needs.
 */
export async function benchDebates(redisUrl: string): Promise<Row[]> {
  const agents = Object.fromEntries(
    ['ls', 'ls -l', 'ls -la', 'ls -lah'].map((command, index) => [
      `p${index}`,
      createFixedAgent({ command, latencyMs }),
    ]),
  );
  const house = await openHouse({ agents, sandbox: createImaginedSandbox(), redisUrl });
  const redis = new Redis(redisUrl);
  const debate = async () => {
    const began = performance.now();
    await house.appended(await house.ask(), 'approval.requested');
    return performance.now() - began;
  };
  try {
    // A server that has been up for a while: the first debates compile its code.
    await Promise.all(Array.from({ length: 100 }, debate));
    const alone: number[] = [];
    const before = await commands(redis);
    for (let run = 0; run < 5; run++) alone.push(await debate());
    const perDebate = ((await commands(redis)) - before) / alone.length;
    const began = performance.now();
    const together = await Promise.all(Array.from({ length: 100 }, debate));
    const last = performance.now() - began;
    const beside = `critical path ${criticalPathMs} ms (4 seats, 4 stages of ${latencyMs} ms)`;
    return [
      row('a debate alone, to its approval card', median(alone), beside, 1.05),
      row('100 debates at once, median', median(together), beside, 1.25),
      row('100 debates at once, the last one', last, beside, null),
      {
        what: 'Redis commands a debate',
        measured: perDebate.toFixed(0),
        beside: `${4 * 4 + 4} tasks of agents and sandbox`,
        goal: '',
        ok: null,
      },
    ];
  } finally {
    redis.disconnect();
    await house.close();
  }
}

function row(what: string, measured: number, beside: string, goal: number | null): Row {
  const ratio = measured / criticalPathMs;
  return {
    what,
    measured: `${ms(measured)} = ${times(ratio)}`,
    beside,
    goal: goal === null ? '' : `≤ ${goal}×`,
    ok: goal === null ? null : ratio <= goal,
  };
}

// Commands of clients; those that scripts call inside Redis are counted by Redis as well.
async function commands(redis: Redis): Promise<number> {
  const info = await redis.info('stats');
  return Number(/total_commands_processed:(\d+)/.exec(info)?.[1] ?? Number.NaN);
}
