import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './command.mjs';
import { showing } from './progress.mjs';

/**
 * Makes `node_modules` agree with `package-lock.json`. An installation that was broken off has no mark and no
 * list of its own, so the next start repeats it.
 * @param {string} root the project's folder
 * @param {AbortSignal} signal
 */
export async function ensureNpmPackages(root, signal) {
  const lockText = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const hash = createHash('sha256').update(lockText).digest('hex');
  const mark = join(root, 'node_modules/.parley-lock');
  const complete = existsSync(join(root, 'node_modules/.bin/node'));
  if (complete && readOr(mark, '') === hash) return;
  if (!complete || !installed(root, lockText)) await install(root, lockText, mark, signal);
  linkOwnBin(root);
  writeFileSync(mark, hash);
}

/**
 * @param {string} root
 * @param {string} lockText
 * @param {string} mark
 * @param {AbortSignal} signal
 */
async function install(root, lockText, mark, signal) {
  rmSync(mark, { force: true });
  const total = Object.keys(JSON.parse(lockText).packages).length - 1;
  // The project's own `node` is about to be deleted: npm must not run on it.
  const path = (process.env.PATH ?? '').split(delimiter).filter((it) => !it.includes('node_modules'));
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=http'];
  await showing('npm packages', (note) => {
    let fetched = 0;
    return run('npm', args, {
      signal,
      // Nothing to put in order: without its mark the folder is made anew.
      patienceMs: 2_000,
      cwd: root,
      env: { ...process.env, PATH: path.join(delimiter) },
      heard: (text) => {
        fetched += text.split(/npm http (?:fetch|cache)/).length - 1;
        note(`${Math.min(fetched, total)} of ${total}`);
      },
      fix: `Check that npm reaches its registry, then run this again; or run "npm ci" in ${root} to see more.`,
    });
  });
}

/**
 * True when npm's own list of what it installed agrees with the lock file, as after a plain `npm install`.
 * @param {string} root
 * @param {string} lockText
 */
function installed(root, lockText) {
  const listText = readOr(join(root, 'node_modules/.package-lock.json'), '');
  if (!listText) return false;
  /** @type {Record<string, { version?: string, optional?: boolean }>} */
  const wanted = JSON.parse(lockText).packages;
  /** @type {typeof wanted} */
  const present = JSON.parse(listText).packages;
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (path === '') return true;
    return present[path] ? present[path].version === version : optional === true;
  });
}

/**
 * npm links the commands of dependencies only; `npx parley` needs the project's own.
 * @param {string} root
 */
function linkOwnBin(root) {
  const link = join(root, 'node_modules/.bin/parley');
  rmSync(link, { force: true });
  symlinkSync('../../scripts/parley.mjs', link);
}

/**
 * @param {string} path
 * @param {string} otherwise
 */
function readOr(path, otherwise) {
  return existsSync(path) ? readFileSync(path, 'utf8') : otherwise;
}
