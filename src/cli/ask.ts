import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { basename, dirname, resolve, sep } from 'node:path';
import { type DebateState, evolve, fold } from '../debate/debate.ts';
import type { Artifact, Person, Recorded } from '../debate/event.ts';
import { fault } from '../i18n/faults/index.ts';
import type { Intake } from '../intake.ts';
import type { Blobs } from '../ports/blobs.ts';
import type { Ledger } from '../ports/ledger.ts';

export type AskOptions = {
  readonly text: string;
  readonly files: readonly string[];
  /** Approve whatever plan wins, without asking. */
  readonly approve: boolean;
  readonly thread: string;
  /** Folder that gets the files the run made or changed. */
  readonly save: string | undefined;
};

export type AskDeps = {
  readonly intake: Intake;
  readonly ledger: Ledger;
  readonly blobs: Blobs;
  /** Called once for every event, in order. */
  readonly heard: (recorded: Recorded) => void;
  /** Asks at the terminal: true to run, false not to, null when nobody can answer. */
  readonly confirm: () => Promise<boolean | null>;
  readonly signal: AbortSignal;
};

const asker: Person = { id: 'terminal:you', name: userInfo().username };

/** Asks, follows the debate to its end, and returns its last state. An abort stops the debate. */
export async function ask(deps: AskDeps, options: AskOptions): Promise<DebateState> {
  const attachments = await Promise.all(
    options.files.map(async (file) => deps.intake.attach(basename(file), await readAttachment(file))),
  );
  const origin = { platform: 'terminal', channel: 'terminal', thread: options.thread };
  const { debate } = await deps.intake.say(origin, { by: asker, text: options.text, attachments });
  const state = await follow(deps, debate, options.approve);
  if (options.save !== undefined && state.result) await saveAll(deps.blobs, options.save, state.result.artifacts);
  return state;
}

/** Artifacts by their paths below the folder. An existing file is never overwritten: it stays, and that is an error. */
async function saveAll(blobs: Blobs, folder: string, artifacts: readonly Artifact[]): Promise<void> {
  const root = resolve(folder);
  for (const { path, blob } of artifacts) {
    const target = resolve(root, path);
    const bytes = blob === undefined ? null : await blobs.get(blob);
    if (bytes === null || !target.startsWith(`${root}${sep}`)) continue;
    try {
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, bytes, { flag: 'wx' });
    } catch (cause) {
      throw fault('input.invalid', 'notSaved', { path: target, reason: codeOf(cause) }, { cause });
    }
  }
}

async function follow(deps: AskDeps, debate: string, approve: boolean): Promise<DebateState> {
  const { intake, ledger, signal } = deps;
  let state: DebateState | null = null;
  let wake = () => {};
  const unwatch = await ledger.watch((changed) => changed === debate && wake());
  const stop = () => void intake.stop(debate, asker).finally(() => wake());
  signal.addEventListener('abort', stop, { once: true });
  try {
    for (;;) {
      // Listening begins before reading: a hint between the two must not be missed.
      const hinted = new Promise<void>((resolve) => {
        wake = resolve;
      });
      for (const recorded of await ledger.read(debate, (state as DebateState | null)?.seq ?? 0)) {
        state = state ? evolve(state, recorded) : fold(debate, [recorded]);
        deps.heard(recorded);
        const { event } = recorded;
        if (event.type === 'approval.requested') void decide(deps, debate, event.planHash, approve);
      }
      if (state?.end) return state;
      await hinted;
    }
  } finally {
    signal.removeEventListener('abort', stop);
    await unwatch();
  }
}

async function decide({ intake, confirm }: AskDeps, debate: string, planHash: string, approve: boolean): Promise<void> {
  const yes = approve || (await confirm());
  if (yes === null) return;
  await (yes ? intake.approve(debate, planHash, asker) : intake.deny(debate, planHash, asker));
}

async function readAttachment(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (cause) {
    throw fault('input.invalid', 'attachment', { path: file, reason: codeOf(cause) }, { cause });
  }
}

const codeOf = (cause: unknown) => (cause as NodeJS.ErrnoException).code ?? String(cause);
