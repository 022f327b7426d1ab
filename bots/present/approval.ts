import type { EventOf, Person, Rehearsal } from '../../src/debate/event.ts';
import { dissent } from './consensus.ts';
import { name } from './markdown.ts';
import { aside, checked, findProposal, type Line, parley, planName, type Scene, text } from './scene.ts';
import { visiblePath } from './visible.ts';

/** The card that waits for a person: what would run, what is known about it, and what one can do. */
export function asked(scene: Scene, event: EventOf<'approval.requested'>): Line {
  const { t, state } = scene;
  const { steps } = event.plan;
  const proposal = findProposal(scene, event.proposal);
  const rehearsal = proposal?.rehearsal ?? null;
  return {
    speaker: parley,
    manner: 'card',
    blocks: [
      text(
        `${t('approval.ask', { count: steps.length, plan: planName(scene, event.proposal) })}\n\n${t('approval.how')}`,
      ),
      {
        kind: 'approval',
        turn: event.turn,
        planHash: event.planHash,
        steps: checked(scene, steps, rehearsal),
        changes: listed(rehearsal?.changes ?? []),
        dissent: state.consensus ? dissent(scene, state.consensus) : [],
        approvers: approvers(scene),
        needed: event.needed,
        expiresAt: event.expiresAt,
      },
    ],
  };
}

const weight = { removed: 0, changed: 1, added: 2 };

/** What is lost stands first: a front end may have room for some of them only. */
function listed(changes: Rehearsal['changes']): Rehearsal['changes'] {
  return changes
    .map((it) => ({ ...it, path: visiblePath(it.path) }))
    .sort((a, b) => weight[a.change] - weight[b.change]);
}

// Configured approvers are known by id only, unless they spoke in this thread.
function approvers({ state, t }: Scene): string[] {
  const { author } = state.request;
  if (state.rules.approvers.includes('*')) return [t('approval.anyone')];
  const people: Person[] = [author, ...state.additions.map((it) => it.by)];
  const others = state.rules.approvers
    .filter((id) => id !== author.id)
    .map((id) => people.find((it) => it.id === id)?.name ?? id);
  return [author.name, ...new Set(others)];
}

export function approved(scene: Scene, event: EventOf<'approval.given'>): Line | null {
  const { approval } = scene.state;
  if (!approval || approval.planHash !== event.planHash || approval.verdict) return null;
  const words = { name: name(event.by.name) };
  const enough = approval.given.length >= approval.needed;
  return aside(text(enough ? scene.t('approval.given', words) : scene.t('approval.givenOneMore', words)));
}

export function refused(scene: Scene, event: EventOf<'approval.denied'> | EventOf<'approval.withdrawn'>): Line {
  const words = { name: name(event.by.name) };
  const denied = event.type === 'approval.denied';
  return aside(text(denied ? scene.t('approval.denied', words) : scene.t('approval.withdrawn', words)));
}

export function lapsed(scene: Scene): Line {
  return aside(text(scene.t('approval.expired')));
}
