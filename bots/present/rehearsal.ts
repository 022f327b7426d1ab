import type { EventOf } from '../../src/debate/event.ts';
import { formatDuration, formatList } from '../../src/i18n/index.ts';
import { effect } from './files.ts';
import { code, plain, sentence } from './markdown.ts';
import { deciding } from './reasons.ts';
import { aside, checked, findProposal, type Line, parley, planName, type Scene, stepNumber, text } from './scene.ts';

/** What came of trying a proposal on a copy: one line when it worked, the findings when it did not. */
export function rehearsed(scene: Scene, event: EventOf<'rehearsal.finished'>): Line | null {
  const { t, locale } = scene;
  const { rehearsal } = event;
  const proposal = findProposal(scene, event.proposal);
  if (!proposal || proposal.revision !== event.revision) return null;
  const plan = planName(scene, event.proposal);
  const steps = proposal.body.steps;
  const evidence = { kind: 'checks' as const, steps: checked(scene, steps, rehearsal), changes: [] };

  const denied = rehearsal.steps.find((it) => it.verdict.verdict === 'deny');
  if (denied) {
    const reason = plain(deciding(denied.verdict, locale).join(' '));
    const step = stepNumber(steps, denied.step);
    return {
      speaker: parley,
      manner: 'problem',
      blocks: [text(t('rehearsal.denied', { plan, step, reason }))],
    };
  }
  if (rehearsal.unavailable !== undefined) {
    const reason = plain(sentence(rehearsal.unavailable));
    return { speaker: parley, manner: 'problem', blocks: [text(t('rehearsal.unavailable', { plan, reason }))] };
  }
  const lacking = rehearsal.steps.find((it) => it.missingPrograms.length > 0);
  if (lacking) {
    const programs = formatList(lacking.missingPrograms.map(code), locale);
    return aside(text(t('rehearsal.missing', { plan, step: stepNumber(steps, lacking.step), programs })), evidence);
  }
  const stuck = rehearsal.steps.find((it) => it.run?.ending !== 'exited' || it.run.exitCode !== 0);
  const again = event.revision > 0;
  if (stuck) {
    const how = stuck.run
      ? t(`ending.${stuck.run.ending}`, { code: String(stuck.run.exitCode) })
      : t('rehearsal.notRun');
    const words = { plan, step: stepNumber(steps, stuck.step), how };
    return aside(text(again ? t('rehearsal.failedAgain', words) : t('rehearsal.failed', words)), evidence);
  }
  const spentMs = rehearsal.steps.reduce((sum, it) => sum + (it.run?.durationMs ?? 0), 0);
  const words = { plan, time: formatDuration(spentMs, locale), effect: effect(scene, rehearsal.changes) };
  return aside(text(again ? t('rehearsal.workedAgain', words) : t('rehearsal.worked', words)));
}
