import type Docker from 'dockerode';
import type { MountSettings } from 'dockerode';
import { z } from 'zod';
import { workspaceFileSchema } from '../../src/debate/event.ts';
import type { ParleyError } from '../../src/errors.ts';
import { fault } from '../../src/i18n/faults/index.ts';
import type { Environment } from '../../src/ports/sandbox.ts';
import { type Launched, launch } from '../engine/containers.ts';
import { hardened } from '../engine/hardening.ts';
import { keeperName, labelsOf } from '../engine/names.ts';

const answerSchema = z.object({
  bytes: z.int().min(0),
  problem: z.string().optional(),
  found: z.boolean().optional(),
  used: z.number().optional(),
  free: z.number().optional(),
  size: z.number().optional(),
});
type Answer = z.infer<typeof answerSchema> & { readonly payload: Buffer };

/** Most files that a listing names, and most of them that come with their beginning. */
const listed = { files: 2000, heads: 200 } as const;
const ownMemoryMb = 256;

/**
 * Reads and writes a workspace's files through `parley-keeper`, a trusted program in a container of its own. It is
 * quicker than the engine's archive calls (milliseconds, no sparse file is read out), works as the unprivileged
 * user, and follows no link; and it holds a rehearsal's memory-backed volumes while no step has them mounted.
 */
export type Keeper = {
  /** All entries of the workspace, as `compare` takes them. */
  manifest(): Promise<Buffer>;
  list(): Promise<z.infer<typeof workspaceFileSchema>[]>;
  read(path: string, limitBytes: number): Promise<Uint8Array | null>;
  /** @param path from `safePaths` */
  put(path: string, content: Uint8Array): Promise<void>;
  /** Bytes on disk of workspace and home; `free` and `size` of the file system they lie on. */
  usage(): Promise<{ used: number; free: number; size: number }>;
  programs(): Promise<string[]>;
  alive(): boolean;
  close(): Promise<void>;
};

export async function openKeeper(
  docker: Docker,
  environment: Environment,
  options: {
    readonly house: string;
    readonly mounts: readonly MountSettings[];
    /** Folders to copy before the first answer. */
    readonly copies?: readonly { readonly from: string; readonly to: string }[];
    /** Memory for what it copies into memory-backed volumes. */
    readonly extraMemoryMb?: number;
  },
): Promise<Keeper> {
  const copies = (options.copies ?? []).map(({ from, to }) => `${from}:${to}`);
  const launched = await launch(
    docker,
    hardened(environment, {
      name: keeperName(),
      labels: labelsOf('holder', options.house),
      command: ['/usr/local/bin/parley-keeper', ...copies],
      mounts: options.mounts,
      memoryMb: ownMemoryMb + (options.extraMemoryMb ?? 0),
      logged: false,
      disposable: true,
    }),
  );
  const { ready, ask } = conversation(launched);
  const json = async <T>(schema: z.ZodType<T>, request: object) =>
    schema.parse(JSON.parse((await ask(request)).payload.toString('utf8')));
  try {
    await ready;
  } catch (error) {
    await launched.remove();
    throw error;
  }
  return {
    manifest: async () => (await ask({ op: 'manifest' })).payload,
    list: () => json(z.array(workspaceFileSchema), { op: 'list', ...listed }),
    async read(path, limitBytes) {
      const answer = await ask({ op: 'read', path, limit: limitBytes });
      return answer.found ? answer.payload : null;
    },
    async put(path, content) {
      await ask({ op: 'put', path, bytes: content.byteLength }, content);
    },
    async usage() {
      const { used = 0, free = 0, size = 0 } = await ask({ op: 'usage' });
      return { used, free, size };
    },
    programs: () => json(z.array(z.string()), { op: 'programs' }),
    alive: launched.alive,
    close: launched.remove,
  };
}

/** The keeper answers in order, so a queue of who waits is all the matching there is. */
function conversation(launched: Launched) {
  const waiting: { resolve: (answer: Answer) => void; reject: (error: Error) => void }[] = [];
  let pending: Buffer[] = [];
  let pendingBytes = 0;
  /** Bytes that the answer being received will have altogether; 0 while that is unknown. */
  let needed = 0;
  let complaint = '';
  // It answers once unasked, when it has copied; that may already have come.
  const ready = new Promise<Answer>((resolve, reject) => waiting.push({ resolve, reject }));

  const next = () => {
    const all = Buffer.concat(pending);
    pending = [all];
    const end = all.indexOf(10);
    if (end < 0) return false;
    const facts = answerSchema.parse(JSON.parse(all.toString('utf8', 0, end)));
    needed = end + 1 + facts.bytes;
    if (all.length < needed) return false;
    const payload = all.subarray(end + 1, needed);
    pending = [all.subarray(needed)];
    pendingBytes = all.length - needed;
    needed = 0;
    const asked = waiting.shift();
    if (facts.problem === undefined) asked?.resolve({ ...facts, payload });
    else asked?.reject(refusal(facts.problem));
    return pendingBytes > 0;
  };

  launched.listen((stream, bytes) => {
    if (stream === 'stderr') {
      complaint = (complaint + bytes.toString('utf8')).slice(-2000);
      return;
    }
    pending.push(bytes);
    pendingBytes += bytes.length;
    try {
      while (pendingBytes >= needed && next());
    } catch {
      // Not our keeper's language: a wrong image. Its end rejects everybody who waits.
      complaint = 'its answers make no sense';
      void launched.remove().catch(() => {});
    }
  });
  void launched.ended.then(() => {
    for (const { reject } of waiting.splice(0)) reject(gone(complaint));
  });

  const ask = (request: object, content?: Uint8Array): Promise<Answer> => {
    if (!launched.alive()) return Promise.reject(gone(complaint));
    return new Promise((resolve, reject) => {
      waiting.push({ resolve, reject });
      launched.write(`${JSON.stringify(request)}\n`);
      if (content !== undefined) launched.write(content);
    });
  };
  return { ready, ask };
}

function refusal(problem: string): ParleyError {
  return problem === 'no-space'
    ? fault('sandbox.failed', 'copyFull')
    : fault('sandbox.failed', 'workspaceRefused', { reason: problem });
}

function gone(complaint: string): ParleyError {
  return fault('sandbox.failed', 'keeperEnded', { reason: lastLine(complaint) }, { retryable: true });
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1) || 'it said nothing';
