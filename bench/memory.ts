import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { WebSocket } from 'ws';
import { removeWorkspaces } from '../test/journeys/engine.ts';
import type { Row } from './table.ts';

const waitingDebates = 100;

/**
 * Resident memory of `parley start` with everything in one process (Redis and containers are others): idle, and with
 * 100 debates of the offline council waiting for somebody's ✅, all with their plans rehearsed.
 */
export async function benchMemory(): Promise<Row[]> {
  const data = await mkdtemp(join(tmpdir(), 'parley-bench-'));
  const parley = spawn(process.execPath, ['src/main.ts', 'start'], {
    env: { ...process.env, PARLEY_DATA: data, PARLEY_PORT: '0' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const workspaces = new Set<string>();
  try {
    const url = await urlOf(parley);
    const idle = await residentMb(parley);
    await openDebates(url, workspaces);
    const full = await residentMb(parley);
    return [
      {
        what: 'memory of the one process, idle',
        measured: `${idle.toFixed(0)} MB`,
        beside: 'resident, Node 24',
        goal: '',
        ok: null,
      },
      {
        what: `the same with ${waitingDebates} debates waiting`,
        measured: `${full.toFixed(0)} MB`,
        beside: `${(((full - idle) * 1024) / waitingDebates).toFixed(0)} kB a debate more`,
        goal: '',
        ok: null,
      },
    ];
  } finally {
    parley.kill('SIGINT');
    await once(parley, 'exit');
    await removeWorkspaces(workspaces);
    await rm(data, { recursive: true, force: true });
  }
}

async function urlOf(parley: ChildProcess): Promise<string> {
  if (!parley.stderr) throw new Error('parley has no stderr');
  for await (const line of createInterface({ input: parley.stderr })) {
    const [url] = /http:\/\/\S+/.exec(line) ?? [];
    if (url) {
      parley.stderr.resume();
      return url;
    }
  }
  throw new Error('parley ended before it was ready');
}

async function openDebates(url: string, workspaces: Set<string>): Promise<void> {
  const socket = new WebSocket(`${url.replace('http', 'ws').replace(/\/$/, '')}/multi-ai-chat?view=posts`, {
    headers: { origin: url.replace(/\/$/, '') },
  });
  await once(socket, 'open');
  const waiting = new Set<string>();
  const all = new Promise<void>((resolve) => {
    socket.on('message', (data) => {
      const message = JSON.parse(String(data));
      const event = message.event?.event ?? message.event;
      if (event?.type === 'debate.opened') workspaces.add(event.workspace);
      if (event?.type !== 'approval.requested') return;
      waiting.add(message.debate ?? message.post?.debate);
      if (waiting.size === waitingDebates) resolve();
    });
  });
  for (let number = 0; number < waitingDebates; number++) {
    socket.send(
      JSON.stringify({
        type: 'user_message',
        content: 'show the date',
        timestamp: Date.now(),
        thread: `bench-${number}`,
        client_id: `bench-${number}`,
      }),
    );
  }
  await all;
  socket.close();
}

async function residentMb(parley: ChildProcess): Promise<number> {
  const status = await readFile(`/proc/${parley.pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
}
