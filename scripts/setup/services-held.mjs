import { chmodSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

const sign = '# Parley: no service starts during this installation.';

/**
 * Runs `install` while Debian's packages may not start their services: Parley wants the program
 * `redis-server`, not a Redis on the usual port. Whatever policy was there is back afterwards, also when an
 * earlier run was killed in between.
 * @template T
 * @param {() => Promise<T>} install
 * @param {string} [policy] the file that Debian's tools ask
 * @returns {Promise<T>}
 */
export async function withServicesHeld(install, policy = '/usr/sbin/policy-rc.d') {
  const kept = `${policy}.before-parley`;
  restore(policy, kept);
  if (existsSync(policy)) renameSync(policy, kept);
  writeFileSync(policy, `#!/bin/sh\n${sign}\nexit 101\n`);
  chmodSync(policy, 0o755);
  try {
    return await install();
  } finally {
    restore(policy, kept);
  }
}

/**
 * @param {string} policy
 * @param {string} kept
 */
function restore(policy, kept) {
  if (existsSync(policy) && readFileSync(policy, 'utf8').includes(sign)) rmSync(policy);
  if (existsSync(kept) && !existsSync(policy)) renameSync(kept, policy);
}
