import { z } from 'zod';
import { ModelTrouble } from '../../language-model/call/failure.ts';
import { fence } from '../../language-model/prompts/fence.ts';
import type { ManusApi } from '../api/api.ts';
import { isYes } from '../words.ts';
import type { Errand } from './errand.ts';
import { compose, enclose, type Part } from './letter.ts';
import type { Mail } from './mail.ts';
import type { Course, Question } from './notes.ts';
import { readRound } from './round.ts';

const anyShape = z.looseObject({});

/**
 * Hands on to the waiting task what people replied. Null when the reply is not for that task, or the task is not
 * there any more: a new one then hears it all.
 */
export async function resume<T>(
  api: ManusApi,
  errand: Errand<T>,
  question: Question,
  mail: Mail,
): Promise<Course | null> {
  const { meter, thinking, tools } = errand;
  const { task, wait, since, credits } = question;
  const reply = replyTo(question, errand);
  if (reply === null) return null;
  try {
    meter.called(1);
    if (wait.kind === 'words') {
      await mail.send(task, await letterFor(reply, errand, mail), tools);
    } else {
      const input = leave(reply.approves && isYes(reply.last), wait);
      await api.post('task.confirmAction', { task_id: task, event_id: wait.event, input }, anyShape, thinking.signal);
    }
  } catch (error) {
    if (!(error instanceof ModelTrouble) || error.kind !== 'request') throw error;
    // Told already, just before a crash: then it does not wait any more.
    if (!(await goesOn(api, question, thinking.signal))) return null;
  }
  return { task, since, calls: 1, creditsBefore: credits, mended: false, toolRounds: 0 };
}

type Reply = {
  /** In the question's own debate; null when they opened the next one. */
  readonly added: { readonly texts: readonly string[]; readonly from: number } | null;
  readonly last: string;
  readonly approves: boolean;
};

/**
 * The reply came in the same debate, or opened the next one because the first had ended. There only the same person
 * gives leave.
 */
function replyTo<T>(question: Question, { brief }: Errand<T>): Reply | null {
  const last = brief.additions.at(-1) ?? brief.request;
  if (question.debate === brief.debate) {
    const texts = brief.additions.slice(question.additions);
    // The very next words: a yes after others may be meant for something else.
    const approves = brief.lastWordApproves && texts.length === 1;
    return { added: { texts, from: question.additions + 1 }, last, approves };
  }
  if (question.debate !== brief.follows) return null;
  const approves = question.author === brief.author && brief.additions.length === 0;
  // What is no yes to an act is a request of its own.
  if (question.wait.kind === 'leave' && !(approves && isYes(last))) return null;
  return { added: null, last, approves };
}

async function letterFor<T>({ added }: Reply, errand: Errand<T>, mail: Mail): Promise<readonly Part[]> {
  if (added === null) {
    const hint =
      'The person has replied: with the block “request” below, after what stands under “earlier in this thread”. Go on ' +
      'from what you know already; here is everything again as it is now.';
    return [{ type: 'text', text: hint }, ...(await compose(errand.prompt, mail.letter))];
  }
  const told = added.texts.map((it, index) => fence(`added later ${added.from + index}`, it)).join('\n\n');
  return enclose([], told, 'That is what the person replied. Go on with your task; the same rules hold.', mail.letter);
}

async function goesOn(api: ManusApi, { task, since }: Question, signal: AbortSignal): Promise<boolean> {
  try {
    return (await readRound(api, task, since, signal)).status !== 'waiting';
  } catch (error) {
    if (error instanceof ModelTrouble && error.kind === 'request') return false;
    throw error;
  }
}

// What acts outside needs the word of somebody who may approve plans; anybody else's leaves it undone. What can only be
// skipped would let Manus into a person's browser.
const leave = (accept: boolean, { no }: Question['wait']) => (no === 'skip' ? { action: 'skip' } : { accept });
