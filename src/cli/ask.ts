import { readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { basename } from 'node:path';
import { type DebateState, evolve, fold } from '../debate/debate.ts';
import type { Person, Recorded } from '../debate/event.ts';
import { ParleyError } from '../errors.ts';
import type { Intake } from '../intake.ts';
import type { Ledger } from '../ports/ledger.ts';

export type AskOptions = {
  readonly text: string;
  readonly files: readonly string[];
  /** Approve whatever plan wins, without asking. */
  readonly approve: boolean;
  readonly thread: string;
};

export type AskDeps = {
  readonly intake: Intake;
  readonly ledger: Ledger;
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
  return follow(deps, debate, options.approve);
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
    throw new ParleyError('input.invalid', `${file} cannot be read: ${(cause as NodeJS.ErrnoException).code}`, {
      fix: 'Check the path after --file.',
      cause,
    });
  }
}
