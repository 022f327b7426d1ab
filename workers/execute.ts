import type { DebateState } from '../src/debate/debate.ts';
import type { Task } from '../src/debate/decide.ts';
import type { EventOf, Locale } from '../src/debate/event.ts';
import { planHash, type Step } from '../src/debate/plan.ts';
import { ParleyError } from '../src/errors.ts';
import { inLanguage } from '../src/i18n/local-text.ts';
import { workWords } from '../src/i18n/work.ts';
import { inLocale } from '../src/policy/in-locale.ts';
import type { OutputChunk, StepReport } from '../src/ports/sandbox.ts';
import type { States } from '../src/states.ts';
import { conclude, isDue } from './conclude.ts';
import type { WorkerDeps } from './deps.ts';
import { environmentOf } from './environment.ts';
import { patiently, reasonOf } from './patience.ts';

export type ExecuteTask = Extract<Task, { kind: 'execute' }>;

/**
 * Runs one approved step. The ledger learns that it starts before the container gets the command, and how
 * it ended before the container goes; so whoever runs this again finds one or the other.
 */
export async function execute(
  deps: WorkerDeps,
  states: States,
  debate: string,
  task: ExecuteTask,
  signal: AbortSignal,
): Promise<void> {
  const known = await states.load(debate);
  const step = approvedStep(known, task);
  // A worker that was killed may have left a container whose debate was stopped or told to its end meanwhile.
  if (!known || !step || !isDue(known, task.key)) return deps.sandbox.forget(task.key);
  const started = await deps.ledger.append(
    debate,
    { type: 'step.started', turn: task.turn, step: task.step },
    `${task.key}/started`,
  );
  // A stop or new words may have come in between: what stands before `step.started` in the ledger counts.
  const state = await states.load(debate);
  if (!state || !approvedStep(state, task)) return;
  await deps.activity.publish({
    type: 'persona.state',
    debate,
    persona: step.owner,
    state: 'executing',
    at: Date.now(),
  });
  const finished = await run(deps, state, step, task, !started.fresh, signal);
  await conclude(deps, state, task.key, finished);
  await deps.sandbox.forget(task.key);
}

/** The step as it was approved, or null when it is not, or no longer, to be run. */
function approvedStep(state: DebateState | null, task: ExecuteTask): Step | null {
  const approval = state?.approval;
  if (!state || state.end || state.turn !== task.turn || approval?.verdict !== 'begun') return null;
  if (planHash(approval.plan) !== approval.planHash) return null;
  return approval.plan.steps.find((it) => it.id === task.step) ?? null;
}

async function run(
  deps: WorkerDeps,
  state: DebateState,
  step: Step,
  task: ExecuteTask,
  begun: boolean,
  signal: AbortSignal,
): Promise<EventOf<'step.finished'>> {
  const t = workWords(state.request.locale);
  const { command } = step.action;
  const { locale } = state.request;
  const { verdict, reasons } = inLocale(deps.policy.judge(command), locale);
  if (verdict === 'deny')
    return failed(task, begun ? 'lost' : 'not-run', t('forbidden', { reason: reasons[0]?.message ?? '' }));
  try {
    const { persona, environment } = environmentOf(deps, state, step.owner);
    const order = { key: task.key, workspace: state.workspace, persona, environment, command };
    const heard = ({ stream, text }: OutputChunk) => {
      const { id, turn } = state;
      void deps.activity.publish({
        type: 'step.output',
        debate: id,
        turn,
        step: step.id,
        stream,
        text,
        rehearsal: false,
      });
    };
    // Its container goes on while the engine's door is shut, and another call finds it by its name.
    const report = await patiently('running', () => deps.sandbox.run(order, begun, signal, heard), signal);
    if (report.ending === 'lost')
      deps.log.error({ debate: state.id, task: task.key, problem: report.problem }, 'how a step ended is not known');
    const stoppedByPerson = report.ending === 'stopped' && (await deps.ledger.has(state.id, `${state.id}/end`));
    return told(task, report, stoppedByPerson, locale);
  } catch (error) {
    deps.log.error({ debate: state.id, task: task.key, error }, 'step could not be run');
    // What Gabriel did not take never began; of a container nobody knows.
    const neverBegan = error instanceof ParleyError && error.code === 'gabriel.failed';
    return failed(task, neverBegan ? 'not-run' : 'lost', reasonOf(error, state));
  }
}

function told(
  task: ExecuteTask,
  report: StepReport,
  stoppedByPerson: boolean,
  locale: Locale,
): EventOf<'step.finished'> {
  const t = workWords(locale);
  const { ending, exitCode, output, durationMs, artifacts } = report;
  const shutDown = ending === 'stopped' && !stoppedByPerson ? t('shutDown') : undefined;
  const reason =
    ending === 'lost' ? t(report.at === 'gabriel' ? 'lostAtGabriel' : 'lost') : (problemOf(report, locale) ?? shutDown);
  const problem = reason === undefined ? {} : { problem: reason };
  return {
    type: 'step.finished',
    turn: task.turn,
    step: task.step,
    ending,
    exitCode,
    output,
    durationMs,
    artifacts: [...artifacts],
    ...problem,
  };
}

const problemOf = ({ problem }: StepReport, locale: Locale) =>
  problem === undefined ? undefined : inLanguage(problem, locale);

function failed(task: ExecuteTask, ending: 'lost' | 'not-run', problem: string): EventOf<'step.finished'> {
  const output = { head: '', tail: '', bytes: 0 };
  return {
    type: 'step.finished',
    turn: task.turn,
    step: task.step,
    ending,
    exitCode: -1,
    output,
    durationMs: 0,
    artifacts: [],
    problem,
  };
}
