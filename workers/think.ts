import type { DebateState } from '../src/debate/debate.ts';
import { decide } from '../src/debate/decide.ts';
import { type DebateEvent, eventSchema, type Usage, usageSchema } from '../src/debate/event.ts';
import { ParleyError } from '../src/errors.ts';
import { workWords } from '../src/i18n/work.ts';
import type { Agent, Thinking } from '../src/ports/agent.ts';
import type { States } from '../src/states.ts';
import { charge, outOfBudget } from './afford.ts';
import { ask, resultOf, stageOf, type ThinkTask } from './ask.ts';
import { conclude, isDue } from './conclude.ts';
import type { WorkerDeps } from './deps.ts';
import { createFileDesk } from './file-desk.ts';
import { createToolbox } from './tools/index.ts';

/** What the ledger takes. An outcome that it refused would be asked for again and again. */
const longestReason = 2000;

/**
 * Asks one agent one question and appends what it answered, that it abstained, or that it could not. Analysis and
 * proposal follow each other without a wait: the run of the one goes on with the other.
 */
export async function think(
  deps: WorkerDeps,
  states: States,
  debate: string,
  task: ThinkTask,
  signal: AbortSignal,
): Promise<void> {
  const state = await states.glance(debate);
  if (!state || !isDue(state, task.key)) return;
  const outcome = await answer(deps, state, task, signal);
  // Stopped, or shutting down: no outcome. The debate has ended, or the next worker asks again.
  if (!outcome) return;
  const after = await conclude(deps, state, task.key, outcome);
  if (task.kind !== 'analyse') return;
  const next = decide(after, Date.now()).tasks.find((it) => it.kind === 'propose' && it.persona === task.persona);
  if (next) await think(deps, states, debate, next as ThinkTask, signal);
}

async function answer(
  deps: WorkerDeps,
  state: DebateState,
  task: ThinkTask,
  signal: AbortSignal,
): Promise<DebateEvent | null> {
  const t = workWords(state.request.locale);
  const began = performance.now();
  const timeout = AbortSignal.timeout(state.rules.thinkMs);
  const either = AbortSignal.any([signal, timeout]);
  let soFar: Usage | undefined;
  const failed = (reason: string, spent = soFar): DebateEvent => {
    const usage = { ...spent, latencyMs: performance.now() - began };
    if (task.kind === 'integrate') return { ...resultOf(state), ...(spent ? { usage } : {}) };
    const { stage, round } = stageOf(task);
    return {
      type: 'agent.failed',
      turn: state.turn,
      stage,
      round,
      persona: task.persona,
      reason: reason.slice(0, longestReason),
      usage,
    };
  };
  const agent = deps.agents.get(task.persona);
  if (!agent) return failed(t('notSeated'));
  const over = await outOfBudget(deps, state, task.persona, agent.costs);
  if (over) {
    if (task.kind === 'integrate') return resultOf(state);
    const { stage, round } = stageOf(task);
    return { type: 'agent.abstained', turn: state.turn, stage, round, persona: task.persona, reason: t(over) };
  }
  const spent = (usage: Usage) => {
    soFar = usage;
  };
  try {
    const event = await untilAborted(question(deps, agent, state, task, either, spent), either);
    if (event.type === 'ballot.cast' && event.scores.length === 0) return failed(t('nothingToScore'));
    const checked = eventSchema.safeParse(measured(event, performance.now() - began));
    if (checked.success) {
      const { data } = checked;
      if (data.type !== 'agent.abstained' || task.kind !== 'integrate') return data;
      return { ...resultOf(state), ...(data.usage ? { usage: data.usage } : {}) };
    }
    deps.log.warn(
      { debate: state.id, task: task.key, problems: checked.error.issues.map((it) => it.message) },
      'agent answered in an unusable form',
    );
    return failed(t('unusable'));
  } catch (error) {
    if (signal.aborted) {
      // There is no event to tell it, but it was spent.
      if (soFar)
        void charge(deps, state, failed('')).catch((trouble) => deps.log.warn({ error: trouble }, 'not charged'));
      return null;
    }
    if (timeout.aborted)
      return failed(t('tooSlow', { seconds: String(Math.max(1, Math.round(state.rules.thinkMs / 1000))) }));
    deps.log.warn({ debate: state.id, task: task.key, error }, 'agent failed');
    // What a failed call has cost is known to those who can tell.
    const { success, data } = usageSchema.safeParse((error as { usage?: unknown } | null)?.usage);
    return failed(
      error instanceof ParleyError ? error.told(state.request.locale).message : t('broken'),
      success ? data : undefined,
    );
  }
}

function question(
  deps: WorkerDeps,
  agent: Agent,
  state: DebateState,
  task: ThinkTask,
  signal: AbortSignal,
  spent: (usage: Usage) => void,
): Promise<DebateEvent> {
  let draft = '';
  const thinking: Thinking = {
    key: task.key,
    signal,
    spent,
    judge: (command) => deps.policy.judge(command),
    tools: createToolbox(deps, state, task, signal),
    files: createFileDesk(deps, state, task, signal),
    notebook: deps.notebooks.of(state.workspace, task.persona),
    say(delta) {
      draft += delta;
      const { stage } = stageOf(task);
      void deps.activity.publish({ type: 'draft', debate: state.id, persona: task.persona, stage, text: draft });
    },
  };
  return ask(agent, state, task, thinking);
}

function measured(event: DebateEvent, latencyMs: number): DebateEvent {
  return 'usage' in event && event.usage ? event : ({ ...event, usage: { latencyMs } } as DebateEvent);
}

// An agent that ignores its signal must not hold the worker: its late answer goes nowhere.
function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const aborted = () => reject(signal.reason);
    if (signal.aborted) return aborted();
    signal.addEventListener('abort', aborted, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', aborted));
  });
}
