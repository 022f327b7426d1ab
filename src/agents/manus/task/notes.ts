import { z } from 'zod';
import type { Notebook } from '../../../ports/agent.ts';

/** What a seat of Manus notes down, so that a restart neither loses a question nor pays for a task twice. */

const waitShape = z.object({
  /** What Manus waits for: words of a person, or leave to do something. */
  kind: z.enum(['words', 'leave']),
  event: z.string(),
  about: z.string(),
  /** What Manus takes for a no: most acts `accept: false`, some are a choice of which one is to skip it. */
  no: z.enum(['refuse', 'skip']),
});
export type Wait = Readonly<z.infer<typeof waitShape>>;

/** How far one thought has come: its task, and from which message on an answer is awaited. */
const courseShape = z.object({
  task: z.string(),
  since: z.string().nullable(),
  /** What was asked of Manus so far. */
  calls: z.int(),
  /** Credits of the task that an earlier thought has answered for. */
  creditsBefore: z.number(),
  /** Whether an answer was handed back to be mended. */
  mended: z.boolean(),
  /** How often the results of tools were sent. */
  toolRounds: z.int(),
});
export type Course = Readonly<z.infer<typeof courseShape>>;

/** A task that waits for a person. */
const questionShape = z.object({
  task: z.string(),
  wait: waitShape,
  since: z.string().nullable(),
  credits: z.number(),
  /** The thought in which it came up, its debate, who asked there, and how many replies there were. */
  key: z.string(),
  debate: z.string(),
  author: z.string(),
  additions: z.int(),
});
export type Question = Readonly<z.infer<typeof questionShape>>;

export type Note<T> = { read(): Promise<T | null>; write(value: T): Promise<void>; forget(): Promise<void> };

/** By thought. */
export const courseOf = (notebook: Notebook, key: string) => note(notebook, `course ${key}`, courseShape);
/**
 * Stages in which a question reaches people: why somebody passes on a critique or a ballot is not told in the thread.
 * What nobody was asked, nobody's “yes” may answer.
 */
const heard: ReadonlySet<string> = new Set(['analyse', 'propose', 'revise', 'combine']);
export const isHeard = (stage: string): boolean => heard.has(stage);
/** By stage, in the whole thread: when nobody has a plan the debate ends, and the reply opens another. */
export const questionOf = (notebook: Notebook, stage: string) => note(notebook, `question ${stage}`, questionShape);

function note<T>(notebook: Notebook, name: string, shape: z.ZodType<T>): Note<T> {
  return {
    async read() {
      const text = await notebook.read(name);
      return text === null ? null : (shape.safeParse(parsed(text)).data ?? null);
    },
    write: (value) => notebook.write(name, JSON.stringify(value)),
    forget: () => notebook.forget(name),
  };
}

// A note that another version wrote counts as none.
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
