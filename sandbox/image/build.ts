import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { fault } from '../../src/i18n/faults/index.ts';
import { reasonOf, sandboxError } from '../engine/engine.ts';
import { build, contentLabel, digest, find, follow, type ImageWork } from './engine-build.ts';

const context = ['Dockerfile', 'packages.txt', 'parley-step', 'parley-seal', 'parley-keeper'] as const;
const registryBase = 'debian:bookworm-slim';
/** A name of its own, so that it never passes for the registry's image. */
const localBase = { repo: 'parley-base', tag: 'bookworm' } as const;
const localBaseName = `${localBase.repo}:${localBase.tag}`;
/** A registry that cannot be reached may never answer: so long without any sign, and the fallback begins. */
const pullSilenceMs = 15_000;

/**
 * Makes the sandbox image unless one of the same content is there. Its base comes from the registry; where no
 * registry answers, from Debian's packages through `mmdebstrap`.
 * @returns whether it was made
 * @throws ParleyError `docker.unreachable`, or `image.missing` when neither way works
 */
export async function ensureImage(work: ImageWork): Promise<boolean> {
  const files = await Promise.all(
    context.map(async (name) => ({ name, content: await readFile(new URL(name, import.meta.url)) })),
  );
  const content = digest(files.flatMap(({ name, content }) => [name, content]));
  const old = await find(work.docker, work.tag).catch((error) => {
    throw sandboxError(error, work.tag);
  });
  if (old?.labels[contentLabel] === content) return false;

  const failures: string[] = [];
  for (const base of [fromRegistry, fromPackages]) {
    try {
      const name = await base(work, files[1]?.content.toString('utf8') ?? '');
      await build(work, files, { base: name, content });
      if (old !== null)
        await work.docker
          .getImage(old.id)
          .remove()
          .catch(() => {});
      return true;
    } catch (error) {
      work.signal.throwIfAborted();
      if ((error as { code?: string }).code === 'ECONNREFUSED') throw sandboxError(error);
      const reason = reasonOf(error);
      failures.push(reason);
      work.progress(`That did not work: ${reason}`);
    }
  }
  const told = { image: work.tag, reason: failures.join('; '), base: registryBase };
  throw fault('image.missing', 'imageNotMade', told, { retryable: true });
}

async function fromRegistry({ docker, signal, progress }: ImageWork): Promise<string> {
  if ((await find(docker, registryBase)) !== null) return registryBase;
  progress(`Fetching ${registryBase} …`);
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(new Error('the registry does not answer')), pullSilenceMs);
  try {
    const pulling = docker.pull(registryBase, { abortSignal: AbortSignal.any([signal, silence.signal]) });
    await follow(docker, await pulling, () => timer.refresh());
  } catch (error) {
    throw silence.signal.aborted ? silence.signal.reason : error;
  } finally {
    clearTimeout(timer);
  }
  return registryBase;
}

async function fromPackages({ docker, signal, progress }: ImageWork, list: string): Promise<string> {
  const packages = list.replace(/#.*/g, '').split(/\s+/).filter(Boolean);
  const content = digest(packages);
  if ((await find(docker, localBaseName))?.labels[contentLabel] === content) return localBaseName;
  progress('No registry: making the base from Debian packages, which takes about half a minute …');
  const excluded = ['doc', 'man', 'info', 'locale'].map((folder) => `--dpkgopt=path-exclude=/usr/share/${folder}/*`);
  const child = spawn(
    'mmdebstrap',
    ['--variant=minbase', ...excluded, `--include=${packages.join(',')}`, 'bookworm', '-'],
    { stdio: ['ignore', 'pipe', 'pipe'], signal },
  );
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    const text = chunk.toString('utf8');
    said = (said + text).slice(-4000);
    for (const [, line] of text.matchAll(/^I: ([a-z].*)$/gm)) progress(`mmdebstrap: ${line}`);
  });
  const finished = new Promise<void>((resolve, reject) => {
    child.on('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'ENOENT' ? new Error('mmdebstrap is not installed') : error),
    );
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(/^E: .*$/m.exec(said)?.[0] ?? `mmdebstrap ended with ${code}`)),
    );
  });
  finished.catch(() => {});
  // A broken archive must not get the name that the next start trusts: the name follows the check.
  const imported = docker.importImage(child.stdout, { changes: `LABEL ${contentLabel}=${content}` });
  const answers = follow(docker, (await imported) as unknown as Readable, () => {});
  await finished;
  const id = (await answers).findLast((answer) => answer.status?.startsWith('sha256:'))?.status;
  if (id === undefined) throw new Error('the engine did not take the base');
  await docker.getImage(id).tag(localBase);
  return localBaseName;
}
