import { denied } from '../../src/debate/consensus.ts';
import type { EventOf } from '../../src/debate/event.ts';
import { formatDuration, formatMoney } from '../../src/i18n/index.ts';
import type { Block } from '../post.ts';
import { name, plain } from './markdown.ts';
import { deciding } from './reasons.ts';
import { aside, type Line, parley, posted, type Scene, speaker, text } from './scene.ts';

/** What came of it: output, result, and the end when it is not obvious. */

export function ran(scene: Scene, event: EventOf<'step.finished'>): Line | null {
  const step = scene.state.approval?.plan.steps.find((it) => it.id === event.step);
  if (!step) return null;
  const { exitCode, ending, output, durationMs, problem } = event;
  const worked = ending === 'exited' && exitCode === 0 && problem === undefined;
  const block: Block = {
    kind: 'output',
    step: posted(scene, step),
    exitCode,
    ending,
    output,
    durationMs,
    ...(problem === undefined ? {} : { problem }),
  };
  const manner = worked ? (output.bytes > 0 ? 'talk' : 'aside') : 'problem';
  return { speaker: speaker(scene, step.owner), manner, blocks: [block] };
}

export function integrated(scene: Scene, event: EventOf<'result.integrated'>): Line {
  const blocks: Block[] = [];
  if (event.text.trim()) blocks.push(text(event.text));
  if (event.artifacts.length > 0) blocks.push({ kind: 'artifacts', items: event.artifacts });
  const spent = summary(scene);
  if (spent) blocks.push(text(`*${spent}*`));
  return {
    speaker: event.persona === null ? parley : speaker(scene, event.persona),
    manner: event.ok ? 'result' : 'problem',
    blocks,
  };
}

/** "4 personas, 11 calls, 120 credits, $0.031, 14 s"; null when no call was measured. Waiting for people does not count. */
function summary({ t, locale, notes, at }: Scene): string | null {
  if (notes.calls === 0) return null;
  return [
    t('result.personas', { count: notes.callers.size }),
    t('result.calls', { count: notes.calls }),
    ...(notes.credits > 0 ? [t('result.credits', { count: notes.credits })] : []),
    ...(notes.costUsd > 0 ? [formatMoney(notes.costUsd, locale)] : []),
    formatDuration(at - notes.openedAt - notes.waitedMs, locale),
  ].join(', ');
}

export function stopped(scene: Scene, event: EventOf<'debate.stopped'>): Line {
  const words = { name: name(event.by.name) };
  return aside(text(scene.notes.running ? scene.t('person.stoppedRunning', words) : scene.t('person.stopped', words)));
}

/** The end, told only when nothing before it has said so. */
export function closed(scene: Scene, event: EventOf<'debate.closed'>): Line | null {
  switch (event.outcome) {
    case 'unsafe':
      return unsafe(scene);
    case 'no-plan':
      return noPlan(scene);
    case 'failed':
      return scene.state.result ? null : problem(scene.t('closed.failed'));
    default:
      return null;
  }
}

// Said by the persona whose plan it was; by AIIN if it was among them, whose part in the council this is.
function unsafe(scene: Scene): Line {
  const { t, state, locale } = scene;
  const barred = state.proposals.filter(denied);
  const own = barred.find((it) => it.author === 'aiin') ?? barred[0];
  const messages = (own?.rehearsal?.steps ?? [])
    .filter((it) => it.verdict.verdict === 'deny')
    .flatMap((it) => deciding(it.verdict, locale));
  const reason = plain([...new Set(messages)].join(' '));
  return {
    speaker: own ? speaker(scene, own.author) : parley,
    manner: 'problem',
    blocks: [text(reason ? t('closed.unsafeReason', { reason }) : t('closed.unsafe'))],
  };
}

function noPlan(scene: Scene): Line {
  const { t, state, notes } = scene;
  if (state.proposals.length > 0) return problem(t('closed.noneFit'));
  // Advice on how to get it done would be the wrong answer to what must not be done.
  if (notes.refused) return aside(text(t('closed.refused')));
  // A model that is there and may cost nothing more is not missing.
  if (notes.spent) return problem(scene.t('closed.nobody'));
  // Why, everyone has just said in their own words.
  return problem(`${t('closed.nobody')} ${t('closed.connect')}`);
}

const problem = (markdown: string): Line => ({ speaker: parley, manner: 'problem', blocks: [text(markdown)] });
