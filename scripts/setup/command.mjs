import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Interrupted, SetupProblem } from './problem.mjs';

/**
 * Runs a command to its end, out of reach of the terminal's Ctrl-C: an interrupted package manager must finish
 * what it is writing. `signal` asks it to end; the promise settles only once it has.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ signal: AbortSignal, env?: NodeJS.ProcessEnv, cwd?: string, heard?: (text: string) => void,
 *   fix: string, patienceMs?: number }} options `heard` gets all output as it comes; `patienceMs`: how long an
 *   interrupted command may take to put its things in order
 */
export async function run(program, args, { signal, env = process.env, cwd, heard, fix, patienceMs = 60_000 }) {
  if (signal.aborted) throw new Interrupted();
  const child = spawn(program, args, { env, cwd, detached: true, stdio: ['ignore', 'pipe', 'pipe', 'pipe'] });
  let last = '';
  for (const stream of child.stdio.slice(1)) {
    stream?.on('data', (/** @type {Buffer} */ chunk) => {
      last = (last + chunk).slice(-100_000);
      heard?.(chunk.toString());
    });
  }
  /** @type {NodeJS.Timeout | undefined} */
  let limit;
  const interrupt = () => {
    killGroup(child.pid, 'SIGINT');
    limit = setTimeout(() => killGroup(child.pid, 'SIGKILL'), patienceMs);
  };
  signal.addEventListener('abort', interrupt);
  try {
    const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
    if (signal.aborted) throw new Interrupted();
    if (code !== 0) {
      const lines = last
        .split('\n')
        .filter((line) => line.trim() && !/^(npm (http|warn|notice)|[dp][lm]status)/.test(line));
      const said = lines.slice(-15).join('\n');
      throw new SetupProblem(`${[program, ...args].join(' ')} ended with ${code}:\n${said}`, fix);
    }
  } finally {
    clearTimeout(limit);
    signal.removeEventListener('abort', interrupt);
  }
}

/**
 * @param {number | undefined} pid
 * @param {NodeJS.Signals} signal
 */
function killGroup(pid, signal) {
  try {
    if (pid !== undefined) process.kill(-pid, signal);
  } catch {
    // It ended by itself in the meantime.
  }
}

/**
 * Where a program lies in PATH (and in the folders of system programs, which users' PATHs often lack).
 * @param {string} name
 * @returns {string | undefined}
 */
export function which(name) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/local/sbin', '/usr/sbin', '/sbin'];
  for (const folder of folders.filter(Boolean)) {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return join(folder, name);
    } catch {
      // Not here.
    }
  }
  return undefined;
}
