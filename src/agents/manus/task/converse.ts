import { z } from 'zod';
import { ModelTrouble } from '../../language-model/call/failure.ts';
import { redact } from '../../language-model/call/sort-out.ts';
import { clip, fence } from '../../language-model/prompts/fence.ts';
import { createBringing } from '../files/bring-back.ts';
import { useTools } from '../tools.ts';
import type { Errand, ErrandDeps, Outcome } from './errand.ts';
import { follow } from './follow.ts';
import { enclose } from './letter.ts';
import type { Mail } from './mail.ts';
import { type Course, courseOf, isHeard, questionOf } from './notes.ts';
import { readAnswer } from './read-answer.ts';
import type { Round } from './round.ts';

const detailShape = z.looseObject({ task: z.looseObject({ credit_usage: z.number().nullish() }) });
const detailMs = 5_000;

/** Follows a task round by round: tools that it asks for are used, an answer that cannot be used is handed back once. */
export async function converse<T>(deps: ErrandDeps, errand: Errand<T>, begun: Course, mail: Mail): Promise<Outcome<T>> {
  const { api } = deps;
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

  // Should the time run out, what was spent until then is known.
  let chargedAt = performance.now();
  const heard = (texts: readonly string[]) => {
    errand.heard(texts);
    if (performance.now() - chargedAt < deps.following.pace.chargeMs) return;
    chargedAt = performance.now();
    void charge().catch(() => undefined);
  };

  for (;;) {
    const round: Round = await follow(task, course.since, { ...deps.following, signal, heard });
    await bring(round.files);
    if (round.status === 'error') {
      await charge();
      throw failed(round);
    }
    if (round.wait) {
      const credits = (await charge()) ?? course.creditsBefore;
      if (!isHeard(prompt.name)) {
        await courseOf(notebook, key).forget();
        await api.post('task.stop', { task_id: task }, z.looseObject({}), signal).catch(() => undefined);
        return { kind: 'asks', wait: round.wait, again: false };
      }
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
