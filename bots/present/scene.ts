import type { DebateState, ProposalState } from '../../src/debate/debate.ts';
import { HYBRID } from '../../src/debate/debate.ts';
import type { Locale, Rehearsal } from '../../src/debate/event.ts';
import type { Step } from '../../src/debate/plan.ts';
import type { Translate } from '../../src/i18n/index.ts';
import { revealed } from '../../src/policy/hidden.ts';
import { inLocale } from '../../src/policy/in-locale.ts';
import type { Block, CheckedStep, Post, PostedStep, Speaker } from '../post.ts';
import { name } from './markdown.ts';
import type { Notes } from './notes.ts';
import { visibleLine } from './visible.ts';

/** What a line is spoken from: the debate up to and with the event, and the reader's language. */
export type Scene = {
  readonly state: DebateState;
  readonly notes: Notes;
  readonly at: number;
  readonly locale: Locale;
  readonly t: Translate;
};

/** A post without what every post has. */
export type Line = Pick<Post, 'speaker' | 'manner' | 'blocks'>;

/** Parley itself, when no persona speaks. */
export const parley: Speaker = { id: 'parley', name: 'Parley', avatar: 'parley' };

export function speaker(scene: Scene, persona: string): Speaker {
  const seat = scene.state.council.find((it) => it.id === persona);
  return seat ? { id: seat.id, name: seat.name, avatar: seat.avatar } : { id: persona, name: persona, avatar: '' };
}

/** A persona's display name as it is; for sentences use `called`. */
export function rawName(scene: Scene, persona: string): string {
  return scene.state.council.find((it) => it.id === persona)?.name ?? persona;
}

/** A persona's name, inert in Markdown. */
export function called(scene: Scene, persona: string): string {
  return name(rawName(scene, persona));
}

export function findProposal(scene: Scene, id: string): ProposalState | undefined {
  return scene.state.proposals.find((it) => it.id === id);
}

/** "Manual's plan", or "the joint plan" for a hybrid. */
export function planName(scene: Scene, id: string): string {
  if (id === HYBRID) return scene.t('plan.joint');
  return scene.t('plan.of', { name: called(scene, findProposal(scene, id)?.author ?? id) });
}

/** 1 for the first step; what people call it, whatever its id. */
export function stepNumber(steps: readonly Step[], id: string): string {
  const index = steps.findIndex((step) => step.id === id);
  return String(index < 0 ? id.replace(/^s/, '') : index + 1);
}

export function posted(scene: Scene, step: Step): PostedStep {
  return {
    id: step.id,
    owner: rawName(scene, step.owner),
    purpose: visibleLine(step.purpose),
    command: revealed(step.action.command),
  };
}

/** Steps with what policy and rehearsal found; a step without findings has not been looked at. */
export function checked(scene: Scene, steps: readonly Step[], rehearsal: Rehearsal | null): CheckedStep[] {
  return steps.map((step) => {
    const found = rehearsal?.steps.find((it) => it.step === step.id);
    return {
      ...posted(scene, step),
      verdict: inLocale(found?.verdict ?? { verdict: 'review', reasons: [] }, scene.locale),
      missingPrograms: found?.missingPrograms ?? [],
      ...(found?.run ? { run: found.run } : {}),
    };
  });
}

export const text = (markdown: string): Block => ({ kind: 'text', markdown });

/** A remark of Parley in passing. */
export const aside = (...blocks: readonly Block[]): Line => ({ speaker: parley, manner: 'aside', blocks });
