import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The machine's list of who uses the engine that Parley started. It lies where nothing outlives a reboot, and
 * names each process with its start time, since process ids are used again.
 */
const folder = '/run/parley';

/**
 * @param {number} pid
 * @returns {string | undefined} clock ticks from boot to the start of the process
 */
function startTime(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}

/** @param {number} pid */
const identity = (pid) => `${pid}-${startTime(pid)}`;

/** @param {string} name */
const alive = (name) => name === identity(Number.parseInt(name, 10));

/** @param {number} pid */
export function runsStill(pid) {
  const time = startTime(pid);
  if (time === undefined) return false;
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return stat[stat.lastIndexOf(')') + 2] !== 'Z';
}

/** This process begins to use the engine; of no interest when Parley did not start it. */
export function enter() {
  if (startedEngine.read() === undefined) return;
  writeFileSync(join(folder, `user-${identity(process.pid)}`), '');
}

/** This process ends its use. True when others go on. */
export function leave() {
  rmSync(join(folder, `user-${identity(process.pid)}`), { force: true });
  return users().some(alive);
}

function users() {
  try {
    return readdirSync(folder).flatMap((name) => (name.startsWith('user-') ? [name.slice('user-'.length)] : []));
  } catch {
    return [];
  }
}

/** The mark that the running engine is one that Parley started. */
export const startedEngine = {
  /** @param {number} pid */
  write(pid) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'engine'), identity(pid));
  },
  /** @returns {number | undefined} its process id, while it runs */
  read() {
    try {
      const name = readFileSync(join(folder, 'engine'), 'utf8');
      return alive(name) ? Number.parseInt(name, 10) : undefined;
    } catch {
      return undefined;
    }
  },
  forget() {
    rmSync(folder, { recursive: true, force: true });
  },
};
