import { HYBRID } from '../../src/debate/debate.ts';
import type { Consensus, EventOf } from '../../src/debate/event.ts';
import { formatList, formatScore } from '../../src/i18n/index.ts';
import { formatWeight } from '../../src/i18n/weight.ts';
import { capital } from './markdown.ts';
import { called, findProposal, type Line, parley, planName, rawName, type Scene, text } from './scene.ts';

/** The count: who won and by how much in words, the whole table as a block. */
export function concluded(scene: Scene, event: EventOf<'consensus.reached'>): Line | null {
  const { consensus } = event;
  // With nothing that may win, the closing words say why; a table of barred plans would only repeat it.
  if (consensus.winner === null) return null;
  const words = [headline(scene, consensus), ...turnout(scene, consensus)];
  if (!consensus.hybridOf) words.push(...dissent(scene, consensus));
  if (consensus.ballot === 1) words.push(...weights(scene));
  return {
    speaker: parley,
    manner: 'talk',
    blocks: [text(words.join(' ')), { kind: 'consensus', consensus, names: names(scene, consensus) }],
  };
}

function headline(scene: Scene, consensus: Consensus): string {
  const { t, locale } = scene;
  if (consensus.hybridOf) {
    const [first, second] = consensus.hybridOf;
    const author = called(scene, findProposal(scene, first)?.author ?? first);
    const [plan, other] = [capital(planName(scene, first)), planName(scene, second)];
    return t('consensus.hybrid', { plan, second: other, name: author });
  }
  const winner = consensus.winner ?? '';
  const row = consensus.table.find((it) => it.proposal === winner);
  const plan = capital(planName(scene, winner));
  if (!row || row.score === null) return t('consensus.unscored', { plan });
  const score = formatScore(row.score, locale);
  const rival = consensus.table.find((it) => it.proposal !== winner && it.score !== null && !it.barred);
  if (!rival || rival.score === null) return t('consensus.winner', { plan, score });
  const second = planName(scene, rival.proposal);
  const ahead = row.score - rival.score;
  // A hybrid that was not clearly better loses to the plan it came from, even with a higher score.
  if (ahead < 0) return t('consensus.notBetter', { plan, second });
  if (ahead < 0.05) return t('consensus.level', { plan, second, score });
  return t('consensus.winnerAhead', { plan, second, score, margin: formatScore(ahead, locale) });
}

function turnout(scene: Scene, consensus: Consensus): string[] {
  const { t, locale } = scene;
  const { abstained, turnout: share } = consensus;
  if (abstained.length === 0) return consensus.quorate ? [] : [t('consensus.notQuorate')];
  const seats = share >= 1 ? abstained.length : Math.round(abstained.length / (1 - share));
  const absent = formatList(
    abstained.map((id) => called(scene, id)),
    locale,
  );
  const words = [t('consensus.turnout', { count: seats - abstained.length, seats: String(seats), absent })];
  return consensus.quorate ? words : [...words, t('consensus.notQuorate')];
}

/** Whose vote counts more or less than configured, and why. */
function weights(scene: Scene): string[] {
  const { state, t, locale } = scene;
  const moved = state.council.filter(({ weight, record }) => record && Math.abs(weight - record.base) >= 0.005);
  if (moved.length === 0) return [];
  const told = moved.map((it) => `${called(scene, it.id)} ${formatWeight(it, locale)}`);
  return [t('consensus.weights', { weights: told.join('; ') })];
}

/** "AIIN would rather take Sage's plan.", one sentence for each plan that somebody liked better. */
export function dissent(scene: Scene, consensus: Consensus): string[] {
  const { t, locale } = scene;
  const preferred = [...new Set(consensus.dissent.map((it) => it.preferred))];
  return preferred.map((plan) => {
    const voters = consensus.dissent.filter((it) => it.preferred === plan).map((it) => called(scene, it.voter));
    return t('consensus.prefers', { name: formatList(voters, locale), plan: planName(scene, plan) });
  });
}

// Proposals are called after their authors, so one table of names serves both plans and voters.
function names(scene: Scene, consensus: Consensus): Record<string, string> {
  const found: Record<string, string> = {};
  for (const { id } of scene.state.council) found[id] = rawName(scene, id);
  for (const { proposal, author } of consensus.table)
    found[proposal] = proposal === HYBRID ? scene.t('plan.joint') : rawName(scene, author);
  return found;
}
