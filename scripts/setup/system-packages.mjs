import { existsSync } from 'node:fs';
import { run, which } from './command.mjs';
import { SetupProblem } from './problem.mjs';
import { showing } from './progress.mjs';
import { withServicesHeld } from './services-held.mjs';

/**
 * Something that must be there, and the Debian packages that bring it. `instead`: what a person can do who does
 * not want it installed.
 * @typedef {{ name: string, found: () => boolean, packages: readonly string[], instead?: string }} Need
 */

/**
 * @param {string} name
 * @param {readonly string[]} [packages]
 * @returns {Need}
 */
const program = (name, packages = [name]) => ({ name, found: () => which(name) !== undefined, packages });

/** @type {Need} */
export const redisServer = { ...program('redis-server'), instead: 'set REDIS_URL to a Redis 7 of your own' };

/** @type {Need} */
export const dockerEngine = {
  ...program('dockerd', ['docker.io', 'iptables', 'mmdebstrap']),
  instead: 'set DOCKER_HOST to an engine of your own',
};

/** Makes the sandbox's base image where no registry answers. */
export const baseImageMaker = program('mmdebstrap');

/** What the tests use besides. @type {readonly Need[]} */
export const testPrograms = [
  program('chromium'),
  fonts('Korean', 'fonts-nanum', ['truetype/nanum', 'opentype/noto/NotoSansCJK-Regular.ttc']),
  fonts('emoji', 'fonts-noto-color-emoji', ['truetype/noto/NotoColorEmoji.ttf']),
  ...['gawk', 'jq', 'sqlite3', 'zip', 'unzip', 'file', 'bc', 'tree', 'openssl'].map((name) => program(name)),
];

/**
 * @param {string} script
 * @param {string} name
 * @param {readonly string[]} places any of them will do
 * @returns {Need}
 */
function fonts(script, name, places) {
  const found = () => places.some((place) => existsSync(`/usr/share/fonts/${place}`));
  return { name: `a font for ${script}`, found, packages: [name] };
}

/** True where packages can be installed without asking anybody. */
export const mayInstall = () => process.getuid?.() === 0 && which('apt-get') !== undefined;

/**
 * Installs what is missing, or throws a `SetupProblem` that says what to run.
 * @param {readonly Need[]} needs
 * @param {AbortSignal} signal
 */
export async function ensureSystemPackages(needs, signal) {
  const missing = needs.filter((need) => !need.found());
  if (missing.length === 0) return;
  const packages = [...new Set(missing.flatMap((need) => need.packages))];
  const names = packages.join(' ');
  const fix = advice(missing, names);
  if (!mayInstall()) {
    throw new SetupProblem(`Not installed here: ${missing.map((need) => need.name).join(', ')}`, fix);
  }
  const hadRedis = redisServer.found();
  await showing(`system packages: ${names}`, (note) =>
    withServicesHeld(async () => {
      note('reading package lists');
      await apt(['update', '-q'], { signal, note, fix });
      await run('dpkg', ['--configure', '-a'], { signal, fix });
      await apt(['install', '-q', '-y', '--no-install-recommends', ...packages], { signal, note, fix });
      await keepRedisAsleep(hadRedis, signal, fix);
    }),
  );
}

/**
 * @param {readonly string[]} args
 * @param {{ signal: AbortSignal, note: (text: string) => void, fix: string }} options
 */
function apt(args, { signal, note, fix }) {
  return run('apt-get', ['-o', 'DPkg::Lock::Timeout=300', '-o', 'APT::Status-Fd=3', ...args], {
    signal,
    fix,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    heard: (text) => {
      const status = text.match(/^(?:dl|pm)status:[^:]*:([\d.]+):(.*)$/m);
      if (status) note(`${Math.round(Number(status[1]))} %  ${status[2]}`);
    },
  });
}

/**
 * Where systemd runs, the package also arranges for a Redis at the next boot: one that nobody asked for.
 * @param {boolean} hadRedis
 * @param {AbortSignal} signal
 * @param {string} fix
 */
async function keepRedisAsleep(hadRedis, signal, fix) {
  if (hadRedis || !redisServer.found() || !existsSync('/run/systemd/system')) return;
  await run('systemctl', ['disable', 'redis-server'], { signal, fix });
}

/**
 * @param {readonly Need[]} missing
 * @param {string} packages
 */
function advice(missing, packages) {
  const command = which('apt-get')
    ? `sudo apt-get install -y --no-install-recommends ${packages}`
    : `your system's package manager, for what Debian calls: ${packages}`;
  const others = missing.flatMap((need) => need.instead ?? []);
  return [`Run: ${command}`, ...others.map((other) => `or ${other}`)].join('\n');
}
