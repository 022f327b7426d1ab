#!/usr/bin/env node
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { foreground } from './setup/child.mjs';
import { watchInterruption } from './setup/interruption.mjs';
import { ensureNpmPackages } from './setup/npm-packages.mjs';
import { Interrupted, tell } from './setup/problem.mjs';
import { ensureServices } from './setup/services.mjs';
import { redisServer } from './setup/system-packages.mjs';

/**
 * The `parley` command. It runs on whatever Node the machine has, makes sure that what the command needs is
 * there, and hands over to `src/main.ts` on the project's own Node.
 */
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const args = process.argv.slice(2);
const wantsHelp = args.some((arg) => arg === '--help' || arg === '-h');
const isOption = (/** @type {string | undefined} */ arg) => arg?.startsWith('-') ?? false;
const takesValue = (/** @type {string | undefined} */ arg) => arg === '-c' || arg === '--config';
const command = args.find((arg, index) => !isOption(arg) && !takesValue(args[index - 1])) ?? 'help';
const runsDebates = ['start', 'ask'].includes(command) && !wantsHelp;
const onlyBots = args.join(' ').replace('=', ' ').includes('--only bots');

process.exitCode = await main();

async function main() {
  const interruption = watchInterruption();
  const { signal } = interruption;
  let release = async () => {};
  try {
    await ensureNpmPackages(root, signal);
    if (runsDebates) {
      const needs = process.env.REDIS_URL ? [] : [redisServer];
      const data = resolve(process.env.PARLEY_DATA ?? '.parley');
      release = await ensureServices({ needs, engine: !onlyBots, data, signal });
    }
    interruption.end();
    return await foreground(join(root, 'node_modules/.bin/node'), [join(root, 'src/main.ts'), ...args]);
  } catch (error) {
    tell(error);
    return error instanceof Interrupted ? 130 : 1;
  } finally {
    await release();
  }
}
