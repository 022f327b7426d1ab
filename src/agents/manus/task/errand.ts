import { z } from 'zod';
import { Handover } from '../../../handover.ts';
import type { Brief, Thinking, Toolbox } from '../../../ports/agent.ts';
import type { Prompt } from '../../language-model/prompts/parts.ts';
import type { ManusApi } from '../api/api.ts';
import type { Uploads } from '../files/files.ts';
import { converse } from './converse.ts';
import type { Following } from './follow.ts';
import { createMail } from './mail.ts';
import type { Meter } from './meter.ts';
import { courseOf, isHeard, questionOf, type Wait } from './notes.ts';
import { resume } from './resume.ts';

export type ErrandDeps = {
  readonly api: ManusApi;
  readonly uploads: Uploads;
  readonly profile: string;
  readonly baseUrl: string;
  readonly following: Omit<Following, 'signal' | 'heard'>;
  /** Before the first task: lets webhooks be registered. */
  begin(): void;
  /** For the log. */
  trouble(message: string): void;
};

export type Errand<T> = {
  readonly brief: Brief;
  readonly thinking: Pick<Thinking, 'key' | 'signal' | 'files' | 'notebook' | 'spent'>;
  readonly tools: Toolbox;
  readonly prompt: Prompt;
  readonly wire: z.ZodType<T>;
  /** Set when the answer is words: takes them as Manus wrote them, should there be no object. */
  readonly fromText?: ((text: string) => T) | undefined;
  readonly meter: Meter;
  heard(texts: readonly string[]): void;
  /** What is better mended before anybody else sees it. */
  mend(value: T): readonly string[];
};

export type Outcome<T> =
  | { readonly kind: 'done'; readonly value: T }
  /** `again` when the same was asked before and nobody has replied. */
  | { readonly kind: 'asks'; readonly wait: Wait; readonly again: boolean };

const anyShape = z.looseObject({});
const stopMs = 10_000;

/** One question to Manus, from its task's beginning to an answer, or to a question back. Throws `ModelTrouble`. */
export async function runErrand<T>(deps: ErrandDeps, errand: Errand<T>): Promise<Outcome<T>> {
  const { api } = deps;
  const { brief, meter, prompt, thinking } = errand;
  const { key, notebook, signal } = thinking;
  const question = isHeard(prompt.name) ? await questionOf(notebook, prompt.name).read() : null;
  const isSame = question?.debate === brief.debate;
  if (question && isSame && brief.additions.length <= question.additions)
    return { kind: 'asks', wait: question.wait, again: question.key !== key };
  deps.begin();

  let task: string | undefined;
  // Whoever stops thinking stops paying: a task goes on by itself otherwise.
  const stop = () => {
    // Another process goes on with it, and counts all of it.
    if (signal.reason instanceof Handover) return void thinking.spent?.({ latencyMs: 0 });
    if (task === undefined) return;
    api.post('task.stop', { task_id: task }, anyShape, AbortSignal.timeout(stopMs)).catch(() => undefined);
  };
  signal.addEventListener('abort', stop, { once: true });
  try {
    const note = courseOf(notebook, key);
    const mail = createMail(deps, errand);
    const begun = await note.read();
    if (begun) meter.called(begun.calls);
    let course = begun ?? (question && (await resume(api, errand, question, mail)));
    if (!course) {
      meter.called(1);
      task = await mail.create();
      course = { task, since: null, calls: 1, creditsBefore: 0, mended: false, toolRounds: 0 };
    }
    task = course.task;
    // A task that nobody would find again is not left running.
    await note.write(course).catch((error: unknown) => {
      void api.post('task.stop', { task_id: task }, anyShape, AbortSignal.timeout(stopMs)).catch(() => undefined);
      throw error;
    });
    if (question) await questionOf(notebook, prompt.name).forget();
    if (signal.aborted) stop();
    signal.throwIfAborted();
    return await converse(deps, errand, course, mail);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
