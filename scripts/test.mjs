#!/usr/bin/env node
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { foreground } from './setup/child.mjs';
import { watchInterruption } from './setup/interruption.mjs';
import { ensureNpmPackages } from './setup/npm-packages.mjs';
import { Interrupted, tell } from './setup/problem.mjs';
import { ensureServices } from './setup/services.mjs';
import { redisServer, testPrograms } from './setup/system-packages.mjs';
import { readReport } from './setup/test-report.mjs';

/**
 * `npm test`: sets up the machine, then runs every check there is, and ends with what failed and one line that sums
 * it up.
 */
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = join(root, 'node_modules/.bin');
const scratch = mkdtempSync(join(tmpdir(), 'parley-test-'));
/** @type {{ passed: number, failures: string[] }} */
const total = { passed: 0, failures: [] };
const env = { ...process.env, PATH: [bin, process.env.PATH].join(delimiter) };

process.exitCode = await main();

async function main() {
  const interruption = watchInterruption();
  const { signal } = interruption;
  let release = async () => {};
  try {
    await ensureNpmPackages(root, signal);
    // Without an engine the tests that need one fail and give the reason; all others still have their say.
    release = await ensureServices({ needs: [redisServer, ...testPrograms], engine: true, data: scratch, signal });
    await check('Lint and import rule', 'biome', ['check', '--error-on-warnings', '.'], signal);
    await check('Types', 'tsc', ['--noEmit'], signal);
    await check('Nothing unused', 'knip', [], signal);
    await tests('Unit and property tests', 'unit', signal);
    await check('Sandbox image', 'node', ['scripts/setup/sandbox-image.ts'], signal);
    await tests('End to end: real Redis, Docker and browser', 'e2e', signal);
  } catch (error) {
    tell(error);
    if (error instanceof Interrupted) return 130;
    total.failures.push('Set-up');
  } finally {
    await release();
    interruption.end();
    rmSync(scratch, { recursive: true, force: true });
  }
  const { passed, failures } = total;
  if (failures.length > 0) process.stdout.write(`\nFailed:\n${failures.map((it) => `  ✗ ${it}\n`).join('')}`);
  process.stdout.write(`\n${passed} passed, ${failures.length} failed\n`);
  return failures.length === 0 ? 0 : 1;
}

/**
 * One program that says yes or no: its failure counts as one.
 * @param {string} title
 * @param {string} program
 * @param {readonly string[]} args
 * @param {AbortSignal} signal
 */
async function check(title, program, args, signal) {
  const code = await timed(title, program, args, signal);
  if (code !== 0) total.failures.push(title);
}

/**
 * @param {string} title
 * @param {string} project of `vitest.config.ts`
 * @param {AbortSignal} signal
 */
async function tests(title, project, signal) {
  const report = join(scratch, `${project}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const code = await timed(title, 'vitest', ['run', '--project', project, ...reporters], signal);
  const { passed, failures } = readReport(readFileSync(report, { encoding: 'utf8', flag: 'a+' }), root);
  total.passed += passed;
  total.failures.push(...failures);
  // A run that broke without a failed test (an unhandled error, a process that died) is a failure too.
  if (failures.length === 0 && code !== 0) total.failures.push(`${title}: the run broke, see above`);
}

/**
 * @param {string} title
 * @param {string} program
 * @param {readonly string[]} args
 * @param {AbortSignal} signal
 */
async function timed(title, program, args, signal) {
  if (signal.aborted) throw new Interrupted();
  process.stdout.write(`\n━━ ${title}\n`);
  const began = Date.now();
  const code = await foreground(join(bin, program), args, { cwd: root, env });
  if (signal.aborted) throw new Interrupted();
  process.stdout.write(`${code === 0 ? '✓' : '✗'} ${title}  ${((Date.now() - began) / 1000).toFixed(1)} s\n`);
  return code;
}
