import type { DebateState, ProposalState } from '../src/debate/debate.ts';
import type { Task } from '../src/debate/decide.ts';
import type { DebateEvent, Rehearsal } from '../src/debate/event.ts';
import { workWords } from '../src/i18n/work.ts';
import type { States } from '../src/states.ts';
import { conclude, isDue } from './conclude.ts';
import type { WorkerDeps } from './deps.ts';
import { environmentOf } from './environment.ts';
import { patiently, reasonOf } from './patience.ts';
import { warm } from './warm.ts';

export type RehearseTask = Extract<Task, { kind: 'prepare' | 'rehearse' | 'warm' }>;

/** What is done in the sandbox before anybody approves: lay files in, try a proposal on a copy, make ready. */
export async function rehearse(
  deps: WorkerDeps,
  states: States,
  debate: string,
  task: RehearseTask,
  signal: AbortSignal,
): Promise<void> {
  const state = await states.glance(debate);
  if (!state || !isDue(state, task.key)) return;
  if (task.kind === 'warm') return warm(deps, states, state);
  const outcome =
    task.kind === 'prepare' ? await prepare(deps, state, task.turn, signal) : await attempt(deps, state, task, signal);
  if (!outcome || signal.aborted) return;
  await conclude(deps, state, task.key, outcome);
}

async function prepare(deps: WorkerDeps, state: DebateState, turn: number, signal: AbortSignal): Promise<DebateEvent> {
  const t = workWords(state.request.locale);
  const files: { path: string; bytes: Uint8Array }[] = [];
  const problems: string[] = [];
  for (const attachment of state.unprepared[turn] ?? []) {
    const bytes = await deps.blobs.get(attachment.blob);
    if (bytes) files.push({ path: attachment.name, bytes });
    else problems.push(t('attachmentGone', { name: attachment.name }));
  }
  try {
    const { environment } = environmentOf(deps, state, null);
    const listed = await patiently('trying', () => deps.sandbox.prepare(state.workspace, environment, files), signal);
    const problem = problems.length > 0 ? { problem: problems.join(' ') } : {};
    return { type: 'workspace.prepared', turn, files: listed, ...problem };
  } catch (error) {
    deps.log.error({ debate: state.id, error }, 'could not lay files into the workspace');
    return { type: 'workspace.prepared', turn, files: [], problem: reasonOf(error, state) };
  }
}

async function attempt(
  deps: WorkerDeps,
  state: DebateState,
  task: Extract<RehearseTask, { kind: 'rehearse' }>,
  signal: AbortSignal,
): Promise<DebateEvent | null> {
  const proposal = state.proposals.find((it) => it.id === task.proposal && it.revision === task.revision);
  if (!proposal || state.turn !== task.turn) return null;
  const rehearsal = await tryOut(deps, state, task, proposal, signal).catch((error): Rehearsal => {
    if (!signal.aborted) deps.log.error({ debate: state.id, error }, 'rehearsal failed');
    return { steps: [], changes: [], unavailable: reasonOf(error, state) };
  });
  return { type: 'rehearsal.finished', turn: task.turn, proposal: proposal.id, revision: proposal.revision, rehearsal };
}

async function tryOut(
  deps: WorkerDeps,
  state: DebateState,
  task: Extract<RehearseTask, { kind: 'rehearse' }>,
  proposal: ProposalState,
  signal: AbortSignal,
): Promise<Rehearsal> {
  const checks = await Promise.all(
    proposal.body.steps.map(async (step) => {
      const { command } = step.action;
      const { persona, environment } = environmentOf(deps, state, step.owner);
      const offered = await patiently('trying', () => deps.sandbox.programs(environment), signal);
      const missingPrograms = deps.policy.programsOf(command).filter((it) => !it.includes('/') && !offered.has(it));
      return { step: step.id, verdict: deps.policy.judge(command), missingPrograms, command, persona, environment };
    }),
  );
  // One denied step bars the whole proposal, so nothing of it is tried, not even on a copy.
  const denied = checks.some((it) => it.verdict.verdict === 'deny');
  const firstMissing = checks.findIndex((it) => it.missingPrograms.length > 0);
  const tried = denied ? [] : checks.slice(0, firstMissing === -1 ? checks.length : firstMissing);
  const report =
    tried.length === 0
      ? { steps: [], changes: [] }
      : await patiently(
          'trying',
          () =>
            deps.sandbox.rehearse(
              {
                key: task.key,
                workspace: state.workspace,
                steps: tried.map(({ step, ...it }) => ({ id: step, ...it })),
              },
              signal,
              () => undefined,
            ),
          signal,
        );
  return {
    steps: checks.map(({ step, verdict, missingPrograms }) => {
      const run = report.steps.find((it) => it.step === step)?.run;
      return { step, verdict, missingPrograms, ...(run ? { run } : {}) };
    }),
    changes: report.changes,
  };
}
