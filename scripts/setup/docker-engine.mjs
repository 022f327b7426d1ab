import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { which } from './command.mjs';
import { containersRun, engineSocket, engineState } from './engine-api.mjs';
import { enter, leave, runsStill, startedEngine } from './engine-users.mjs';
import { Interrupted, SetupProblem } from './problem.mjs';
import { showing } from './progress.mjs';

const startMs = 60_000;
const stopMs = 30_000;

/**
 * Finds the Docker engine, or starts one. Resolves to what ends this process's use of it.
 *
 * Who stops it: an engine that was there before is never touched. One that Parley started is stopped by the
 * last Parley that leaves, unless a container still runs in it.
 * @param {{ data: string, signal: AbortSignal }} options `data`: the folder for the engine's log
 * @returns {Promise<() => Promise<void>>}
 */
export async function ensureDockerEngine({ data, signal }) {
  if (process.env.DOCKER_HOST) return async () => {};
  const state = await engineState();
  if (state === 'forbidden') {
    throw new SetupProblem(
      `The Docker engine runs, but this user may not use ${engineSocket}`,
      'Run: sudo usermod -aG docker "$USER"   and log in again',
    );
  }
  if (state === 'silent') await start(data, signal);
  enter();
  return stopWhenUnused;
}

/**
 * @param {string} data
 * @param {AbortSignal} signal
 */
async function start(data, signal) {
  if (process.getuid?.() !== 0) {
    throw new SetupProblem(
      'No Docker engine answers, and this user may not start one',
      which('dockerd') ? 'Run: sudo systemctl start docker' : 'Install Docker and start it, or set DOCKER_HOST',
    );
  }
  const program = which('dockerd');
  if (program === undefined)
    throw new SetupProblem('There is no Docker engine here', 'Install Docker and start it, or set DOCKER_HOST');
  const logs = join(data, 'engine');
  mkdirSync(logs, { recursive: true });
  const logFile = join(logs, 'dockerd.log');
  await showing('Docker engine', async (note) => {
    note('starting');
    const log = openSync(logFile, 'w');
    // In a session of its own: the terminal's Ctrl-C is not meant for it.
    const daemon = spawn(program, [], { detached: true, stdio: ['ignore', log, log] });
    closeSync(log);
    let ended = false;
    const end = new Promise((resolve) => daemon.on('error', resolve).on('exit', resolve)).then(() => {
      ended = true;
    });
    const deadline = Date.now() + startMs;
    while ((await engineState()) !== 'answers') {
      if (!signal.aborted && !ended && Date.now() < deadline) {
        await delay(100);
        continue;
      }
      daemon.kill('SIGTERM');
      await end;
      if (signal.aborted) throw new Interrupted();
      const said = readFileSync(logFile, 'utf8').trim().split('\n').slice(-5).join('\n');
      throw new SetupProblem(
        `The Docker engine does not start:\n${said}`,
        `Read ${logFile}; start an engine yourself, or set DOCKER_HOST`,
      );
    }
    daemon.unref();
    startedEngine.write(/** @type {number} */ (daemon.pid));
  });
}

async function stopWhenUnused() {
  const others = leave();
  const pid = startedEngine.read();
  if (pid === undefined || others) return;
  if (await containersRun().catch(() => false)) {
    process.stderr.write('The Docker engine that Parley started goes on: containers run in it.\n');
    return;
  }
  process.kill(pid, 'SIGTERM');
  const deadline = Date.now() + stopMs;
  while (runsStill(pid) && Date.now() < deadline) await delay(50);
  startedEngine.forget();
}
