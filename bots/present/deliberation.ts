import { HYBRID } from '../../src/debate/debate.ts';
import type { EventOf } from '../../src/debate/event.ts';
import type { Proposal } from '../../src/debate/plan.ts';
import { formatList } from '../../src/i18n/index.ts';
import type { Block } from '../post.ts';
import { fileNames } from './files.ts';
import { capital, plain, sentence } from './markdown.ts';
import { excuseKey, saysUnsafe } from './notes.ts';
import {
  aside,
  called,
  findProposal,
  type Line,
  parley,
  planName,
  posted,
  rawName,
  type Scene,
  speaker,
  stepNumber,
  text,
} from './scene.ts';

/** What personas say before the vote is counted. Each function gives null when the thread is better off silent. */

export function prepared(scene: Scene, event: EventOf<'workspace.prepared'>, attached: readonly string[]): Line | null {
  const { t } = scene;
  if (event.problem !== undefined)
    return {
      speaker: parley,
      manner: 'problem',
      blocks: [text(t('workspace.problem', { reason: plain(sentence(event.problem)) }))],
    };
  if (attached.length === 0) return null;
  return aside(text(t('workspace.files', { count: attached.length, names: fileNames(scene, attached) })));
}

export function analysed(scene: Scene, event: EventOf<'analysis.given'>): Line | null {
  if (event.text.trim() === '') return null;
  return talk(scene, event.persona, [text(event.text)]);
}

export function proposed(scene: Scene, event: EventOf<'proposal.made'>): Line {
  const { t, state } = scene;
  const { proposal } = event;
  const other = state.consensus?.hybridOf?.[1];
  const approach =
    event.id === HYBRID && other !== undefined
      ? t('plan.joined', {
          other: called(scene, findProposal(scene, other)?.author ?? other),
          approach: plain(proposal.approach),
        })
      : proposal.approach;
  return talk(scene, event.persona, [text(approach), ...body(scene, proposal)]);
}

export function revised(scene: Scene, event: EventOf<'proposal.revised'>): Line {
  const because = event.because.trim() || event.proposal.approach;
  return talk(scene, event.persona, [text(because), ...body(scene, { ...event.proposal, expectedOutcome: '' })]);
}

export function kept(scene: Scene, event: EventOf<'proposal.kept'>): Line {
  const { t } = scene;
  const reason = plain(event.because);
  return {
    ...talk(scene, event.persona, [text(reason ? t('plan.kept', { reason }) : t('plan.keptAsIs'))]),
    manner: 'aside',
  };
}

// The steps, or the answer, and what should come of it.
function body(scene: Scene, proposal: Proposal): Block[] {
  const blocks: Block[] = [];
  if (proposal.answer?.trim()) blocks.push(text(proposal.answer));
  if (proposal.steps.length > 0) {
    if (proposal.expectedOutcome.trim())
      blocks.push(text(scene.t('plan.expected', { outcome: plain(proposal.expectedOutcome) })));
    blocks.push({ kind: 'steps', steps: proposal.steps.map((step) => posted(scene, step)) });
  }
  return blocks;
}

export function criticised(scene: Scene, event: EventOf<'critique.given'>): Line | null {
  const { t, locale } = scene;
  const lines = event.remarks
    .filter((it) => it.stance === 'defect')
    .map(({ proposal: id, text: words, step }) => {
      const proposal = findProposal(scene, id);
      const author = called(scene, proposal?.author ?? id);
      if (step === undefined) return t('critique.defect', { name: author, text: plain(words) });
      const number = stepNumber(proposal?.body.steps ?? [], step);
      return t('critique.defectInStep', { name: author, step: number, text: plain(words) });
    });
  const critical = lines.length > 0;
  const conceded = event.remarks.filter((it) => it.stance === 'concede');
  for (const { proposal, text: words } of conceded.filter((it) => it.text.trim()))
    lines.push(t('critique.concede', { plan: capital(planName(scene, proposal)), text: plain(words) }));
  const silent = conceded
    .filter((it) => !it.text.trim())
    .map((it) => called(scene, findProposal(scene, it.proposal)?.author ?? it.proposal));
  if (silent.length > 0) lines.push(t('critique.nothing', { names: formatList(silent, locale) }));
  if (lines.length === 0) return null;
  return {
    ...talk(scene, event.persona, [
      text(lines.length > 1 ? lines.map((line) => `- ${line}`).join('\n') : (lines[0] ?? '')),
    ]),
    manner: critical ? 'talk' : 'aside',
  };
}

export function voted(scene: Scene, event: EventOf<'ballot.cast'>): Line | null {
  if (event.scores.length === 0) return null;
  const scores = event.scores.map(({ proposal, feasibility, relevance, reason }) => ({
    of: proposal === HYBRID ? scene.t('plan.joint') : rawName(scene, findProposal(scene, proposal)?.author ?? proposal),
    feasibility,
    relevance,
    reason,
  }));
  return { ...talk(scene, event.persona, [{ kind: 'ballot', scores }]), manner: 'aside' };
}

// Only what explains an empty seat at the table is worth a line; passing on a critique or a ballot is not.
export function abstained(scene: Scene, event: EventOf<'agent.abstained'>, repeated: boolean): Line | null {
  const audible = event.stage === 'analysis' || event.stage === 'proposal' || event.stage === 'hybrid';
  if (!audible || repeated || event.reason.trim() === '') return null;
  const manner = saysUnsafe(event.reason) ? 'problem' : 'aside';
  return { ...talk(scene, event.persona, [text(event.reason)]), manner };
}

export function failed(scene: Scene, event: EventOf<'agent.failed'>, repeated: boolean): Line | null {
  if (repeated || event.stage === 'integration') return null;
  const reason = plain(sentence(event.reason));
  return aside(text(scene.t('agent.failed', { name: called(scene, event.persona), reason })));
}

export function outOfBudget(scene: Scene, event: EventOf<'budget.reached'>): Line {
  const keys = { minutes: 'agent.budgetMinutes', tokens: 'agent.budgetTokens', money: 'agent.budgetMoney' } as const;
  return aside(text(scene.t(keys[event.what])));
}

/** True when the persona gave this very excuse before in this turn. */
export function isRepeated(scene: Scene, event: EventOf<'agent.abstained'> | EventOf<'agent.failed'>): boolean {
  return scene.notes.heard.has(excuseKey(event.persona, event.reason));
}

/** A reply that arrived: told only when something comes of it. */
export function heard(scene: Scene, effect: 'steers' | 'later'): Line {
  return aside(text(scene.t(`person.${effect}`)));
}

function talk(scene: Scene, persona: string, blocks: readonly Block[]): Line {
  return { speaker: speaker(scene, persona), manner: 'talk', blocks };
}
