import { z } from 'zod';
import type { Brief } from '../../ports/agent.ts';
import { ModelTrouble } from '../language-model/failure.ts';
import { clip, fence } from '../language-model/fence.ts';
import type { Prompt } from '../language-model/prompts/parts.ts';
import { type ReadObject, readObject } from '../language-model/read-object.ts';
import { redact } from '../language-model/sort-out.ts';
import { schemaFor } from '../language-model/wire.ts';
import type { ManusApi } from './api.ts';
import type { Uploads } from './files.ts';
import { type Following, follow } from './follow.ts';
import { compose, type Part, type ReadFile } from './letter.ts';
import type { ProducedFile, Round, Wait } from './round.ts';
import { isYes } from './words.ts';

/** A task that waits for a person, by debate, seat and stage. */
type Pending = {
  readonly task: string;
  readonly wait: Wait;
  readonly since: string | null;
  readonly additions: number;
};
export type Desk = Map<string, Pending>;

export type ErrandDeps = {
  readonly api: ManusApi;
  readonly uploads: Uploads;
  readonly desk: Desk;
  readonly profile: string;
  readonly readFile?: ReadFile | undefined;
  readonly following: Omit<Following, 'signal' | 'heard'>;
  /** Before the first task: lets webhooks be registered. */
  begin(): void;
};

export type Errand<T> = {
  readonly brief: Brief;
  readonly prompt: Prompt;
  readonly wire: z.ZodType<T>;
  /** Set when the answer is words: takes them as Manus wrote them, should there be no object. */
  readonly fromText?: ((text: string) => T) | undefined;
  readonly signal: AbortSignal;
  heard(texts: readonly string[]): void;
  /** What is better mended before anybody else sees it. */
  mend(value: T): readonly string[];
  /** Counts what is asked of Manus. */
  counted(): void;
};

export type Outcome<T> =
  | { readonly kind: 'done'; readonly value: T; readonly files: readonly ProducedFile[] }
  /** `again` when the same was asked before and nobody has replied. */
  | { readonly kind: 'asks'; readonly wait: Wait; readonly again: boolean };

const taskShape = z.looseObject({ task_id: z.string().min(1) });
const anyShape = z.looseObject({});
const mostPending = 200;
const stopMs = 10_000;

/** One question to Manus, from its task's beginning to an answer, or to a question back. Throws `ModelTrouble`. */
export async function runErrand<T>(deps: ErrandDeps, errand: Errand<T>): Promise<Outcome<T>> {
  const { api, desk } = deps;
  const { brief, signal } = errand;
  const name = [brief.debate, brief.self, errand.prompt.name].join('\n');
  const pending = desk.get(name);
  if (pending && brief.additions.length <= pending.additions) return { kind: 'asks', wait: pending.wait, again: true };
  deps.begin();

  let task: string | undefined;
  // Whoever stops thinking stops paying: a task goes on by itself otherwise.
  const stop = () => {
    if (task === undefined) return;
    api.post('task.stop', { task_id: task }, anyShape, AbortSignal.timeout(stopMs)).catch(() => undefined);
  };
  signal.addEventListener('abort', stop, { once: true });
  try {
    let since: string | null = null;
    if (pending && (await resume(deps, errand, pending))) {
      task = pending.task;
      since = pending.since;
    } else {
      errand.counted();
      task = await create(deps, errand);
    }
    desk.delete(name);
    if (signal.aborted) stop();
    signal.throwIfAborted();
    return await converse(deps, errand, { name, task, since });
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

async function converse<T>(
  deps: ErrandDeps,
  errand: Errand<T>,
  { name, task, since: first }: { name: string; task: string; since: string | null },
): Promise<Outcome<T>> {
  const { desk } = deps;
  const { brief, signal } = errand;
  let kept: T | undefined;
  let since = first;
  const files: ProducedFile[] = [];
  for (const last of [false, true]) {
    const round: Round = await follow(task, since, { ...deps.following, signal, heard: errand.heard });
    since = round.newest;
    files.push(...round.files);
    if (round.status === 'error') throw failed(round);
    if (round.wait) {
      if (desk.size >= mostPending) desk.delete(desk.keys().next().value as string);
      desk.set(name, { task, wait: round.wait, since, additions: brief.additions.length });
      return { kind: 'asks', wait: round.wait, again: false };
    }
    const read = readAnswer(round, errand);
    const problems = 'value' in read ? errand.mend(read.value) : read.problems;
    if ('value' in read) {
      if (problems.length === 0 || last) return { kind: 'done', value: read.value, files };
      kept = read.value;
    }
    if (last) break;
    errand.counted();
    await send(deps, errand, task, [
      `That answer cannot be used as it is:\n${fence('what is wrong with it', problems.join('\n'))}\nGive the whole structured output again, mended.`,
    ]);
  }
  if (kept !== undefined) return { kind: 'done', value: kept, files };
  throw new ModelTrouble('unusable', 'no readable object in two answers');
}

async function create<T>(deps: ErrandDeps, { brief, prompt, wire, fromText, signal }: Errand<T>): Promise<string> {
  const { uploads, readFile } = deps;
  const content = await compose(prompt, { brief, uploads, signal, plain: fromText !== undefined, readFile });
  const made = await deps.api.post(
    'task.create',
    {
      message: { content },
      agent_profile: deps.profile,
      title: `Parley: ${prompt.name}`,
      locale: brief.locale,
      // Only a plan is worth a question; elsewhere Manus does its best with what there is.
      interactive_mode: prompt.name === 'propose',
      hide_in_task_list: true,
      structured_output_schema: schemaFor(wire),
    },
    taskShape,
    signal,
  );
  return made.task_id;
}

/** Hands on what people replied. False when the task is not there any more: a new one then hears it all. */
async function resume<T>(deps: ErrandDeps, errand: Errand<T>, { task, wait, additions }: Pending): Promise<boolean> {
  const replies = errand.brief.additions.slice(additions);
  try {
    errand.counted();
    if (wait.kind === 'words') {
      await send(deps, errand, task, [
        ...replies.map((it, index) => fence(`added later ${additions + index + 1}`, it)),
        'That is what the person replied. Go on with your task; the same rules hold.',
      ]);
    } else {
      const input = leave(errand.brief.lastWordApproves && isYes(replies.at(-1) ?? ''), wait.schema);
      await deps.api.post(
        'task.confirmAction',
        { task_id: task, event_id: wait.event, input },
        anyShape,
        errand.signal,
      );
    }
    return true;
  } catch (error) {
    if (error instanceof ModelTrouble && error.kind === 'request') return false;
    throw error;
  }
}

async function send<T>(deps: ErrandDeps, errand: Errand<T>, task: string, texts: readonly string[]): Promise<void> {
  const content: Part[] = texts.map((text) => ({ type: 'text', text }));
  const body = { task_id: task, message: { content }, structured_output_schema: schemaFor(errand.wire) };
  await deps.api.post('task.sendMessage', body, anyShape, errand.signal);
}

/** A reply in the form that the action wants: most take `accept`, some a choice of which one is to skip it. */
// What acts outside needs the word of somebody who may approve plans; anybody else's leaves it undone.
function leave(accept: boolean, schema: unknown): Record<string, unknown> {
  const properties = (schema as { properties?: Record<string, unknown> } | null)?.properties ?? {};
  return 'action' in properties && !('accept' in properties) ? { action: 'skip' } : { accept };
}

function readAnswer<T>(round: Round, { wire, fromText }: Errand<T>): ReadObject<T> {
  const problems: string[] = [];
  if (round.object !== undefined) {
    const read = readObject(JSON.stringify(round.object), wire);
    if ('value' in read) return read;
    problems.push(...read.problems);
  }
  // Now and then the object is written into the words instead.
  const text = round.texts.at(-1);
  if (text !== undefined) {
    const read = readObject(text, wire);
    if ('value' in read) return read;
    if (fromText && round.object === undefined) return { value: fromText(text) };
    if (problems.length === 0) problems.push(...read.problems);
  }
  return { problems: problems.length > 0 ? problems : ['There is no structured output.'] };
}

function failed({ trouble }: Round): ModelTrouble {
  const kind = /credit|quota|billing|insufficient/i.test(trouble) ? 'quota' : 'down';
  return new ModelTrouble(kind, redact(`the task failed: ${clip(trouble, 200)}`, []));
}
