import { z } from 'zod';
import { Handover } from '../../handover.ts';
import type { Brief, Thinking, Toolbox } from '../../ports/agent.ts';
import { ModelTrouble } from '../language-model/failure.ts';
import { clip, fence } from '../language-model/fence.ts';
import type { Prompt } from '../language-model/prompts/parts.ts';
import { redact } from '../language-model/sort-out.ts';
import type { ManusApi } from './api.ts';
import { createBringing } from './bring-back.ts';
import type { Uploads } from './files.ts';
import { type Following, follow } from './follow.ts';
import { enclose } from './letter.ts';
import { createMail, type Mail } from './mail.ts';
import type { Meter } from './meter.ts';
import { type Course, courseOf, questionOf, type Wait } from './notes.ts';
import { readAnswer } from './read-answer.ts';
import { resume } from './resume.ts';
import type { Round } from './round.ts';
import { useTools } from './tools.ts';

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
  readonly thinking: Pick<Thinking, 'key' | 'signal' | 'files' | 'notebook'>;
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
const detailShape = z.looseObject({ task: z.looseObject({ credit_usage: z.number().nullish() }) });
const stopMs = 10_000;
const detailMs = 5_000;

/** One question to Manus, from its task's beginning to an answer, or to a question back. Throws `ModelTrouble`. */
export async function runErrand<T>(deps: ErrandDeps, errand: Errand<T>): Promise<Outcome<T>> {
  const { api } = deps;
  const { brief, meter, prompt, thinking } = errand;
  const { key, notebook, signal } = thinking;
  const question = await questionOf(notebook, prompt.name).read();
  const isSame = question?.debate === brief.debate;
  if (question && isSame && brief.additions.length <= question.additions)
    return { kind: 'asks', wait: question.wait, again: question.key !== key };
  deps.begin();

  let task: string | undefined;
  // Whoever stops thinking stops paying: a task goes on by itself otherwise. Another process goes on with it.
  const stop = () => {
    if (task === undefined || signal.reason instanceof Handover) return;
    api.post('task.stop', { task_id: task }, anyShape, AbortSignal.timeout(stopMs)).catch(() => undefined);
  };
  signal.addEventListener('abort', stop, { once: true });
  try {
    const note = courseOf(notebook, key);
    const mail = createMail(deps, errand);
    const begun = await note.read();
    meter.called(begun?.calls ?? 0);
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

async function converse<T>(deps: ErrandDeps, errand: Errand<T>, begun: Course, mail: Mail): Promise<Outcome<T>> {
  const { brief, meter, prompt, thinking, tools } = errand;
  const { key, notebook, signal } = thinking;
  const { task } = begun;
  const bring = createBringing({ ...deps, locale: brief.locale, signal, files: thinking.files });
  let course = begun;
  let kept: T | undefined;

  const go = async (step: Partial<Course>, round: Round) => {
    course = { ...course, ...step, since: round.newest, calls: course.calls + 1 };
    meter.called(1);
    await courseOf(notebook, key).write(course);
  };
  const charge = async () => {
    const total = await creditsOf(deps, task, signal);
    if (total !== null) meter.charged(Math.max(0, total - course.creditsBefore));
    return total;
  };

  for (;;) {
    const round: Round = await follow(task, course.since, { ...deps.following, signal, heard: errand.heard });
    await bring(round.files);
    if (round.status === 'error') {
      await charge();
      throw failed(round);
    }
    if (round.wait) {
      const credits = (await charge()) ?? course.creditsBefore;
      const { debate, author, additions } = brief;
      const asked = { task, wait: round.wait, since: round.newest, credits, key, debate, author };
      await questionOf(notebook, prompt.name).write({ ...asked, additions: additions.length });
      return { kind: 'asks', wait: round.wait, again: false };
    }
    const mayUse = !course.mended && course.toolRounds < tools.most;
    const read = readAnswer(round, errand, mayUse);
    if ('tools' in read) {
      const results = await useTools(tools, read.tools);
      signal.throwIfAborted();
      const isLast = course.toolRounds + 1 >= tools.most;
      await mail.send(
        task,
        await enclose([], results, isLast ? lastWord : nextWord, mail.letter),
        isLast ? null : tools,
      );
      await go({ toolRounds: course.toolRounds + 1 }, round);
      continue;
    }
    const problems = 'value' in read ? errand.mend(read.value) : read.problems;
    if ('value' in read) kept = read.value;
    if (course.mended || ('value' in read && problems.length === 0)) break;
    const wrong = `That answer cannot be used as it is:\n${fence('what is wrong with it', problems.join('\n'))}`;
    await mail.send(task, await enclose([], wrong, mendWord, mail.letter), null);
    await go({ mended: true }, round);
  }
  await charge();
  if (kept !== undefined) return { kind: 'done', value: kept };
  throw new ModelTrouble('unusable', 'no readable object in two answers');
}

const nextWord =
  'That is what your tools gave. Go on, and give your structured output again: more tools, or the answer.';
const lastWord =
  'That is what your tools gave; there are no more uses. Give the answer itself as your structured output: the object ' +
  'that was described at the beginning, without “tools”.';
const mendWord = 'Give the whole answer again as your structured output, mended and without “tools”.';

/** All that the task has taken from the account so far; null when that cannot be learned. */
async function creditsOf({ api, trouble }: ErrandDeps, task: string, signal: AbortSignal): Promise<number | null> {
  try {
    const either = AbortSignal.any([signal, AbortSignal.timeout(detailMs)]);
    const { task: detail } = await api.get('task.detail', { task_id: task }, detailShape, either);
    return detail.credit_usage ?? null;
  } catch (error) {
    signal.throwIfAborted();
    trouble(`Manus did not tell what a task has cost: ${error instanceof Error ? error.message : 'failed'}`);
    return null;
  }
}

function failed({ trouble }: Round): ModelTrouble {
  const kind = /credit|quota|billing|insufficient/i.test(trouble) ? 'quota' : 'down';
  return new ModelTrouble(kind, redact(`the task failed: ${clip(trouble, 200)}`, []));
}
