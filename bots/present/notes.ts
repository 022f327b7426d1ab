import { localeSchema, type Recorded, type Usage } from '../../src/debate/event.ts';
import { createTranslator } from '../../src/i18n/index.ts';
import { workWords } from '../../src/i18n/work.ts';

/** What the thread needs to remember that decides nothing, and so is not in the debate's state. */
export type Notes = {
  /** Excuses heard in this turn already, so that none is told twice. */
  readonly heard: ReadonlySet<string>;
  /** A persona refused in this turn, because what was asked is not safe. */
  readonly refused: boolean;
  /** Nothing is left in this turn of what may be spent, or of what one persona may. */
  readonly spent: boolean;
  readonly calls: number;
  /** Personas whose calls cost something. */
  readonly callers: ReadonlySet<string>;
  readonly costUsd: number;
  readonly credits: number;
  readonly openedAt: number;
  /** Time spent waiting for people. */
  readonly waitedMs: number;
  readonly waitingSince: number | null;
  readonly running: boolean;
};

export const noNotes: Notes = {
  heard: new Set(),
  refused: false,
  spent: false,
  calls: 0,
  callers: new Set(),
  costUsd: 0,
  credits: 0,
  openedAt: 0,
  waitedMs: 0,
  waitingSince: null,
  running: false,
};

/** The notes after one more event. `stale`: it belongs to an earlier turn, and only its cost counts. */
export function note(notes: Notes, recorded: Recorded, stale: boolean): Notes {
  const { event, at } = recorded;
  const counted = 'usage' in event && event.usage ? countUsage(notes, event) : notes;
  if (stale) return counted;
  switch (event.type) {
    case 'debate.opened':
      return { ...noNotes, openedAt: at };
    case 'person.said':
      return counted.running
        ? counted
        : { ...stopWaiting(counted, at), heard: new Set(), refused: false, spent: false };
    case 'agent.abstained':
    case 'agent.failed':
      return {
        ...counted,
        heard: new Set(counted.heard).add(excuseKey(event.persona, event.reason)),
        refused: counted.refused || saysUnsafe(event.reason),
        spent: counted.spent || saysSpent(event.reason),
      };
    case 'budget.reached':
      return { ...counted, spent: counted.spent || event.what !== 'minutes' };
    case 'approval.requested':
      return { ...counted, waitingSince: at };
    case 'execution.begun':
      return { ...stopWaiting(counted, at), running: true };
    default:
      return counted;
  }
}

/**
 * True when a persona refuses in the words that Parley itself has for it: whoever would have to write a
 * forbidden command says so with them and proposes nothing.
 */
export function saysUnsafe(reason: string): boolean {
  return localeSchema.options.some((locale) => reason.startsWith(createTranslator(locale)('closed.unsafe')));
}

/** True when a persona was not asked, as a budget is used up. */
function saysSpent(reason: string): boolean {
  return localeSchema.options.some((locale) => {
    const t = workWords(locale);
    return reason === t('overBudget') || reason === t('dayIsOver');
  });
}

export function excuseKey(persona: string, reason: string): string {
  return JSON.stringify([persona, reason]);
}

function countUsage(
  notes: Notes,
  event: { persona?: string | null; usage?: Pick<Usage, 'costUsd' | 'credits' | 'calls'> | undefined },
) {
  return {
    ...notes,
    // A mind that used tools, or had to mend its answer, was called more than once.
    calls: notes.calls + (event.usage?.calls ?? 1),
    callers: event.persona ? new Set(notes.callers).add(event.persona) : notes.callers,
    costUsd: notes.costUsd + (event.usage?.costUsd ?? 0),
    credits: notes.credits + (event.usage?.credits ?? 0),
  };
}

function stopWaiting(notes: Notes, at: number): Notes {
  if (notes.waitingSince === null) return notes;
  return { ...notes, waitedMs: notes.waitedMs + (at - notes.waitingSince), waitingSince: null };
}
