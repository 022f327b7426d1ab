import { readFile } from 'node:fs/promises';
import { fault } from '../../src/i18n/faults/index.ts';
import { browserImage } from '../../src/tools/config.ts';
import { reasonOf, sandboxError } from '../engine/engine.ts';
import { ensureImage } from '../image/build.ts';
import { build, contentLabel, digest, find, type ImageWork } from '../image/engine-build.ts';

const context = ['Dockerfile', 'parley-browser'] as const;
const sandboxImage = 'parley-sandbox:1';

/**
 * Makes the browser's image unless one of the same content is there: the sandbox's image (made when missing) with
 * Chromium and fonts from Debian's packages on top.
 * @returns whether it was made
 * @throws ParleyError `docker.unreachable`, or `image.missing` when the packages cannot be had
 */
export async function ensureBrowserImage(work: Omit<ImageWork, 'tag'>): Promise<boolean> {
  const { docker, signal } = work;
  await ensureImage({ ...work, tag: sandboxImage });
  const files = await Promise.all(
    context.map(async (name) => ({ name, content: await readFile(new URL(`image/${name}`, import.meta.url)) })),
  );
  try {
    const base = await find(docker, sandboxImage);
    const content = digest([base?.id ?? '', ...files.flatMap(({ name, content }) => [name, content])]);
    const old = await find(docker, browserImage);
    if (old?.labels[contentLabel] === content) return false;
    // The engine's own bridge often has no way out where the machine itself has one.
    await build({ ...work, tag: browserImage }, files, { base: sandboxImage, content, network: 'host' });
    if (old !== null)
      await docker
        .getImage(old.id)
        .remove()
        .catch(() => undefined);
    return true;
  } catch (error) {
    signal.throwIfAborted();
    if (sandboxError(error).code === 'docker.unreachable') throw sandboxError(error);
    // The engine repeats the whole command before it comes to the point.
    const code = /returned a non-zero code: (\d+)/.exec(String(error))?.[1];
    const told = { image: browserImage, reason: code ? `apt-get: ${code}` : reasonOf(error) };
    throw fault('image.missing', 'browserNotMade', told, { retryable: true });
  }
}
