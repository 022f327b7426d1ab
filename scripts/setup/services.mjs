import { ensureBaseImageMaker } from './base-image.mjs';
import { ensureDockerEngine } from './docker-engine.mjs';
import { engineState } from './engine-api.mjs';
import { Interrupted, tell } from './problem.mjs';
import { dockerEngine, ensureSystemPackages, mayInstall } from './system-packages.mjs';

/**
 * Brings the system's programs and the Docker engine. Without an engine Parley still debates, so its absence is
 * told and not thrown.
 * @param {{ needs: readonly import('./system-packages.mjs').Need[], engine: boolean, data: string,
 *   signal: AbortSignal }} options
 * @returns {Promise<() => Promise<void>>} what ends this process's use of the engine
 */
export async function ensureServices({ needs, engine, data, signal }) {
  const wantsEngine = engine && !process.env.DOCKER_HOST;
  const brings = wantsEngine && mayInstall() && (await engineState()) === 'silent' ? [dockerEngine] : [];
  await ensureSystemPackages([...needs, ...brings], signal);
  if (!wantsEngine) return async () => {};
  try {
    const release = await ensureDockerEngine({ data, signal });
    await ensureBaseImageMaker(signal).catch(tell);
    return release;
  } catch (error) {
    if (error instanceof Interrupted) throw error;
    tell(error);
    return async () => {};
  }
}
