import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import type Docker from 'dockerode';
import { pack } from 'tar-stream';
import { isNotFound } from '../engine/engine.ts';

/** What an image was made from: an image of the same content need not be made again. */
export const contentLabel = 'parley.content';

export type ImageWork = {
  readonly docker: Docker;
  /** `name:version` that the image gets. */
  readonly tag: string;
  readonly signal: AbortSignal;
  /** Told one line at a time. */
  readonly progress: (line: string) => void;
};

export type ContextFile = { readonly name: string; readonly content: Buffer };

/** Builds an image from these files, one of which is the Dockerfile, on the engine. */
export async function build(
  { docker, tag, signal, progress }: ImageWork,
  files: readonly ContextFile[],
  options: { readonly base: string; readonly content: string; readonly network?: 'host' },
): Promise<void> {
  progress(`Building ${tag} from ${options.base} …`);
  const archive = pack();
  for (const file of files) archive.entry({ name: file.name, mode: 0o755 }, file.content);
  archive.finalize();
  const stream = await docker.buildImage(archive as unknown as NodeJS.ReadableStream, {
    t: tag,
    buildargs: { BASE: options.base },
    labels: { [contentLabel]: options.content, parley: '1' },
    forcerm: true,
    abortSignal: signal,
    ...(options.network ? { networkmode: options.network } : {}),
  });
  await follow(docker, stream as Readable, ({ stream: line }) => {
    if (line?.startsWith('Step ')) progress(line.trim().slice(0, 100));
  });
}

type Answer = { readonly stream?: string; readonly status?: string; readonly error?: string };

/** Reads an engine's answers to the end; an error among them rejects. */
export function follow(
  docker: Docker,
  stream: NodeJS.ReadableStream,
  heard: (answer: Answer) => void,
): Promise<Answer[]> {
  return new Promise((resolve, reject) => {
    docker.modem.followProgress(
      stream,
      (broken: Error | null, answers: Answer[]) => {
        // What the engine could not do it says as an answer among others.
        const failure = answers.find(({ error }) => error !== undefined)?.error;
        if (broken !== null || failure !== undefined) reject(broken ?? new Error(failure));
        else resolve(answers);
      },
      heard,
    );
  });
}

export async function find(
  docker: Docker,
  name: string,
): Promise<{ id: string; labels: Record<string, string> } | null> {
  try {
    const { Id, Config } = await docker.getImage(name).inspect();
    return { id: Id, labels: Config.Labels ?? {} };
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}

export function digest(parts: readonly (string | Buffer)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:`).update(part);
  return hash.digest('hex').slice(0, 16);
}
