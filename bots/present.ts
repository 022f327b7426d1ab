import { type DebateState, evolve, fold } from '../src/debate/debate.ts';
import type { DebateEvent, Locale, Recorded } from '../src/debate/event.ts';
import { createTranslator } from '../src/i18n/index.ts';
import type { Post } from './post.ts';
import { approved, asked, lapsed, refused } from './present/approval.ts';
import { concluded } from './present/consensus.ts';
import * as table from './present/deliberation.ts';
import { type Notes, noNotes, note } from './present/notes.ts';
import { closed, integrated, ran, stopped } from './present/outcome.ts';
import { rehearsed } from './present/rehearsal.ts';
import type { Line, Scene } from './present/scene.ts';
import { used } from './present/tools.ts';

export type Presenter = { present(recorded: Recorded): Post | null };

/**
 * Turns a debate's events into what is said in its thread, or null where silence says enough. Feed it every
 * event of one debate, in order, from the first. Without a locale it speaks the request's language.
 */
export function createPresenter(options: { debate: string; locale?: Locale | undefined }): Presenter {
  const { debate } = options;
  let state: DebateState | null = null;
  let notes = noNotes;

  return {
    present(recorded) {
      const before = state;
      if (!before && recorded.event.type !== 'debate.opened') return null;
      if (before && recorded.event.type === 'debate.opened') return null;
      const after = before ? evolve(before, recorded) : fold(debate, [recorded]);
      if (!after) return null;
      const known = notes;
      const stale = before !== null && isStale(before, recorded.event);
      state = after;
      notes = note(known, recorded, stale);
      if (!before || stale) return null;
      const locale = options.locale ?? after.request.locale;
      const scene = (remembered: Notes): Scene => ({
        state: after,
        notes: remembered,
        at: recorded.at,
        locale,
        t: createTranslator(locale),
      });
      const line = speak(before, recorded.event, scene(known), scene(notes));
      return line && line.blocks.length > 0 ? { debate, seq: recorded.seq, ...line } : null;
    },
  };
}

/** Every post of a debate, in order. */
export function presentAll(
  events: readonly Recorded[],
  options: { debate: string; locale?: Locale | undefined },
): Post[] {
  const presenter = createPresenter(options);
  return events.flatMap((recorded) => presenter.present(recorded) ?? []);
}

// What belongs to an earlier turn, or comes after the end, was overtaken by events.
function isStale(state: DebateState, event: DebateEvent): boolean {
  if (event.type === 'person.said' || event.type === 'result.rated') return false;
  return state.end !== null || ('turn' in event && event.turn !== state.turn && event.type !== 'workspace.prepared');
}

// `scene` knows what was noted before the event, `noted` also what it brought.
function speak(before: DebateState, event: DebateEvent, scene: Scene, noted: Scene): Line | null {
  switch (event.type) {
    case 'workspace.prepared':
      return table.prepared(
        scene,
        event,
        (before.unprepared[event.turn] ?? []).map((it) => it.name),
      );
    case 'analysis.given':
      return table.analysed(scene, event);
    case 'proposal.made':
      return table.proposed(scene, event);
    case 'rehearsal.finished':
      return rehearsed(scene, event);
    case 'critique.given':
      return table.criticised(scene, event);
    case 'proposal.revised':
      return table.revised(scene, event);
    case 'proposal.kept':
      return table.kept(scene, event);
    case 'ballot.cast':
      return table.voted(scene, event);
    case 'agent.abstained':
      return table.abstained(scene, event, table.isRepeated(scene, event));
    case 'agent.failed':
      return table.failed(scene, event, table.isRepeated(scene, event));
    case 'budget.reached':
      return table.outOfBudget(scene, event);
    case 'tool.used':
      return used(scene, event);
    case 'consensus.reached':
      return concluded(scene, event);
    case 'approval.requested':
      return asked(scene, event);
    case 'approval.given':
      return scene.state.approval === before.approval ? null : approved(scene, event);
    case 'approval.denied':
    case 'approval.withdrawn':
      return scene.state.approval === before.approval ? null : refused(scene, event);
    case 'approval.expired':
      return scene.state.approval === before.approval ? null : lapsed(scene);
    case 'step.finished':
      return ran(scene, event);
    case 'result.integrated':
      return integrated(noted, event);
    case 'person.said':
      return hear(before, scene);
    case 'debate.stopped':
      return stopped(scene, event);
    case 'debate.closed':
      return closed(scene, event);
    case 'debate.opened':
    case 'execution.begun':
    case 'step.started':
    case 'result.rated':
    case 'follow-up.opened':
      return null;
  }
}

// After the end a reply opens a debate of its own, which speaks for itself.
function hear(before: DebateState, scene: Scene): Line | null {
  if (scene.state.turn !== before.turn) return table.heard(scene, 'steers');
  return before.end ? null : table.heard(scene, 'later');
}
