import { judgeApproval } from '../src/debate/approval.ts';
import { type DebateState, fold } from '../src/debate/debate.ts';
import { criticised, decide, scored, type Task } from '../src/debate/decide.ts';
import type { DebateEvent, EventOf, Recorded } from '../src/debate/event.ts';
import { proposal, rehearsed, requester } from '../src/debate/sample.ts';

/** How the imagined agents behave: a number from 0 to 1 for every question asked, the same each time. */
export type Temper = (question: string) => number;

/** What the world may do next: run a task that was handed out, lose one, or let the clock run. */
export type Fate = { readonly pick: number; readonly lose: boolean; readonly twice: boolean };

export type Ended = { readonly state: DebateState; readonly log: readonly Recorded[]; readonly rounds: number };

/**
 * Plays a whole debate against `decide` with an in-memory ledger that keeps one outcome per key. `fates` say in which
 * order tasks run, which runs are lost and which happen twice; what the agents answer depends on `temper` alone.
 */
export function play(
  opening: EventOf<'debate.opened'>,
  temper: Temper,
  fates: readonly Fate[],
  approves = true,
): Ended {
  const log: Recorded[] = [];
  const keys = new Set<string>();
  const append = (event: DebateEvent, key: string) => {
    if (keys.has(key)) return;
    keys.add(key);
    log.push({ seq: log.length + 1, at: 1000 + log.length, key, event });
  };
  const state = () => fold('d', log) as DebateState;
  append(opening, 'open');
  let step = 0;
  for (let rounds = 1; rounds < 2000; rounds++) {
    const now = state();
    if (now.end) return { state: now, log, rounds };
    const decision = decide(now, 2000);
    for (const ruling of decision.rulings) append(ruling.event, ruling.key);
    if (decision.rulings.length > 0) continue;
    const waiting = now.approval && !now.approval.verdict;
    if (waiting) {
      const { planHash } = now.approval as NonNullable<typeof now.approval>;
      const judged = approves ? judgeApproval(now, planHash, requester, 2000) : null;
      if (judged && 'ruling' in judged) append(judged.ruling.event, judged.ruling.key);
      else append({ type: 'approval.denied', turn: now.turn, planHash, by: requester }, `d/verdict/${now.turn}`);
      continue;
    }
    const fate = fates[step++ % Math.max(1, fates.length)] ?? { pick: 0, lose: false, twice: false };
    const task = decision.tasks[Math.floor(fate.pick * decision.tasks.length) % decision.tasks.length];
    if (!task) throw new Error(`nothing is due and nothing has ended: ${JSON.stringify(now)}`);
    // A lost run is one whose outcome never arrived; the last rounds lose nothing, as the world is not that cruel.
    if (fate.lose && rounds < 500) continue;
    append(outcome(now, task, temper), task.key);
    if (fate.twice)
      append(
        outcome(now, task, (question) => 1 - temper(question)),
        task.key,
      );
  }
  throw new Error('the debate never ended');
}

/** What an imagined worker reports for a task. */
export function outcome(state: DebateState, task: Task, temper: Temper): DebateEvent {
  const { turn } = state;
  const mood = temper(task.key);
  switch (task.kind) {
    case 'prepare':
      return { type: 'workspace.prepared', turn: task.turn, files: [] };
    case 'analyse':
      return mood < 0.1
        ? absent(state, task, 'analysis', 0, mood)
        : { type: 'analysis.given', turn, persona: task.persona, text: 'I see.' };
    case 'propose':
      if (mood < 0.25) return absent(state, task, 'proposal', 0, mood);
      return {
        type: 'proposal.made',
        turn,
        persona: task.persona,
        id: task.persona,
        proposal: thought(task.persona, mood),
      };
    case 'rehearse':
      return {
        type: 'rehearsal.finished',
        turn,
        proposal: task.proposal,
        revision: task.revision,
        rehearsal: tried(mood),
      };
    case 'critique':
      if (mood < 0.2) return absent(state, task, 'critique', task.round, mood);
      return {
        type: 'critique.given',
        turn,
        round: task.round,
        persona: task.persona,
        remarks: criticised(state, task.persona).map((it) => ({
          proposal: it.id,
          stance: temper(`${task.key}/${it.id}`) < 0.5 ? ('defect' as const) : ('concede' as const),
          text: 'because',
        })),
      };
    case 'revise': {
      const own = state.proposals.find((it) => it.author === task.persona);
      const common = { turn, round: task.round, persona: task.persona, id: own?.id ?? '', because: 'because' };
      if (mood < 0.5) return { type: 'proposal.kept', ...common };
      return {
        type: 'proposal.revised',
        ...common,
        revision: (own?.revision ?? 0) + 1,
        proposal: proposal(`revised ${mood}`, task.persona),
      };
    }
    case 'vote':
      if (mood < 0.15) return absent(state, task, 'vote', task.round, mood);
      return {
        type: 'ballot.cast',
        turn,
        ballot: task.round,
        persona: task.persona,
        scores: scored(state, task.persona, task.round).map((it) => ({
          proposal: it.id,
          feasibility: 10 * temper(`${task.key}/f/${it.id}`),
          relevance: 10 * temper(`${task.key}/r/${it.id}`),
          reason: '',
        })),
      };
    case 'combine':
      if (mood < 0.3) return absent(state, task, 'hybrid', 0, mood);
      return {
        type: 'proposal.made',
        turn,
        persona: task.persona,
        id: 'hybrid',
        proposal: proposal('both', task.persona),
      };
    case 'warm':
      throw new Error('warming has no outcome');
    case 'execute':
      return {
        type: 'step.finished',
        turn,
        step: task.step,
        ending: 'exited',
        exitCode: mood < 0.2 ? 1 : 0,
        output: { head: '', tail: '', bytes: 0 },
        durationMs: 1,
        artifacts: [],
      };
    case 'integrate':
      return {
        type: 'result.integrated',
        turn,
        persona: task.persona,
        text: 'done',
        ok: Object.values(state.steps).every((it) => it.finished?.exitCode === 0),
        artifacts: [],
      };
  }
}

function thought(author: string, mood: number) {
  if (mood > 0.95) return { approach: 'I know it', expectedOutcome: '', confidence: 1, steps: [], answer: '42' };
  return proposal(mood > 0.7 ? 'same for all' : `way of ${author}`, author);
}

function tried(mood: number) {
  if (mood < 0.05) return { steps: [], changes: [], unavailable: 'no sandbox' };
  return mood < 0.15 ? rehearsed(0, 'deny') : rehearsed(mood < 0.35 ? 1 : 0, mood > 0.9 ? 'review' : 'allow');
}

function absent(
  state: DebateState,
  task: { persona: string },
  stage: EventOf<'agent.failed'>['stage'],
  round: number,
  mood: number,
): DebateEvent {
  const type = mood < 0.05 ? ('agent.failed' as const) : ('agent.abstained' as const);
  return { type, turn: state.turn, stage, round, persona: task.persona, reason: 'not now' };
}
