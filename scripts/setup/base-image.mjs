import { hasImage } from './engine-api.mjs';
import { baseImageMaker, ensureSystemPackages, mayInstall } from './system-packages.mjs';

/**
 * Brings the tool that makes the sandbox's base image from Debian packages. Where it cannot be installed a
 * registry will probably answer, and the image's build says so when none does.
 * @param {AbortSignal} signal
 */
export async function ensureBaseImageMaker(signal) {
  if (process.env.DOCKER_HOST || baseImageMaker.found() || !mayInstall()) return;
  if ((await hasImage('parley-sandbox:1')) || (await hasImage('debian:bookworm-slim'))) return;
  await ensureSystemPackages([baseImageMaker], signal);
}
