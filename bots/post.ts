import type { Artifact, Consensus, Ending, Output, Rehearsal, Verdict } from '../src/debate/event.ts';

/** Who speaks in the thread: a persona, or Parley itself. */
export type Speaker = { readonly id: string; readonly name: string; readonly avatar: string };

export type PostedStep = {
  readonly id: string;
  /** Name of the persona that owns it. */
  readonly owner: string;
  readonly purpose: string;
  readonly command: string;
};

export type CheckedStep = PostedStep & {
  readonly verdict: Verdict;
  readonly missingPrograms: readonly string[];
  readonly run?: Rehearsal['steps'][number]['run'];
};

/**
 * One part of a post. Text is already in the reader's language; numbers and names are data that every
 * front end lays out its own way.
 */
export type Block =
  | { readonly kind: 'text'; readonly markdown: string }
  | { readonly kind: 'steps'; readonly steps: readonly PostedStep[] }
  | { readonly kind: 'checks'; readonly steps: readonly CheckedStep[]; readonly changes: Rehearsal['changes'] }
  | {
      readonly kind: 'ballot';
      readonly scores: readonly {
        readonly of: string;
        readonly feasibility: number;
        readonly relevance: number;
        readonly reason: string;
      }[];
    }
  | { readonly kind: 'consensus'; readonly consensus: Consensus; readonly names: Readonly<Record<string, string>> }
  | {
      readonly kind: 'approval';
      readonly turn: number;
      readonly planHash: string;
      readonly steps: readonly CheckedStep[];
      readonly changes: Rehearsal['changes'];
      readonly dissent: readonly string[];
      readonly approvers: readonly string[];
      readonly needed: number;
      readonly expiresAt: number;
    }
  | {
      readonly kind: 'output';
      readonly step: PostedStep;
      readonly exitCode: number;
      readonly ending: Ending;
      readonly output: Output;
      readonly durationMs: number;
      readonly problem?: string;
    }
  | { readonly kind: 'artifacts'; readonly items: readonly Artifact[] };

/**
 * What one event says in the thread. `manner` tells front ends how loud it is: `talk` is somebody speaking,
 * `aside` a remark in passing, `card` waits for a person, `result` is the outcome, `problem` went wrong.
 */
export type Post = {
  readonly debate: string;
  readonly seq: number;
  readonly speaker: Speaker;
  readonly manner: 'talk' | 'aside' | 'card' | 'result' | 'problem';
  readonly blocks: readonly Block[];
};
